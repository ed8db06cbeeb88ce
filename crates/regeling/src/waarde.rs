//! Values that people fill in with an act: text, yes or no, a number, a list, a group.
//!
//! Always holds: a date is kept as text `jjjj-mm-dd` and read as a date where the field says so, so
//! that a stored value reads back as the same value whatever the field's kind became later.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use termijn::Datum;

/// The fields of one act, by name.
pub type Velden = BTreeMap<String, Waarde>;

/// One value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Waarde {
    /// Yes or no.
    Ja(bool),
    /// A whole number.
    Getal(i64),
    /// Text; also dates (`2026-03-02`) and choices (the id of the option).
    Tekst(String),
    /// Several values.
    Lijst(Vec<Waarde>),
    /// Named values that belong together.
    Groep(Velden),
}

impl Waarde {
    /// The text, when it is text.
    pub fn als_tekst(&self) -> Option<&str> {
        match self {
            Self::Tekst(t) => Some(t),
            _ => None,
        }
    }

    /// The date, when it is text that reads as a date.
    pub fn als_datum(&self) -> Option<Datum> {
        self.als_tekst()?.trim().parse().ok()
    }

    /// The list; a single value counts as a list of one.
    pub fn als_lijst(&self) -> &[Waarde] {
        match self {
            Self::Lijst(l) => l,
            ander => std::slice::from_ref(ander),
        }
    }

    /// Is nothing filled in: empty text, an empty list, an empty group?
    pub fn is_leeg(&self) -> bool {
        match self {
            Self::Tekst(t) => t.trim().is_empty(),
            Self::Lijst(l) => l.is_empty(),
            Self::Groep(g) => g.is_empty(),
            Self::Ja(_) | Self::Getal(_) => false,
        }
    }
}

impl From<&str> for Waarde {
    fn from(tekst: &str) -> Self {
        Self::Tekst(tekst.to_owned())
    }
}

impl From<String> for Waarde {
    fn from(tekst: String) -> Self {
        Self::Tekst(tekst)
    }
}

impl From<bool> for Waarde {
    fn from(ja: bool) -> Self {
        Self::Ja(ja)
    }
}

impl From<Datum> for Waarde {
    fn from(datum: Datum) -> Self {
        Self::Tekst(datum.to_string())
    }
}

impl fmt::Display for Waarde {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ja(true) => f.write_str("ja"),
            Self::Ja(false) => f.write_str("nee"),
            Self::Getal(n) => write!(f, "{n}"),
            Self::Tekst(t) => f.write_str(t),
            Self::Lijst(l) => {
                for (i, w) in l.iter().enumerate() {
                    if i > 0 {
                        f.write_str("; ")?;
                    }
                    write!(f, "{w}")?;
                }
                Ok(())
            }
            Self::Groep(g) => {
                for (i, (naam, w)) in g.iter().enumerate() {
                    if i > 0 {
                        f.write_str(", ")?;
                    }
                    write!(f, "{naam}: {w}")?;
                }
                Ok(())
            }
        }
    }
}
