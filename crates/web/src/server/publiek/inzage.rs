//! Who looked at one's complaint (AVG, article 15; NEN 7513): roles and days, no names.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use behandeling::KLAGER;
use regeling::Boek;
use store::{Inzageactie, Inzageregel, Inzagevraag};
use termijn::Datum;

use super::klager::{Klager, klager_of_inloggen};
use crate::server::app::Bij;
use crate::server::fout::WebFout;
use crate::server::logboek::Wat;
use crate::server::vorm::hoofdletter;
use crate::weergave::publiek::inzage::{Inzagepagina, Regel, pagina};

/// How many lines of the log are looked at.
const HOOGSTENS: u32 = 5000;

pub(super) async fn toon(bij: Bij, koppen: HeaderMap) -> Result<Response, WebFout> {
    let klager = klager_of_inloggen!(bij, koppen, Wat::bekijk("inzage"));
    let praktijk = &bij.huis.praktijk;
    let vraag = Inzagevraag { dossier: Some(klager.dossier.id), ..Inzagevraag::default() };
    let regels = praktijk.store().inzagen(praktijk.tenant(), &vraag, None, HOOGSTENS).await?;
    let functionaris = &praktijk.aanbieder().klachtenfunctionaris.telefoon;
    let m = Inzagepagina {
        nummer: klager.dossier.nummer.clone(),
        meer: regels.len() >= HOOGSTENS as usize,
        regels: per_dag(&klager.dossier.boek, &regels, |r| bij.app.dag(r.inzage.op)),
        vragen: (!functionaris.is_empty())
            .then(|| format!("Bel onze klachtenfunctionaris: {functionaris}.")),
        mijn_klacht_url: bij.url("mijn-klacht/stand"),
        afsluiten: klager.afsluiten(&bij)?,
    };
    Ok(pagina(&bij.huis.huisstijl, &m).into_response())
}

/// What each role did on each day, newest day first.
fn per_dag(boek: &Boek, regels: &[Inzageregel], dag: impl Fn(&Inzageregel) -> Datum) -> Vec<Regel> {
    let mut dagen: BTreeMap<(Datum, String), BTreeSet<&str>> = BTreeMap::new();
    for r in regels.iter().filter(|r| r.inzage.geweigerd.is_none()) {
        let gedaan = dagen.entry((dag(r), wie(boek, &r.inzage.grond))).or_default();
        gedaan.insert(in_b1(r.inzage.actie, &r.inzage.wat));
    }
    dagen
        .into_iter()
        .rev()
        .map(|((dag, wie), gedaan)| {
            let gedaan = gedaan.into_iter().map(str::to_owned).collect();
            Regel { dag, wie, gedaan }
        })
        .collect()
}

fn in_b1(actie: Inzageactie, wat: &str) -> &'static str {
    match (actie, wat) {
        (_, "inzage") => "keek wie er in de klacht keek",
        (Inzageactie::Bekeken, _) => "keek in de klacht",
        (Inzageactie::Gevonden, _) => "zag de klacht in een lijst",
        (Inzageactie::Geexporteerd, _) => "haalde de stukken op",
        (Inzageactie::Gedownload, _) => "opende een brief of bestand",
    }
}

/// A role in plain words.
fn wie(boek: &Boek, grond: &str) -> String {
    match grond {
        KLAGER => "U, met nummer en code".to_owned(),
        "behandelaar" => "De medewerker die uw klacht behandelt".to_owned(),
        access::FUNCTIONARIS_GEGEVENSBESCHERMING => "De medewerker die op privacy let".to_owned(),
        grond => boek
            .rol_id(grond)
            .map_or_else(|| "Een medewerker".to_owned(), |r| hoofdletter(boek.rol(r).naam.b1())),
    }
}
