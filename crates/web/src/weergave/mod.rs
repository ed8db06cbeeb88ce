//! The pages. Each file holds one page type: a plain view-model and a function that shows it.
//!
//! Always holds: a view-model holds what the page says and no type of the dossier, so that a handler
//! decides what is shown and a view only how; a page has one `h1` and works without script.

pub mod fout;
pub mod publiek;
pub mod werkplek;
