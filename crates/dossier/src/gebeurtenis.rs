//! What is recorded: an act that was done, by whom, towards whom, when it happened and when it was
//! recorded, and the receipt of the rules under which it was decided.
//!
//! Always holds: an event is never changed; its stored form (JSON) reads back as the same event.

use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use regeling::{Boek, Velden};
use serde::{Deserialize, Serialize};
use termijn::Datum;
use uuid::Uuid;

/// Name and version of this program, for receipts.
pub const PROGRAMMA: &str = concat!("wederhoor ", env!("CARGO_PKG_VERSION"));

/// Dutch civil time, as its rule has been since 1996. Written out, so that no time zone files are read.
static NEDERLAND: LazyLock<TimeZone> =
    LazyLock::new(|| TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap_or(TimeZone::UTC));

/// The Dutch day on which this moment falls.
pub(crate) fn dag_van(moment: Timestamp) -> Datum {
    NEDERLAND.to_datetime(moment).date()
}

/// One event in a dossier.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Gebeurtenis {
    /// Position in the dossier, from 1.
    pub nummer: u32,
    /// Id of the act in the words of the regulation.
    pub daad: String,
    /// Id of the role in which it was done.
    pub rol: String,
    /// Id of the party who did it, when it was a party.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partij: Option<String>,
    /// The account of the person who did or recorded it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<Uuid>,
    /// The name of the person who did it, when it was somebody in an office that several may hold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub persoon: Option<String>,
    /// Ids of the parties (or roles) towards whom it was done.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aan: Vec<String>,
    /// What was filled in.
    #[serde(default, skip_serializing_if = "Velden::is_empty")]
    pub velden: Velden,
    /// The day on which it happened.
    pub gebeurd_op: Datum,
    /// The moment at which it was recorded.
    pub vastgelegd_op: Timestamp,
    /// Under which rules.
    pub bon: Bon,
}

impl Gebeurtenis {
    /// The Dutch day on which it was recorded.
    pub fn vastgelegd_dag(&self) -> Datum {
        dag_van(self.vastgelegd_op)
    }
}

/// The receipt: under which rules a decision was taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bon {
    /// Id of the regulation.
    pub regeling: String,
    /// Its version.
    pub versie: u32,
    /// Regulation and version of the portal beside it, where there is one: `portaal@2`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub portaal: Option<String>,
    /// Hash over the regulation, its words and statutes (BLAKE3, hexadecimal).
    pub hash: String,
    /// Version of the calendar.
    pub kalender: String,
    /// Name and version of the program.
    pub programma: String,
}

impl Bon {
    /// The receipt for decisions under this book.
    pub fn van(boek: &Boek) -> Self {
        Self {
            regeling: boek.kop().id.clone(),
            versie: boek.kop().versie,
            portaal: boek.portaal().map(|k| format!("{}@{}", k.id, k.versie)),
            hash: boek.hash.clone(),
            kalender: boek.kalender().versie().to_string(),
            programma: PROGRAMMA.to_owned(),
        }
    }
}
