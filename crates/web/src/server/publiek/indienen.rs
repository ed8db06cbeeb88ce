//! The complaint form: one question a page, every answer stored at once, check, send, confirmation.
//!
//! Always holds: what was typed is stored before it is judged, so an error or an interruption loses
//! nothing; the code is shown once, and only its hash is kept.

use std::collections::BTreeMap;

use access::{Cookie, Csrf, Token};
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use behandeling::{Bijlage, DoenError, Toegift};
use dossier::{Opdracht, Wie};
use jiff::ToSpan;
use maud::{Markup, html};
use regeling::woorden::VeldSoort;
use store::{ConceptId, ConceptInhoud, IdempotentieSleutel, StukRij};

use super::antwoorden::{self, DAAD};
use crate::componenten::formulier::Formulier;
use crate::componenten::overzicht::{Overzicht, Regel};
use crate::componenten::stappen::{Stand, Stap, Stappen};
use crate::componenten::tekst::{Blok, Zinnen};
use crate::componenten::veld::{Geplaatst, Optie};
use crate::huisstijl::Koppeling;
use crate::server::app::Bij;
use crate::server::fout::WebFout;
use crate::server::ontvang::{Ontvangen, SOORTEN, SOORTEN_IN_WOORDEN, in_woorden};
use crate::weergave::publiek::vragen::{Aanbod, Invoer, Klachtvraag, PROCES};
use crate::weergave::publiek::{bevestiging, controle as controlepagina, tekstpagina, vraag};

/// How long a draft is kept.
const BEWAAR_DAGEN: i64 = 14;
const CONCEPT: &str = "concept";
const VERZONDEN: &str = "verzonden";

type Uitkomst = Result<Response, WebFout>;

/// A draft with what was typed so far.
struct Concept {
    id: ConceptId,
    inhoud: ConceptInhoud,
    invoer: Invoer,
}

pub(super) async fn begin(bij: Bij) -> Redirect {
    Redirect::to(&bij.url(&format!("klacht/{}", Klachtvraag::ALLE[0].pad())))
}

pub(super) async fn toon(
    bij: Bij,
    Path((_, stap)): Path<(String, String)>,
    koppen: HeaderMap,
) -> Uitkomst {
    let vraag = Klachtvraag::van_pad(&stap).ok_or(WebFout::Weg)?;
    let concept = lees_concept(&bij, &koppen).await?;
    let invoer = concept.as_ref().map(|c| c.invoer.clone()).unwrap_or_default();
    pagina(&bij, vraag, &invoer, concept.as_ref(), &koppen)
}

pub(super) async fn beantwoord(
    bij: Bij,
    Path((_, stap)): Path<(String, String)>,
    koppen: HeaderMap,
    ontvangen: Ontvangen,
) -> Uitkomst {
    let vraag = Klachtvraag::van_pad(&stap).ok_or(WebFout::Weg)?;
    controleer_token(&bij, &koppen, ontvangen.invoer.een("token"))?;
    let store = bij.huis.praktijk.store();
    let (nu, tenant) = (bij.app.nu(), bij.huis.praktijk.tenant());
    let bestaand = lees_concept(&bij, &koppen).await?;
    let nieuw = bestaand.is_none();
    let id = match &bestaand {
        Some(c) => c.id,
        None => store.maak_concept(tenant, verloopt(&bij)).await?,
    };
    let mut paren = ontvangen.invoer.0.clone();
    bewerk_lijst(&mut paren);
    let eigen: Vec<&(String, String)> =
        paren.iter().filter(|(n, _)| vraag.namen().contains(&n.as_str())).collect();
    let inhoud = serde_json::to_vec(&eigen).map_err(WebFout::storing)?;
    store.bewaar_stap(tenant, id, vraag.pad(), inhoud, nu, verloopt(&bij)).await?;
    let mut bestandsfout = None;
    for bestand in ontvangen.bestanden {
        match bestand {
            Ok(stuk) => store.hang_aan_concept(tenant, id, stuk, nu, verloopt(&bij)).await?,
            Err(fout) => bestandsfout = Some(fout),
        }
    }
    if let Ok(stuk) = ontvangen.invoer.een("verwijder").parse() {
        store.haal_van_concept(tenant, id, stuk).await?;
    }
    let concept = laad(&bij, id).await?.ok_or(WebFout::Weg)?;
    let keuze = ontvangen.invoer.een("keuze");
    let blijft = ontvangen.invoer.heeft("verwijder")
        || ontvangen.invoer.heeft("nog_een")
        || ontvangen.invoer.heeft("weg")
        || keuze == "nog_een_bestand";
    let mut invoer = concept.invoer.clone();
    if let Some(fout) = bestandsfout {
        invoer.fouten.insert("bestand".to_owned(), fout.zin());
    }
    let doel = if keuze == "later" {
        "klacht/later".to_owned()
    } else if blijft || !invoer.fouten.is_empty() {
        format!("klacht/{}", vraag.pad())
    } else {
        if keuze != "onbekend" {
            invoer.fouten =
                vraag.controleer(&invoer, &aanbod(&bij, Some(&concept)), bij.app.vandaag());
        }
        vraag
            .volgende()
            .map_or_else(|| "klacht/controle".to_owned(), |v| format!("klacht/{}", v.pad()))
    };
    let mut antwoord = if invoer.fouten.is_empty() {
        Redirect::to(&bij.url(&doel)).into_response()
    } else {
        pagina(&bij, vraag, &invoer, Some(&concept), &koppen)?
    };
    if nieuw {
        zet_cookie(
            &mut antwoord,
            &format!(
                "{CONCEPT}={}; Path={}; HttpOnly; SameSite=Lax; Max-Age={}{}",
                id,
                bij.url(""),
                BEWAAR_DAGEN * 86_400,
                veilig(&bij)
            ),
        )?;
    }
    Ok(antwoord)
}

