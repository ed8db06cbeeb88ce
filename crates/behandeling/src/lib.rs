//! Handling a complaint as one whole: load the dossier, decide, write the letters, store it all.
//!
//! Read in this order: `versies` (which version of a regulation holds), `praktijk` (a provider under its
//! regulation, and its dossiers), `doen` (one act from wish to stored event), `splitsen` (one letter,
//! several complaints), `overnemen` (dossiers from an earlier register), `brieven` (what a letter says),
//! `projectie` (what lists show), `herinneren` (notices of terms that are near or past), `rapport` (figures
//! over all dossiers), `vernietigen` (dossiers whose term of keeping has passed), `taken` (jobs, and when they are due).
//!
//! Always holds: an act is stored with its letters and its line in the lists, or not at all; a letter
//! that lacks what an article demands stops the act; nobody's clock is read here, `nu` is handed in.

mod brieven;
mod doen;
mod fout;
mod herinneren;
mod overnemen;
mod praktijk;
mod projectie;
mod rapport;
mod splitsen;
mod taken;
mod vernietigen;
mod versies;

pub use brieven::Opgesteld;
pub use doen::{Bijlage, Gedaan, Toegift};
pub use fout::{DoenError, Geweigerd, OnvolledigeBrief};
pub use overnemen::Overname;
pub use praktijk::{Achterstand, Ambtsdrager, Dossier, Praktijk, Uitrusting, gebeurtenis};
pub use projectie::projectie;
pub use splitsen::{DEEL, DEEL_VAN, Splitsing, delen, geheel_van};
pub use taken::{OnbekendeTaak, Taaksoort};
pub use vernietigen::{Akte, NietVernietigen, TeVernietigen, Vernietigd};
pub use versies::Versies;

/// Role of who complains, in the shared vocabulary.
pub const KLAGER: &str = "klager";
/// Role of who is complained about, in the shared vocabulary.
pub const AANGEKLAAGDE: &str = "aangeklaagde";
