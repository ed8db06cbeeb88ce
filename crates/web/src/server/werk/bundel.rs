//! The bundle for the dispute body: the complaint, the judgment and all that was exchanged, with an index.
//!
//! Always holds: only what both sides could have: what was shown or sent to the complainant, or to who is
//! complained about, and is confidential to nobody. A note, a draft or a deliberation is none of these.

use std::io::{Cursor, Write};

use access::Handeling;
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use behandeling::{AANGEKLAAGDE, KLAGER};
use brief::{Blok, Brief, Briefhoofd, Stukje};
use dossier::Gebeurd;
use regeling::Boek;
use store::StukRij;
use termijn::Taal;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::inzien::Vraag;
use super::stukken::Stukken;
use super::werker::Werker;
use super::zicht::Zicht;
use crate::huisstijl::Koppeling;
use crate::server::fout::WebFout;
use crate::server::logboek::Wat;
use crate::server::publiek::lees;
use crate::server::woorden::{self, Lezer};

/// Where it is, for who handles the complaint and where there is a body to send it to.
pub(super) fn koppeling(w: &Werker, zicht: &Zicht) -> Option<Koppeling> {
    let naam = w.praktijk().geschil(&zicht.dossier.boek).naam.clone()?;
    mag(w, zicht)
        .then(|| Koppeling::new(format!("Bundel voor {naam} (zip)"), zicht.url(w, "bundel.zip")))
}

fn mag(w: &Werker, zicht: &Zicht) -> bool {
    w.app().beleid().mag(&w.persoon, Handeling::ZieIntern, &zicht.toegang).is_ok()
}

pub(super) async fn haal(
    w: Werker,
    Path((_, nummer)): Path<(String, String)>,
) -> Result<Response, WebFout> {
    let zicht = Zicht::open(&w, &nummer, Vraag::intern(Wat::exporteer("bundel"))).await?;
    let stukken = Stukken::lees(&w, &zicht.dossier).await?;
    let rijen: Vec<&StukRij> = stukken.gewisseld(&w, &zicht);
    let namen: Vec<String> =
        (1..).zip(&rijen).map(|(n, r)| bestandsnaam(n, &r.naam, &r.mime)).collect();
    let index = index(&w, &zicht, &namen);
    let dag = w.app().vandaag();
    let index = tokio::task::spawn_blocking(move || brief::pdf(&index, dag))
        .await
        .map_err(WebFout::storing)?
        .map_err(WebFout::storing)?;
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // Letters and photos are pressed already.
    let opties = SimpleFileOptions::default();
    zip.start_file("00 inhoud en klacht.pdf", opties).map_err(WebFout::storing)?;
    zip.write_all(&index).map_err(WebFout::storing)?;
    for (naam, rij) in namen.iter().zip(rijen) {
        let inhoud = lees(&w.bij, &zicht.gezien, rij).await?.heel().await?;
        zip.start_file(naam.as_str(), opties).map_err(WebFout::storing)?;
        zip.write_all(&inhoud).map_err(WebFout::storing)?;
    }
    let inhoud = zip.finish().map_err(WebFout::storing)?.into_inner();
    let koppen = [
        (header::CONTENT_TYPE, "application/zip".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"bundel-{nummer}.zip\"")),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((koppen, inhoud).into_response())
}

/// "03 oordeel.pdf": safe on every system, and in order.
fn bestandsnaam(nummer: usize, naam: &str, mime: &str) -> String {
    let veilig: String = naam
        .chars()
        .map(|c| if c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.') { c } else { '-' })
        .take(80)
        .collect();
    let einde = if mime == "application/pdf" && !veilig.ends_with(".pdf") { ".pdf" } else { "" };
    format!("{nummer:02} {}{einde}", veilig.trim_start_matches('.'))
}

/// What is in it; and the complaint and what was exchanged, as text.
fn index(w: &Werker, zicht: &Zicht, namen: &[String]) -> Brief {
    let a = w.praktijk().aanbieder();
    let boek = &zicht.dossier.boek;
    let geschil = w.praktijk().geschil(boek);
    let mut blokken = vec![Blok::Kop { tekst: "Inhoud".to_owned() }];
    let eerste = "De klacht, en wat is gewisseld (in dit stuk)".to_owned();
    let regels = std::iter::once(&eerste).chain(namen);
    blokken.push(Blok::Lijst {
        genummerd: false,
        regels: regels.map(|n| vec![Stukje::gewoon(n.as_str())]).collect(),
    });
    for g in zicht.dossier.stand.gebeurtenissen().iter().filter(|g| is_gewisseld(boek, g)) {
        blokken.extend(tekst_van(boek, g));
    }
    let aan = [&geschil.naam, &geschil.adres].into_iter().flatten();
    Brief {
        hoofd: Briefhoofd {
            naam: a.naam.clone(),
            adres: a.adres.clone(),
            telefoon: a.telefoon.clone(),
            email: a.email.clone(),
            kleur: a.huisstijl.merk.clone().unwrap_or_default(),
        },
        aan: aan.flat_map(|t| t.split(", ").map(str::to_owned)).collect(),
        datum: termijn::datum_voluit(w.app().vandaag(), Taal::Nl),
        nummer: zicht.dossier.nummer.clone(),
        onderwerp: format!("Stukken bij klacht {}", zicht.dossier.nummer),
        aanhef: "Geachte commissie,".to_owned(),
        blokken,
        ondertekening: vec![a.naam.clone()],
    }
}

/// Was it shown to the complainant, and is it confidential to nobody?
fn is_gewisseld(boek: &Boek, g: &Gebeurd) -> bool {
    let daad = boek.daad(g.daad);
    let klager = boek.rol_id(KLAGER);
    let gezien = daad.opent || klager.is_some_and(|k| daad.zichtbaar.contains(&k));
    !g.vervallen && gezien && daad.vertrouwelijk_voor.is_empty()
}

/// An event as the complainant could read it: what was filled in, under its day.
fn tekst_van(boek: &Boek, g: &Gebeurd) -> Vec<Blok> {
    let daad = boek.daad(g.daad);
    let dag = termijn::datum_voluit(g.gebeurd_op, Taal::Nl);
    let mut uit = vec![Blok::Kop { tekst: format!("{}, {dag}", daad.gedaan.nl) }];
    for veld in &daad.velden {
        let Some(waarde) = g.velden.get(&veld.id).filter(|w| !w.is_leeg()) else { continue };
        let tekst = woorden::waarde(boek, veld, waarde, Lezer::Medewerker);
        uit.push(Blok::Alinea {
            stukjes: vec![
                Stukje {
                    tekst: format!("{}: ", woorden::label(veld, Lezer::Medewerker)),
                    vet: true,
                },
                Stukje::gewoon(tekst),
            ],
        });
    }
    uit
}

/// The parties between whom documents are exchanged.
pub(super) fn is_partij(id: &str) -> bool {
    id.starts_with(KLAGER) || id.starts_with(AANGEKLAAGDE)
}
