//! Terms as a regulation writes them: `6 weken`, `5 werkdagen`, `72 uur`.
//!
//! Always holds: a term is never zero, and what is read can be written back and read again.

use std::fmt;
use std::num::NonZeroU16;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::Taal;

/// What a term is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Eenheid {
    /// Hours. The house knows whole days only: 72 hours are 3 days, 50 hours are rounded up to 3.
    Uren,
    /// Calendar days, weekends and holidays included.
    Dagen,
    /// Days on which the calendar says that work is done.
    Werkdagen,
    /// Weeks: end on the same day of the week.
    Weken,
    /// Months: end on the same day number, or on the last day of a shorter month.
    Maanden,
    /// Years: as months, so 29 February ends on 28 February.
    Jaren,
}

impl Eenheid {
    /// The word for one and the word for more; Dutch says "2 jaar" and "72 uur".
    fn woorden(self, taal: Taal) -> (&'static str, &'static str) {
        match (self, taal) {
            (Eenheid::Uren, Taal::Nl) => ("uur", "uur"),
            (Eenheid::Dagen, Taal::Nl) => ("dag", "dagen"),
            (Eenheid::Werkdagen, Taal::Nl) => ("werkdag", "werkdagen"),
            (Eenheid::Weken, Taal::Nl) => ("week", "weken"),
            (Eenheid::Maanden, Taal::Nl) => ("maand", "maanden"),
            (Eenheid::Jaren, Taal::Nl) => ("jaar", "jaar"),
            (Eenheid::Uren, Taal::En) => ("hour", "hours"),
            (Eenheid::Dagen, Taal::En) => ("day", "days"),
            (Eenheid::Werkdagen, Taal::En) => ("working day", "working days"),
            (Eenheid::Weken, Taal::En) => ("week", "weeks"),
            (Eenheid::Maanden, Taal::En) => ("month", "months"),
            (Eenheid::Jaren, Taal::En) => ("year", "years"),
        }
    }

    fn lees(woord: &str) -> Option<Eenheid> {
        Some(match woord {
            "uur" | "uren" => Eenheid::Uren,
            "dag" | "dagen" => Eenheid::Dagen,
            "werkdag" | "werkdagen" => Eenheid::Werkdagen,
            "week" | "weken" => Eenheid::Weken,
            "maand" | "maanden" => Eenheid::Maanden,
            "jaar" | "jaren" => Eenheid::Jaren,
            _ => return None,
        })
    }
}

/// A length of time in one unit. Serialised as the words of the regulation: `"6 weken"`.
///
/// ```
/// use termijn::{Taal, Termijn};
///
/// let termijn: Termijn = "6 weken".parse()?;
/// assert_eq!(termijn.to_string(), "6 weken");
/// assert_eq!(termijn.voluit(Taal::En), "six weeks");
/// assert!("zes weken".parse::<Termijn>().is_err()); // a file has digits
/// # Ok::<(), termijn::TermijnLeesFout>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Termijn {
    aantal: NonZeroU16, // INVARIANT: a term of nothing is a mistake in the file
    eenheid: Eenheid,
}

impl Termijn {
    /// So many of a unit.
    pub const fn new(aantal: NonZeroU16, eenheid: Eenheid) -> Termijn {
        Termijn { aantal, eenheid }
    }

    /// How many; at least 1.
    pub const fn aantal(self) -> u16 {
        self.aantal.get()
    }

    /// Of what.
    pub const fn eenheid(self) -> Eenheid {
        self.eenheid
    }

    /// With digits, for lists and letters: "6 weken", "1 week", "6 weeks".
    pub fn in_cijfers(self, taal: Taal) -> String {
        format!("{} {}", self.aantal, self.woord(taal))
    }

    /// In words, for running text: "zes weken", "één week", "six weeks". Numbers above twenty
    /// that are no multiple of ten stay digits, as Dutch writing advice has it.
    pub fn voluit(self, taal: Taal) -> String {
        match getal_in_woorden(self.aantal(), taal) {
            Some(getal) => format!("{getal} {}", self.woord(taal)),
            None => self.in_cijfers(taal),
        }
    }

