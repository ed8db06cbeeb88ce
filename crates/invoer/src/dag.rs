//! Days as people write them, by a form that the mapping names: `d-m-jjjj`, `jjjj-mm-dd`, `d mmmm jjjj`.
//!
//! Always holds: a day that does not exist (29-2-2023, 31-11) is refused and never moved; a year of two digits
//! is read only by a form that says so.

use std::str::FromStr;

use termijn::Datum;

/// The forms that are tried when the mapping names none.
pub(crate) const GEWOON: [&str; 2] = ["d-m-jjjj", "jjjj-mm-dd"];
/// The forms that are tried to guess a mapping.
pub(crate) const BEKEND: [&str; 9] = [
    "d-m-jjjj",
    "jjjj-mm-dd",
    "d/m/jjjj",
    "d.m.jjjj",
    "d mmmm jjjj",
    "d mmm jjjj",
    "jjjj/mm/dd",
    "jjjjmmdd",
    "d-m-jj",
];

/// A part of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Deel {
    /// One or two digits, or exactly two.
    Dag {
        twee: bool,
    },
    Maand {
        twee: bool,
    },
    /// "maart", "mrt".
    Maandnaam,
    Jaar {
        twee: bool,
    },
    Teken(char),
}

/// How a day is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Vorm {
    /// A number of Excel: days since the end of 1899.
    Excel,
    /// In parts.
    Delen(Vec<Deel>),
}

/// Why a text is no day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum GeenDag {
    /// It is written otherwise.
    AndereVorm,
    /// The form is right, and there is no such day.
    BestaatNiet,
}

impl FromStr for Vorm {
    type Err = String;

    fn from_str(van: &str) -> Result<Self, String> {
        let klein = van.trim().to_lowercase().replace('y', "j");
        if klein == "excel" {
            return Ok(Self::Excel);
        }
        let mut delen = Vec::new();
        let mut tekens = klein.chars().peekable();
        while let Some(c) = tekens.next() {
            let mut n = 1;
            while matches!(c, 'd' | 'm' | 'j') && tekens.next_if_eq(&c).is_some() {
                n += 1;
            }
            delen.push(match (c, n) {
                ('d', 1 | 2) => Deel::Dag { twee: n == 2 },
                ('m', 1 | 2) => Deel::Maand { twee: n == 2 },
                ('m', 3 | 4) => Deel::Maandnaam,
                ('j', 2 | 4) => Deel::Jaar { twee: n == 2 },
                (c, 1) if !c.is_alphanumeric() => Deel::Teken(c),
                _ => return Err(format!("`{van}` is geen vorm van een dag; schrijf bijvoorbeeld `d-m-jjjj`, `jjjj-mm-dd`, `d mmmm jjjj` of `excel`")),
            });
        }
        let heeft = |f: fn(&Deel) -> bool| delen.iter().filter(|d| f(d)).count() == 1;
        let heel = heeft(|d| matches!(d, Deel::Dag { .. }))
            && heeft(|d| matches!(d, Deel::Maand { .. } | Deel::Maandnaam))
            && heeft(|d| matches!(d, Deel::Jaar { .. }));
        if !heel {
            return Err(format!(
                "in `{van}` staat niet één keer een dag (d), een maand (m) en een jaar (jjjj)"
            ));
        }
        Ok(Self::Delen(delen))
    }
}

impl Vorm {
    /// The day that this text says in this form; a time of day after it is left.
    pub(crate) fn lees(&self, tekst: &str) -> Result<Datum, GeenDag> {
        let Self::Delen(delen) = self else {
            let serie: f64 = tekst.replace(',', ".").parse().map_err(|_| GeenDag::AndereVorm)?;
            return uit_serie(serie).ok_or(GeenDag::BestaatNiet);
        };
        let mut rest = tekst.trim();
        let (mut dag, mut maand, mut jaar) = (0, 0, 0);
        for deel in delen {
            match deel {
                Deel::Dag { twee } => dag = getal(&mut rest, if *twee { 2..=2 } else { 1..=2 })?,
                Deel::Maand { twee } => {
                    maand = getal(&mut rest, if *twee { 2..=2 } else { 1..=2 })?
                }
                Deel::Jaar { twee: false } => jaar = getal(&mut rest, 4..=4)?,
                Deel::Jaar { twee: true } => jaar = 2000 + getal(&mut rest, 2..=2)?,
                Deel::Maandnaam => maand = maandnaam(&mut rest)?,
                Deel::Teken(' ') => rest = rest.trim_start(),
                Deel::Teken(c) => {
                    rest =
                        rest.trim_start().strip_prefix(*c).ok_or(GeenDag::AndereVorm)?.trim_start();
                }
            }
        }
        if !is_tijd(rest) {
            return Err(GeenDag::AndereVorm);
        }
        let deel = |n: i16| i8::try_from(n).map_err(|_| GeenDag::BestaatNiet);
        Datum::new(jaar, deel(maand)?, deel(dag)?).map_err(|_| GeenDag::BestaatNiet)
    }
}

