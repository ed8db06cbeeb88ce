//! Figures without names over a period, and what somebody recommends.
//!
//! Always holds: only a period that is over is shown; whose figures they are, the policies say: of the own
//! house, or of a provider that is affiliated with this portal.

use access::HuisHandeling;
use axum::extract::{Path, Query};
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use behandeling::Praktijk;
use serde::Deserialize;
use termijn::Datum;
use verslag::{Periode, Verslag};

use super::werker::Werker;
use crate::componenten::melding::Melding;
use crate::componenten::veld::{Lijst, Optie, Tekstvak, Veldkop};
use crate::huisstijl::Koppeling;
use crate::server::fout::WebFout;
use crate::server::ontvang::Ontvangen;
use crate::weergave::werkplek::rapportage::{Rapportage, pagina};

type Uitkomst = Result<Response, WebFout>;

/// Below the address of the house.
const PAD: &str = "werk/rapportage";
/// Over how many quarters back one can choose.
const KWARTALEN: usize = 12;
/// How long recommendations may be, in characters.
const LANGST: usize = 20_000;

/// Which figures.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Vraag {
    #[serde(default)]
    periode: String,
    /// A provider that is affiliated with this portal; empty for the own house.
    #[serde(default)]
    aanbieder: String,
    bewaard: Option<String>,
}

/// May this person see the figures of this house?
pub(super) fn mag_zien(w: &Werker, p: &Praktijk) -> bool {
    let portaal = p.aanbieder().aangesloten.as_ref().filter(|a| a.geldt_op(w.app().vandaag()));
    let portaal = portaal.and_then(|a| a.bij.parse().ok());
    w.app().beleid().mag_cijfers_zien(&w.persoon, p.tenant(), portaal.as_ref()).is_ok()
}

fn mag_schrijven(w: &Werker, p: &Praktijk) -> bool {
    w.app().beleid().mag_in_huis(&w.persoon, HuisHandeling::MaakVerslag, p.tenant()).is_ok()
}

/// The house whose figures are asked; one that may not be seen does not exist.
fn huis(w: &Werker, aanbieder: &str) -> Result<Praktijk, WebFout> {
    let gevraagd = match aanbieder {
        "" => Some(w.praktijk().clone()),
        id => w.app().huis(id).map(|h| h.praktijk.clone()),
    };
    match gevraagd {
        Some(p) if mag_zien(w, &p) => Ok(p),
        Some(_) if aanbieder.is_empty() => Err(WebFout::GeenToegang),
        _ => Err(WebFout::Weg),
    }
}

/// The period that is asked, if it is over; the last quarter when none was asked.
fn periode(gevraagd: &str, vandaag: Datum) -> Result<Periode, WebFout> {
    if gevraagd.is_empty() {
        return Ok(Periode::laatste_kwartaal(vandaag));
    }
    gevraagd.parse::<Periode>().ok().filter(|p| p.is_voorbij(vandaag)).ok_or(WebFout::Weg)
}

pub(super) async fn toon(w: Werker, Query(vraag): Query<Vraag>) -> Uitkomst {
    let vandaag = w.app().vandaag();
    let praktijk = huis(&w, &vraag.aanbieder)?;
    let periode = periode(&vraag.periode, vandaag)?;
    let verslag = praktijk.verslag(periode, vandaag).await?;
    let van = if vraag.aanbieder.is_empty() {
        String::new()
    } else {
        format!("?aanbieder={}", vraag.aanbieder)
    };
    let bij = |bestand: &str| w.url(&format!("{PAD}/{periode}/{bestand}{van}"));
    let schrijven = if vraag.aanbieder.is_empty() && mag_schrijven(&w, &praktijk) {
        let kop = Veldkop::new("aanbevelingen", "Wat beveelt u aan?")
            .hint("Noem geen namen. Dit komt in het verslag. U kunt het later nog veranderen.");
        let vak = Tekstvak::new(kop)
            .waarde(verslag.aanbevelingen.as_str())
            .regels(8)
            .hoogstens(LANGST as u32);
        let formulier = w.formulier(w.url(PAD))?.met("periode", periode.to_string());
        Some((formulier, vak))
    } else {
        None
    };
    let m = Rapportage {
        actie: w.url(PAD),
        keuzes: keuzes(&w, periode, &vraag.aanbieder, vandaag),
        ophalen: vec![
            Koppeling::new("Verslag (PDF)", bij("verslag.pdf")),
            Koppeling::new("Cijfers (CSV)", bij("cijfers.csv")),
        ],
        schrijven,
        melding: vraag.bewaard.map(|_| Melding::gelukt("Uw aanbevelingen zijn bewaard.")),
        verslag,
    };
    Ok(pagina(&w.balk(PAD)?, &m).into_response())
}

