//! Letters: from texts and what they must state to an accessible PDF.
//!
//! Read in this order: `model` (what a letter is), `markdown` (from typed text to blocks), `sjabloon`
//! (from a template and its slots to a letter, and what is missing), `pdf` (tagged PDF/UA-1 and PDF/A-2a).
//!
//! Always holds: pure; what people typed is data and never code of the typesetter; a letter that lacks
//! something that an article demands says so, and is the caller's to hold back.

mod markdown;
mod model;
mod pdf;
pub mod sjabloon;

pub use markdown::blokken;
pub use model::{Blok, Brief, Briefhoofd, Stukje};
pub use pdf::{BriefFout, pdf};
