//! People: who they are, how they come in, and what each may do in which dossier.
//!
//! What always holds here:
//!
//! - The store holds no password, access code or session token, only what proves one.
//! - A log-in that fails says the same and does the same work, whatever was wrong with it.
//! - Nothing is allowed that no policy allows, and a prohibition beats a permission. When the
//!   policies cannot answer, the answer is no.
//! - No clock and no chance of its own: `nu` is an argument, randomness a [`Toeval`].
//! - No name, e-mail address, number or code is logged, and none stands in an error.
//!
//! Nothing here knows a regulation, a screen or a provider. What an act demands beyond a role, such
//! as its term or its order, is decided on the floor `dossier`.

// What may be done: the policies and the questions that they answer.
mod beleid;
mod persoon;
mod vraag;
// Coming in, and staying in.
mod aanmelden;
mod account;
mod rem;
mod sessie;
mod toegang;
// Secrets and their proofs.
mod code;
mod cookie;
mod csrf;
mod fout;
mod toeval;
mod token;
mod wachtwoord;

pub use aanmelden::{AanmeldFout, Binnen, Inlog};
pub use account::{Account, AccountFout, NieuwAccount};
pub use beleid::{Beleid, BeleidFout, Geweigerd};
pub use code::{Code, CodeFout};
pub use cookie::Cookie;
pub use csrf::Csrf;
pub use fout::AccessError;
pub use persoon::{FUNCTIONARIS_GEGEVENSBESCHERMING, Medewerker, Persoon};
pub use rem::Wacht;
pub use sessie::{Duur, Sessie, SessieRegels};
pub use toegang::Toegang;
pub use toeval::{Gezaaid, Systeemtoeval, Toeval, ToevalFout};
pub use token::Token;
pub use vraag::{Deelnemer, DossierToegang, Handeling, HuisHandeling, StukToegang};
pub use wachtwoord::WachtwoordFout;
