//! Checking the answers, sending the complaint, and what happens next.
//!
//! Always holds: nothing is sent while an answer is wrong; sent twice is one complaint; the code is
//! shown once, and only its hash is kept.

use access::{Code, Csrf, Token};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use behandeling::{DoenError, Dossier, Toegift};
use dossier::{Opdracht, Wie};
use regeling::woorden::RolSoort;
use store::{ConceptId, IdempotentieSleutel};

use super::antwoorden::{self, DAAD};
use super::concept::{
    CONCEPT, Concept, aanbod, concept_id, controleer_token, lees_concept, met_token, token,
};
use super::mijn_klacht::regimes_in_b1;
use crate::componenten::formulier::Formulier;
use crate::componenten::overzicht::{Overzicht, Regel};
use crate::componenten::stappen::{Stand, Stap, Stappen};
use crate::componenten::tekst::Zinnen;
use crate::huisstijl::Koppeling;
use crate::server::app::Bij;
use crate::server::bijlagen::Bijlagen;
use crate::server::cookies;
use crate::server::fout::WebFout;
use crate::server::logboek::{self, Wat, Wie as Kijkt};
use crate::server::ontvang::{Ontvangen, in_woorden};
use crate::weergave::publiek::vragen::{Klachtvraag, PROCES};
use crate::weergave::publiek::{bevestiging, controle as controlepagina};

type Uitkomst = Result<Response, WebFout>;

/// The cookie with number and code for the page after sending.
const VERZONDEN: &str = "verzonden";

pub(super) async fn controle(bij: Bij, koppen: HeaderMap) -> Uitkomst {
    let Some(concept) = lees_concept(&bij, &koppen).await? else {
        return Ok(Redirect::to(&bij.url("klacht")).into_response());
    };
    controle_pagina(&bij, &concept, &koppen, Vec::new())
}

fn controle_pagina(
    bij: &Bij,
    concept: &Concept,
    koppen: &HeaderMap,
    geweigerd: Vec<String>,
) -> Uitkomst {
    let (token, nieuw) = token(bij, koppen)?;
    let boek = bij.boek();
    let aanbod = aanbod(bij, Some(concept));
    let adres = |v: Klachtvraag| bij.url(&format!("klacht/{}", v.pad()));
    let mut ontbreekt: Vec<Koppeling> =
        geweigerd.into_iter().map(|zin| Koppeling::new(zin, adres(Klachtvraag::ALLE[0]))).collect();
    let mut delen = Vec::new();
    for v in Klachtvraag::ALLE {
        let onbekend = v == Klachtvraag::Wanneer;
        for zin in v.controleer(&concept.invoer, &aanbod, bij.app.vandaag()).into_values() {
            if !onbekend {
                ontbreekt.push(Koppeling::new(zin, adres(v)));
            }
        }
        let mut regels: Vec<Regel> = antwoorden::teruglezen(boek, v, &concept.invoer)
            .into_iter()
            .map(|(l, t)| Regel::new(l, crate::componenten::tekst::getypt(&t)))
            .collect();
        if v == Klachtvraag::Bestanden {
            regels.extend(concept.inhoud.stukken.iter().map(|s| {
                Regel::tekst(
                    "Bestand",
                    format!("{} ({})", s.naam, in_woorden(&s.mime, s.document.bytes)),
                )
            }));
        }
        if regels.is_empty() {
            regels.push(Regel::tekst("Antwoord", "Niet ingevuld"));
        }
        let regels = regels
            .into_iter()
            .enumerate()
            .map(|(i, r)| if i == 0 { r.wijzig(adres(v), v.titel()) } else { r })
            .collect();
        delen.push((v.titel().to_owned(), Overzicht { regels }));
    }
    let m = controlepagina::Controle {
        proces: PROCES.to_owned(),
        delen,
        ontbreekt,
        gevolgen: gevolgen(bij, concept),
        formulier: Formulier::new(bij.url("klacht/controle"))
            .met("token", Csrf::van(&token).veld(&bij.app.toeval()).map_err(WebFout::storing)?),
        knop: "Verstuur mijn klacht".to_owned(),
        terug: Some(Koppeling::new("Vorige vraag", adres(Klachtvraag::Gegevens))),
    };
    met_token(bij, nieuw.then_some(&token), controlepagina::pagina(&bij.huis.huisstijl, &m))
}

