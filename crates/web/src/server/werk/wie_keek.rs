//! Who looked in a dossier (NEN 7513): a tab of it for who handles it, and a page over the house for the
//! data protection officer.
//!
//! Always holds: who oversees sees no dossier; of a complaint from which a person is barred, he sees no line;
//! looking in the log is in the log.

use std::collections::{BTreeMap, BTreeSet};

use access::{DossierToegang, Handeling, HuisHandeling};
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use store::{DossierId, Inzageactie, Inzageplek, Inzageregel, Inzagevraag, Kijker};
use termijn::{Datum, Taal};
use uuid::Uuid;

use super::inzageregels::{CSV_MAX, Mensen, csv, gegroepeerd};
use super::inzien::{Vraag as Dossiervraag, toezicht};
use super::werker::Werker;
use super::zicht::Zicht;
use crate::huisstijl::Koppeling;
use crate::server::fout::WebFout;
use crate::server::logboek::{self, Wat};
use crate::weergave::werkplek::inzage::{Inzagepagina, Keuze, NAAM, pagina};

type Uitkomst = Result<Response, WebFout>;

/// Lines on one page.
const REGELS: u32 = 200;
/// Lines that are read at once for a file.
const CSV_DEEL: u32 = 5000;
/// Below the address of the house.
const PAD: &str = "werk/inzage";

/// What is asked.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Vraag {
    #[serde(default)]
    nummer: String,
    #[serde(default)]
    persoon: String,
    #[serde(default)]
    van: String,
    #[serde(default)]
    tot: String,
    #[serde(default)]
    na: String,
}

impl Vraag {
    fn dag(tekst: &str) -> Result<Option<Datum>, String> {
        match tekst.trim() {
            "" => Ok(None),
            tekst => termijn::parse_datum(tekst)
                .map(Some)
                .map_err(|_| "Vul een dag in zoals 23-11-2026.".to_owned()),
        }
    }

    /// Of whom, and over which period; or what is wrong with it.
    fn lees(&self, w: &Werker) -> Result<Inzagevraag, String> {
        let (van, tot) = (Self::dag(&self.van)?, Self::dag(&self.tot)?);
        let tot = tot.map(|dag| dag.tomorrow().unwrap_or(dag));
        let account = match self.persoon.as_str() {
            "" => None,
            id => Some(id.parse::<Uuid>().map_err(|_| "Deze persoon is er niet.".to_owned())?),
        };
        Ok(Inzagevraag {
            dossier: None,
            account,
            van: van.and_then(|dag| w.app().begin_van(dag)),
            tot: tot.and_then(|dag| w.app().begin_van(dag)),
        })
    }

    /// The same in words: "Klacht K-2026-0143. Vanaf 1 november 2026. ".
    fn in_woorden(&self, nummer: &str, mensen: &Mensen) -> String {
        let dag = |tekst: &str| {
            let dag = Self::dag(tekst).ok().flatten()?;
            Some(termijn::datum_voluit(dag, Taal::Nl))
        };
        let delen = [
            (!nummer.is_empty()).then(|| format!("Klacht {nummer}")),
            self.persoon.parse().ok().map(|id| mensen.naam(Kijker::Account(id)).to_owned()),
            dag(&self.van).map(|dag| format!("Vanaf {dag}")),
            dag(&self.tot).map(|dag| format!("Tot en met {dag}")),
        ];
        delen.into_iter().flatten().map(|deel| format!("{deel}. ")).collect()
    }

    /// The same question as a query, with this place to go on from.
    fn adres(&self, pad: &str, na: Option<Inzageplek>) -> String {
        let na = na.map(|plek| plek.to_string()).unwrap_or_default();
        let paren: Vec<(&str, &str)> = [
            ("nummer", self.nummer.as_str()),
            ("persoon", &self.persoon),
            ("van", &self.van),
            ("tot", &self.tot),
            ("na", &na),
        ]
        .into_iter()
        .filter(|(_, waarde)| !waarde.is_empty())
        .collect();
        match serde_urlencoded::to_string(&paren) {
            Ok(vraag) if !vraag.is_empty() => format!("{pad}?{vraag}"),
            _ => pad.to_owned(),
        }
    }
}

/// May this person see who looked in this dossier?
pub(super) fn mag(w: &Werker, zicht: &Zicht) -> bool {
    w.app().beleid().mag(&w.persoon, Handeling::ZieInzage, &zicht.toegang).is_ok()
}

/// May this person see it of all dossiers of the house?
pub(super) fn mag_huis(w: &Werker) -> bool {
    let tenant = w.praktijk().tenant();
    w.app().beleid().mag_in_huis(&w.persoon, HuisHandeling::ZieLogboek, tenant).is_ok()
}

