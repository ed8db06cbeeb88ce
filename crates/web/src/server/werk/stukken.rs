//! Letters and documents of a dossier, for who handles it and for who is complained about.
//!
//! Always holds: a document is read only by who may read it: those who handle the complaint, or the
//! addressee to whom it was released.

use std::collections::BTreeSet;

use access::{DossierToegang, Handeling};
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use behandeling::{AANGEKLAAGDE, Dossier, KLAGER, Toegift};
use dossier::{Opdracht, Wie};
use store::{BriefRij, StukId, StukRij};

use super::bundel;
use super::inzien::{Deur, Vraag, reden};
use super::werker::Werker;
use super::zicht::Zicht;
use crate::componenten::melding::Melding;
use crate::componenten::stempel::{Stempel, Tint};
use crate::huisstijl::Koppeling;
use crate::server::bijlagen::Bijlagen;
use crate::server::brieftekst::als_component;
use crate::server::eenmalig;
use crate::server::fout::WebFout;
use crate::server::inzage::Inzage;
use crate::server::logboek::Wat;
use crate::server::ontvang::{Ontvangen, grootte};
use crate::server::publiek::{download, lees_brief};
use crate::weergave::werkplek::documenten::{
    Briefregel, Documenten, Stukregel, Zicht as Ziet, pagina,
};

type Uitkomst = Result<Response, WebFout>;

/// What is stored beside the events of a dossier.
pub(super) struct Stukken {
    pub(super) rijen: Vec<StukRij>,
    pub(super) brieven: Vec<BriefRij>,
    inzage: Inzage,
}

impl Stukken {
    pub(super) async fn lees(w: &Werker, dossier: &Dossier) -> Result<Self, WebFout> {
        let praktijk = w.praktijk();
        let (store, tenant, id) = (praktijk.store(), praktijk.tenant(), dossier.id);
        let brieven = store.brieven(tenant, id, None).await?;
        let inzage = Inzage::new(&dossier.boek, &dossier.stand, &brieven);
        Ok(Self { rijen: store.stukken(tenant, id).await?, brieven, inzage })
    }

    /// The text of each letter, with its PDF.
    pub(super) fn teksten(&self) -> impl Iterator<Item = (&BriefRij, &StukRij, Option<&BriefRij>)> {
        self.brieven.iter().filter_map(|b| {
            let rij =
                self.rijen.iter().find(|s| s.stuk == b.stuk && s.mime == "application/json")?;
            let pdf = self.brieven.iter().find(|p| {
                p.geadresseerde == b.geadresseerde
                    && p.soort == b.soort
                    && p.vrijgegeven_op == b.vrijgegeven_op
                    && p.stuk != b.stuk
            });
            Some((b, rij, pdf))
        })
    }

    /// Documents that this person may read, by name.
    pub(super) fn koppelingen(&self, w: &Werker, zicht: &Zicht, ids: &[StukId]) -> Vec<Koppeling> {
        self.rijen
            .iter()
            .filter(|r| ids.contains(&r.stuk) && self.mag(w, zicht, r.stuk))
            .map(|r| Koppeling::new(&r.naam, zicht.url(w, &format!("bestand/{}", r.stuk))))
            .collect()
    }

    /// The documents that were exchanged with the parties, letters as PDF: confidential to nobody.
    pub(super) fn gewisseld(&self, w: &Werker, zicht: &Zicht) -> Vec<&StukRij> {
        let is_gewisseld = |s: &&StukRij| {
            let t = self.inzage.van(s.stuk);
            t.vertrouwelijk_voor.is_empty()
                && t.vrijgegeven_aan.iter().any(|p| bundel::is_partij(p))
        };
        self.rijen
            .iter()
            .filter(|s| s.mime != "application/json" && self.mag(w, zicht, s.stuk))
            .filter(is_gewisseld)
            .collect()
    }

    /// May this person read this document?
    fn mag(&self, w: &Werker, zicht: &Zicht, stuk: StukId) -> bool {
        self.weigering(w, &zicht.toegang, stuk).is_none()
    }

    /// Why this person may not read this document, as a key.
    fn weigering(&self, w: &Werker, toegang: &DossierToegang, stuk: StukId) -> Option<String> {
        if !self.rijen.iter().any(|rij| rij.stuk == stuk) {
            return Some("onbekend_stuk".to_owned());
        }
        let van = self.inzage.van(stuk);
        w.app().beleid().mag(&w.persoon, Handeling::LeesStuk(&van), toegang).err().map(reden)
    }
}