fn keuzes(w: &Werker, gekozen: Periode, aanbieder: &str, vandaag: Datum) -> Vec<Lijst> {
    let perioden = Periode::voorbije(vandaag, KWARTALEN)
        .into_iter()
        .map(|p| Optie::new(p.to_string(), crate::server::vorm::hoofdletter(&p.naam())))
        .collect();
    let mut uit = vec![
        Lijst::new(Veldkop::new("periode", "Periode"), perioden)
            .gekozen(Some(gekozen.to_string().as_str())),
    ];
    let eigen = w.praktijk().aanbieder().id.clone();
    let mut anderen: Vec<Optie> = w
        .app()
        .huizen()
        .map(|h| &h.praktijk)
        .filter(|p| p.aanbieder().id != eigen && mag_zien(w, p))
        .map(|p| Optie::new(&p.aanbieder().id, &p.aanbieder().naam))
        .collect();
    if !anderen.is_empty() {
        anderen.insert(0, Optie::new("", &w.praktijk().aanbieder().naam));
        uit.push(
            Lijst::new(Veldkop::new("aanbieder", "Zorgaanbieder"), anderen)
                .gekozen(Some(aanbieder)),
        );
    }
    uit
}

/// Keeps the recommendations.
pub(super) async fn bewaar(w: Werker, ontvangen: Ontvangen) -> Uitkomst {
    w.controleer(&ontvangen.invoer)?;
    let praktijk = w.praktijk();
    if !mag_schrijven(&w, praktijk) {
        return Err(WebFout::GeenToegang);
    }
    let periode = periode(ontvangen.invoer.een("periode"), w.app().vandaag())?;
    let tekst: String = ontvangen.invoer.een("aanbevelingen").chars().take(LANGST).collect();
    let naam = periode.to_string();
    let store = praktijk.store();
    store.bewaar_verslagtekst(praktijk.tenant(), &naam, tekst, w.wie.account, w.app().nu()).await?;
    Ok(Redirect::to(&w.url(&format!("{PAD}?periode={naam}&bewaard"))).into_response())
}

async fn gevraagd(
    w: &Werker,
    p: &str,
    vraag: &Vraag,
) -> Result<(Praktijk, Periode, Verslag), WebFout> {
    let vandaag = w.app().vandaag();
    let praktijk = huis(w, &vraag.aanbieder)?;
    let periode = periode(p, vandaag)?;
    let verslag = praktijk.verslag(periode, vandaag).await?;
    Ok((praktijk, periode, verslag))
}

pub(super) async fn pdf(
    w: Werker,
    Path((_, p)): Path<(String, String)>,
    Query(vraag): Query<Vraag>,
) -> Uitkomst {
    let (praktijk, periode, verslag) = gevraagd(&w, &p, &vraag).await?;
    let kleur = praktijk.aanbieder().huisstijl.merk.clone().unwrap_or_default();
    let vandaag = w.app().vandaag();
    // Setting takes a part of a second: not on a thread that answers requests.
    let pdf = tokio::task::spawn_blocking(move || brief::verslag_pdf(&verslag, &kleur, vandaag))
        .await
        .map_err(WebFout::storing)?
        .map_err(WebFout::storing)?;
    Ok(bestand("application/pdf", &format!("verslag-{periode}.pdf"), pdf))
}

pub(super) async fn csv(
    w: Werker,
    Path((_, p)): Path<(String, String)>,
    Query(vraag): Query<Vraag>,
) -> Uitkomst {
    let (_, periode, verslag) = gevraagd(&w, &p, &vraag).await?;
    let naam = format!("cijfers-{periode}.csv");
    Ok(bestand("text/csv; charset=utf-8", &naam, verslag.csv().into_bytes()))
}

fn bestand(mime: &str, naam: &str, inhoud: Vec<u8>) -> Response {
    let koppen = [
        (header::CONTENT_TYPE, mime.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{naam}\"")),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    (koppen, inhoud).into_response()
}