fn gevolgen(bij: &Bij, concept: &Concept) -> Vec<Zinnen> {
    let naam = &bij.huis.praktijk.aanbieder().naam;
    let vandaag = bij.app.vandaag();
    let nieuw = bij.huis.praktijk.nieuw(vandaag);
    let opdracht = opdracht(bij, &nieuw, concept);
    let vooruit = bij.huis.praktijk.vooruit(&nieuw, opdracht, bij.app.nu(), vandaag).ok();
    let blik = vooruit.as_ref().map(|(boek, stand)| dossier::Blik::new(boek, stand, vandaag));
    let naar = match blik.as_ref().and_then(aan_zet) {
        Some(wie) => format!("Uw klacht gaat naar {wie} van {naam}."),
        None => format!("Uw klacht gaat naar {naam}."),
    };
    let mut uit = vec![
        Zinnen::from(naar),
        Zinnen::from("De medewerker over wie u klaagt, mag uw klacht lezen en erop reageren."),
        Zinnen::from("Verder leest niemand mee die uw klacht niet behandelt."),
    ];
    uit.extend(blik.iter().flat_map(regimes_in_b1).map(Zinnen::from));
    uit
}

/// Which office has to act first on the complaint, in plain words; nobody when that is the provider as
/// such, or somebody outside it.
fn aan_zet(blik: &dossier::Blik<'_>) -> Option<String> {
    let boek = blik.boek;
    let open = dossier::leidend(blik.plichten()).into_iter().filter(|l| l.leidt.afloop.is_open());
    let eerst = open.min_by_key(|l| (l.leidt.uiterlijk.is_none(), l.leidt.uiterlijk))?;
    let rol = boek.rol(*boek.norm(eerst.leidt.norm).wie.first()?);
    let ambt = rol.soort == RolSoort::Ambt;
    // The provider of a statute speaks of itself: "wij".
    rol.naam.b1.as_deref().filter(|b1| ambt && *b1 != "wij").map(str::to_owned)
}

/// The act that the answers make.
fn opdracht(bij: &Bij, nieuw: &Dossier, concept: &Concept) -> Opdracht {
    Opdracht {
        daad: DAAD.to_owned(),
        wie: Wie {
            rol: behandeling::KLAGER.to_owned(),
            partij: Some(behandeling::KLAGER.to_owned()),
            account: None,
            persoon: None,
        },
        aan: Vec::new(),
        velden: antwoorden::velden(&nieuw.boek, &concept.invoer),
        gebeurd_op: bij.app.vandaag(),
    }
}

pub(super) async fn verstuur(bij: Bij, koppen: HeaderMap, ontvangen: Ontvangen) -> Uitkomst {
    controleer_token(&bij, &koppen, ontvangen.invoer.een("token"))?;
    let (token, _) = token(&bij, &koppen)?;
    let Some(concept) = lees_concept(&bij, &koppen).await? else {
        // Sent already: the same page again, or the start.
        if let Some(id) = concept_id(&koppen)
            && let Some(gedaan) = bij.huis.praktijk.herhaling(sleutel(id)).await?
        {
            return naar_bewijs(&bij, &gedaan.nummer, &code(&token, id)?);
        }
        let doel = if cookies::waarde(&koppen, VERZONDEN).is_some() {
            "klacht/verzonden"
        } else {
            "klacht"
        };
        return Ok(Redirect::to(&bij.url(doel)).into_response());
    };
    if ontvangen.invoer.een("keuze") == "later" {
        return Ok(Redirect::to(&bij.url("klacht/later")).into_response());
    }
    let aanbod_nu = aanbod(&bij, Some(&concept));
    let onvolledig = Klachtvraag::ALLE.into_iter().any(|v| {
        v != Klachtvraag::Wanneer
            && !v.controleer(&concept.invoer, &aanbod_nu, bij.app.vandaag()).is_empty()
    });
    if onvolledig {
        return controle_pagina(&bij, &concept, &koppen, Vec::new());
    }
    let praktijk = &bij.huis.praktijk;
    let (nu, vandaag) = (bij.app.nu(), bij.app.vandaag());
    let nieuw = praktijk.nieuw(vandaag);
    let code = code(&token, concept.id)?;
    let hash = code.hash(praktijk.tenant(), nieuw.id)?;
    let mut opdracht = opdracht(&bij, &nieuw, &concept);
    let stukken = Bijlagen {
        concept: Some(concept.id),
        stukken: concept.inhoud.stukken.clone(),
        ..Bijlagen::default()
    };
    if let Some(daad) = nieuw.boek.daad_id(DAAD) {
        stukken.noem_in(nieuw.boek.daad(daad), &mut opdracht.velden);
    }
    let bijlagen = stukken.rijen("bijlage", nu);
    let toegift = Toegift {
        bijlagen,
        toegangscode: Some(hash),
        concept: Some(concept.id),
        idempotentie: Some(sleutel(concept.id)),
    };
    match praktijk.doe(&nieuw, opdracht, nu, vandaag, toegift).await {
        Ok(gedaan) => naar_bewijs(&bij, &gedaan.nummer, &code),
        Err(DoenError::Weigering(w)) => {
            let redenen = w.weigering.redenen.into_iter().map(|r| r.nl).collect();
            controle_pagina(&bij, &concept, &koppen, redenen)
        }
        Err(ander) => Err(ander.into()),
    }
}

