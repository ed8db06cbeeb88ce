//! The jobs of the house, and trying one again.
//!
//! Always holds: the page says nothing of any dossier, so it leaves no line in the access log; a job that
//! somebody has, or that is done, is not begun again.

use access::HuisHandeling;
use axum::response::{IntoResponse, Response};
use behandeling::Taaksoort;
use store::{TaakRij, Taakstand};
use uuid::Uuid;

use super::werker::Werker;
use crate::componenten::dag;
use crate::componenten::melding::{Melding, Toon};
use crate::server::fout::WebFout;
use crate::server::ontvang::Ontvangen;
use crate::weergave::werkplek::taken::{Taakregel, Taken, pagina};

type Uitkomst = Result<Response, WebFout>;

/// Below the address of the house.
pub(super) const PAD: &str = "werk/taken";
/// Jobs on the page, of those that are done and of those that are not.
const HOOGSTENS: u16 = 100;

/// May this person see the jobs of this house?
pub(super) fn mag(w: &Werker) -> bool {
    let tenant = w.praktijk().tenant();
    w.app().beleid().mag_in_huis(&w.persoon, HuisHandeling::ZieTaken, tenant).is_ok()
}

pub(super) async fn toon(w: Werker) -> Uitkomst {
    if !mag(&w) {
        return Err(WebFout::GeenToegang);
    }
    antwoord(&w, None).await
}

/// Lets one be tried now; the next look at the jobs takes it.
pub(super) async fn probeer(w: Werker, ontvangen: Ontvangen) -> Uitkomst {
    let invoer = &ontvangen.invoer;
    w.controleer(invoer)?;
    if !mag(&w) {
        return Err(WebFout::GeenToegang);
    }
    let id: Uuid = invoer.een("taak").parse().map_err(|_| WebFout::Onleesbaar)?;
    let (store, tenant) = (w.praktijk().store(), w.praktijk().tenant());
    let melding = if store.taak_nu(tenant, id, w.app().nu()).await? {
        Melding::gelukt(
            "De taak wordt nu geprobeerd. Ververs de bladzijde om te zien of het lukte.",
        )
    } else {
        let kop = "Deze taak wacht niet meer: zij is klaar, of wordt nu gedaan.".to_owned();
        Melding { toon: Toon::Belangrijk, kop, uitleg: Vec::new() }
    };
    antwoord(&w, Some(melding)).await
}

async fn antwoord(w: &Werker, melding: Option<Melding>) -> Uitkomst {
    let nu = w.app().nu();
    let taken = w.praktijk().store().taken(w.praktijk().tenant(), nu, HOOGSTENS).await?;
    let is_klaar = |taak: &TaakRij| matches!(taak.stand, Taakstand::Klaar(_));
    let (klaar, open): (Vec<_>, Vec<_>) = taken.iter().partition(|taak| is_klaar(taak));
    let regels = |lijst: &[&TaakRij]| -> Vec<Taakregel> {
        lijst.iter().map(|taak| regel(w, taak)).collect()
    };
    let mut gedaan: Vec<Taakregel> = regels(&klaar);
    // What was done many times over, such as letters, is one line: of the last time.
    gedaan.dedup_by(|t, eerder| {
        let zelfde = t.wat == eerder.wat;
        if zelfde {
            eerder.keer += 1;
            eerder.pogingen = eerder.pogingen.max(t.pogingen);
        }
        zelfde
    });
    let m = Taken {
        mislukt: open.iter().filter(|t| matches!(t.stand, Taakstand::Mislukt(_))).count(),
        open: regels(&open),
        klaar: gedaan,
        formulier: w.formulier(w.url(PAD))?,
        melding,
    };
    Ok(pagina(&w.balk(PAD)?, &m).into_response())
}

fn regel(w: &Werker, taak: &TaakRij) -> Taakregel {
    let (stand, wanneer) = match taak.stand {
        Taakstand::Wacht(vanaf) => ("Wacht", vanaf),
        Taakstand::Bezig(tot) => ("Bezig, uiterlijk tot", tot),
        Taakstand::Mislukt(vanaf) => ("Mislukt, weer vanaf", vanaf),
        Taakstand::Klaar(op) => ("Klaar", op),
    };
    let mag_nu = matches!(taak.stand, Taakstand::Wacht(_) | Taakstand::Mislukt(_));
    Taakregel {
        wat: naam(&taak.soort, taak.beurt.as_deref()),
        stand: stand.to_owned(),
        wanneer: dag::moment(w.app().tijd(wanneer)),
        keer: 1,
        pogingen: taak.pogingen,
        fout: taak.fout.as_deref().map(|fout| waarom(fout).to_owned()),
        probeer: mag_nu.then(|| taak.id.to_string()),
    }
}

fn naam(soort: &str, beurt: Option<&str>) -> String {
    let wat = match soort.parse::<Taaksoort>() {
        Ok(Taaksoort::Brief) => "Brief klaarzetten",
        Ok(Taaksoort::Lijsten) => "Lijsten van de dag",
        Ok(Taaksoort::Anker) => "Controlepunt van de dag",
        Ok(Taaksoort::Herinneren) => "Herinneren aan termijnen",
        Ok(Taaksoort::Opruimen) => "Opruimen",
        Err(_) => "Iets dat deze versie niet kent",
    };
    // The day is enough: of an hour there is one at a time.
    match beurt.and_then(|beurt| beurt.get(..10)?.parse().ok()) {
        Some(op) => format!("{wat} ({})", dag::kort(op)),
        None => wat.to_owned(),
    }
}

/// What a key of a failure means, and what to do.
fn waarom(fout: &str) -> &'static str {
    match fout {
        "schijf" => "Er kon niet worden geschreven. Kijk of de map er is, en of er ruimte is.",
        "database" => "De database gaf geen antwoord. Kijk of zij draait.",
        "sleutels" => "De sleutel is er niet of past niet. Zet de sleutels terug.",
        "document_weg" => "Het bestand is weg. Zet de documenten terug.",
        "bergplaats" => {
            "De opslag met documenten (S3) deed niet wat gevraagd werd. Kijk of zij draait."
        }
        "onbekende_taak" => "Deze versie van het programma kent de taak niet.",
        _ => "In het logboek van het programma staat waarom.",
    }
}
