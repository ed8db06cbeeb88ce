//! Letters: from texts and what they must state to an accessible PDF.
//!
//! Read in this order: `model` (what a letter is), `markdown` (from typed text to blocks), `sjabloon`
//! (from a template and its slots to a letter), `schoon` (what cannot be set made fit for paper), `pdf`
//! (the press: tagged PDF/UA-1 and PDF/A-2a), `folder` (a leaflet), `verslag` (a report), `formulier` (a form to
//! write on).
//!
//! Always holds: pure; what people typed is data and never code of the typesetter; any text can be set.
//! Whether a letter states all that an article demands is for `dossier` to say, before it is composed.

mod folder;
mod formulier;
mod markdown;
mod model;
mod pdf;
mod schoon;
pub mod sjabloon;
mod verslag;

pub use folder::{FolderPdf, folder_pdf};
pub use formulier::formulier_pdf;
pub use markdown::blokken;
pub use model::{Blok, Brief, Briefhoofd, Stukje};
pub use pdf::{BriefFout, pdf};
pub use verslag::verslag_pdf;
