//! Which days count: the holidays of a country, and the days on which work is done.
//!
//! Always holds: a calendar is a value read from a dated file, never from the world; the same text
//! gives the same answers and the same `versie`, on every machine, for every year. The years that
//! occur in practice lie ready as bits; others are computed from the same rules.

mod lezen;
mod regel;
mod rooster;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::{Datum, Taal};
pub use lezen::{KalenderFout, LeesFout};
use regel::Feestdagregel;
use rooster::{Rooster, Week};
pub(crate) use rooster::{dag, nummer};

/// A name in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Naam {
    /// In Dutch.
    pub nl: String,
    /// In English.
    pub en: String,
}

impl Naam {
    /// The name in one language.
    pub fn in_taal(&self, taal: Taal) -> &str {
        match taal {
            Taal::Nl => &self.nl,
            Taal::En => &self.en,
        }
    }
}

/// What makes a day no ordinary day (Algemene termijnenwet artikel 3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Soort {
    /// A generally recognised holiday (lid 1).
    #[default]
    Feestdag,
    /// A day that counts as one: Goede Vrijdag (lid 2), or by royal decree (lid 3).
    Gelijkgesteld,
}

/// How sure the calendar is of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Zekerheid {
    /// Read in the text of the act or the decree.
    Wettekst,
    /// Read in a source that cites it.
    Secundair,
    /// Known, but not read again in any source.
    Onbevestigd,
}

/// A day that is no ordinary day, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Feestdag<'k> {
    /// What it is called; an equated day has no name of its own.
    pub naam: &'k Naam,
    /// Holiday, or equated with one.
    pub soort: Soort,
    /// The article of the Algemene termijnenwet: "3 lid 1".
    pub artikel: &'k str,
    /// Where the entry comes from.
    pub bron: &'k str,
    /// How sure that is.
    pub zekerheid: Zekerheid,
}

/// A royal decree that equates days with a holiday, for a span of years.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Gelijkstelling {
    van: i16,
    tot: i16, // INVARIANT: van <= tot, and no two decrees share a year
    bron: String,
    zekerheid: Zekerheid,
}

/// A calendar: holidays, equated days, and the days on which work is done.
#[derive(Debug, Clone)]
pub struct Kalender {
    versie: String,
    feestdagen: Vec<Feestdagregel>,
    besluiten: Vec<Gelijkstelling>, // INVARIANT: in order of years, never empty
    gelijkgesteld: BTreeMap<Datum, usize>, // the decree that names the day
    gelijkgestelde_dag: Naam,
    week: Week,
    rooster: Rooster,
}

static NEDERLAND: LazyLock<Kalender> = LazyLock::new(|| {
    let tekst = include_str!("../../../../regelingen/kalender/nederland.toml");
    match Kalender::parse(tekst) {
        Ok(kalender) => kalender,
        // We shipped a broken file: a test reads it, so this cannot reach anybody.
        Err(fout) => unreachable!("regelingen/kalender/nederland.toml: {fout}"),
    }
});

impl Kalender {
    /// The calendar of the Netherlands that this program was built with.
    pub fn nederland() -> &'static Kalender {
        &NEDERLAND
    }

    /// Reads a calendar file; its shape is that of `regelingen/kalender/nederland.toml`.
    ///
    /// # Errors
    /// Everything that is wrong, each with its line. Nothing is half-loaded.
    pub fn parse(tekst: &str) -> Result<Kalender, KalenderFout> {
        lezen::lees(tekst)
    }

    /// Name, date and hash of the file, for the receipt of a decision:
    /// `nederland 2026-11-23 5f0c8e2a91b4`.
    pub fn versie(&self) -> &str {
        &self.versie
    }

    /// Is work done on this day? Monday to Friday without holidays, unless the file says otherwise.
    pub fn is_werkdag(&self, datum: Datum) -> bool {
        self.telt_als_werkdag(nummer(datum))
    }

    /// No Saturday, no Sunday, no holiday and no equated day: a term may end here
    /// (Algemene termijnenwet artikel 1).
    pub fn is_gewone_dag(&self, datum: Datum) -> bool {
        self.telt_als_gewone_dag(nummer(datum))
    }

    /// The holiday or equated day on this date, if it is one. Where two fall together
    /// (Hemelvaartsdag on 5 May) the one that the file names first.
    pub fn feestdag(&self, datum: Datum) -> Option<Feestdag<'_>> {
        let regel = self.feestdagen.iter().find(|regel| regel.valt_op(datum));
        regel.map(Feestdagregel::als_feestdag).or_else(|| {
            let besluit = &self.besluiten[*self.gelijkgesteld.get(&datum)?];
            Some(Feestdag {
                naam: &self.gelijkgestelde_dag,
                soort: Soort::Gelijkgesteld,
                artikel: "3 lid 3",
                bron: &besluit.bron,
                zekerheid: besluit.zekerheid,
            })
        })
    }

    /// The first year whose equated days are in the calendar.
    pub fn bekend_van(&self) -> i16 {
        self.besluiten.first().map_or(i16::MIN, |besluit| besluit.van)
    }

    /// The last year whose equated days are in the calendar: beyond it a date may still move.
    pub fn bekend_tot(&self) -> i16 {
        self.besluiten.last().map_or(i16::MIN, |besluit| besluit.tot)
    }

    /// Are the equated days of this date's year in the calendar? Decrees come three years at a
    /// time, so the future ends somewhere; and the past may have gaps.
    pub fn is_bekend(&self, datum: Datum) -> bool {
        self.is_bekend_jaar(datum.year())
    }

    pub(crate) fn is_bekend_jaar(&self, jaar: i16) -> bool {
        self.besluiten.iter().any(|besluit| (besluit.van..=besluit.tot).contains(&jaar))
    }

    pub(crate) fn telt_als_gewone_dag(&self, nummer: i32) -> bool {
        self.rooster.gewoon(nummer).unwrap_or_else(|| self.bereken(nummer).0)
    }

    pub(crate) fn telt_als_werkdag(&self, nummer: i32) -> bool {
        self.rooster.werk(nummer).unwrap_or_else(|| self.bereken(nummer).1)
    }

    /// From the rules: (ordinary day, working day). A day that no calendar has is neither.
    fn bereken(&self, nummer: i32) -> (bool, bool) {
        let Some(datum) = dag(nummer) else {
            return (false, false);
        };
        let feestdagen = || self.feestdagen.iter().filter(|regel| regel.valt_op(datum));
        let gelijkgesteld = self.gelijkgesteld.contains_key(&datum);
        let vrij = feestdagen().next().is_some() || gelijkgesteld;
        let dicht = feestdagen().any(|r| !r.doorwerken) || (gelijkgesteld && !self.week.doorwerken);
        (!vrij && !rooster::weekend(datum), !dicht && self.week.werkt_op(datum))
    }
}

#[cfg(test)]
mod tests;
