//! Keys, and what is sealed with them: names, stories, files, and the words by which they are found.
//!
//! What always holds here:
//!
//! - What is sealed opens only with its key and only in its place ([`Waar`]): a row that was moved to
//!   another dossier, or altered by one bit, is refused ([`Geschonden`]) and never read in part.
//! - Sealing the same twice gives other bytes each time. The bytes tell how long the text was, and nothing else.
//! - A key is shown by no `Debug`, and is wiped from memory when it is dropped.
//! - Nothing here knows a disk, a database or a clock. Chance comes from the operating system.
//!
//! The algorithm is XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03), for files in pieces by the STREAM
//! construction (Hoang, Reyhanitabar, Rogaway, Vizár, *Online Authenticated-Encryption and its
//! Nonce-Reuse Misuse-Resistance*, 2015). Words become tokens by keyed BLAKE3.

mod sleutel;
mod stroom;
mod waar;
mod woord;
mod zegel;

pub use sleutel::{GeenSleuteltekst, GeenToeval, Sleutel};
pub use stroom::{Opener, Verzegelaar, open_lengte};
pub use waar::Waar;
pub use woord::Woordsleutel;
pub use zegel::{Geschonden, ZEGEL_BYTES, ZONDER_ZEGEL};
