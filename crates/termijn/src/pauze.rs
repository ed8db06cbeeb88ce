//! Pauses: the clock stands still between two events.
//!
//! Always holds: a day is paused or it is not, however many pauses cover it; overlapping and
//! touching pauses are one. Nothing here allocates or sorts: a term has a handful of pauses.

use serde::{Deserialize, Serialize};

use crate::{Datum, TermijnFout};

/// The clock stands still from the day after `van` up to and including `tot`.
///
/// As with a term, the day of the event itself is not part of it: on the day of `van` the clock
/// still ran, on the day of `tot` it does not run yet. A term paused from its first day until day
/// X therefore runs as if it began on X. `tot: None`: nothing has ended the pause yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Pauze {
    /// Day of the event that stops the clock.
    pub van: Datum,
    /// Day of the event that starts it again, if that happened.
    pub tot: Option<Datum>,
}

impl Pauze {
    /// Does the clock stand still on this day?
    pub fn telt_niet(self, datum: Datum) -> bool {
        datum > self.van && self.tot.is_none_or(|tot| datum <= tot)
    }
}

/// The first stretch of paused days after `na`: merged, and cut off at `na`. The days are those
/// after `.0` up to and including `.1`; `None` in `.1` is without end.
pub(crate) fn volgende(pauzes: &[Pauze], na: Datum) -> Option<(Datum, Option<Datum>)> {
    let duurt_nog = |p: &&Pauze| p.tot.is_none_or(|tot| tot > na && tot > p.van);
    let van = pauzes.iter().filter(duurt_nog).map(|p| p.van.max(na)).min()?;
    let mut tot = van;
    // Each round takes one pause that touches the stretch and reaches further.
    while let Some(verder) =
        pauzes.iter().find(|p| p.van <= tot && p.tot.is_none_or(|einde| einde > tot))
    {
        match verder.tot {
            Some(einde) => tot = einde,
            None => return Some((van, None)),
        }
    }
    Some((van, Some(tot)))
}

/// A pause that ends before it begins is a mistake of whoever recorded it.
pub(crate) fn check(pauzes: &[Pauze]) -> Result<(), TermijnFout> {
    for pauze in pauzes {
        if let Some(tot) = pauze.tot.filter(|tot| *tot < pauze.van) {
            return Err(TermijnFout::PauzeAchterstevoren { van: pauze.van, tot });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn pauze(van: i8, tot: Option<i8>) -> Pauze {
        let dag = |d| date(2026, 3, d);
        Pauze { van: dag(van), tot: tot.map(dag) }
    }

    fn stukken(pauzes: &[Pauze], na: i8) -> Vec<(i8, Option<i8>)> {
        let mut na = date(2026, 3, na);
        let mut uit = Vec::new();
        while let Some((van, tot)) = volgende(pauzes, na) {
            uit.push((van.day(), tot.map(|d| d.day())));
            match tot {
                Some(tot) => na = tot,
                None => break,
            }
        }
        uit
    }

    #[test]
    fn overlapping_touching_and_nested_pauses_are_one() {
        let alle = [
            pauze(20, Some(22)),
            pauze(5, Some(9)),
            pauze(9, Some(12)),
            pauze(3, Some(6)),
            pauze(4, Some(5)),
        ];
        assert_eq!(stukken(&alle, 1), [(3, Some(12)), (20, Some(22))]);
    }

    #[test]
    fn a_pause_is_cut_off_where_the_term_begins() {
        assert_eq!(stukken(&[pauze(2, Some(8))], 5), [(5, Some(8))]);
        assert_eq!(stukken(&[pauze(2, Some(5))], 5), []);
    }

    #[test]
    fn a_pause_of_no_days_is_none() {
        assert_eq!(stukken(&[pauze(8, Some(8))], 1), []);
    }

    #[test]
    fn an_open_pause_swallows_what_comes_after() {
        assert_eq!(stukken(&[pauze(9, None), pauze(10, Some(12))], 1), [(9, None)]);
        assert_eq!(stukken(&[pauze(2, None)], 5), [(5, None)]);
    }
}
