//! The report: anonymous figures over a period, from what happened in the dossiers.
//!
//! Read in this order: `periode` (a quarter or a year), `trekken` (what counts of one dossier, without
//! anything that people typed), `verberg` (small numbers, and what would give them away), `tel` (from
//! dossiers to tables), `verslag` (what is published), `csv` (the same for a spreadsheet).
//!
//! Always holds: pure and deterministic; nothing in a report comes from free text: its words are those of
//! the regulation, of the provider's own list of places, and of who writes the recommendations; a hidden
//! number follows from no other number that is published, in this report or in that of another period; a
//! period is reported once it is over, so that no two reports of it differ by a day's work.

mod csv;
mod periode;
mod tel;
mod trekken;
mod verberg;
mod verslag;

pub use csv::cel as csv_cel;
pub use periode::{Periode, PeriodeFout};
pub use tel::Teller;
pub use trekken::Trekken;
pub use verberg::{Cel, KLEIN, Verhuld, verberg};
pub use verslag::{Kop, Maatregel, Signaal, Tabel, Verslag};