/// A document of a dossier, behind its door, with all that lie beside it.
async fn open(
    w: &Werker,
    nummer: &str,
    stuk: &str,
    wat: fn(StukId) -> Wat,
) -> Result<(Zicht, Stukken, StukId), WebFout> {
    let stuk: StukId = stuk.parse().map_err(|_| WebFout::Weg)?;
    let deur = Deur::van(w, nummer).await?;
    let stukken = Stukken::lees(w, &deur.dossier).await?;
    let anders = stukken.weigering(w, &deur.toegang, stuk);
    let (deur, gezien) = deur.door(w, &Vraag::from(wat(stuk)), anders).await?;
    Ok((Zicht::achter(w, deur, gezien), stukken, stuk))
}

pub(super) async fn documenten(
    w: Werker,
    Path((_, nummer)): Path<(String, String)>,
    uri: axum::http::Uri,
) -> Uitkomst {
    let zicht = Zicht::open(&w, &nummer, Wat::bekijk("documenten")).await?;
    let melding = uri
        .query()
        .filter(|q| q.starts_with("gedaan"))
        .map(|_| Melding::gelukt("Het bestand staat in het dossier."));
    lijst(&w, &zicht, None, melding).await
}

async fn lijst(
    w: &Werker,
    zicht: &Zicht,
    fout: Option<String>,
    melding: Option<Melding>,
) -> Uitkomst {
    let stukken = Stukken::lees(w, &zicht.dossier).await?;
    let boek = &zicht.dossier.boek;
    let brieven = stukken
        .teksten()
        .filter(|(b, _, _)| stukken.mag(w, zicht, b.stuk))
        .map(|(b, rij, pdf)| Briefregel {
            naam: rij.naam.clone(),
            aan: zicht.naam_van(&b.geadresseerde),
            stand: if b.gelezen_op.is_some() {
                Stempel::new("Gelezen", Tint::Groen)
            } else {
                Stempel::new("Vrijgegeven", Tint::Blauw)
            },
            moment: w.app().tijd(b.vrijgegeven_op),
            url: zicht.url(w, &format!("brief/{}", b.stuk)),
            pdf: pdf.map(|p| Koppeling::new("PDF", zicht.url(w, &format!("bestand/{}", p.stuk)))),
            mist: Vec::new(),
            zicht: zicht_van(zicht, &b.geadresseerde),
        })
        .collect();
    let losse = stukken
        .rijen
        .iter()
        .filter(|s| s.soort != "brief" && stukken.mag(w, zicht, s.stuk))
        .map(|s| Stukregel {
            naam: s.naam.clone(),
            grootte: grootte(s.bytes),
            van: if s.soort == "bijlage" { "klager" } else { "behandelaar" }.to_owned(),
            moment: w.app().tijd(s.toegevoegd_op),
            url: zicht.url(w, &format!("bestand/{}", s.stuk)),
            zicht: losse_zicht(&stukken.inzage.van(s.stuk).vrijgegeven_aan),
        })
        .collect();
    let rol = rol_voor_stuk(w, zicht);
    let m = Documenten {
        kop: zicht.kop(w, "Brieven en documenten").await?,
        tab: "Brieven en documenten".to_owned(),
        brieven,
        stukken: losse,
        toevoegen: match rol {
            Some(_) => Some(
                w.formulier(zicht.url(w, "documenten"))?
                    .met("versie", zicht.dossier.versie.to_string())
                    .met_bestanden(),
            ),
            None => None,
        },
        fout,
        bundel: bundel::koppeling(w, zicht),
        regel: boek
            .bepaling_over(APART_BEWAARD)
            .map(|b| format!("{} ({})", b.tekst.nl, boek.citeer(&b.vindplaats))),
        melding,
    };
    Ok(pagina(&w.balk("werk")?, &m).into_response())
}

/// Who reads a document that came with an act, besides who handles the complaint.
fn losse_zicht(aan: &BTreeSet<String>) -> Ziet {
    if aan.contains(KLAGER) {
        Ziet::Klager
    } else if aan.is_empty() {
        Ziet::Intern
    } else {
        Ziet::Ander
    }
}

/// Who reads what was released to this addressee.
fn zicht_van(zicht: &Zicht, geadresseerde: &str) -> Ziet {
    let boek = &zicht.dossier.boek;
    let partij = zicht.dossier.stand.partijen().iter().find(|p| p.id == geadresseerde);
    match partij.map_or(geadresseerde, |p| boek.rol(p.rol).id.as_str()) {
        KLAGER => Ziet::Klager,
        AANGEKLAAGDE => Ziet::Aangeklaagde,
        _ => Ziet::Ander,
    }
}

/// What a regulation arranges when papers on a complaint stay out of the care file.
const APART_BEWAARD: &str = "stukken_apart_bewaard";
/// The act that adds a document by itself.
const TOEVOEGEN: &str = "stuk_toegevoegd";
/// The kind of a document that somebody of the house added.
pub(super) const STUK: &str = "stuk";

