//! The days of 1980-2120 as bits, so that a question about one day costs a shift and a mask.
//!
//! Always holds: the bits say what the rules say; outside these years they say nothing.

use jiff::SignedDuration;
use jiff::civil::{Weekday, date};

use super::Kalender;
use crate::Datum;

const EERSTE: Datum = date(1980, 1, 1);
const LAATSTE: Datum = date(2120, 12, 31);
const NUL: Datum = date(1970, 1, 1); // jiff adds durations up to the ends of its own epoch days
const SECONDEN_PER_DAG: i64 = 24 * 60 * 60;

/// The number of a day, counted from 1 January 1970.
pub(crate) fn nummer(datum: Datum) -> i32 {
    // A duration between two days is whole days, and all of jiff's years fit in an i32.
    (NUL.duration_until(datum).as_secs() / SECONDEN_PER_DAG) as i32
}

/// The day with this number; none outside the years -9999 to 9999.
pub(crate) fn dag(nummer: i32) -> Option<Datum> {
    let seconden = i64::from(nummer) * SECONDEN_PER_DAG;
    NUL.checked_add(SignedDuration::from_secs(seconden)).ok()
}

/// Saturday or Sunday.
pub(super) fn weekend(datum: Datum) -> bool {
    matches!(datum.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// The days of the week on which work is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Week {
    /// From Monday to Sunday. INVARIANT: at least one.
    pub(super) werkt: [bool; 7],
    /// Work goes on on days equated by decree.
    pub(super) doorwerken: bool,
}

impl Week {
    pub(super) fn werkt_op(&self, datum: Datum) -> bool {
        self.werkt[usize::from(datum.weekday().to_monday_zero_offset().unsigned_abs())]
    }
}

/// One bit a day, twice.
#[derive(Debug, Clone, Default)]
pub(super) struct Rooster {
    eerste: i32,
    dagen: usize, // INVARIANT: both vectors have a bit for each
    gewoon: Vec<u64>,
    werk: Vec<u64>,
}

impl Rooster {
    /// All weekdays first, and then the holidays of each year taken out.
    pub(super) fn van(kalender: &Kalender) -> Rooster {
        let mut rooster = Rooster { eerste: nummer(EERSTE), ..Rooster::default() };
        for dag in (nummer(EERSTE)..=nummer(LAATSTE)).filter_map(dag) {
            rooster.push(!weekend(dag), kalender.week.werkt_op(dag));
        }
        for regel in &kalender.feestdagen {
            for dag in (EERSTE.year()..=LAATSTE.year()).filter_map(|jaar| regel.in_jaar(jaar)) {
                rooster.wis(dag, regel.doorwerken);
            }
        }
        for dag in kalender.gelijkgesteld.keys() {
            rooster.wis(*dag, kalender.week.doorwerken);
        }
        rooster
    }

    fn push(&mut self, gewoon: bool, werk: bool) {
        let (woord, bit) = (self.dagen / 64, self.dagen % 64);
        if bit == 0 {
            self.gewoon.push(0);
            self.werk.push(0);
        }
        self.gewoon[woord] |= u64::from(gewoon) << bit;
        self.werk[woord] |= u64::from(werk) << bit;
        self.dagen += 1;
    }

    fn wis(&mut self, dag: Datum, doorwerken: bool) {
        let Some(plek) = self.plek(nummer(dag)) else {
            return;
        };
        let masker = !(1 << (plek % 64));
        self.gewoon[plek / 64] &= masker;
        if !doorwerken {
            self.werk[plek / 64] &= masker;
        }
    }

    fn plek(&self, nummer: i32) -> Option<usize> {
        let plek = usize::try_from(nummer - self.eerste).ok()?;
        (plek < self.dagen).then_some(plek)
    }

    pub(super) fn gewoon(&self, nummer: i32) -> Option<bool> {
        self.bit(&self.gewoon, nummer)
    }

    pub(super) fn werk(&self, nummer: i32) -> Option<bool> {
        self.bit(&self.werk, nummer)
    }

    fn bit(&self, bits: &[u64], nummer: i32) -> Option<bool> {
        let plek = self.plek(nummer)?;
        Some((bits[plek / 64] >> (plek % 64)) & 1 == 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_a_day_and_back() {
        assert_eq!(nummer(NUL), 0);
        assert_eq!(nummer(date(1969, 12, 31)), -1);
        for datum in [Datum::MIN, Datum::MAX, date(2028, 2, 29), date(1900, 3, 1)] {
            assert_eq!(dag(nummer(datum)), Some(datum));
        }
        assert_eq!(dag(nummer(Datum::MAX) + 1), None);
        assert_eq!(dag(i32::MIN), None);
    }
}
