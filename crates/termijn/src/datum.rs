//! Days in words, out and in: "maandag 28 december 2026", and back from what people type.
//!
//! Always holds: what is written long is Dutch or English as a letter has it, never a day number
//! that could be a month.

use std::str::FromStr;

use jiff::civil::Weekday;
use serde::{Deserialize, Serialize};

use crate::Datum;

/// The language of a sentence for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Taal {
    /// Dutch.
    #[default]
    Nl,
    /// English.
    En,
}

/// A language that the house does not speak.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown language `{0}`: nl or en")]
pub struct TaalFout(String);

impl FromStr for Taal {
    type Err = TaalFout;

    fn from_str(tekst: &str) -> Result<Taal, TaalFout> {
        match tekst {
            "nl" => Ok(Taal::Nl),
            "en" => Ok(Taal::En),
            _ => Err(TaalFout(tekst.to_owned())),
        }
    }
}

const MAANDEN_NL: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];
const MAANDEN_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const MAANDEN_KORT_NL: [&str; 12] =
    ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];
const MAANDEN_KORT_EN: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// "maandag", "Monday".
pub(crate) fn weekdag(dag: Weekday, taal: Taal) -> &'static str {
    const NL: [&str; 7] =
        ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"];
    const EN: [&str; 7] =
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    let plaats = plek(dag.to_monday_zero_offset());
    match taal {
        Taal::Nl => NL[plaats],
        Taal::En => EN[plaats],
    }
}

/// "maart", "March".
pub(crate) fn maand(datum: Datum, taal: Taal) -> &'static str {
    let plaats = plek(datum.month() - 1);
    match taal {
        Taal::Nl => MAANDEN_NL[plaats],
        Taal::En => MAANDEN_EN[plaats],
    }
}

/// Day and month parts are small and never negative.
fn plek(klein: i8) -> usize {
    usize::from(klein.unsigned_abs())
}

/// "maandag 28 december 2026", "Monday 28 December 2026": for letters and explanations.
pub fn lange_datum(datum: Datum, taal: Taal) -> String {
    format!("{} {}", weekdag(datum.weekday(), taal), datum_voluit(datum, taal))
}

/// "28 december 2026", "28 December 2026": where the day of the week says nothing.
pub fn datum_voluit(datum: Datum, taal: Taal) -> String {
    format!("{} {} {}", datum.day(), maand(datum, taal), datum.year())
}

/// "maandag 28 december": inside a sentence that has named the year.
pub(crate) fn dag_zonder_jaar(datum: Datum, taal: Taal) -> String {
    format!("{} {} {}", weekdag(datum.weekday(), taal), datum.day(), maand(datum, taal))
}

/// "ma 28 dec 2026", "Mon 28 Dec 2026": for lists.
pub fn korte_datum(datum: Datum, taal: Taal) -> String {
    let (letters, maanden) = match taal {
        Taal::Nl => (2, &MAANDEN_KORT_NL),
        Taal::En => (3, &MAANDEN_KORT_EN),
    };
    let dag: String = weekdag(datum.weekday(), taal).chars().take(letters).collect();
    format!("{dag} {} {} {}", datum.day(), maanden[plek(datum.month() - 1)], datum.year())
}

/// Why a text is no date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.zin(Taal::En))]
pub struct DatumFout {
    gelezen: String,
    /// The shape was right, but the calendar has no such day (31 February).
    bestaat_niet: bool,
}

impl DatumFout {
    /// What is wrong and what is accepted, in one sentence.
    pub fn zin(&self, taal: Taal) -> String {
        let gelezen = &self.gelezen;
        match (taal, self.bestaat_niet) {
            (Taal::Nl, true) => format!("`{gelezen}` is een dag die niet bestaat"),
            (Taal::En, true) => format!("`{gelezen}` is a day that does not exist"),
            (Taal::Nl, false) => format!(
                "`{gelezen}` is geen datum; schrijf bijvoorbeeld 13-11-2026, 13 november 2026 of \
                 2026-11-13"
            ),
            (Taal::En, false) => format!(
                "`{gelezen}` is not a date; write for instance 13-11-2026, 13 november 2026 or \
                 2026-11-13"
            ),
        }
    }
}

