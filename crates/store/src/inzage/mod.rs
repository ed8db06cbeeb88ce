//! The access log (NEN 7513): who saw, found, exported or downloaded what of which dossier, on which
//! ground, and who was refused. Always holds: it holds ids and keys, no name and nothing that was typed;
//! no row hangs on a dossier, so it outlives it; every line bears a hash of itself and of all before it in
//! its series; what was acknowledged is on disk.
//!
//! In reading order: this file (a line), `schrijven` (to disk, many at once), `keten` (the series and
//! what a checkpoint saw of them), `lezen`, `nazien` (is every line there, as it was written).

mod keten;
mod lezen;
mod nazien;
mod schrijven;

use std::{fmt, str::FromStr};

use jiff::Timestamp;
use uuid::Uuid;

use crate::{DossierId, StukId};
pub use keten::Inzagestand;
pub(crate) use keten::{Inzageblad, nieuwe_bladen, schrijf_bladen};
pub use lezen::{Inzageplek, Inzageregel, Inzagevraag, OngeldigeInzageplek};
pub use nazien::Inzagemis;
pub(crate) use schrijven::Inzageschrijver;

/// How long a key may be.
const SLEUTEL_MAX: usize = 60;
/// In place of a key that is none.
const ANDERS: &str = "anders";

/// Who looked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kijker {
    /// Somebody with an account.
    Account(Uuid),
    /// Who holds number and code of the complaint.
    Klager,
}

impl Kijker {
    pub(crate) fn account(self) -> Option<Uuid> {
        match self {
            Self::Account(account) => Some(account),
            Self::Klager => None,
        }
    }
}

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Inzageactie {
    /// A page with something of the dossier was shown.
    Bekeken,
    /// It stood in a list, or in what was searched.
    Gevonden,
    /// Its contents left as a whole: a bundle.
    Geexporteerd,
    /// A file of it was opened.
    Gedownload,
}

impl Inzageactie {
    /// All of them.
    pub const ALLE: [Self; 4] =
        [Self::Bekeken, Self::Gevonden, Self::Geexporteerd, Self::Gedownload];

    /// As it is stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Bekeken => "bekeken",
            Self::Gevonden => "gevonden",
            Self::Geexporteerd => "geexporteerd",
            Self::Gedownload => "gedownload",
        }
    }
}

impl fmt::Display for Inzageactie {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Inzageactie {
    type Err = &'static str;
    fn from_str(tekst: &str) -> Result<Self, Self::Err> {
        Self::ALLE.into_iter().find(|a| a.as_str() == tekst).ok_or("not an act of looking")
    }
}

/// A line of the log, to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inzage {
    /// When.
    pub op: Timestamp,
    /// Who.
    pub wie: Kijker,
    /// The role or relation on which access was given: a key such as `raad_van_bestuur`.
    pub grond: String,
    /// What was done.
    pub actie: Inzageactie,
    /// Of which dossier.
    pub dossier: DossierId,
    /// Which part of it: a key such as `klacht`.
    pub wat: String,
    /// Which document, when it was one.
    pub stuk: Option<StukId>,
    /// Why it was refused, as a key; `None` when it was shown.
    pub geweigerd: Option<String>,
}

/// A key, and never a text: what is none is not kept.
pub(crate) fn sleutel(tekst: &str) -> String {
    let teken = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'_' || c == b'-';
    let goed = (1..=SLEUTEL_MAX).contains(&tekst.len()) && tekst.bytes().all(teken);
    if goed { tekst } else { ANDERS }.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_key_is_not_kept() {
        for goed in ["klager", "raad_van_bestuur", "stap-2"] {
            assert_eq!(sleutel(goed), goed);
        }
        let lang = "a".repeat(SLEUTEL_MAX + 1);
        for fout in ["", "Mevr. Bakker", "a b", "é", lang.as_str()] {
            assert_eq!(sleutel(fout), ANDERS);
        }
    }

    #[test]
    fn an_act_reads_back_as_it_was_stored() {
        for actie in Inzageactie::ALLE {
            assert_eq!(actie.to_string().parse(), Ok(actie));
        }
        assert!("gewist".parse::<Inzageactie>().is_err());
    }
}