    fn woord(self, taal: Taal) -> &'static str {
        let (een, meer) = self.eenheid.woorden(taal);
        if self.aantal() == 1 { een } else { meer }
    }
}

fn getal_in_woorden(getal: u16, taal: Taal) -> Option<&'static str> {
    const NL: [&str; 21] = [
        "nul",
        "één",
        "twee",
        "drie",
        "vier",
        "vijf",
        "zes",
        "zeven",
        "acht",
        "negen",
        "tien",
        "elf",
        "twaalf",
        "dertien",
        "veertien",
        "vijftien",
        "zestien",
        "zeventien",
        "achttien",
        "negentien",
        "twintig",
    ];
    const EN: [&str; 21] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    const NL_TIENEN: [&str; 8] =
        ["dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig", "honderd"];
    const EN_TIENEN: [&str; 8] =
        ["thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "a hundred"];
    let (klein, tienen) = match taal {
        Taal::Nl => (&NL, &NL_TIENEN),
        Taal::En => (&EN, &EN_TIENEN),
    };
    match usize::from(getal) {
        n @ 0..=20 => Some(klein[n]),
        n @ 30..=100 if n % 10 == 0 => Some(tienen[n / 10 - 3]),
        _ => None,
    }
}

impl fmt::Display for Termijn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.aantal, self.woord(Taal::Nl))
    }
}

/// Why a text is no term.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.zin(Taal::En))]
pub struct TermijnLeesFout {
    gelezen: String,
    wat: Leesprobleem,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Leesprobleem {
    Vorm,
    Getal,
    Nul,
    TeGroot,
    Eenheid,
}

impl TermijnLeesFout {
    /// What is wrong and what is accepted, in one sentence.
    pub fn zin(&self, taal: Taal) -> String {
        let gelezen = &self.gelezen;
        match taal {
            Taal::Nl => {
                let wat = match self.wat {
                    Leesprobleem::Vorm => "is geen termijn",
                    Leesprobleem::Getal => "begint niet met een getal in cijfers",
                    Leesprobleem::Nul => "is een termijn van nul",
                    Leesprobleem::TeGroot => "is langer dan 65535",
                    Leesprobleem::Eenheid => "heeft een eenheid die hier niet bestaat",
                };
                format!(
                    "`{gelezen}` {wat}; schrijf een getal van 1 of meer en een eenheid: uur, \
                     dagen, werkdagen, weken, maanden of jaar, zoals `6 weken`"
                )
            }
            Taal::En => {
                let wat = match self.wat {
                    Leesprobleem::Vorm => "is not a term",
                    Leesprobleem::Getal => "does not start with a number in digits",
                    Leesprobleem::Nul => "is a term of nothing",
                    Leesprobleem::TeGroot => "is longer than 65535",
                    Leesprobleem::Eenheid => "has a unit that does not exist here",
                };
                format!(
                    "`{gelezen}` {wat}; write a number of 1 or more and a unit: uur, dagen, \
                     werkdagen, weken, maanden or jaar, such as `6 weken`"
                )
            }
        }
    }
}

impl FromStr for Termijn {
    type Err = TermijnLeesFout;

