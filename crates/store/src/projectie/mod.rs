//! What lists and search need to know of a dossier, computed by the floor above from its events.
//! Always holds: these rows are written in the transaction that writes the events, by replacing
//! what was there; nothing is ever read from them to decide, but for the marks that say whether they must
//! be written at all.

mod al;
mod bereid;

use jiff::civil::Date;
use sea_orm::Value;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub(crate) use self::{
    al::{Al, Regel},
    bereid::Bereid,
};
use crate::{DossierId, Tenant, zegelaar::Zegelaar};

/// The dossier's line in lists. Its number and version are the store's to add.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct DossierRij {
    /// What it is about, in one line.
    pub onderwerp: String,
    /// Who complains.
    pub klager_naam: String,
    /// Who are complained about, as one text.
    pub aangeklaagden: String,
    /// Where it happened, when known.
    pub locatie: Option<String>,
    /// Where it stands, as a key to filter by.
    pub stand: String,
    /// Where it stands, in words.
    pub stand_tekst: String,
    /// Under which statutes, by id.
    pub wetten: Vec<String>,
    /// Whose work it is.
    pub behandelaar: Option<Uuid>,
    /// When it was received.
    pub ontvangen_op: Date,
    /// The plain end of the leading term.
    pub leidend_uiterlijk: Option<Date>,
    /// The legal end of the leading term; the list is sorted by it.
    pub leidend_wettelijk: Option<Date>,
    /// Why that is its end: the article, and the arithmetic; a sentence a line.
    pub termijn_waarom: Option<String>,
    /// The next duty, in words.
    pub volgende_plicht: Option<String>,
    /// When the next duty is due.
    pub volgende_uiterlijk: Option<Date>,
    /// For whom it waits, as a key to filter by.
    pub wacht_op: Option<String>,
    /// Is there still something to do?
    pub open: bool,
    /// The day until which it is kept.
    pub bewaren_tot: Option<Date>,
}

/// Somebody with an account takes part in a dossier.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Deelname {
    /// Who.
    pub account: Uuid,
    /// As what: `aangeklaagde`.
    pub rol: String,
}

/// All that is computed from one dossier's events.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Projectie {
    /// Its line in lists.
    pub rij: DossierRij,
    /// Who take part, each in a role.
    pub deelnames: Vec<Deelname>,
    /// The accounts that must not see it at all.
    pub uitgesloten: Vec<Uuid>,
}

/// The table, as what is sealed in it is bound to it.
pub(crate) const TABEL: &str = "werkvoorraad";
/// What the token of a location is for.
pub(crate) const LOCATIE: &str = "locatie";
/// What the tokens of words are for.
pub(crate) const WOORD: &str = "woord";

/// What is sealed of a line: what is about people, or is a text.
#[derive(Serialize, Deserialize)]
pub(crate) struct Verborgen {
    pub(crate) onderwerp: String,
    pub(crate) klager_naam: String,
    pub(crate) aangeklaagden: String,
    pub(crate) locatie: Option<String>,
    pub(crate) stand_tekst: String,
    pub(crate) termijn_waarom: Option<String>,
    pub(crate) volgende_plicht: Option<String>,
}

impl Verborgen {
    fn van(rij: &DossierRij) -> Self {
        Self {
            onderwerp: rij.onderwerp.clone(),
            klager_naam: rij.klager_naam.clone(),
            aangeklaagden: rij.aangeklaagden.clone(),
            locatie: rij.locatie.clone(),
            stand_tekst: rij.stand_tekst.clone(),
            termijn_waarom: rij.termijn_waarom.clone(),
            volgende_plicht: rij.volgende_plicht.clone(),
        }
    }
}

/// Which dossier a row is about.
#[derive(Clone, Copy)]
pub(crate) struct Zaak<'a> {
    pub(crate) tenant: &'a Tenant,
    pub(crate) dossier: DossierId,
    pub(crate) nummer: &'a str,
    pub(crate) zegel: &'a Zegelaar,
}

impl Zaak<'_> {
    /// The first two columns of each of its rows.
    pub(crate) fn sleutel(&self) -> [Value; 2] {
        [self.tenant.as_str().into(), self.dossier.uuid().into()]
    }
}
