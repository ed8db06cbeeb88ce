//! The complaint form: one question a page, every answer stored at once.
//!
//! Always holds: what was typed is stored before it is judged, so an error or an interruption loses
//! nothing.

use access::Csrf;
use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};

use super::concept::{
    BEWAAR_DAGEN, CONCEPT, Concept, aanbod, controleer_token, laad, lees_concept, met_token, token,
    verloopt,
};
use super::kiezen;
use crate::componenten::formulier::Formulier;
use crate::componenten::tekst::{Blok, Zinnen};
use crate::huisstijl::Koppeling;
use crate::server::app::Bij;
use crate::server::cookies;
use crate::server::fout::WebFout;
use crate::server::ontvang::Ontvangen;
use crate::weergave::publiek::vragen::{Invoer, Klachtvraag};
use crate::weergave::publiek::{tekstpagina, vraag};

type Uitkomst = Result<Response, WebFout>;

pub(super) async fn begin(bij: Bij) -> Redirect {
    if bij.huis.praktijk.aanbieder().portaal {
        return Redirect::to(&bij.url(kiezen::PAD));
    }
    Redirect::to(&bij.url(&format!("klacht/{}", Klachtvraag::ALLE[0].pad())))
}

/// The question at this address. Under a portal there is none: its form begins with choosing a provider.
fn vraag_op(bij: &Bij, stap: &str) -> Result<Klachtvraag, WebFout> {
    Klachtvraag::van_pad(stap)
        .filter(|_| !bij.huis.praktijk.aanbieder().portaal)
        .ok_or(WebFout::Weg)
}

pub(super) async fn toon(
    bij: Bij,
    Path((_, stap)): Path<(String, String)>,
    koppen: HeaderMap,
) -> Uitkomst {
    let vraag = vraag_op(&bij, &stap)?;
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
    let vraag = vraag_op(&bij, &stap)?;
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
    let vragen = aanbod(&bij, None);
    let eigen: Vec<&(String, String)> =
        paren.iter().filter(|(n, _)| vraag.heeft(n, &vragen)).collect();
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
        let duur = BEWAAR_DAGEN * 86_400;
        cookies::bewaar(&mut antwoord, &bij, CONCEPT, id.to_string(), "", duur)?;
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
