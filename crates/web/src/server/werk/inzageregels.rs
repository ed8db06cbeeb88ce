//! Lines of the access log as people read them: with names and words, on a page or in a file.
//!
//! Always holds: only here ids of accounts become people.

use std::collections::BTreeMap;

use axum::http::header;
use axum::response::{IntoResponse, Response};
use regeling::Boek;
use store::{DossierId, Inzageactie, Inzageregel, Kijker};
use uuid::Uuid;

use super::werker::Werker;
use crate::componenten::veld::{Lijst, Optie, Veldkop};
use crate::server::fout::WebFout;
use crate::weergave::werkplek::inzage::Regel;

/// Lines in one file.
pub(super) const CSV_MAX: usize = 100_000;

/// The names of who has an account.
pub(super) struct Mensen(BTreeMap<Uuid, String>);

impl Mensen {
    pub(super) async fn lees(w: &Werker) -> Result<Self, WebFout> {
        let alle = w.bij.huis.toegang.accounts(w.praktijk().tenant()).await?;
        Ok(Self(alle.into_iter().map(|a| (a.wie.account, a.wie.naam)).collect()))
    }

    pub(super) fn naam(&self, kijker: Kijker) -> &str {
        match kijker {
            Kijker::Klager => "De klager",
            Kijker::Account(id) => self.0.get(&id).map_or("Een account dat er niet meer is", |n| n),
        }
    }

    pub(super) fn keuze(&self, gekozen: &str) -> Lijst {
        let mut opties = vec![Optie::new("", "Iedereen")];
        let mut namen: Vec<(&Uuid, &String)> = self.0.iter().collect();
        namen.sort_by_key(|(_, naam)| naam.to_lowercase());
        opties.extend(namen.into_iter().map(|(id, naam)| Optie::new(id.to_string(), naam)));
        Lijst::new(Veldkop::new("persoon", "Wie"), opties).gekozen(Some(gekozen))
    }
}

/// Lines that follow on each other and are alike, as one.
pub(super) fn gegroepeerd(
    w: &Werker,
    boek: &Boek,
    regels: &[Inzageregel],
    mensen: &Mensen,
    nummers: &BTreeMap<DossierId, String>,
) -> Vec<Regel> {
    let mut uit: Vec<Regel> = Vec::new();
    let mut vorige: Option<&Inzageregel> = None;
    for r in regels {
        let i = &r.inzage;
        let zelfde = |v: &Inzageregel| {
            store::Inzage { op: i.op, ..v.inzage.clone() } == *i
                && w.app().dag(v.inzage.op) == w.app().dag(i.op)
        };
        if vorige.is_some_and(zelfde)
            && let Some(laatste) = uit.last_mut()
        {
            laatste.keer += 1;
        } else {
            uit.push(Regel {
                moment: w.app().tijd(i.op),
                keer: 1,
                wie: mensen.naam(i.wie).to_owned(),
                grond: match i.wie {
                    Kijker::Klager => "met nummer en code".to_owned(),
                    Kijker::Account(_) => grond(boek, &i.grond),
                },
                gedaan: gedaan(i.actie, &i.wat),
                stuk: i.stuk.map(|s| {
                    s.to_string()
                        .chars()
                        .rev()
                        .take(8)
                        .collect::<Vec<_>>()
                        .into_iter()
                        .rev()
                        .collect()
                }),
                nummer: nummers.get(&i.dossier).cloned().unwrap_or_default(),
                geweigerd: i.geweigerd.as_deref().map(waarom),
            });
        }
        vorige = Some(r);
    }
    uit
}

/// A ground in words.
fn grond(boek: &Boek, sleutel: &str) -> String {
    match sleutel {
        "geen" => "zonder rol".to_owned(),
        "deelnemer" => "neemt deel".to_owned(),
        id => boek.rol_id(id).map_or_else(
            || id.replace('_', " "),
            |r| boek.rol(r).naam.nl.trim_start_matches("de ").to_owned(),
        ),
    }
}

/// What was done, in words.
fn gedaan(actie: Inzageactie, wat: &str) -> String {
    let ding = match wat {
        "dossier" => "het dossier",
        "klacht" => "de klacht",
        "documenten" => "de lijst van brieven en documenten",
        "brief" => "een brief",
        "bestand" => "een bestand",
        "handeling" => "een formulier in het dossier",
        "rechtzetten" => "het formulier om iets recht te zetten",
        "bundel" => "de bundel met alle stukken",
        "stand" => "de bladzijde Mijn klacht",
        "bevestiging" => "de bevestiging",
        "formulier" => "een formulier op papier",
        "inzage" => "wie er keek",
        "werkvoorraad" => "de werkvoorraad",
        "zoeken" => "wat werd gezocht",
        "delen" => "de delen van de brief",
        ander => ander,
    };
    match actie {
        Inzageactie::Bekeken => format!("Bekeken: {ding}"),
        Inzageactie::Gevonden => format!("In een lijst gezien: {ding}"),
        Inzageactie::Geexporteerd => format!("Meegenomen: {ding}"),
        Inzageactie::Gedownload => format!("Geopend: {ding}"),
    }
}

/// Why it was refused, in words.
fn waarom(sleutel: &str) -> String {
    match sleutel {
        "geen_rol" => "geen rol in dit dossier",
        "uitgesloten" => "staat buiten dit dossier",
        "onbekend_stuk" => "dit stuk hoort niet bij het dossier",
        "niet_vrijgegeven" => "niet vrijgegeven",
        "functionaris_over_wie_geklaagd_wordt"
        | "aangeklaagde_ziet_alleen_wat_voor_hem_is"
        | "aangeklaagde_leest_alleen_wat_voor_hem_is" => "de klacht gaat over deze persoon",
        "leiding_ziet_geen_aantekeningen" => "alleen voor de klachtenfunctionaris",
        ander => return ander.replace('_', " "),
    }
    .to_owned()
}

/// One row a line, with every field of the log.
pub(super) async fn csv(
    w: &Werker,
    naam: &str,
    regels: &[Inzageregel],
    nummers: &BTreeMap<DossierId, String>,
) -> Result<Response, WebFout> {
    let mensen = Mensen::lees(w).await?;
    let mut uit = String::from(
        "moment,wie,account,grond,actie,wat,klacht,dossier,stuk,uitkomst,knoop,programma,reeks,nummer\r\n",
    );
    for r in regels {
        let i = &r.inzage;
        let account = match i.wie {
            Kijker::Account(id) => id.to_string(),
            Kijker::Klager => String::new(),
        };
        let cellen = [
            i.op.to_string(),
            mensen.naam(i.wie).to_owned(),
            account,
            i.grond.clone(),
            i.actie.to_string(),
            i.wat.clone(),
            nummers.get(&i.dossier).cloned().unwrap_or_default(),
            i.dossier.to_string(),
            i.stuk.map(|s| s.to_string()).unwrap_or_default(),
            i.geweigerd
                .as_ref()
                .map_or_else(|| "toegestaan".to_owned(), |g| format!("geweigerd: {g}")),
            r.knoop.clone(),
            r.programma.clone(),
            r.reeks.to_string(),
            r.nummer.to_string(),
        ];
        uit.push_str(&cellen.map(|c: String| verslag::csv_cel(&c)).join(","));
        uit.push_str("\r\n");
    }
    if regels.len() >= CSV_MAX {
        uit.push_str("er zijn meer regels: kies een kortere periode\r\n");
    }
    let koppen = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{naam}\"")),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((koppen, uit).into_response())
}
