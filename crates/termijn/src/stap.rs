//! The steps of a count as data; `zin` says each in a sentence.
//!
//! Always holds: a step states what was done to the date and on which article, nothing beyond it;
//! it is made while counting, so it cannot say anything else than what happened.

use serde::{Deserialize, Serialize};

use crate::kalender::{Naam, dag, nummer};
use crate::{Datum, Kalender, Pauze, Termijn};

/// A day in an explanation, with the name of its holiday if it has one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dag {
    /// The day.
    pub op: Datum,
    /// The holiday; none for an ordinary day and a plain Saturday or Sunday.
    pub naam: Option<Naam>,
}

impl Dag {
    pub(crate) fn van(kalender: &Kalender, op: Datum) -> Dag {
        Dag { op, naam: kalender.feestdag(op).map(|feestdag| feestdag.naam.clone()) }
    }
}

/// Which way was counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Richting {
    /// From an event to an end.
    Vooruit,
    /// From an event back to the last day before it.
    Terug,
}

/// Why an end on a weekend or a holiday does not move on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Uitzondering {
    /// The term is not set in an act, and the regulation does not say that it moves.
    GeenWet,
    /// A term in hours (artikel 4).
    Uren,
    /// More than ninety days (artikel 4).
    NegentigDagen,
    /// More than twelve weeks (artikel 4).
    TwaalfWeken,
    /// More than three months (artikel 4).
    DrieMaanden,
    /// One or more years (artikel 4).
    Jaren,
    /// Counted backwards from an event (artikel 1 lid 2).
    Terugrekening,
}

/// One step of a count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "soort", rename_all = "snake_case")]
pub enum Stap {
    /// The day from which is counted; it does not count itself.
    Gebeurtenis {
        /// That day.
        op: Datum,
    },
    /// Hours are taken as whole days.
    Uren {
        /// How many hours.
        uren: u16,
    },
    /// So much calendar time on (or back).
    Geteld {
        /// What was counted.
        termijn: Termijn,
        /// On or back.
        richting: Richting,
        /// The day that came out.
        uit: Datum,
    },
    /// The month has no such day; its last day was taken.
    KorteMaand {
        /// The day number that the month does not have.
        gezocht: i8,
        /// The last day of the month.
        uit: Datum,
    },
    /// So many working days on (or back).
    Werkdagen {
        /// What was counted.
        termijn: Termijn,
        /// On or back.
        richting: Richting,
        /// The day that came out.
        uit: Datum,
        /// Was a plain Saturday or Sunday passed over?
        weekend: bool,
        /// The other days that were passed over, in order; paused days are not among them.
        overgeslagen: Vec<Dag>,
    },
    /// The clock stood still.
    Pauze {
        /// The last day on which it ran.
        na: Datum,
        /// The last day on which it stood still.
        tot: Datum,
        /// For how many days.
        dagen: i32,
        /// The end that this gives; none while working days are still being counted.
        einde: Option<Datum>,
    },
    /// The end is an ordinary day and stays.
    GewoneDag,
    /// The end moves on to the first ordinary day (Algemene termijnenwet artikel 1 lid 1).
    Doorgeschoven {
        /// The plain end and the days after it that are no ordinary days; never empty.
        van: Vec<Dag>,
        /// The first ordinary day.
        naar: Datum,
    },
    /// The term held one ordinary day and is stretched to two (artikel 2).
    TweeGewoneDagen {
        /// The second ordinary day.
        naar: Datum,
    },
    /// The end is no ordinary day, and stays.
    SchuiftNiet {
        /// The end.
        dag: Dag,
        /// Why it stays.
        omdat: Uitzondering,
    },
}

/// Hours as whole days, rounded up: 72 hours are 3, 73 are 4.
pub(crate) fn hele_dagen(uren: u16) -> u16 {
    uren.div_ceil(24)
}

/// The step of a count in working days, with the days that it passed over.
pub(crate) fn werkdagen(
    kalender: &Kalender,
    termijn: Termijn,
    richting: Richting,
    begin: Datum,
    uit: Datum,
    pauzes: &[Pauze],
) -> Stap {
    let (van, tot) = match richting {
        Richting::Vooruit => (nummer(begin) + 1, nummer(uit)),
        Richting::Terug => (nummer(uit), nummer(begin) - 1),
    };
    let vrij = (van..=tot)
        .filter_map(dag)
        .filter(|d| !kalender.is_werkdag(*d) && !pauzes.iter().any(|p| p.telt_niet(*d)));
    let (weekend, overgeslagen): (Vec<Datum>, Vec<Datum>) = vrij.partition(|d| {
        matches!(d.weekday(), jiff::civil::Weekday::Saturday | jiff::civil::Weekday::Sunday)
    });
    Stap::Werkdagen {
        termijn,
        richting,
        uit,
        weekend: !weekend.is_empty(),
        overgeslagen: overgeslagen.into_iter().map(|d| Dag::van(kalender, d)).collect(),
    }
}

/// Why a computed date may yet change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "soort", rename_all = "snake_case")]
pub enum Waarschuwing {
    /// The calendar does not know which days of this year were equated with a holiday.
    GelijkgesteldeDagenOnbekend {
        /// The first such year that the count met.
        jaar: i16,
        /// The last year that the calendar does know.
        bekend_tot: i16,
    },
}