/// The day of a number of Excel (1900 system); none for what it takes for 29 February 1900.
pub(crate) fn uit_serie(serie: f64) -> Option<Datum> {
    if !(1.0..2_958_466.0).contains(&serie) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "within the bounds above")]
    let dagen = serie.floor() as i32;
    let nul = Datum::new(1899, 12, if dagen < 60 { 31 } else { 30 }).ok()?;
    (dagen != 60).then(|| nul.checked_add(jiff::Span::new().days(dagen)).ok()).flatten()
}

fn getal(rest: &mut &str, lang: std::ops::RangeInclusive<usize>) -> Result<i16, GeenDag> {
    let n = rest.bytes().take(*lang.end()).take_while(u8::is_ascii_digit).count();
    if n < *lang.start() {
        return Err(GeenDag::AndereVorm);
    }
    let (cijfers, over) = rest.split_at(n);
    *rest = over;
    cijfers.parse().map_err(|_| GeenDag::AndereVorm)
}

/// A month by its name or in three letters (also `maa` and `sept`), with or without a full stop.
fn maandnaam(rest: &mut &str) -> Result<i16, GeenDag> {
    let n = rest.chars().take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum();
    let (naam, over) = rest.split_at(n);
    *rest = over.strip_prefix('.').unwrap_or(over);
    let maand = match naam.to_lowercase().as_str() {
        "maa" => Some(3),
        "sept" => Some(9),
        naam => termijn::lees_maand(naam),
    };
    maand.map(i16::from).ok_or(GeenDag::AndereVorm)
}

/// Nothing, or a time of day.
fn is_tijd(rest: &str) -> bool {
    let t = rest.trim_start_matches([' ', 'T']).trim_end_matches('Z').trim_end();
    let los = rest.starts_with([' ', 'T']) && t.contains(':');
    t.is_empty()
        || los && t.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '.' | '+' | ' '))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]
mod tests {
    use super::*;

    fn lees(vorm: &str, tekst: &str) -> Result<String, GeenDag> {
        vorm.parse::<Vorm>().unwrap().lees(tekst).map(|d| d.to_string())
    }

    #[test]
    fn a_day_reads_in_the_form_that_was_named() {
        for (vorm, tekst, dag) in [
            ("d-m-jjjj", "3-11-2023", "2023-11-03"),
            ("d-m-yyyy", "03-1-2023", "2023-01-03"),
            ("d-m-jjjj", "3 - 11 - 2023", "2023-11-03"),
            ("d-m-jjjj", "3-11-2023 14:05:00", "2023-11-03"),
            ("yyyy-mm-dd", "2024-02-29T08:00:00Z", "2024-02-29"),
            ("d mmmm jjjj", "1 maart 2024", "2024-03-01"),
            ("d mmm jjjj", "1 mrt. 2024", "2024-03-01"),
            ("d-m-jj", "1-2-24", "2024-02-01"),
            ("jjjjmmdd", "20240201", "2024-02-01"),
            ("excel", "45231", "2023-11-01"),
            ("excel", "59", "1900-02-28"),
            ("excel", "61", "1900-03-01"),
        ] {
            assert_eq!(lees(vorm, tekst).as_deref(), Ok(dag), "{vorm} {tekst}");
        }
    }

    #[test]
    fn a_day_that_does_not_exist_is_told_from_one_that_is_written_otherwise() {
        for (vorm, tekst) in [
            ("d-m-jjjj", "29-2-2023"),
            ("d-m-jjjj", "31-11-2024"),
            ("d-m-jjjj", "1-13-2024"),
            ("excel", "60"),
        ] {
            assert_eq!(lees(vorm, tekst), Err(GeenDag::BestaatNiet), "{tekst}");
        }
        for (vorm, tekst) in [
            ("d-m-jjjj", "3/11/2023"),
            ("d-m-jjjj", "3-11-23"),
            ("d-m-jjjj", "eind maart"),
            ("d-m-jjjj", "3-11-2023 (ongeveer)"),
            ("dd-mm-jjjj", "3-11-2023"),
            ("d mmmm jjjj", "1 foo 2024"),
        ] {
            assert_eq!(lees(vorm, tekst), Err(GeenDag::AndereVorm), "{tekst}");
        }
    }

    #[test]
    fn a_form_without_a_year_is_no_form() {
        for vorm in ["d-m", "jjjj", "d-m-jjj", "dag", "d-d-m-jjjj"] {
            assert!(vorm.parse::<Vorm>().is_err(), "{vorm}");
        }
    }
}
