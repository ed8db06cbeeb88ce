//! Handling a complaint as one whole: load the dossier, decide, write the letters, store it all.
//!
//! Read in this order: `praktijk` (a provider under its regulation, and its dossiers), `doen` (one act
//! from wish to stored event), `brieven` (what a letter says), `projectie` (what lists show), `herinneren`
//! (notices of terms that are near or past), `rapport` (figures over all dossiers).
//!
//! Always holds: an act is stored with its letters and its line in the lists, or not at all; a letter
//! that lacks what an article demands stops the act; nobody's clock is read here, `nu` is handed in.

mod brieven;
mod doen;
mod fout;
mod herinneren;
mod praktijk;
mod projectie;
mod rapport;

pub use brieven::Opgesteld;
pub use doen::{Bijlage, Gedaan, Toegift};
pub use fout::{DoenError, OnvolledigeBrief};
pub use praktijk::{Achterstand, Ambtsdrager, Dossier, Praktijk, Uitrusting, gebeurtenis};
pub use projectie::projectie;

/// Role of who complains, in the shared vocabulary.
pub const KLAGER: &str = "klager";
/// Role of who is complained about, in the shared vocabulary.
pub const AANGEKLAAGDE: &str = "aangeklaagde";
