//! The regulation language: from a file that reads as a legal sentence to a value that cannot be wrong.
//!
//! Read in this order: `woorden` (roles, acts, facts), `voorwaarde` (the algebra of facts), `norm`
//! (what a text demands, allows, forbids), `instelling` (what else it arranges), `regime` (under which rules a
//! complaint falls), `werkterrein` (on which fields of work a provider is active), `boek` (one regulation with
//! its words and statutes, linked), `bereik` (what it can come to), `zoeken` and `artikel` (what a person wrote, found),
//! `diagnose` (what is wrong with a file), `toon` (the regulation as readable text), `verschil` (what changes
//! between two texts), `controle` (checks on the whole), `aangehaald` (articles that sentences name), `eis` and
//! `conformiteit` (beside the statutes), `aanbieder` (what a provider fills in), `folder` (the leaflet: what a
//! client needs to know of it), `grammatica` (the language declared: its reference and JSON Schema are made from it).
//!
//! Always holds: this floor knows no dossier, no clock, no disk. Text comes in, values go out; a file
//! with mistakes gives all of them at once and no half-loaded book.

pub mod aanbieder;
mod aangehaald;
pub mod artikel;
mod bereik;
pub mod bibliotheek;
pub mod boek;
pub mod cijfer;
pub mod conformiteit;
pub mod controle;
pub mod diagnose;
pub mod eis;
pub mod folder;
pub mod formulier;
pub mod grammatica;
pub mod instelling;
mod lezen;
mod lezer;
pub mod norm;
pub mod plek;
pub mod regime;
pub mod toon;
pub mod verschil;
pub mod voorwaarde;
pub mod waarde;
pub mod werkterrein;
pub mod woorden;
pub mod zoeken;

pub use aanbieder::Aanbieder;
pub use artikel::Artikel;
pub use bibliotheek::Bibliotheek;
pub use boek::Boek;
pub use diagnose::{Diagnose, Diagnoses, Ernst};
pub use folder::Folder;
pub use formulier::Formulier;
pub use norm::{KlokId, NormId, Vindplaats};
pub use plek::Bron;
pub use regime::{Buiten, Regime, Regimevraag};
pub use waarde::{Velden, Waarde};
pub use woorden::{DaadId, FeitId, RolId, Tekst};
