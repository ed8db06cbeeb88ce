//! The building blocks of a page. Each is a plain struct that renders itself ([`maud::Render`]).
//!
//! Always holds: everything put in is escaped; ids are unique when the names of fields are; a hint
//! and an error are tied to their field; the classes of `govuk-frontend` are known here and nowhere
//! else. The blocks of form are compared with that package's own fixtures in `tests/govuk.rs`.

pub mod bladzijden;
pub mod brief;
pub mod dag;
pub mod document;
pub mod feiten;
pub mod filter;
pub mod formulier;
pub mod foutoverzicht;
pub mod hulpkaart;
pub mod icoon;
pub mod kop;
pub mod kruimels;
pub mod melding;
pub mod overzicht;
pub mod partijen;
pub mod stappen;
pub mod stempel;
pub mod tabel;
pub mod tabs;
pub mod tekst;
pub mod termijnen;
pub mod terug;
pub mod tijdlijn;
pub mod titel;
pub mod uitklap;
pub mod vak;
pub mod veld;
pub mod voet;
pub mod waarom;
pub mod werkbalk;

mod knop;

pub use icoon::Icoon;
pub use knop::{Knop, KnopSoort, Linkknop};