    /// Reads `6 weken`, `1 week`, `72 uur`: a number in digits, spaces, a unit in Dutch, one or
    /// more, in lower or upper case.
    fn from_str(tekst: &str) -> Result<Termijn, TermijnLeesFout> {
        let fout = |wat| TermijnLeesFout { gelezen: tekst.to_owned(), wat };
        let mut delen = tekst.split_whitespace();
        let (Some(getal), Some(eenheid), None) = (delen.next(), delen.next(), delen.next()) else {
            return Err(fout(Leesprobleem::Vorm));
        };
        if getal.is_empty() || !getal.bytes().all(|b| b.is_ascii_digit()) {
            return Err(fout(Leesprobleem::Getal));
        }
        let aantal: u16 = getal.parse().map_err(|_| fout(Leesprobleem::TeGroot))?;
        let aantal = NonZeroU16::new(aantal).ok_or_else(|| fout(Leesprobleem::Nul))?;
        let eenheid =
            Eenheid::lees(&eenheid.to_lowercase()).ok_or_else(|| fout(Leesprobleem::Eenheid))?;
        Ok(Termijn { aantal, eenheid })
    }
}

impl Serialize for Termijn {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Termijn {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Termijn, D::Error> {
        let tekst = String::deserialize(deserializer)?;
        tekst.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_reads_in_one_and_in_many() {
        for (tekst, geschreven) in [
            ("6 weken", "6 weken"),
            ("1 week", "1 week"),
            ("1 weken", "1 week"),
            ("72 uur", "72 uur"),
            ("72 uren", "72 uur"),
            ("2 jaren", "2 jaar"),
            ("  5   Werkdagen ", "5 werkdagen"),
            ("1 maand", "1 maand"),
            ("14 dagen", "14 dagen"),
        ] {
            let termijn: Termijn = tekst.parse().expect(tekst);
            assert_eq!(termijn.to_string(), geschreven);
            assert_eq!(geschreven.parse(), Ok(termijn), "what is written reads back");
        }
    }

    #[test]
    fn what_is_no_term_is_refused_with_what_is_accepted() {
        for (tekst, waarom) in [
            ("", "is geen termijn"),
            ("6", "is geen termijn"),
            ("6weken", "is geen termijn"),
            ("6 weken later", "is geen termijn"),
            ("zes weken", "begint niet met een getal"),
            ("-6 weken", "begint niet met een getal"),
            ("+6 weken", "begint niet met een getal"),
            ("6,5 weken", "begint niet met een getal"),
            ("0 weken", "termijn van nul"),
            ("65536 dagen", "langer dan 65535"),
            ("99999999999999999999 dagen", "langer dan 65535"),
            ("6 weeks", "eenheid die hier niet bestaat"),
            ("6 kwartalen", "eenheid die hier niet bestaat"),
        ] {
            let fout = tekst.parse::<Termijn>().expect_err(tekst);
            assert!(fout.zin(Taal::Nl).contains(waarom), "{tekst}: {}", fout.zin(Taal::Nl));
            assert!(fout.zin(Taal::Nl).contains("werkdagen, weken, maanden of jaar"));
        }
    }

    #[test]
    fn a_term_is_said_in_words_in_both_languages() {
        for (tekst, nl, en) in [
            ("6 weken", "zes weken", "six weeks"),
            ("1 week", "één week", "one week"),
            ("20 werkdagen", "twintig werkdagen", "twenty working days"),
            ("21 dagen", "21 dagen", "21 days"),
            ("90 dagen", "negentig dagen", "ninety days"),
            ("100 dagen", "honderd dagen", "a hundred days"),
            ("72 uur", "72 uur", "72 hours"),
            ("2 jaar", "twee jaar", "two years"),
        ] {
            let termijn: Termijn = tekst.parse().expect(tekst);
            assert_eq!(termijn.voluit(Taal::Nl), nl);
            assert_eq!(termijn.voluit(Taal::En), en);
        }
    }

    #[test]
    fn a_term_is_json_in_the_words_of_the_file() {
        let termijn: Termijn = "6 weken".parse().expect("a term");
        let json = serde_json::to_string(&termijn).expect("writes");
        assert_eq!(json, "\"6 weken\"");
        assert_eq!(serde_json::from_str::<Termijn>(&json).expect("reads"), termijn);
        let fout = serde_json::from_str::<Termijn>("\"6 weeks\"").expect_err("no Dutch unit");
        assert!(fout.to_string().contains("such as `6 weken`"));
    }
}