/// The code of the complaint that this browser sends with this draft: the same if it is sent twice.
fn code(token: &Token, concept: ConceptId) -> Result<Code, WebFout> {
    Code::van(token, &concept.to_string()).map_err(WebFout::storing)
}

fn sleutel(concept: ConceptId) -> IdempotentieSleutel {
    IdempotentieSleutel::van(&concept.to_string())
}

/// To the page with number and code, which this browser can open for a quarter of an hour.
fn naar_bewijs(bij: &Bij, nummer: &str, code: &Code) -> Uitkomst {
    let mut antwoord = Redirect::to(&bij.url("klacht/verzonden")).into_response();
    let pas = format!("{nummer}_{code}");
    cookies::bewaar(&mut antwoord, bij, VERZONDEN, pas, "klacht", 900)?;
    cookies::bewaar(&mut antwoord, bij, CONCEPT, String::new(), "", 0)?;
    Ok(antwoord)
}

#[expect(clippy::disallowed_methods, reason = "the log has it the line before")]
pub(super) async fn verzonden(bij: Bij, koppen: HeaderMap) -> Uitkomst {
    let Some((nummer, code)) = cookies::waarde(&koppen, VERZONDEN)
        .and_then(|w| w.split_once('_').map(|(n, c)| (n.to_owned(), c.to_owned())))
    else {
        return Ok(Redirect::to(&bij.url("mijn-klacht")).into_response());
    };
    let praktijk = &bij.huis.praktijk;
    let id = praktijk
        .store()
        .dossier_met_nummer(praktijk.tenant(), &nummer)
        .await?
        .ok_or(WebFout::Weg)?;
    logboek::toon(&bij, &Kijkt::klager(), id, Wat::bekijk("bevestiging")).await?;
    let dossier = praktijk.open(id, bij.app.vandaag()).await?;
    let blik = dossier.blik(bij.app.vandaag());
    let m = bevestiging::Bevestiging {
        nummer,
        code,
        mijn_klacht_url: bij.url("mijn-klacht"),
        stappen: vooruitblik(&blik),
        pdf: None,
    };
    Ok(bevestiging::pagina(&bij.huis.huisstijl, &m).into_response())
}

/// What happens next, with the dates that follow from the regulation.
fn vooruitblik(blik: &dossier::Blik<'_>) -> Stappen {
    let boek = blik.boek;
    let mut plichten: Vec<_> = dossier::leidend(blik.plichten())
        .into_iter()
        .filter(|l| l.leidt.afloop.is_open() && l.leidt.uiterlijk.is_some())
        .filter(|l| l.aan.is_some_and(|d| boek.rol(d.rol).id == behandeling::KLAGER))
        .collect();
    plichten.sort_by_key(|l| l.leidt.uiterlijk);
    let stappen = plichten.into_iter().map(|l| Stap {
        stand: Stand::Straks,
        naam: format!("Wij gaan {}", boek.daad(l.daad).naam.b1()),
        standtekst: l
            .leidt
            .uiterlijk
            .map(|d| format!("Uiterlijk {}", termijn::lange_datum(d, termijn::Taal::Nl)))
            .unwrap_or_default(),
        uitleg: None,
    });
    let klaar = Stap {
        stand: Stand::Klaar,
        naam: "Wij kregen uw klacht".to_owned(),
        standtekst: format!("Klaar, op {}", termijn::datum_voluit(blik.op, termijn::Taal::Nl)),
        uitleg: None,
    };
    Stappen(std::iter::once(klaar).chain(stappen).collect())
}
