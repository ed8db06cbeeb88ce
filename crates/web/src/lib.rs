//! The browser side: what people see, and the way to it.
//!
//! In reading order: [`huisstijl`] and [`thema`] say what a provider may change, [`assets`] is the
//! bundle of styles and scripts, [`componenten`] are the building blocks of a page and [`weergave`]
//! are the pages, each a pure function from a plain view-model to HTML.
//!
//! [`server`] is the shell around them: requests in, pages out.
//!
//! Always holds in the views: no clock, no database, no request; every text is escaped; no inline
//! style or script, so that the strict content security policy stands; no name of a person in a title.

pub mod assets;
pub mod componenten;
pub mod huisstijl;
pub mod server;
pub mod thema;
pub mod weergave;
