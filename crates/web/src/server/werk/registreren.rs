//! Registering a complaint or discontent that came by letter, e-mail, phone or in a talk.
//!
//! Always holds: the channel decides what it is: the regulation says which channels carry a complaint.

use access::{Code, HuisHandeling, Token};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use behandeling::{DoenError, KLAGER, Toegift};
use dossier::{Opdracht, Wie};
use regeling::woorden::VeldSoort;
use regeling::{DaadId, Velden, Waarde};
use store::IdempotentieSleutel;
use termijn::Taal;

use super::werker::Werker;
use crate::componenten::tekst::Zinnen;
use crate::componenten::veld::{Datumdeel, Veld};
use crate::huisstijl::Koppeling;
use crate::server::cookies;
use crate::server::fout::WebFout;
use crate::server::invoer::Invoer;
use crate::server::ontvang::Ontvangen;
use crate::server::vorm::{Fouten, LEEG, Vormkader, Vraagveld};
use crate::weergave::werkplek::registreren::{Registreren, pagina};

type Uitkomst = Result<Response, WebFout>;

/// Which acts a channel can carry, the complaint first.
const DADEN: [&str; 2] = ["klacht_ingediend", "onvrede_gemeld"];
const ONTVANGEN: &str = "ontvangen_op";
/// The hidden field by which a form that is sent twice is known.
const EENMALIG: &str = "eenmalig";

fn mag(w: &Werker) -> Result<(), WebFout> {
    w.app()
        .beleid()
        .mag_in_huis(&w.persoon, HuisHandeling::RegistreerKlacht, w.praktijk().tenant())
        .map_err(|_| WebFout::GeenToegang)
}

pub(super) async fn toon(w: Werker) -> Uitkomst {
    mag(&w)?;
    let vandaag = w.app().vandaag();
    let mut invoer = Invoer::default();
    for (d, v) in Datumdeel::ALLE.into_iter().zip([
        vandaag.day().to_string(),
        vandaag.month().to_string(),
        vandaag.year().to_string(),
    ]) {
        invoer.zet(&format!("{ONTVANGEN}-{}", d.einde()), v);
    }
    formulier(&w, &invoer, &Fouten::new(), Vec::new())
}

/// The act that this channel carries.
fn daad_voor(w: &Werker, kanaal: &str) -> Option<DaadId> {
    let boek = w.bij.boek();
    let k = boek.kanalen.iter().find(|k| k.id == kanaal)?;
    DADEN.iter().filter_map(|d| boek.daad_id(d)).find(|d| k.doet.contains(d))
}

fn vraag(naam: &str, label: &str, soort: VeldSoort, verplicht: Option<&str>) -> Vraagveld {
    Vraagveld {
        naam: naam.to_owned(),
        label: label.to_owned(),
        hint: None,
        soort,
        verplicht: verplicht.map(str::to_owned),
        b1: false,
        rijen: 3,
        geeist: false,
        weet_niet: false,
    }
}

/// The fields by subject; those of the act come from the vocabulary.
fn velden(w: &Werker) -> Vec<(&'static str, Vec<Vraagveld>)> {
    let boek = w.bij.boek();
    let daad = boek.daad_id(DADEN[0]).map(|d| boek.daad(d));
    let van = |id: &str| daad.and_then(|d| d.veld(id)).map(Vraagveld::van);
    let alle = |ids: &[&str]| ids.iter().filter_map(|i| van(i)).collect::<Vec<_>>();
    let regimevragen = boek.regimevragen().into_iter();
    let soortvragen: Vec<Vraagveld> = regimevragen
        .filter(|v| boek.daad_id(DADEN[0]) == Some(v.daad))
        .map(|v| Vraagveld { weet_niet: true, ..Vraagveld::van(v.veld) })
        .collect();
    let kanalen = boek
        .kanalen
        .iter()
        .filter(|k| k.id != "webformulier")
        .map(|k| regeling::woorden::Optie { id: k.id.clone(), naam: k.naam.clone() })
        .collect();
    vec![
        (
            "Hoe en wanneer",
            vec![
                vraag(
                    "kanaal",
                    "Hoe kwam het binnen?",
                    VeldSoort::Keuze(kanalen),
                    Some("Kies hoe het binnenkwam."),
                ),
                vraag(
                    ONTVANGEN,
                    "Op welke dag kwam het binnen?",
                    VeldSoort::Datum,
                    Some("Vul in op welke dag het binnenkwam."),
                ),
            ],
        ),
        (
            "De klager",
            vec![
                // Who gives no name has complained all the same.
                vraag("klager-naam", "Naam", VeldSoort::Regel, None),
                vraag("klager-telefoon", "Telefoon", VeldSoort::Regel, None),
                vraag("klager-email", "E-mail", VeldSoort::Regel, None),
                vraag("klager-adres", "Adres", VeldSoort::Tekst, None),
            ]
            .into_iter()
            .chain(alle(&["hoedanigheid", "client"]))
            .collect(),
        ),
        (
            "De klacht",
            alle(&[
                "onderwerp",
                "omschrijving",
                "gevolg",
                "gewenst",
                "gebeurtenis_op",
                "locatie",
                "aangeklaagden",
            ]),
        ),
        (
            "De zorg",
            soortvragen
                .into_iter()
                .chain(alle(&[
                    "client_stand",
                    "schadevergoeding",
                    "schadebedrag",
                    "andere_zorgaanbieders",
                    "gecombineerde_behandeling",
                ]))
                .collect(),
        ),
    ]
}

