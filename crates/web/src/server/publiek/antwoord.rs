//! What the klager does: answer a question, send a message, stop.
//!
//! Always holds: an act is asked with the fields that the regulation gives it, in plain words; what was
//! typed comes back when it can't be done.

use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use behandeling::{DoenError, KLAGER, Toegift};
use dossier::{Opdracht, Wie};
use regeling::{DaadId, Waarde};
use store::IdempotentieSleutel;

use super::klager::{Klager, klager_of_inloggen};
use crate::componenten::tekst::Zinnen;
use crate::huisstijl::Koppeling;
use crate::server::app::Bij;
use crate::server::fout::WebFout;
use crate::server::invoer::Invoer;
use crate::server::ontvang::Ontvangen;
use crate::server::vorm::{Fouten, NIEMAND, Vormkader, Vraagveld, hoofdletter};
use crate::weergave::publiek::{stoppen as stoppagina, vraag};

type Uitkomst = Result<Response, WebFout>;

pub(super) async fn stoppen(bij: Bij, koppen: HeaderMap) -> Uitkomst {
    let klager = klager_of_inloggen!(bij, koppen);
    let m = stoppagina::Stoppen {
        nummer: klager.dossier.nummer.clone(),
        gevolgen: vec![
            Zinnen::from("Wij behandelen uw klacht niet verder."),
            Zinnen::from("U krijgt geen oordeel over uw klacht."),
            Zinnen::from("De medewerker hoort dat u bent gestopt."),
            Zinnen::from("U kunt later altijd een nieuwe klacht indienen."),
        ],
        formulier: klager.formulier(&bij, "mijn-klacht/doe/klacht_ingetrokken")?,
        toelichting: String::new(),
        mijn_klacht_url: bij.url("mijn-klacht/stand"),
        afsluiten: Some(klager.afsluiten(&bij)?),
    };
    Ok(stoppagina::pagina(&bij.huis.huisstijl, &m).into_response())
}

/// The fields that the klager is asked for an act; how it came in is known.
fn velden(bij: &Bij, daad: DaadId) -> Vec<Vraagveld> {
    bij.huis
        .praktijk
        .boek()
        .daad(daad)
        .velden
        .iter()
        .filter(|v| v.id != "kanaal")
        .map(|v| Vraagveld { label: v.naam.b1().to_owned(), b1: true, ..Vraagveld::van(v) })
        .collect()
}

pub(super) async fn vraag(
    bij: Bij,
    Path((_, daad)): Path<(String, String)>,
    koppen: HeaderMap,
) -> Uitkomst {
    let klager = klager_of_inloggen!(bij, koppen);
    vraag_pagina(&bij, &klager, &daad, &Invoer::default(), &Fouten::new(), Vec::new())
}

fn vraag_pagina(
    bij: &Bij,
    klager: &Klager,
    daad: &str,
    invoer: &Invoer,
    fouten: &Fouten,
    los: Vec<String>,
) -> Uitkomst {
    let boek = bij.huis.praktijk.boek();
    let id = boek.daad_id(daad).ok_or(WebFout::Weg)?;
    let kader = Vormkader { boek, daad: id, mensen: &NIEMAND };
    let naam = hoofdletter(boek.daad(id).naam.b1());
    let m = vraag::Vraag {
        proces: "Mijn klacht".to_owned(),
        titel: naam.clone(),
        velden: kader.toon(&velden(bij, id), invoer, fouten),
        fouten: los,
        formulier: klager.formulier(bij, &format!("mijn-klacht/doe/{daad}"))?,
        knop: "Verstuur".to_owned(),
        terug: Some(Koppeling::new("Terug naar mijn klacht", bij.url("mijn-klacht/stand"))),
        nummer: Some(klager.dossier.nummer.clone()),
        afsluiten: Some(klager.afsluiten(bij)?),
        ..vraag::Vraag::default()
    };
    Ok(vraag::pagina(&bij.huis.huisstijl, &m).into_response())
}

pub(super) async fn doe(
    bij: Bij,
    Path((_, daad)): Path<(String, String)>,
    koppen: HeaderMap,
    ontvangen: Ontvangen,
) -> Uitkomst {
    let klager = klager_of_inloggen!(bij, koppen);
    let invoer = ontvangen.invoer;
    klager.controleer(&invoer)?;
    let boek = bij.huis.praktijk.boek();
    let id = boek.daad_id(&daad).ok_or(WebFout::Weg)?;
    let (mut gelezen, fouten) =
        Vormkader { boek, daad: id, mensen: &NIEMAND }.lees(&velden(&bij, id), &invoer);
    if !fouten.is_empty() {
        return vraag_pagina(&bij, &klager, &daad, &invoer, &fouten, Vec::new());
    }
    if boek.daad(id).veld("kanaal").is_some() {
        gelezen.insert("kanaal".to_owned(), Waarde::from("webformulier"));
    }
    let (nu, vandaag) = (bij.app.nu(), bij.app.vandaag());
    let partij = klager
        .dossier
        .stand
        .partijen_in(boek.rol_id(KLAGER).ok_or(WebFout::Weg)?)
        .next()
        .map(|(_, p)| p.id.clone());
    let opdracht = Opdracht {
        daad: daad.clone(),
        wie: Wie { rol: KLAGER.to_owned(), partij, account: None },
        aan: Vec::new(),
        velden: gelezen,
        gebeurd_op: vandaag,
    };
    let sleutel =
        IdempotentieSleutel::van(&format!("{}:{}:{daad}", klager.dossier.id, invoer.een("versie")));
    match bij.huis.praktijk.doe(&klager.dossier, opdracht, nu, vandaag, Toegift { idempotentie: Some(sleutel), ..Toegift::default() }).await {
        Ok(_) => Ok(Redirect::to(&bij.url("mijn-klacht/stand?gedaan")).into_response()),
        Err(DoenError::Weigering(w)) => {
            let (mut per_veld, mut los) = (Fouten::new(), Vec::new());
            for r in w.redenen {
                match r.veld {
                    Some(v) => drop(per_veld.insert(v, r.nl)),
                    None => los.push(r.nl),
                }
            }
            vraag_pagina(&bij, &klager, &daad, &invoer, &per_veld, los)
        }
        Err(DoenError::Conflict(_)) => vraag_pagina(&bij, &klager, &daad, &invoer, &Fouten::new(), vec!["Er is net iets veranderd in uw klacht. Kijk uw antwoord na en verstuur het nog een keer.".to_owned()]),
        Err(ander) => Err(ander.into()),
    }
}