/// The buttons "nog een" and "verwijder" of a repeated field change what was typed, and lose nothing.
fn bewerk_lijst(paren: &mut Vec<(String, String)>) {
    if let Some((_, naam)) = paren.iter().find(|(n, _)| n == "nog_een").cloned() {
        paren.push((naam, String::new()));
    }
    if let Some((naam, nummer)) = paren
        .iter()
        .find(|(n, _)| n == "weg")
        .and_then(|(_, w)| w.rsplit_once('-'))
        .map(|(n, i)| (n.to_owned(), i.to_owned()))
    {
        let weg = nummer.parse().unwrap_or(usize::MAX);
        let mut teller = 0;
        paren.retain(|(n, _)| {
            let houd = *n != naam || teller != weg;
            teller += usize::from(*n == naam);
            houd
        });
    }
}

fn pagina(
    bij: &Bij,
    vraag: Klachtvraag,
    invoer: &Invoer,
    concept: Option<&Concept>,
    koppen: &HeaderMap,
) -> Uitkomst {
    let (token, nieuw) = token(bij, koppen)?;
    let mut m = vraag.vraag(invoer, &aanbod(bij, concept));
    m.formulier = Formulier::new(bij.url(&format!("klacht/{}", vraag.pad())))
        .met("token", Csrf::van(&token).veld(&bij.app.toeval()).map_err(WebFout::storing)?);
    m.terug = Some(match vraag.vorige() {
        Some(v) => Koppeling::new("Vorige vraag", bij.url(&format!("klacht/{}", v.pad()))),
        None => Koppeling::new("Terug naar het begin", bij.url("")),
    });
    met_token(bij, nieuw.then_some(&token), vraag::pagina(&bij.huis.huisstijl, &m))
}

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
    let boek = bij.huis.praktijk.boek();
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
        gevolgen: gevolgen(bij),
        formulier: Formulier::new(bij.url("klacht/controle"))
            .met("token", Csrf::van(&token).veld(&bij.app.toeval()).map_err(WebFout::storing)?),
        knop: "Verstuur mijn klacht".to_owned(),
        terug: Some(Koppeling::new("Vorige vraag", adres(Klachtvraag::Gegevens))),
    };
    met_token(bij, nieuw.then_some(&token), controlepagina::pagina(&bij.huis.huisstijl, &m))
}

fn gevolgen(bij: &Bij) -> Vec<Zinnen> {
    let naam = &bij.huis.praktijk.aanbieder().naam;
    vec![
        Zinnen::from(format!("Uw klacht gaat naar de directie van {naam}.")),
        Zinnen::from("De medewerker over wie u klaagt, mag uw klacht lezen en erop reageren."),
        Zinnen::from("Verder leest niemand mee die uw klacht niet behandelt."),
    ]
}

