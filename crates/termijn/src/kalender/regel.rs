//! Holidays as rules: a fixed day of the year, or so many days from Easter.
//!
//! Always holds: a rule gives at most one day a year, and none outside the years it is for.

use jiff::civil::Weekday;

use super::{Feestdag, Naam, Soort, Zekerheid, dag, nummer};
use crate::Datum;

/// A day of the year that exists in every year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Maanddag {
    maand: i8,
    dag: i8, // INVARIANT: exists in every year, so never 29 February
}

impl Maanddag {
    /// Reads `04-27`: month, then day.
    pub(super) fn lees(tekst: &str) -> Option<Maanddag> {
        let (maand, dag) = tekst.split_once('-')?;
        let getal = |deel: &str| (deel.len() == 2).then(|| deel.parse::<i8>().ok()).flatten();
        let (maand, dag) = (getal(maand)?, getal(dag)?);
        Datum::new(2023, maand, dag).ok()?;
        Some(Maanddag { maand, dag })
    }

    fn in_jaar(self, jaar: i16) -> Option<Datum> {
        Datum::new(jaar, self.maand, self.dag).ok()
    }
}

/// When a holiday falls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanneer {
    /// The same day each year; on another day where that is a Sunday.
    Vast { dag: Maanddag, als_zondag: Option<Maanddag> },
    /// So many days after Easter Sunday; negative is before.
    Pasen(i16),
}

/// One holiday of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Feestdagregel {
    pub(super) wanneer: Wanneer,
    pub(super) van: Option<i16>,
    pub(super) tot: Option<i16>,
    pub(super) naam: Naam,
    pub(super) soort: Soort,
    pub(super) artikel: String,
    pub(super) bron: String,
    pub(super) zekerheid: Zekerheid,
    /// People work on this day, although a statutory term may not end on it.
    pub(super) doorwerken: bool,
}

impl Feestdagregel {
    /// The day on which it falls in a year, if it does.
    pub(super) fn in_jaar(&self, jaar: i16) -> Option<Datum> {
        if self.van.is_some_and(|van| jaar < van) || self.tot.is_some_and(|tot| jaar > tot) {
            return None;
        }
        match self.wanneer {
            Wanneer::Vast { dag, als_zondag } => {
                let datum = dag.in_jaar(jaar)?;
                match als_zondag.filter(|_| datum.weekday() == Weekday::Sunday) {
                    Some(anders) => anders.in_jaar(jaar),
                    None => Some(datum),
                }
            }
            Wanneer::Pasen(dagen) => dag(nummer(pasen(jaar)?) + i32::from(dagen)),
        }
    }

    pub(super) fn valt_op(&self, datum: Datum) -> bool {
        self.in_jaar(datum.year()) == Some(datum)
    }

    pub(super) fn als_feestdag(&self) -> Feestdag<'_> {
        Feestdag {
            naam: &self.naam,
            soort: self.soort,
            artikel: &self.artikel,
            bron: &self.bron,
            zekerheid: self.zekerheid,
        }
    }
}

/// Easter Sunday in the Gregorian calendar (the "anonymous" computus of 1876).
pub(super) fn pasen(jaar: i16) -> Option<Datum> {
    let jaar = i32::from(jaar);
    let (a, b, c) = (jaar.rem_euclid(19), jaar.div_euclid(100), jaar.rem_euclid(100));
    let g = (8 * b + 13).div_euclid(25);
    let h = (19 * a + b - b.div_euclid(4) - g + 15).rem_euclid(30);
    let l = (32 + 2 * b.rem_euclid(4) + 2 * (c / 4) - h - c % 4).rem_euclid(7);
    let m = (a + 11 * h + 19 * l) / 433;
    let maand = (h + l - 7 * m + 90) / 25;
    let dag = (h + l - 7 * m + 33 * maand + 19) % 32;
    Datum::new(i16::try_from(jaar).ok()?, i8::try_from(maand).ok()?, i8::try_from(dag).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn easter_falls_where_the_almanac_has_it() {
        for (jaar, maand, dag) in [
            (1818, 3, 22), // the earliest that can be
            (1943, 4, 25), // the latest that can be
            (1981, 4, 19), // an exception in Gauss' rule
            (2000, 4, 23),
            (2024, 3, 31),
            (2026, 4, 5),
            (2031, 4, 13),
            (2049, 4, 18), // another exception
            (2076, 4, 19),
            (2285, 3, 22),
        ] {
            assert_eq!(pasen(jaar), Some(date(jaar, maand, dag)));
        }
    }

    #[test]
    fn easter_is_a_sunday_in_spring_in_every_year_that_can_be_written() {
        for jaar in -9999..=9999 {
            let pasen = pasen(jaar).expect("every year has one");
            assert_eq!(pasen.weekday(), Weekday::Sunday, "{pasen}");
            assert!((3..=4).contains(&pasen.month()), "{pasen}");
        }
    }

    #[test]
    fn a_day_of_the_year_must_exist_every_year() {
        for goed in ["01-01", "12-31", "02-28"] {
            assert!(Maanddag::lees(goed).is_some(), "{goed}");
        }
        for fout in ["02-29", "13-01", "4-27", "04-31", "0427", "27-04", "-4-27", "04-", "aa-bb"] {
            assert!(Maanddag::lees(fout).is_none(), "{fout}");
        }
    }
}
