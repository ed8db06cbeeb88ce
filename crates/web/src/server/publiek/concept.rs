//! A complaint that is not sent yet: what was typed, its uploads, and the cookies that hold on to it.
//!
//! Always holds: who has the cookie has the draft; a form bears a token of its browser; a draft is gone
//! after [`BEWAAR_DAGEN`].

use std::collections::BTreeMap;

use access::{Cookie, Csrf, Token};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use jiff::ToSpan;
use maud::{Markup, html};
use regeling::Boek;
use regeling::woorden::VeldSoort;
use store::{ConceptId, ConceptInhoud};

use super::antwoorden::{self, DAAD};
use crate::componenten::veld::{Geplaatst, Optie};
use crate::server::app::Bij;
use crate::server::cookies;
use crate::server::fout::WebFout;
use crate::server::ontvang::{SOORTEN, SOORTEN_IN_WOORDEN, in_woorden};
use crate::server::vorm::hoofdletter;
use crate::weergave::publiek::vragen::{Aanbod, Invoer, Soortvraag};

type Uitkomst = Result<Response, WebFout>;

/// How long a draft is kept.
pub(super) const BEWAAR_DAGEN: i64 = 14;
/// The cookie with the id of the draft.
pub(super) const CONCEPT: &str = "concept";

/// A draft with what was typed so far.
pub(super) struct Concept {
    pub(super) id: ConceptId,
    pub(super) inhoud: ConceptInhoud,
    pub(super) invoer: Invoer,
}

/// What can be chosen in the form.
pub(super) fn aanbod(bij: &Bij, concept: Option<&Concept>) -> Aanbod {
    let boek = bij.boek();
    let opties = |veld: &str| match boek
        .daad_id(DAAD)
        .and_then(|d| boek.daad(d).veld(veld))
        .map(|v| &v.soort)
    {
        Some(VeldSoort::Keuze(o)) => {
            o.iter().map(|o| Optie::new(&o.id, hoofdletter(o.naam.b1()))).collect()
        }
        _ => Vec::new(),
    };
    let mut hoedanigheden: Vec<Optie> =
        boek.hoedanigheden().map(|g| Optie::new(&g.hoedanigheid, g.naam.b1())).collect();
    hoedanigheden.push(Optie::new("anders", "Anders. Bijvoorbeeld als buur of vriend."));
    Aanbod {
        hoedanigheden,
        soortvragen: soortvragen(boek),
        client_standen: opties("client_stand"),
        locaties: bij.huis.praktijk.aanbieder().locaties.clone(),
        geplaatst: concept.map_or_else(Vec::new, |c| {
            c.inhoud
                .stukken
                .iter()
                .map(|s| Geplaatst {
                    id: s.document.stuk.to_string(),
                    naam: s.naam.clone(),
                    grootte: in_woorden(&s.mime, s.document.bytes),
                })
                .collect()
        }),
        bestandsoorten: SOORTEN.to_owned(),
        bestanden_in_woorden: SOORTEN_IN_WOORDEN.to_owned(),
        gevraagd: antwoorden::gevraagd(boek),
        zonder_naam: antwoorden::zonder_naam(boek),
    }
}

/// The questions from which follows by which rules the complaint is handled, in plain words.
fn soortvragen(boek: &Boek) -> Vec<Soortvraag> {
    let daad = boek.daad_id(DAAD);
    let vragen = boek.regimevragen().into_iter().filter(|v| Some(v.daad) == daad);
    vragen
        .map(|v| Soortvraag {
            naam: v.veld.id.clone(),
            label: v.veld.naam.b1().to_owned(),
            hint: v.veld.uitleg.clone().unwrap_or_default(),
            opties: match &v.veld.soort {
                VeldSoort::Keuze(o) => {
                    o.iter().map(|o| Optie::new(&o.id, hoofdletter(o.naam.b1()))).collect()
                }
                _ => vec![Optie::new("ja", "Ja"), Optie::new("nee", "Nee")],
            },
            moet: v.veld.soort == VeldSoort::JaNee,
        })
        .collect()
}

/// The draft that this browser holds on to, or held on to until it was sent.
pub(super) fn concept_id(koppen: &HeaderMap) -> Option<ConceptId> {
    cookies::waarde(koppen, CONCEPT).and_then(|w| w.parse().ok())
}

pub(super) async fn lees_concept(
    bij: &Bij,
    koppen: &HeaderMap,
) -> Result<Option<Concept>, WebFout> {
    match concept_id(koppen) {
        Some(id) => laad(bij, id).await,
        None => Ok(None),
    }
}

pub(super) async fn laad(bij: &Bij, id: ConceptId) -> Result<Option<Concept>, WebFout> {
    let praktijk = &bij.huis.praktijk;
    let inhoud = match praktijk.store().concept(praktijk.tenant(), id, bij.app.nu()).await {
        Ok(i) => i,
        Err(store::StoreError::NietGevonden { .. }) => return Ok(None),
        Err(ander) => return Err(ander.into()),
    };
    let mut paren: Vec<(String, String)> = Vec::new();
    for stap in inhoud.stappen.values() {
        paren.extend(
            serde_json::from_slice::<Vec<(String, String)>>(stap).map_err(WebFout::storing)?,
        );
    }
    let mut waarden: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (n, w) in paren {
        waarden.entry(n).or_default().push(w);
    }
    Ok(Some(Concept { id, inhoud, invoer: Invoer { waarden, fouten: BTreeMap::new() } }))
}

pub(super) fn verloopt(bij: &Bij) -> jiff::Timestamp {
    bij.app.nu().saturating_add((BEWAAR_DAGEN * 24).hours()).unwrap_or(jiff::Timestamp::MAX)
}

pub(super) fn token(bij: &Bij, koppen: &HeaderMap) -> Result<(Token, bool), WebFout> {
    match Cookie::Formulier.lees(&cookies::alle(koppen), bij.app.https()) {
        Some(t) => Ok((t, false)),
        None => Ok((Token::new(&bij.app.toeval()).map_err(WebFout::storing)?, true)),
    }
}

pub(super) fn controleer_token(bij: &Bij, koppen: &HeaderMap, veld: &str) -> Result<(), WebFout> {
    let token = Cookie::Formulier
        .lees(&cookies::alle(koppen), bij.app.https())
        .ok_or(WebFout::GeenToegang)?;
    if Csrf::van(&token).klopt(veld) { Ok(()) } else { Err(WebFout::GeenToegang) }
}

pub(super) fn met_token(bij: &Bij, nieuw: Option<&Token>, markup: Markup) -> Uitkomst {
    let mut antwoord = html! { (markup) }.into_response();
    if let Some(t) = nieuw {
        cookies::zet(&mut antwoord, &Cookie::Formulier.zet(t, bij.app.https()))?;
    }
    Ok(antwoord)
}