fn formulier(w: &Werker, invoer: &Invoer, fouten: &Fouten, los: Vec<String>) -> Uitkomst {
    let boek = w.bij.boek();
    let kader =
        Vormkader { boek, daad: boek.daad_id(DADEN[0]).ok_or(WebFout::Weg)?, omgeving: &LEEG };
    let delen: Vec<(String, Vec<Veld>)> = velden(w)
        .into_iter()
        .map(|(kop, v)| (kop.to_owned(), kader.toon(&v, invoer, fouten)))
        .collect();
    let weten = boek
        .kanalen
        .iter()
        .filter(|k| boek.daad_id(DADEN[0]).is_some_and(|d| !k.doet.contains(&d)))
        .map(|k| Zinnen::from(format!("Kwam het binnen via {}? Dan is het onvrede, nog geen klacht ({}). Zet de klager het op papier, dan wordt het een klacht.", k.naam.nl, boek.citeer(&k.vindplaats))))
        .collect();
    let eenmalig = Token::new(&w.app().toeval()).map_err(WebFout::storing)?;
    let m = Registreren {
        delen,
        fouten: los,
        lijkt_op: Vec::new(),
        weten,
        formulier: w.formulier(w.url("werk/nieuw"))?.met(EENMALIG, eenmalig.tekst()),
        knop: "Leg vast".to_owned(),
        terug: Koppeling::new("Terug naar de werkvoorraad", w.url("werk")),
    };
    Ok(pagina(&w.balk("werk/nieuw")?, &m).into_response())
}

/// The cookie with the complainant's code, for the page right after: a code is shown once and kept nowhere.
const CODE: &str = "code";

/// The code to show now; the answer forgets it.
pub(super) fn getoonde_code(koppen: &HeaderMap) -> Option<String> {
    cookies::waarde(koppen, CODE)
}

/// Holds the code for the next page of this dossier, or (empty) forgets it.
pub(super) fn bewaar_code(
    antwoord: &mut Response,
    w: &Werker,
    nummer: &str,
    code: String,
) -> Result<(), WebFout> {
    let duur = if code.is_empty() { 0 } else { 300 };
    cookies::bewaar(antwoord, &w.bij, CODE, code, &format!("werk/dossier/{nummer}"), duur)
}

pub(super) async fn leg_vast(w: Werker, ontvangen: Ontvangen) -> Uitkomst {
    mag(&w)?;
    let invoer = ontvangen.invoer;
    w.controleer(&invoer)?;
    let boek = w.bij.boek();
    let alle: Vec<Vraagveld> = velden(&w).into_iter().flat_map(|(_, v)| v).collect();
    let daad_id = daad_voor(&w, invoer.een("kanaal"))
        .or_else(|| boek.daad_id(DADEN[0]))
        .ok_or(WebFout::Weg)?;
    let (mut gelezen, fouten) =
        Vormkader { boek, daad: daad_id, omgeving: &LEEG }.lees(&alle, &invoer);
    if !fouten.is_empty() {
        return formulier(&w, &invoer, &fouten, Vec::new());
    }
    let vandaag = w.app().vandaag();
    let op = gelezen.remove(ONTVANGEN).and_then(|d| d.als_datum()).unwrap_or(vandaag);
    let klager: Velden = ["naam", "telefoon", "email", "adres"]
        .iter()
        .filter_map(|n| gelezen.remove(&format!("klager-{n}")).map(|v| ((*n).to_owned(), v)))
        .collect();
    gelezen.insert(KLAGER.to_owned(), Waarde::Groep(klager));
    let daad = boek.daad(daad_id);
    gelezen.retain(|n, _| daad.veld(n).is_some());
    let praktijk = w.praktijk();
    let nieuw = praktijk.nieuw(op.min(vandaag));
    let eenmalig: Token = match invoer.een(EENMALIG).parse() {
        Ok(t) => t,
        Err(_) => Token::new(&w.app().toeval()).map_err(WebFout::storing)?,
    };
    let code = Code::van(&eenmalig, &w.wie.account.to_string()).map_err(WebFout::storing)?;
    let hash = code.hash(praktijk.tenant(), nieuw.id)?;
    let opdracht = Opdracht {
        daad: daad.id.clone(),
        wie: Wie {
            rol: KLAGER.to_owned(),
            partij: Some(KLAGER.to_owned()),
            account: Some(w.wie.account),
            persoon: None,
        },
        aan: Vec::new(),
        velden: gelezen,
        gebeurd_op: op,
    };
    let toegift = Toegift {
        toegangscode: Some(hash),
        idempotentie: Some(IdempotentieSleutel::van(&eenmalig.tekst())),
        ..Toegift::default()
    };
    match praktijk.doe(&nieuw, opdracht, w.app().nu(), vandaag, toegift).await {
        Ok(gedaan) => {
            let mut antwoord =
                Redirect::to(&w.url(&format!("werk/dossier/{}?gedaan={}", gedaan.nummer, daad.id)))
                    .into_response();
            bewaar_code(&mut antwoord, &w, &gedaan.nummer, code.to_string())?;
            Ok(antwoord)
        }
        Err(DoenError::Weigering(weigering)) => {
            let (mut per_veld, mut los) = (Fouten::new(), Vec::new());
            for (veld, zin) in weigering.redenen(Taal::Nl) {
                match veld {
                    Some(v) => drop(per_veld.insert(v.to_owned(), zin)),
                    None => los.push(zin),
                }
            }
            formulier(&w, &invoer, &per_veld, los)
        }
        Err(ander) => Err(ander.into()),
    }
}
