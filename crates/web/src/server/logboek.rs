//! The access log (NEN 7513): nothing of a dossier is shown before its line is on disk.
//!
//! Always holds: a [`Gezien`] is made here alone, after the log took the line, and what shows a dossier or
//! opens a file of it asks for one; a refusal has a line too; when the log cannot be written, nothing is
//! shown. What loads a dossier from the store is fenced off by `clippy.toml` of this crate.

use store::{DossierId, Inzage, Inzageactie, Kijker, StukId, WerkvoorraadRij};

use super::app::Bij;
use super::fout::WebFout;

/// The log took the line.
#[derive(Debug)]
pub(super) struct Gezien(());

/// What somebody asks to see.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wat {
    /// What is done with it.
    pub(super) actie: Inzageactie,
    /// Which part of the dossier, as a key.
    pub(super) wat: &'static str,
    /// Which document.
    pub(super) stuk: Option<StukId>,
}

impl Wat {
    /// A page.
    pub(super) const fn bekijk(wat: &'static str) -> Self {
        Self { actie: Inzageactie::Bekeken, wat, stuk: None }
    }

    /// The page with the text of a letter.
    pub(super) const fn lees_brief(stuk: StukId) -> Self {
        Self { actie: Inzageactie::Bekeken, wat: "brief", stuk: Some(stuk) }
    }

    /// A file.
    pub(super) const fn haal(stuk: StukId) -> Self {
        Self { actie: Inzageactie::Gedownload, wat: "bestand", stuk: Some(stuk) }
    }

    /// A file that is made of the dossier.
    pub(super) const fn maak(wat: &'static str) -> Self {
        Self { actie: Inzageactie::Gedownload, wat, stuk: None }
    }

    /// Much of it at once, to take along.
    pub(super) const fn exporteer(wat: &'static str) -> Self {
        Self { actie: Inzageactie::Geexporteerd, wat, stuk: None }
    }
}

/// Somebody who looks, on this ground.
#[derive(Debug, Clone)]
pub(super) struct Wie {
    pub(super) kijker: Kijker,
    pub(super) grond: String,
}

impl Wie {
    /// The holder of number and code.
    pub(super) fn klager() -> Self {
        Self { kijker: Kijker::Klager, grond: behandeling::KLAGER.to_owned() }
    }
}

fn regel(bij: &Bij, wie: &Wie, dossier: DossierId, wat: Wat, geweigerd: Option<&str>) -> Inzage {
    Inzage {
        op: bij.app.nu(),
        wie: wie.kijker,
        grond: wie.grond.clone(),
        actie: wat.actie,
        dossier,
        wat: wat.wat.to_owned(),
        stuk: wat.stuk,
        geweigerd: geweigerd.map(str::to_owned),
    }
}

async fn leg_vast(bij: &Bij, regels: Vec<Inzage>) -> Result<Gezien, WebFout> {
    let praktijk = &bij.huis.praktijk;
    let klaar = praktijk.store().leg_inzage_vast(praktijk.tenant(), regels).await;
    klaar.map(|()| Gezien(())).map_err(|fout| WebFout::Logboek(Box::new(fout)))
}

/// Before it is shown.
pub(super) async fn toon(
    bij: &Bij,
    wie: &Wie,
    dossier: DossierId,
    wat: Wat,
) -> Result<Gezien, WebFout> {
    leg_vast(bij, vec![regel(bij, wie, dossier, wat, None)]).await
}

/// Before it is refused; `waarom` is a key.
pub(super) async fn weiger(
    bij: &Bij,
    wie: &Wie,
    dossier: DossierId,
    wat: Wat,
    waarom: &str,
) -> Result<(), WebFout> {
    leg_vast(bij, vec![regel(bij, wie, dossier, wat, Some(waarom))]).await.map(drop)
}

/// Before a list is shown: a line for each dossier in it, with the ground for each, all at once.
pub(super) async fn vind(
    bij: &Bij,
    kijker: Kijker,
    dossiers: impl IntoIterator<Item = (DossierId, String)>,
    actie: Inzageactie,
    wat: &'static str,
) -> Result<Gezien, WebFout> {
    let wat = Wat { actie, wat, stuk: None };
    let regels = dossiers
        .into_iter()
        .map(|(dossier, grond)| regel(bij, &Wie { kijker, grond }, dossier, wat, None))
        .collect();
    leg_vast(bij, regels).await
}

/// Lines of the worklist of which the log says that they were shown.
pub(super) struct Gevonden {
    rijen: Vec<WerkvoorraadRij>,
}

impl Gevonden {
    /// These lines, now that they are in the log.
    pub(super) fn new(rijen: Vec<WerkvoorraadRij>, _: Gezien) -> Self {
        Self { rijen }
    }

    pub(super) fn rijen(&self) -> &[WerkvoorraadRij] {
        &self.rijen
    }
}