/// Reads a date as people and files write it: `2026-11-13`, `13-11-2026` (also with `/` or `.`),
/// `13 november 2026`, `13 nov 2026`. The year always has four digits.
///
/// # Errors
/// When the text has none of these shapes, or names a day that does not exist.
///
/// ```
/// use termijn::{Taal, lange_datum, parse_datum};
///
/// let datum = parse_datum("28 december 2026")?;
/// assert_eq!(lange_datum(datum, Taal::Nl), "maandag 28 december 2026");
/// # Ok::<(), termijn::DatumFout>(())
/// ```
pub fn parse_datum(tekst: &str) -> Result<Datum, DatumFout> {
    let fout = |bestaat_niet| DatumFout { gelezen: tekst.to_owned(), bestaat_niet };
    let (jaar, maand, dag) = lees_delen(tekst.trim()).ok_or_else(|| fout(false))?;
    Datum::new(jaar, maand, dag).map_err(|_| fout(true))
}

fn lees_delen(tekst: &str) -> Option<(i16, i8, i8)> {
    let met_cijfers = ['-', '/', '.'].into_iter().find(|teken| tekst.contains(*teken));
    let delen: Vec<&str> = match met_cijfers {
        Some(teken) => tekst.split(teken).map(str::trim).collect(),
        None => tekst.split_whitespace().collect(),
    };
    let [eerste, midden, laatste] = delen[..] else {
        return None;
    };
    if met_cijfers.is_none() {
        return Some((getal(laatste, 4..=4)?, lees_maand(midden)?, getal(eerste, 1..=2)?));
    }
    match met_cijfers {
        Some('-') if eerste.len() == 4 => {
            Some((getal(eerste, 4..=4)?, getal(midden, 2..=2)?, getal(laatste, 2..=2)?))
        }
        _ => Some((getal(laatste, 4..=4)?, getal(midden, 1..=2)?, getal(eerste, 1..=2)?)),
    }
}

fn getal<T: FromStr>(tekst: &str, lengte: std::ops::RangeInclusive<usize>) -> Option<T> {
    let cijfers = lengte.contains(&tekst.len()) && tekst.bytes().all(|b| b.is_ascii_digit());
    cijfers.then(|| tekst.parse().ok()).flatten()
}

/// The month with this Dutch name, whole or in three letters: `maart` and `mrt` are 3.
pub fn lees_maand(tekst: &str) -> Option<i8> {
    let woord = tekst.to_lowercase();
    let tellen = 1i8..;
    tellen
        .zip(MAANDEN_NL.iter().zip(MAANDEN_KORT_NL))
        .find(|(_, (lang, kort))| woord == **lang || woord == *kort)
        .map(|(nummer, _)| nummer)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_date_is_written_for_letters_and_for_lists() {
        for (datum, lang, kort, long, short) in [
            (
                date(2026, 12, 28),
                "maandag 28 december 2026",
                "ma 28 dec 2026",
                "Monday 28 December 2026",
                "Mon 28 Dec 2026",
            ),
            (
                date(2026, 3, 1),
                "zondag 1 maart 2026",
                "zo 1 mrt 2026",
                "Sunday 1 March 2026",
                "Sun 1 Mar 2026",
            ),
        ] {
            assert_eq!(lange_datum(datum, Taal::Nl), lang);
            assert_eq!(korte_datum(datum, Taal::Nl), kort);
            assert_eq!(lange_datum(datum, Taal::En), long);
            assert_eq!(korte_datum(datum, Taal::En), short);
        }
    }

    #[test]
    fn a_date_is_read_as_people_write_it() {
        for tekst in [
            "2026-11-03",
            "03-11-2026",
            "3-11-2026",
            "3/11/2026",
            "3.11.2026",
            " 3 november 2026 ",
            "3 November 2026",
            "03 nov 2026",
        ] {
            assert_eq!(parse_datum(tekst), Ok(date(2026, 11, 3)), "{tekst}");
        }
    }

    #[test]
    fn what_is_no_date_is_refused_with_what_is_accepted() {
        for tekst in [
            "",
            "gisteren",
            "13-11-26",
            "26-11-13",
            "2026-11",
            "2026-1-3",
            "13 brumaire 2026",
            "13 november",
            "-1-11-2026",
            "2026-11-13T10:00",
            "2026/11/13",
            "٣-11-2026",
        ] {
            let fout = parse_datum(tekst).expect_err(tekst);
            assert!(fout.zin(Taal::Nl).contains("13 november 2026"), "{tekst}");
            assert!(fout.to_string().contains("is not a date"), "{tekst}");
        }
    }

    #[test]
    fn a_day_that_does_not_exist_is_called_so() {
        for tekst in ["2026-02-29", "31-04-2026", "32 januari 2026", "13-13-2026", "0-1-2026"] {
            let fout = parse_datum(tekst).expect_err(tekst);
            assert!(fout.zin(Taal::Nl).ends_with("een dag die niet bestaat"), "{tekst}");
        }
        assert_eq!(parse_datum("29-02-2028"), Ok(date(2028, 2, 29)));
    }
}
