//! What is there of a dossier's projection before it is written: by its marks a write knows what is the same
//! already, and by the columns that indexes are over which of those it leaves alone.

use sea_orm::{QueryResult, TryGetable, Value};
use uuid::Uuid;

use crate::{Bij, StoreError};

/// What is there of a dossier before it is written.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Al {
    /// Nothing: it is new.
    Niets,
    /// Whatever it is, it gives way.
    Onbekend,
    /// This line, with rows of other tables that go with it.
    Regel(Box<Regel>),
}

/// The columns of a line that indexes are over, but for the number: that stays.
pub(super) const IN_INDEX: [&str; 8] = [
    "locatie",
    "stand",
    "behandelaar",
    "ontvangen_op",
    "wacht_op",
    "open",
    "bewaren_tot",
    "termijn",
];

/// A line that is there.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Regel {
    pub(super) merken: Merken,
    /// Values of [`IN_INDEX`].
    pub(super) in_index: [Value; 8],
}

/// The marks in a line. Empty in one that was written before there were marks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Merken {
    /// Of the line, under the key of the dossier.
    pub(super) regel: Option<Vec<u8>>,
    /// Of what other tables hold of it.
    pub(super) elders: Option<Vec<u8>>,
}

impl Regel {
    /// How many columns [`Regel::kolommen`] names.
    pub(crate) const AANTAL: usize = 2 + IN_INDEX.len();

    /// The columns to ask of `werkvoorraad`, for [`Regel::lees`].
    pub(crate) fn kolommen() -> String {
        let namen = ["merk", "elders"].iter().chain(&IN_INDEX);
        namen.map(|naam| format!("w.{naam}")).collect::<Vec<_>>().join(", ")
    }

    /// Reads them, of which the first is the `n`th of the row. All are empty where there is no line.
    pub(crate) fn lees(rij: &QueryResult, n: usize) -> Result<Self, StoreError> {
        Ok(Self {
            merken: Merken { regel: kolom(rij, n)?, elders: kolom(rij, n + 1)? },
            in_index: [
                kolom::<i64>(rij, n + 2)?.into(),
                kolom::<String>(rij, n + 3)?.into(),
                kolom::<Uuid>(rij, n + 4)?.into(),
                kolom::<String>(rij, n + 5)?.into(),
                kolom::<String>(rij, n + 6)?.into(),
                kolom::<bool>(rij, n + 7)?.into(),
                kolom::<String>(rij, n + 8)?.into(),
                kolom::<String>(rij, n + 9)?.into(),
            ],
        })
    }
}

fn kolom<T: TryGetable>(rij: &QueryResult, n: usize) -> Result<Option<T>, StoreError> {
    rij.try_get_by(n).bij("reading what the lists show")
}
