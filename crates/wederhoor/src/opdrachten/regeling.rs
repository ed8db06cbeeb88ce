//! `wederhoor regeling check` and `show`.
//!
//! Always holds: what is wrong in the file comes first, then what stands beside the law, then what the running
//! procedure shows; an error of the first or the last kind makes the command fail.

use std::path::{Path, PathBuf};

use regeling::bibliotheek::BibliotheekError;
use regeling::{Boek, Diagnoses, Ernst};
use serde_json::json;
use termijn::Taal;

use super::Uitkomst;
use super::conform::Gevonden;
use super::verkennen::Verkend;
use crate::bestanden;

pub(crate) fn check(map: Option<&Path>, paden: &[PathBuf], als_json: bool, snel: bool) -> Uitkomst {
    // A provider's file and that of its portal can be checked together.
    let bronnen: Vec<_> = paden.iter().map(|p| bestanden::lees(p)).collect::<Result<_, _>>()?;
    let bibliotheek = bestanden::bibliotheek(map)?.met(bronnen);
    let mut goed = true;
    let mut alles = Vec::new();
    for pad in paden {
        let bron = bestanden::lees(pad)?;
        let (boek, meldingen) = match bibliotheek.lees(bron.clone()) {
            Ok((boek, meldingen)) => (Some(boek), meldingen),
            Err(BibliotheekError::Fouten(meldingen)) => (None, *meldingen),
            Err(ander) => return Err(ander.into()),
        };
        goed &= !meldingen.heeft_fouten();
        if als_json {
            alles.extend(als_waarden(&meldingen));
        } else {
            toon(pad, &meldingen);
        }
        // Only a text that reads can be laid beside the law; a finding there fails nothing.
        if !meldingen.heeft_fouten() {
            let naast_de_wet = Gevonden::lees(&bibliotheek, bron)?;
            if als_json {
                alles.extend(naast_de_wet.waarden());
            } else {
                naast_de_wet.teken(Taal::Nl);
                println!("{}: naast de wet: {}", pad.display(), naast_de_wet.telling());
            }
        }
        if let Some(boek) = boek.filter(|_| !snel) {
            let verkend = Verkend::new(&boek, meldingen.bronnen());
            goed &= !verkend.heeft_fouten();
            if als_json {
                alles.extend(verkend.waarden());
            } else {
                verkend.teken(&pad.display().to_string());
            }
        }
    }
    if als_json {
        println!("{}", serde_json::to_string_pretty(&alles)?);
    }
    Ok(goed)
}

fn toon(pad: &Path, meldingen: &Diagnoses) {
    for rapport in meldingen.rapporten() {
        eprintln!("{:?}", miette::Report::new(rapport));
    }
    let (fouten, overig): (Vec<_>, Vec<_>) =
        meldingen.lijst().iter().partition(|d| d.ernst == Ernst::Fout);
    println!("{}: {} fouten, {} waarschuwingen", pad.display(), fouten.len(), overig.len());
}

fn als_waarden(meldingen: &Diagnoses) -> Vec<serde_json::Value> {
    meldingen
        .lijst()
        .iter()
        .map(|d| {
            let plek = meldingen.regel(d);
            json!({
                "ernst": if d.ernst == Ernst::Fout { "fout" } else { "waarschuwing" },
                "code": d.code,
                "boodschap": d.boodschap,
                "bestand": plek.as_ref().map(|p| p.0.clone()),
                "regel": plek.as_ref().map(|p| p.1),
                "kolom": plek.as_ref().map(|p| p.2),
                "label": d.label,
                "hulp": d.hulp,
            })
        })
        .collect()
}

/// Reads a file, or the regulation with this id.
pub(super) fn boek(map: Option<&Path>, naam: &str) -> Result<Boek, Box<dyn std::error::Error>> {
    let bibliotheek = bestanden::bibliotheek(map)?;
    let pad = Path::new(naam);
    let gelezen = if pad.is_file() {
        bibliotheek.lees(bestanden::lees(pad)?)
    } else {
        bibliotheek.boek(naam)
    };
    match gelezen {
        Ok((boek, _)) => Ok(boek),
        Err(BibliotheekError::Fouten(meldingen)) => Err(meldingen.als_tekst().into()),
        Err(ander) => Err(ander.into()),
    }
}

/// The regulation with this id; without an id, that of the first provider.
pub(super) fn boek_of_eerste(
    map: Option<&Path>,
    naam: Option<&str>,
) -> Result<Boek, Box<dyn std::error::Error>> {
    if let Some(naam) = naam {
        return boek(map, naam);
    }
    let aanbieders = bestanden::bibliotheek(map)?.aanbieders()?;
    let eerste = aanbieders.first().ok_or("there is no provider; name one with --regeling")?;
    boek(map, &eerste.regeling)
}

pub(crate) fn show(map: Option<&Path>, naam: &str, taal: Taal, wetten: bool) -> Uitkomst {
    let boek = boek(map, naam)?;
    for (i, kop) in boek.koppen.iter().enumerate().filter(|(_, kop)| !kop.wet || wetten) {
        let versie = if taal == Taal::Nl { "versie" } else { "version" };
        println!("{}\n{}", kop.titel, "=".repeat(kop.titel.chars().count()));
        println!(
            "{} · {versie} {}{}\n",
            kop.aanbieder.as_deref().unwrap_or(&kop.kort),
            kop.versie,
            kop.van.map_or(String::new(), |d| format!(
                " · {} {d}",
                if taal == Taal::Nl { "vanaf" } else { "from" }
            ))
        );
        let mut vorig = String::new();
        for regel in boek.regels(i, taal) {
            if regel.artikel != vorig {
                let woord = match (taal, regel.artikel.starts_with(|c: char| c.is_ascii_digit())) {
                    (_, false) => String::new(),
                    (Taal::Nl, true) => "Artikel ".to_owned(),
                    (Taal::En, true) => "Article ".to_owned(),
                };
                println!("{woord}{}", regel.artikel);
                vorig.clone_from(&regel.artikel);
            }
            println!("  [{}] {}", regel.soort, regel.zin);
        }
        println!();
    }
    Ok(true)
}
