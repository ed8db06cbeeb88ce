//! One event as it is stored. Always holds: the headers say when, which act, and in which role, and
//! hold no personal data; what the event says is opaque bytes.

use jiff::{Timestamp, civil::Date};
use sea_orm::FromQueryResult;
use uuid::Uuid;

use crate::{
    StoreError,
    sleutels::Zaaksleutel,
    sql::{lees_dag, lees_moment, onleesbaar},
};

/// How many events a dossier has; also the number of its last event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Versie(pub u32);

impl Versie {
    /// Of a dossier that does not exist yet.
    pub const NIEUW: Self = Self(0);
}

impl std::fmt::Display for Versie {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// An event to be stored; its place in the dossier follows from the order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feitrij {
    /// The act, by its id in the vocabulary: `klacht_ingediend`.
    pub daad: String,
    /// The day on which it happened.
    pub gebeurd_op: Date,
    /// The moment at which it was recorded.
    pub vastgelegd_op: Timestamp,
    /// The role in which it was done: `klager`, `raad_van_bestuur`.
    pub rol: String,
    /// The account that recorded it, when a person with an account did.
    pub account: Option<Uuid>,
    /// The whole event; opaque here.
    pub inhoud: Vec<u8>,
}

/// A stored event with its place in the dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feit {
    /// 1 for the first event of the dossier, without gaps.
    pub nummer: u32,
    /// The event.
    pub rij: Feitrij,
}

/// The row as the database has it.
#[derive(FromQueryResult)]
pub(crate) struct Opgeslagen {
    nummer: i64,
    daad: String,
    gebeurd_op: String,
    vastgelegd_op: String,
    rol: String,
    account: Option<Uuid>,
    inhoud: Vec<u8>,
}

/// The table, as what is sealed in it is bound to it.
pub(crate) const TABEL: &str = "gebeurtenis";

impl Opgeslagen {
    /// Its place among the events of its dossier.
    pub(crate) fn plek(&self) -> i64 {
        self.nummer
    }

    /// The event that the row seals.
    pub(crate) fn open(self, sleutel: &Zaaksleutel) -> Result<Feit, StoreError> {
        let rij = self;
        let nummer = u32::try_from(rij.nummer).map_err(|e| onleesbaar("an event number", e))?;
        Ok(Feit {
            nummer,
            rij: Feitrij {
                daad: rij.daad,
                gebeurd_op: lees_dag(&rij.gebeurd_op)?,
                vastgelegd_op: lees_moment(&rij.vastgelegd_op)?,
                rol: rij.rol,
                account: rij.account,
                inhoud: sleutel.open(TABEL, &nummer.to_le_bytes(), &rij.inhoud)?,
            },
        })
    }
}
