//! What is published: tables without names, signals, measures, and what somebody recommends.

use serde::Serialize;

use crate::verberg::Cel;

/// Whose report it is, and over which days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Kop {
    /// The provider's name.
    pub aanbieder: String,
    /// The period: "het derde kwartaal van 2026".
    pub periode: String,
    /// Its days: "1 juli 2026 tot en met 30 september 2026".
    pub dagen: String,
    /// Under which text: title and version.
    pub regeling: String,
}

/// A report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Verslag {
    /// Its head.
    pub kop: Kop,
    /// Its tables, in order.
    pub tabellen: Vec<Tabel>,
    /// What came back often at one place.
    pub signalen: Vec<Signaal>,
    /// From how many times on a signal is given.
    pub signaal_vanaf: u32,
    /// What was promised to make things better.
    pub maatregelen: Vec<Maatregel>,
    /// What its maker recommends, as typed.
    pub aanbevelingen: String,
    /// How to read it.
    pub leeswijzer: Vec<String>,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tabel {
    /// Its id.
    pub id: String,
    /// What it counts.
    pub naam: String,
    /// The article that asks for it; empty when none does.
    pub artikel: String,
    /// The columns: "aantal", or four quarters and the year.
    pub kolommen: Vec<String>,
    /// The rows: what, and how often per column.
    pub rijen: Vec<(String, Vec<Cel>)>,
    /// All together; absent where it means nothing.
    pub totaal: Option<Vec<Cel>>,
    /// The share that matters, in words: "8 van 10 (80%)"; absent when a number in it is hidden.
    pub aandeel: Option<String>,
}

impl Tabel {
    /// The number of a row in the last column, that of the whole period.
    pub fn aantal(&self, rij: &str) -> Option<Cel> {
        self.rijen.iter().find(|(naam, _)| naam == rij).and_then(|(_, c)| c.last().copied())
    }
}

/// Something that came back.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Signaal {
    /// What.
    pub wat: String,
    /// Where.
    pub waar: String,
}

/// A measure. What it is in somebody's own words stays in the dossier.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Maatregel {
    /// Its last day, in words; empty when it has none.
    pub uiterlijk: String,
    /// What kind it is and who sees to it, as far as a choice says so.
    pub kenmerken: Vec<String>,
    /// How it stands.
    pub stand: String,
}
