//! What stands in an archive beside rows and documents: its head, its lists, and the seal at its end. Always
//! holds: the seal is the last thing that is written; an archive without it is not whole.
//!
//! In order: `kop.json`; `rijen/<table>/<number>.cbor` (RFC 8742: one array for each row, in the order of
//! the key); `documenten/<tenant>/<xx>/<id>`; after each thousand of these and after the last
//! `lijst/<number>.json` with name, length and hash of each; `slot.json` with counts, a hash of all rows of
//! each table, and one of all lists.

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::schema::Schema;

/// How an archive is laid out; one that says more is refused.
pub(super) const FORMAAT: u32 = 1;
pub(super) const KOP: &str = "kop.json";
pub(super) const SLOT: &str = "slot.json";
/// Parts on one list.
pub(super) const PER_LIJST: usize = 1000;
/// Bytes of rows in one part: what is over it when a row is whole.
pub(super) const PARTIJ: usize = 1 << 20;
/// No part but a document is longer, so that no archive fills the memory.
pub(super) const DEEL_MAX: u64 = 256 << 20;

/// What is copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Soort {
    /// Dossiers and all that belongs to them, with the documents; no key.
    Register,
    /// The wrapped keys; the master key is in no archive.
    Sleutels,
}

impl Soort {
    /// What puts it back.
    pub(super) fn opdracht(self) -> &'static str {
        match self {
            Self::Register => "wederhoor restore",
            Self::Sleutels => "wederhoor keys restore",
        }
    }
}

impl fmt::Display for Soort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Register => "register",
            Self::Sleutels => "keys",
        })
    }
}

/// The first part.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Kop {
    pub(super) formaat: u32,
    pub(super) soort: Soort,
    pub(super) programma: String,
    pub(super) moment: Timestamp,
    pub(super) schema: Schema,
}

/// A part, as a list has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Regel {
    pub(super) naam: String,
    pub(super) bytes: u64,
    pub(super) blake3: String,
}

/// The last part.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Slot {
    pub(super) wat: Wat,
    pub(super) lijsten: u32,
    /// Of the bytes of all lists, one after the other.
    pub(super) blake3: String,
}

/// What was counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Wat {
    pub(super) tabellen: Vec<Tabelsom>,
    pub(super) documenten: u64,
    pub(super) documentbytes: u64,
    pub(super) tenants: Vec<String>,
    pub(super) weg: Vec<Weg>,
}

/// A table, whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tabelsom {
    /// Its name.
    pub naam: String,
    /// How many rows.
    pub rijen: u64,
    /// The BLAKE3 hash of all its rows in the order of their key, as they stand in an archive: the same on
    /// either engine.
    pub blake3: String,
}

/// A document that a row names and that was not copied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Weg {
    /// Tenant and id: `zorg-oost/019…`.
    pub stuk: String,
    /// It was destroyed, or its draft thrown away, while the copy was made. Otherwise its file was lost
    /// before, and whoever made the copy accepted that.
    pub verklaard: bool,
}

/// What a copy came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gekopieerd {
    /// What was copied.
    pub soort: Soort,
    /// As it was when.
    pub moment: Timestamp,
    /// By which version of the program.
    pub programma: String,
    /// Its tables.
    pub tabellen: Vec<Tabelsom>,
    /// How many documents.
    pub documenten: u64,
    /// Their size in bytes, sealed.
    pub documentbytes: u64,
    /// Whose it is.
    pub tenants: Vec<String>,
    /// Documents that are not in it.
    pub weg: Vec<Weg>,
}

impl Gekopieerd {
    pub(super) fn van(kop: &Kop, wat: Wat) -> Self {
        let Wat { tabellen, documenten, documentbytes, tenants, weg } = wat;
        let (soort, moment, programma) = (kop.soort, kop.moment, kop.programma.clone());
        Self { soort, moment, programma, tabellen, documenten, documentbytes, tenants, weg }
    }

    /// All rows together.
    pub fn rijen(&self) -> u64 {
        self.tabellen.iter().map(|tabel| tabel.rijen).sum()
    }
}