/// The role in which this person may add a document, if any.
fn rol_voor_stuk(w: &Werker, zicht: &Zicht) -> Option<String> {
    let boek = &zicht.dossier.boek;
    let daad = boek.daad_id(TOEVOEGEN)?;
    let blik = zicht.blik(w);
    zicht
        .hoedanigheden(w)
        .into_iter()
        .filter(|h| !h.namens)
        .find(|h| boek.rol_id(&h.rol).is_some_and(|r| blik.mag(daad, r, None).is_ok()))
        .map(|h| h.rol)
}

pub(super) async fn voeg_toe(
    w: Werker,
    Path((_, nummer)): Path<(String, String)>,
    mut ontvangen: Ontvangen,
) -> Uitkomst {
    w.controleer(&ontvangen.invoer)?;
    let zicht = Zicht::open(&w, &nummer, Wat::bekijk("documenten")).await?;
    let rol = rol_voor_stuk(&w, &zicht).ok_or(WebFout::GeenToegang)?;
    let bijlagen = Bijlagen::ontvang(&w.bij, &mut ontvangen).await?;
    let leeg = bijlagen.stukken.is_empty().then(|| "Kies een bestand.".to_owned());
    if let Some(fout) = bijlagen.fout.clone().or(leeg) {
        return lijst(&w, &zicht, Some(fout), None).await;
    }
    let klaar = format!("{}?gedaan", zicht.url(&w, "documenten"));
    let gezien = ontvangen.invoer.een("versie").parse().unwrap_or(0);
    let sleutel = eenmalig::sleutel_van_bestanden(
        zicht.dossier.id,
        gezien,
        w.wie.account,
        &bijlagen.stukken,
    )?;
    if w.praktijk().herhaling(sleutel).await?.is_some() {
        return Ok(Redirect::to(&klaar).into_response());
    }
    let (nu, vandaag) = (w.app().nu(), w.app().vandaag());
    let boek = &zicht.dossier.boek;
    let mut velden = regeling::Velden::new();
    if let Some(daad) = boek.daad_id(TOEVOEGEN) {
        bijlagen.noem_in(boek.daad(daad), &mut velden);
    }
    let partij = zicht.als_aangeklaagde(&w).filter(|_| rol == AANGEKLAAGDE);
    let opdracht = Opdracht {
        daad: TOEVOEGEN.to_owned(),
        wie: Wie { rol, partij, account: Some(w.wie.account), persoon: None },
        aan: Vec::new(),
        velden,
        gebeurd_op: vandaag,
    };
    let toegift = Toegift {
        bijlagen: bijlagen.rijen(STUK, nu),
        concept: bijlagen.concept,
        idempotentie: Some(sleutel),
        ..Toegift::default()
    };
    w.praktijk().doe(&zicht.dossier, opdracht, nu, vandaag, toegift).await?;
    Ok(Redirect::to(&klaar).into_response())
}

pub(super) async fn brief(
    w: Werker,
    Path((_, nummer, stuk)): Path<(String, String, String)>,
) -> Uitkomst {
    let (zicht, stukken, stuk) = open(&w, &nummer, &stuk, Wat::lees_brief).await?;
    let (rij, _, pdf) = stukken.teksten().find(|(b, _, _)| b.stuk == stuk).ok_or(WebFout::Weg)?;
    let brief = lees_brief(&w.bij, &zicht.gezien, zicht.dossier.id, stuk).await?;
    if let Some(partij) = zicht.als_aangeklaagde(&w) {
        let praktijk = w.praktijk();
        praktijk.store().brief_gelezen(praktijk.tenant(), stuk, &partij, w.app().nu()).await?;
    }
    let m = crate::weergave::publiek::brief::Briefpagina {
        nummer: zicht.dossier.nummer.clone(),
        brief: als_component(&brief, w.app().dag(rij.vrijgegeven_op)),
        pdf: pdf.map(|p| {
            Koppeling::new("Deze brief als PDF", zicht.url(&w, &format!("bestand/{}", p.stuk)))
        }),
        knoppen: Vec::new(),
        mijn_klacht_url: zicht.url(&w, ""),
        afsluiten: None,
    };
    Ok(crate::weergave::publiek::brief::pagina(&w.bij.huis.huisstijl, &m).into_response())
}

pub(super) async fn bestand(
    w: Werker,
    Path((_, nummer, stuk)): Path<(String, String, String)>,
) -> Uitkomst {
    let (zicht, stukken, stuk) = open(&w, &nummer, &stuk, Wat::haal).await?;
    let rij = stukken.rijen.iter().find(|s| s.stuk == stuk).ok_or(WebFout::Weg)?;
    download(&w.bij, &zicht.gezien, rij).await
}
