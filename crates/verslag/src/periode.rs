//! A period of a report: a calendar year, or a quarter of one.

use std::fmt;
use std::str::FromStr;

use termijn::{Datum, Taal};

/// A year, or a quarter. Written `2026` or `2026-k3`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Periode {
    jaar: i16,
    /// 1 to 4.
    kwartaal: Option<i8>,
}

/// A text that is no period.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no period; write a year (2026) or a quarter (2026-k3)")]
pub struct PeriodeFout(pub String);

impl Periode {
    /// This year.
    pub const fn jaar(jaar: i16) -> Self {
        Self { jaar, kwartaal: None }
    }

    /// The last quarter that was over before this day.
    pub fn laatste_kwartaal(vandaag: Datum) -> Self {
        let nu = (vandaag.month() - 1) / 3;
        match nu {
            0 => Self { jaar: vandaag.year() - 1, kwartaal: Some(4) },
            q => Self { jaar: vandaag.year(), kwartaal: Some(q) },
        }
    }

    /// The periods that were over before this day, the last first: so many quarters, and the years they end.
    pub fn voorbije(vandaag: Datum, kwartalen: usize) -> Vec<Self> {
        let mut uit = Vec::new();
        let mut p = Self::laatste_kwartaal(vandaag);
        for _ in 0..kwartalen {
            if p.kwartaal == Some(4) {
                uit.push(Self::jaar(p.jaar));
            }
            uit.push(p);
            p = match p.kwartaal {
                Some(1) | None => Self { jaar: p.jaar - 1, kwartaal: Some(4) },
                Some(q) => Self { jaar: p.jaar, kwartaal: Some(q - 1) },
            };
        }
        uit
    }

    /// The year in which it lies.
    pub fn in_jaar(self) -> i16 {
        self.jaar
    }

    /// Which quarter of its year it is, from 0; `None` for the year.
    pub(crate) fn kolom(self) -> Option<usize> {
        self.kwartaal.and_then(|k| usize::try_from(k - 1).ok())
    }

    /// Its first day.
    pub fn eerste(self) -> Datum {
        dag(self.jaar, self.kwartaal.map_or(1, |k| 3 * k - 2), 1)
    }

    /// Its last day.
    pub fn laatste(self) -> Datum {
        dag(self.jaar, self.kwartaal.map_or(12, |k| 3 * k), 1).last_of_month()
    }

    /// Is it over on this day?
    pub fn is_voorbij(self, vandaag: Datum) -> bool {
        vandaag > self.laatste()
    }

    /// Does this day lie in it?
    pub fn bevat(self, dag: Datum) -> bool {
        (self.eerste()..=self.laatste()).contains(&dag)
    }

    /// As people call it: "2026", "het derde kwartaal van 2026".
    pub fn naam(self) -> String {
        let jaar = self.jaar;
        match self.kwartaal {
            None => jaar.to_string(),
            Some(1) => format!("het eerste kwartaal van {jaar}"),
            Some(2) => format!("het tweede kwartaal van {jaar}"),
            Some(3) => format!("het derde kwartaal van {jaar}"),
            Some(_) => format!("het vierde kwartaal van {jaar}"),
        }
    }

    /// Its days: "1 juli 2026 tot en met 30 september 2026".
    pub fn dagen(self) -> String {
        format!(
            "{} tot en met {}",
            termijn::datum_voluit(self.eerste(), Taal::Nl),
            termijn::datum_voluit(self.laatste(), Taal::Nl)
        )
    }
}

/// Which quarter of its year a day lies in, from 0.
pub(crate) fn kwartaal_van(dag: Datum) -> usize {
    usize::try_from((dag.month() - 1) / 3).unwrap_or(0)
}

fn dag(jaar: i16, maand: i8, dag: i8) -> Datum {
    Datum::new(jaar, maand, dag).unwrap_or_default()
}

impl fmt::Display for Periode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kwartaal {
            None => write!(f, "{}", self.jaar),
            Some(k) => write!(f, "{}-k{k}", self.jaar),
        }
    }
}

impl FromStr for Periode {
    type Err = PeriodeFout;

    fn from_str(tekst: &str) -> Result<Self, PeriodeFout> {
        let fout = || PeriodeFout(tekst.to_owned());
        let (jaar, kwartaal) = match tekst.split_once("-k") {
            Some((j, k)) => (j, Some(k.parse::<i8>().map_err(|_| fout())?)),
            None => (tekst, None),
        };
        let jaar: i16 = jaar.parse().map_err(|_| fout())?;
        let goed = (1990..=2200).contains(&jaar) && kwartaal.is_none_or(|k| (1..=4).contains(&k));
        if goed { Ok(Self { jaar, kwartaal }) } else { Err(fout()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_period_reads_back_as_it_was_written_and_knows_its_days() {
        for tekst in ["2026", "2026-k1", "2026-k4"] {
            let p: Periode = tekst.parse().expect(tekst);
            assert_eq!(p.to_string(), tekst);
            assert!(p.bevat(p.eerste()) && p.bevat(p.laatste()));
        }
        let k1: Periode = "2024-k1".parse().expect("a quarter");
        assert_eq!((k1.eerste(), k1.laatste()), (date(2024, 1, 1), date(2024, 3, 31)));
        assert!(!k1.is_voorbij(date(2024, 3, 31)) && k1.is_voorbij(date(2024, 4, 1)));
        for fout in ["2026-k5", "2026-k0", "26", "2026-q1", "", "2026-k"] {
            assert!(fout.parse::<Periode>().is_err(), "{fout}");
        }
    }

    #[test]
    fn only_periods_that_are_over_are_offered_and_a_year_comes_with_its_last_quarter() {
        let p = Periode::voorbije(date(2026, 11, 23), 5);
        let namen: Vec<String> = p.iter().map(ToString::to_string).collect();
        assert_eq!(namen, ["2026-k3", "2026-k2", "2026-k1", "2025", "2025-k4", "2025-k3"]);
        assert_eq!(Periode::laatste_kwartaal(date(2026, 2, 1)).to_string(), "2025-k4");
    }
}
