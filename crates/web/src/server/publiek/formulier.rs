//! Forms on paper, and what is filled in already on the same form on screen.
//!
//! Always holds: a form of one complaint is made only for who came in with its number and code; what is
//! filled in comes from that complaint alone.

use std::collections::BTreeMap;

use axum::extract::Path;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Redirect, Response};
use behandeling::{Dossier, KLAGER};
use regeling::Boek;
use regeling::formulier::{Formulier, Formulierregel, Invulling};

use super::klager::{Klager, klager_of_inloggen};
use crate::huisstijl::Koppeling;
use crate::server::app::Bij;
use crate::server::fout::WebFout;
use crate::server::invoer::Invoer;
use crate::server::logboek::Wat;

type Uitkomst = Result<Response, WebFout>;

fn regel<'b>(boek: &'b Boek, id: &str) -> Result<&'b Formulierregel, WebFout> {
    boek.formulieren.iter().find(|f| f.id == id).ok_or(WebFout::Weg)
}

/// The form with which a complaint is lodged, as a link; where the regulation has one.
pub(super) fn klachtformulier(bij: &Bij) -> Option<Koppeling> {
    let boek = bij.boek();
    let f = boek.formulieren.iter().find(|f| boek.daad(f.bij).opent)?;
    let tekst = format!("{} om te printen (PDF)", f.naam.b1());
    Some(Koppeling::new(tekst, bij.url(&format!("formulier/{}", f.id))))
}

/// The form of an act, for who does it in a dossier.
pub(super) fn bij_daad(boek: &Boek, daad: regeling::DaadId) -> Option<&Formulierregel> {
    boek.formulieren.iter().find(|f| f.bij == daad)
}

/// What of this complaint is known.
pub(super) fn invulling(boek: &Boek, dossier: &Dossier) -> Invulling {
    let stand = &dossier.stand;
    let ingediend =
        stand.gebeurtenissen().iter().rfind(|g| !g.vervallen && boek.daad(g.daad).opent);
    let mut bekend = BTreeMap::new();
    if let Some((_, p)) = boek.rol_id(KLAGER).and_then(|r| stand.partijen_in(r).next()) {
        let velden = p.velden.iter().filter_map(|(n, w)| Some((n.as_str(), w.als_tekst()?)));
        for (naam, waarde) in velden.chain(p.naam.as_deref().map(|n| ("naam", n))) {
            bekend.insert(format!("{KLAGER}.{naam}"), waarde.to_owned());
        }
    }
    Invulling {
        ingediend_op: ingediend.map(|g| g.gebeurd_op),
        nummer: dossier.nummer.clone(),
        bekend,
    }
}

/// The same on screen: what was known, to be corrected.
pub(super) fn vooraf(f: &Formulierregel, bekend: &Invulling) -> Invoer {
    let mut invoer = Invoer::default();
    for veld in &f.velden {
        invoer.zet(&veld.veld, bekend.voor(veld));
    }
    invoer
}

/// A form that needs no complaint.
pub(super) async fn leeg(bij: Bij, Path((_, id)): Path<(String, String)>) -> Uitkomst {
    pdf(&bij, bij.boek(), &id, &Invulling::default()).await
}

/// A form of one's own complaint.
pub(super) async fn ingevuld(
    bij: Bij,
    Path((_, id)): Path<(String, String)>,
    koppen: HeaderMap,
) -> Uitkomst {
    let klager = klager_of_inloggen!(bij, koppen, Wat::maak("formulier"));
    let boek = &klager.dossier.boek;
    pdf(&bij, boek, &id, &invulling(boek, &klager.dossier)).await
}

async fn pdf(bij: &Bij, boek: &Boek, id: &str, invulling: &Invulling) -> Uitkomst {
    let f = regel(boek, id)?;
    let formulier =
        Formulier::maak(boek, f, bij.huis.praktijk.aanbieder(), invulling).ok_or(WebFout::Weg)?;
    let (kleur, dag) = (bij.huis.huisstijl.thema_kleur.clone(), bij.app.vandaag());
    // Setting takes a part of a second: not on a thread that answers requests.
    let pdf = tokio::task::spawn_blocking(move || brief::formulier_pdf(&formulier, &kleur, dag))
        .await
        .map_err(WebFout::storing)?
        .map_err(WebFout::storing)?;
    let koppen = [
        (header::CONTENT_TYPE, "application/pdf".to_owned()),
        (header::CONTENT_DISPOSITION, format!("inline; filename=\"{}.pdf\"", f.id)),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((koppen, pdf).into_response())
}
