//! Civil time as Dutch regulations count it: terms, working days, holidays, and the reason for
//! every date.
//!
//! What always holds here: no clock is read (a day is always an argument), no file is opened (the
//! calendar is a parsed value; the Dutch one is compiled in), and every date that comes out can be
//! explained step by step from the same data that produced it.
//!
//! ```
//! use termijn::{Kalender, Taal, Termijn, Verschuiving, einde, parse_datum, uitleg};
//!
//! let kalender = Kalender::nederland();
//! let ontvangen = parse_datum("13 november 2026")?;
//! let zes_weken: Termijn = "6 weken".parse()?;
//!
//! let uit = einde(kalender, ontvangen, zes_weken, Verschuiving::Atw, &[])?;
//! assert_eq!(uit.einde.to_string(), "2026-12-25"); // Eerste kerstdag
//! assert_eq!(uit.wettelijk.to_string(), "2026-12-28");
//!
//! let waarom = uitleg(kalender, ontvangen, zes_weken, Verschuiving::Atw, &[])?;
//! assert_eq!(waarom.stappen[1].zin(Taal::Nl), "6 weken later is vrijdag 25 december 2026.");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

// Words first: what a day and a term are.
mod datum;
mod eenheid;
// The calendar: which days count.
mod kalender;
// Counting, and saying why.
mod atw;
mod pauze;
mod stap;
mod tellen;
mod uitleg;
mod zin;

pub use datum::{
    DatumFout, Taal, TaalFout, datum_voluit, korte_datum, lange_datum, lees_maand, parse_datum,
};
pub use eenheid::{Eenheid, Termijn, TermijnLeesFout};
pub use jiff::civil::Date as Datum;
pub use kalender::{Feestdag, Kalender, KalenderFout, LeesFout, Naam, Soort, Zekerheid};
pub use pauze::Pauze;
pub use stap::{Dag, Richting, Stap, Uitzondering, Waarschuwing};
pub use tellen::{Einde, TermijnFout, Verschuiving, einde, terug};
pub use uitleg::{Uitleg, uitleg, uitleg_terug, waarschuwing};
