//! Moving in: a register that somebody kept in a spreadsheet, read row by row, and what each row comes to as
//! acts of a regulation.
//!
//! Read in this order: `tabel` (rows and cells), `tekst` and `werkmap` (CSV and XLSX to a table), `koppeling`
//! (the file that says which column is what), `gids` (a first such file, guessed from the header row), `dag` and
//! `waarde` (a cell as the kind of value that a field asks), `rij` and `maken` (a row as acts), `rapport` (what became of
//! each row).
//!
//! Always holds: pure, bytes come in; nothing of a file is dropped unnamed; a file that means harm costs a
//! bounded amount of memory; no report and no mistake repeats what a cell says.

mod dag;
mod gids;
mod koppeling;
mod maken;
mod rapport;
mod rij;
mod tabel;
mod tekst;
mod waarde;
mod werkmap;

pub use gids::eerste_koppeling;
pub use koppeling::{Koppeling, KoppelingFout, Passend};
pub use rapport::{Lot, Rapport, Regel};
pub use rij::{Aanvraag, Inkomend, Lezer, Stap};
pub use tabel::{BESTAND_MAX, Cel, Kapot, LeesFout, Leeswijze, Rij, Tabel, lees};
pub use waarde::Bezwaar;

/// The act that tells that a dossier was taken over, in the shared vocabulary.
pub const INGEVOERD: &str = "ingevoerd";
/// The act that tells that the complaint had been closed, in the shared vocabulary.
pub const AFGESLOTEN: &str = "eerder_afgesloten";
/// The act with which a complaint begins, in the shared vocabulary.
pub const INGEDIEND: &str = "klacht_ingediend";