pub(super) async fn verstuur(bij: Bij, koppen: HeaderMap, ontvangen: Ontvangen) -> Uitkomst {
    controleer_token(&bij, &koppen, ontvangen.invoer.een("token"))?;
    let Some(concept) = lees_concept(&bij, &koppen).await? else {
        // Sent already: the same page again, or the start.
        let doel = if cookie(&koppen, VERZONDEN).is_some() { "klacht/verzonden" } else { "klacht" };
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
    let nieuw = praktijk.nieuw();
    let code = access::Code::new(&bij.app.toeval()).map_err(WebFout::storing)?;
    let hash = code.hash(praktijk.tenant(), nieuw.id)?;
    let opdracht = Opdracht {
        daad: DAAD.to_owned(),
        wie: Wie {
            rol: behandeling::KLAGER.to_owned(),
            partij: Some(behandeling::KLAGER.to_owned()),
            account: None,
        },
        aan: Vec::new(),
        velden: antwoorden::velden(praktijk.boek(), &concept.invoer),
        gebeurd_op: vandaag,
    };
    let bijlagen = concept
        .inhoud
        .stukken
        .iter()
        .map(|s| Bijlage {
            rij: StukRij {
                stuk: s.document.stuk,
                naam: s.naam.clone(),
                soort: "bijlage".to_owned(),
                mime: s.mime.clone(),
                bytes: s.document.bytes,
                blake3: s.document.blake3,
                toegevoegd_op: nu,
            },
        })
        .collect();
    let toegift = Toegift {
        bijlagen,
        toegangscode: Some(hash),
        concept: Some(concept.id),
        idempotentie: Some(IdempotentieSleutel::van(&concept.id.to_string())),
    };
    match praktijk.doe(&nieuw, opdracht, nu, vandaag, toegift).await {
        Ok(gedaan) => {
            let mut antwoord = Redirect::to(&bij.url("klacht/verzonden")).into_response();
            zet_cookie(
                &mut antwoord,
                &format!(
                    "{VERZONDEN}={}_{code}; Path={}; HttpOnly; SameSite=Lax; Max-Age=900{}",
                    gedaan.nummer,
                    bij.url("klacht"),
                    veilig(&bij)
                ),
            )?;
            zet_cookie(
                &mut antwoord,
                &format!(
                    "{CONCEPT}=; Path={}; HttpOnly; SameSite=Lax; Max-Age=0{}",
                    bij.url(""),
                    veilig(&bij)
                ),
            )?;
            Ok(antwoord)
        }
        Err(DoenError::Weigering(w)) => {
            controle_pagina(&bij, &concept, &koppen, w.redenen.into_iter().map(|r| r.nl).collect())
        }
        Err(ander) => Err(ander.into()),
    }
}

pub(super) async fn verzonden(bij: Bij, koppen: HeaderMap) -> Uitkomst {
    let Some((nummer, code)) = cookie(&koppen, VERZONDEN)
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
    let dossier = praktijk.open(id).await?;
    let blik = dossier.blik(praktijk.boek(), bij.app.vandaag());
    let m = bevestiging::Bevestiging {
        nummer,
        code,
        mijn_klacht_url: bij.url("mijn-klacht"),
        verstuurd: vec!["Print deze pagina of schrijf het nummer en de code op.".to_owned()],
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

pub(super) async fn later(bij: Bij, koppen: HeaderMap) -> Uitkomst {
    let Some(concept) = lees_concept(&bij, &koppen).await? else {
        return Ok(Redirect::to(&bij.url("klacht")).into_response());
    };
    let tot = termijn::lange_datum(bij.app.dag(concept.inhoud.verloopt_op), termijn::Taal::Nl);
    let verder = bij.url(&format!("klacht/{}", eerste_open(&bij, &concept).pad()));
    let m = tekstpagina::Tekstpagina {
        titel: "Wij hebben bewaard wat u schreef".to_owned(),
        blokken: vec![
            Blok::alinea(format!("U kunt verder gaan tot en met {tot}.")),
            Blok::alinea("Doe dat op dit apparaat, met hetzelfde programma voor internet."),
            Blok::alinea("Kom terug op deze pagina, en kies: verder gaan."),
            Blok::Alinea(Zinnen::default().en(crate::componenten::tekst::Stukje::link(
                "Verder gaan met mijn klacht",
                verder,
            ))),
        ],
        terug: Some(Koppeling::new("Terug naar het begin", bij.url(""))),
        ..tekstpagina::Tekstpagina::default()
    };
    Ok(tekstpagina::pagina(&bij.huis.huisstijl, &m).into_response())
}

fn eerste_open(bij: &Bij, concept: &Concept) -> Klachtvraag {
    let aanbod = aanbod(bij, Some(concept));
    Klachtvraag::ALLE
        .into_iter()
        .find(|v| !v.controleer(&concept.invoer, &aanbod, bij.app.vandaag()).is_empty())
        .unwrap_or(Klachtvraag::ALLE[0])
}

fn aanbod(bij: &Bij, concept: Option<&Concept>) -> Aanbod {
    let boek = bij.huis.praktijk.boek();
    let opties = |veld: &str| match boek
        .daad_id(DAAD)
        .and_then(|d| boek.daad(d).veld(veld))
        .map(|v| &v.soort)
    {
        Some(VeldSoort::Keuze(o)) => o
            .iter()
            .map(|o| Optie::new(&o.id, crate::server::vorm::hoofdletter(o.naam.b1())))
            .collect(),
        _ => Vec::new(),
    };
    let mut hoedanigheden: Vec<Optie> =
        boek.gerechtigden.iter().map(|g| Optie::new(&g.hoedanigheid, g.naam.b1())).collect();
    hoedanigheden.push(Optie::new("anders", "Anders. Bijvoorbeeld als buur of vriend."));
    Aanbod {
        hoedanigheden,
        zorgsoorten: opties("zorgsoort"),
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
    }
}

// --- The draft and its cookies -------------------------------------------------------------------

async fn lees_concept(bij: &Bij, koppen: &HeaderMap) -> Result<Option<Concept>, WebFout> {
    match cookie(koppen, CONCEPT).and_then(|w| w.parse().ok()) {
        Some(id) => laad(bij, id).await,
        None => Ok(None),
    }
}

async fn laad(bij: &Bij, id: ConceptId) -> Result<Option<Concept>, WebFout> {
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

fn verloopt(bij: &Bij) -> jiff::Timestamp {
    bij.app.nu().saturating_add((BEWAAR_DAGEN * 24).hours()).unwrap_or(jiff::Timestamp::MAX)
}

/// The value of a plain cookie.
pub(crate) fn cookie(koppen: &HeaderMap, naam: &str) -> Option<String> {
    koppen
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|k| k.to_str().ok())
        .flat_map(|k| k.split(';'))
        .filter_map(|deel| deel.trim().split_once('='))
        .find(|(n, w)| *n == naam && !w.is_empty())
        .map(|(_, w)| w.to_owned())
}

fn veilig(bij: &Bij) -> &'static str {
    if bij.app.https() { "; Secure" } else { "" }
}

fn zet_cookie(antwoord: &mut Response, waarde: &str) -> Result<(), WebFout> {
    antwoord
        .headers_mut()
        .append(header::SET_COOKIE, HeaderValue::from_str(waarde).map_err(WebFout::storing)?);
    Ok(())
}

fn token(bij: &Bij, koppen: &HeaderMap) -> Result<(Token, bool), WebFout> {
    match Cookie::Formulier.lees(&alle_cookies(koppen), bij.app.https()) {
        Some(t) => Ok((t, false)),
        None => Ok((Token::new(&bij.app.toeval()).map_err(WebFout::storing)?, true)),
    }
}

fn controleer_token(bij: &Bij, koppen: &HeaderMap, veld: &str) -> Result<(), WebFout> {
    let token = Cookie::Formulier
        .lees(&alle_cookies(koppen), bij.app.https())
        .ok_or(WebFout::GeenToegang)?;
    if Csrf::van(&token).klopt(veld) { Ok(()) } else { Err(WebFout::GeenToegang) }
}

fn alle_cookies(koppen: &HeaderMap) -> String {
    koppen
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|k| k.to_str().ok())
        .collect::<Vec<_>>()
        .join("; ")
}

fn met_token(bij: &Bij, nieuw: Option<&Token>, markup: Markup) -> Uitkomst {
    let mut antwoord = html! { (markup) }.into_response();
    if let Some(t) = nieuw {
        zet_cookie(&mut antwoord, &Cookie::Formulier.zet(t, bij.app.https()))?;
    }
    Ok(antwoord)
}