pub(super) async fn dossier(
    w: Werker,
    Path((_, nummer)): Path<(String, String)>,
    Query(vraag): Query<Vraag>,
) -> Uitkomst {
    let vraag = Vraag { nummer: String::new(), ..vraag };
    let zicht = Zicht::open(&w, &nummer, Dossiervraag::wie_keek(Wat::bekijk("inzage"))).await?;
    let mensen = Mensen::lees(&w).await?;
    let (regels, ouder, fout) = match vraag.lees(&w) {
        Ok(lees) => {
            let lees = Inzagevraag { dossier: Some(zicht.dossier.id), ..lees };
            let (regels, ouder) = bladzijde(&w, &lees, &vraag).await?;
            (regels, ouder, None)
        }
        Err(fout) => (Vec::new(), None, Some(fout)),
    };
    let pad = zicht.url(&w, "inzage");
    let nummers = BTreeMap::from([(zicht.dossier.id, nummer)]);
    let m = Inzagepagina {
        kop: Some(zicht.kop(&w, NAAM).await?),
        keuze: Keuze {
            actie: pad.clone(),
            nummer: None,
            persoon: Some(mensen.keuze(&vraag.persoon)),
            van: vraag.van.clone(),
            tot: vraag.tot.clone(),
            fout,
        },
        regels: Some(gegroepeerd(&w, &zicht.dossier.boek, &regels, &mensen, &nummers)),
        gekozen: vraag.in_woorden(&zicht.dossier.nummer, &mensen),
        met_nummer: false,
        ouder: ouder
            .map(|plek| Koppeling::new("Toon oudere regels", vraag.adres(&pad, Some(plek)))),
        csv: Some(csv_koppeling(vraag.adres(&zicht.url(&w, "inzage.csv"), None))),
    };
    Ok(pagina(&w.balk("werk")?, &m).into_response())
}

pub(super) async fn dossier_csv(
    w: Werker,
    Path((_, nummer)): Path<(String, String)>,
    Query(vraag): Query<Vraag>,
) -> Uitkomst {
    let wat = Dossiervraag::wie_keek(Wat::exporteer("inzage"));
    let zicht = Zicht::open(&w, &nummer, wat).await?;
    let lees = vraag.lees(&w).map_err(|_| WebFout::Onleesbaar)?;
    let lees = Inzagevraag { dossier: Some(zicht.dossier.id), ..lees };
    let regels = alle(&w, &lees).await?;
    let nummers = BTreeMap::from([(zicht.dossier.id, nummer.clone())]);
    csv(&w, &format!("inzage-{nummer}.csv"), &regels, &nummers).await
}

/// What the officer asked over the house: the dossier, if one was named.
enum Gevraagd {
    Niets,
    Fout(String),
    Regels(Inzagevraag),
}

async fn gevraagd(w: &Werker, vraag: &Vraag, wat: Wat) -> Result<Gevraagd, WebFout> {
    if !mag_huis(w) {
        return Err(WebFout::GeenToegang);
    }
    let nummer = vraag.nummer.trim().to_uppercase();
    if nummer.is_empty() && vraag.persoon.is_empty() {
        return Ok(Gevraagd::Niets);
    }
    let lees = match vraag.lees(w) {
        Ok(lees) => lees,
        Err(fout) => return Ok(Gevraagd::Fout(fout)),
    };
    if nummer.is_empty() {
        return Ok(Gevraagd::Regels(lees));
    }
    let praktijk = w.praktijk();
    let Some(id) = praktijk.store().dossier_met_nummer(praktijk.tenant(), &nummer).await? else {
        return Ok(Gevraagd::Fout("Dit nummer is er niet.".to_owned()));
    };
    match toezicht(w, id, wat).await {
        Ok(_) => Ok(Gevraagd::Regels(Inzagevraag { dossier: Some(id), ..lees })),
        Err(WebFout::Weg) => Ok(Gevraagd::Fout("Dit nummer is er niet.".to_owned())),
        Err(ander) => Err(ander),
    }
}

