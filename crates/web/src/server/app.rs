//! What a request has at hand: the providers, the clock, the rules of access.
//!
//! Always holds: the clock is read here and nowhere else in this floor; a test gives a day that stands
//! still.

use std::collections::BTreeMap;
use std::sync::Arc;

use access::{Beleid, Systeemtoeval, Toegang};
use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use behandeling::Praktijk;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use regeling::Boek;
use termijn::Datum;

use super::fout::WebFout;
use super::publiek::Folders;
use crate::huisstijl::{Huisstijl, Koppeling, Telefoon};

/// Where the time comes from.
#[derive(Debug, Clone, Copy)]
pub enum Klok {
    /// The machine's clock.
    Systeem,
    /// A moment that stands still, for tests.
    Vast(Timestamp),
}

/// How the server runs.
#[derive(Debug, Clone)]
pub struct Opties {
    /// Where the time comes from.
    pub klok: Klok,
    /// Is it reached over https, so that cookies may say so?
    pub https: bool,
}

/// A provider on this server.
pub struct Huis {
    /// Its complaints.
    pub praktijk: Praktijk,
    /// Its people, and how they come in.
    pub toegang: Toegang,
    /// Its looks.
    pub huisstijl: Huisstijl,
    /// Its theme, as a style sheet.
    pub thema: String,
    /// Its leaflets, once they were set.
    pub folders: Folders,
}

struct Binnen {
    huizen: BTreeMap<String, Arc<Huis>>,
    beleid: Beleid,
    opties: Opties,
    zone: TimeZone,
}

/// Everything that a request needs; cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Binnen>);

impl App {
    /// A server for these providers.
    pub fn new(huizen: Vec<Huis>, beleid: Beleid, opties: Opties) -> Self {
        let huizen =
            huizen.into_iter().map(|h| (h.praktijk.aanbieder().id.clone(), Arc::new(h))).collect();
        let zone = TimeZone::get("Europe/Amsterdam").unwrap_or(TimeZone::UTC);
        Self(Arc::new(Binnen { huizen, beleid, opties, zone }))
    }

    /// The moment.
    #[expect(clippy::disallowed_methods, reason = "the one place where this floor reads the clock")]
    pub fn nu(&self) -> Timestamp {
        match self.0.opties.klok {
            Klok::Systeem => Timestamp::now(),
            Klok::Vast(nu) => nu,
        }
    }

    /// The day, where the providers are.
    pub fn vandaag(&self) -> Datum {
        self.dag(self.nu())
    }

    /// The day of a moment, where the providers are.
    pub fn dag(&self, moment: Timestamp) -> Datum {
        self.0.zone.to_datetime(moment).date()
    }

    /// The moment as people read it: day and clock time.
    pub fn tijd(&self, moment: Timestamp) -> jiff::civil::DateTime {
        self.0.zone.to_datetime(moment)
    }

    /// The moment at which a day begins, where the providers are.
    pub(super) fn begin_van(&self, dag: Datum) -> Option<Timestamp> {
        self.0.zone.to_timestamp(dag.at(0, 0, 0, 0)).ok()
    }

    /// Who may do what.
    pub fn beleid(&self) -> &Beleid {
        &self.0.beleid
    }

    /// Chance, for tokens.
    pub fn toeval(&self) -> Systeemtoeval {
        Systeemtoeval
    }

    /// Is it reached over https?
    pub fn https(&self) -> bool {
        self.0.opties.https
    }

    /// The provider with this id.
    pub fn huis(&self, id: &str) -> Option<Arc<Huis>> {
        self.0.huizen.get(id).cloned()
    }

    /// All providers.
    pub(super) fn huizen(&self) -> impl Iterator<Item = &Arc<Huis>> {
        self.0.huizen.values()
    }

    /// The only provider, if there is one alone.
    fn enige(&self) -> Option<&Arc<Huis>> {
        self.huizen().next().filter(|_| self.0.huizen.len() == 1)
    }

    /// The looks of the provider with this id; for an unknown one those of the only provider, or the
    /// product's own.
    pub fn huisstijl(&self, id: &str) -> Huisstijl {
        let huis = self.huis(id).or_else(|| self.enige().cloned());
        huis.map_or_else(super::portaal::huisstijl, |h| h.huisstijl.clone())
    }

    /// Where a visitor without an address begins: at the only provider, or at the list of all.
    pub fn begin(&self) -> String {
        self.enige().map_or_else(|| "/".to_owned(), |h| format!("/{}", h.praktijk.aanbieder().id))
    }
}

/// The provider in the address of a request, with the app.
pub(super) struct Bij {
    pub(super) app: App,
    pub(super) huis: Arc<Huis>,
}

impl Bij {
    /// The version of the regulation in force today: for pages that are of no complaint.
    pub(super) fn boek(&self) -> &Arc<Boek> {
        self.huis.praktijk.versies().op(self.app.vandaag())
    }

    /// An address of this provider: `url("klacht")` is `/zorgaanbieder/klacht`.
    pub(super) fn url(&self, pad: &str) -> String {
        let id = &self.huis.praktijk.aanbieder().id;
        if pad.is_empty() { format!("/{id}") } else { format!("/{id}/{pad}") }
    }
}

impl FromRequestParts<App> for Bij {
    type Rejection = WebFout;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, WebFout> {
        let Path(delen) = Path::<BTreeMap<String, String>>::from_request_parts(parts, app)
            .await
            .map_err(|_| WebFout::Weg)?;
        let huis = delen.get("huis").and_then(|id| app.huis(id)).ok_or(WebFout::Weg)?;
        Ok(Self { app: app.clone(), huis })
    }
}

/// The provider's own data as the pages need them.
pub fn huisstijl(
    aanbieder: &regeling::Aanbieder,
    thema_url: String,
    thema_kleur: String,
) -> Huisstijl {
    let id = &aanbieder.id;
    let voet = [
        ("Contact en hulp", "contact"),
        ("Wat doen wij met uw gegevens?", "privacy"),
        ("Toegankelijkheid", "toegankelijkheid"),
        ("Klachtenregeling", "regeling"),
        ("Folder", "folder"),
    ];
    Huisstijl {
        naam: aanbieder.naam.clone(),
        logo: None,
        thema_url: Some(thema_url),
        thema_kleur,
        telefoon: Some(Telefoon {
            leesbaar: aanbieder.telefoon.clone(),
            gratis: aanbieder.telefoon.starts_with("0800"),
        }),
        email: Some(aanbieder.email.clone()),
        postadres: aanbieder.adres.clone(),
        openingstijden: aanbieder.bereikbaar.clone(),
        klachtenfunctionaris: Some(aanbieder.klachtenfunctionaris.naam.clone()),
        start_url: format!("/{id}"),
        werk_url: format!("/{id}/werk"),
        voet: voet
            .iter()
            .map(|(tekst, pad)| Koppeling::new(*tekst, format!("/{id}/{pad}")))
            .collect(),
    }
}