pub(super) async fn huis(w: Werker, Query(vraag): Query<Vraag>) -> Uitkomst {
    let gevraagd = gevraagd(&w, &vraag, Wat::bekijk("inzage")).await?;
    let mensen = Mensen::lees(&w).await?;
    let mut m = Inzagepagina {
        keuze: Keuze {
            actie: w.url(PAD),
            nummer: Some(vraag.nummer.clone()),
            persoon: Some(mensen.keuze(&vraag.persoon)),
            van: vraag.van.clone(),
            tot: vraag.tot.clone(),
            fout: None,
        },
        gekozen: vraag.in_woorden(vraag.nummer.trim(), &mensen),
        met_nummer: true,
        ..Inzagepagina::default()
    };
    match gevraagd {
        Gevraagd::Niets => {}
        Gevraagd::Fout(fout) => m.keuze.fout = Some(fout),
        Gevraagd::Regels(lees) => {
            let (regels, ouder) = bladzijde(&w, &lees, &vraag).await?;
            let (regels, nummers) = zichtbaar(&w, &lees, regels, Inzageactie::Gevonden).await?;
            m.regels = Some(gegroepeerd(&w, w.bij.boek(), &regels, &mensen, &nummers));
            let pad = w.url(PAD);
            m.ouder = ouder
                .map(|plek| Koppeling::new("Toon oudere regels", vraag.adres(&pad, Some(plek))));
            let pad = w.url("werk/inzage/inzage.csv");
            m.csv = Some(csv_koppeling(vraag.adres(&pad, None)));
        }
    }
    Ok(pagina(&w.balk(PAD)?, &m).into_response())
}

pub(super) async fn huis_csv(w: Werker, Query(vraag): Query<Vraag>) -> Uitkomst {
    match gevraagd(&w, &vraag, Wat::exporteer("inzage")).await? {
        Gevraagd::Regels(lees) => {
            let regels = alle(&w, &lees).await?;
            let (regels, nummers) = zichtbaar(&w, &lees, regels, Inzageactie::Geexporteerd).await?;
            csv(&w, "inzage.csv", &regels, &nummers).await
        }
        Gevraagd::Niets | Gevraagd::Fout(_) => Err(WebFout::Weg),
    }
}

/// A page of lines, and where the next one begins.
async fn bladzijde(
    w: &Werker,
    lees: &Inzagevraag,
    vraag: &Vraag,
) -> Result<(Vec<Inzageregel>, Option<Inzageplek>), WebFout> {
    let praktijk = w.praktijk();
    let na = vraag.na.parse().ok();
    let regels = praktijk.store().inzagen(praktijk.tenant(), lees, na, REGELS).await?;
    let vol = regels.len() >= REGELS as usize;
    let ouder = regels.last().filter(|_| vol).map(Inzageregel::plek);
    Ok((regels, ouder))
}

/// All lines, up to what one file holds.
async fn alle(w: &Werker, lees: &Inzagevraag) -> Result<Vec<Inzageregel>, WebFout> {
    let praktijk = w.praktijk();
    let (mut uit, mut na) = (Vec::new(), None);
    while uit.len() < CSV_MAX {
        let deel = praktijk.store().inzagen(praktijk.tenant(), lees, na, CSV_DEEL).await?;
        let vol = deel.len() >= CSV_DEEL as usize;
        na = deel.last().map(Inzageregel::plek);
        uit.extend(deel);
        if !vol {
            break;
        }
    }
    Ok(uit)
}

/// Without the dossiers from which this person is barred; the log says of which others he saw who looked.
async fn zichtbaar(
    w: &Werker,
    lees: &Inzagevraag,
    regels: Vec<Inzageregel>,
    actie: Inzageactie,
) -> Result<(Vec<Inzageregel>, BTreeMap<DossierId, String>), WebFout> {
    let praktijk = w.praktijk();
    let (store, tenant) = (praktijk.store(), praktijk.tenant());
    let dossiers: BTreeSet<DossierId> = regels.iter().map(|r| r.inzage.dossier).collect();
    let mut mag = BTreeMap::new();
    for id in dossiers {
        let deel = store.betrokkenheid(tenant, id, w.wie.account).await?;
        let toegang = DossierToegang::van_betrokkenheid(tenant.clone(), id, w.wie.account, &deel);
        if w.app().beleid().mag(&w.persoon, Handeling::ZieInzage, &toegang).is_ok() {
            // A dossier that was destroyed has no number any more; its log is still there.
            let nummer = store.dossiernummer(tenant, id).await?.unwrap_or_default();
            mag.insert(id, (nummer, toegang.grond(&w.persoon)));
        }
    }
    if lees.dossier.is_none() {
        let gezien = mag.iter().map(|(id, (_, grond))| (*id, grond.clone()));
        logboek::vind(&w.bij, Kijker::Account(w.wie.account), gezien, actie, "inzage").await?;
    }
    let regels = regels.into_iter().filter(|r| mag.contains_key(&r.inzage.dossier)).collect();
    Ok((regels, mag.into_iter().map(|(id, (nummer, _))| (id, nummer)).collect()))
}

fn csv_koppeling(url: String) -> Koppeling {
    Koppeling::new("Alles in deze periode als CSV", url)
}
