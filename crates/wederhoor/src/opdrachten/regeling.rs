//! `wederhoor regeling check`, `schema` and `show`.
//!
//! Always holds: what is wrong in the file comes first, then what stands beside the law, then what the running
//! procedure shows; an error of the first or the last kind makes the command fail.

use std::ops::Range;
use std::path::{Path, PathBuf};

use regeling::bibliotheek::BibliotheekError;
use regeling::plek::Plek;
use regeling::{Aanbieder, Bibliotheek, Boek, Bron, Diagnoses, Ernst, grammatica};
use serde_json::json;
use termijn::Taal;

use super::Uitkomst;
use super::conform::Gevonden;
use super::verkennen::Verkend;
use crate::bestanden;

pub(crate) fn check(map: Option<&Path>, paden: &[PathBuf], als_json: bool, snel: bool) -> Uitkomst {
    // A provider's file and that of its portal can be checked together.
    let gevuld = bestanden::bibliotheek(map)?;
    let bronnen: Vec<Bron> = paden.iter().map(|p| bron(&gevuld, p)).collect::<Result<_, _>>()?;
    let mut bibliotheek = gevuld.met(bronnen.clone());
    for (pad, bron) in paden.iter().zip(&bronnen) {
        bibliotheek = bestanden::met_portaal_ernaast(bibliotheek, pad, bron);
    }
    let mut goed = true;
    let mut alles = Vec::new();
    for (nr, bron) in bronnen.iter().enumerate() {
        let (boek, mut meldingen) = bevindingen(&bibliotheek, bron);
        if let Some(m) = naast_de_andere(&bibliotheek, &bronnen[..nr], bron) {
            meldingen.voeg(m);
        }
        goed &= !meldingen.heeft_fouten();
        if als_json {
            alles.extend(als_waarden(&meldingen));
        } else {
            toon(&bron.naam, &meldingen);
        }
        // Only a text that reads can be laid beside the law; a finding there fails nothing.
        if !meldingen.heeft_fouten() && Bibliotheek::welke(bron).is_some() {
            let naast_de_wet = Gevonden::lees(&bibliotheek, bron.clone())?;
            if als_json {
                alles.extend(naast_de_wet.waarden());
            } else {
                naast_de_wet.teken(Taal::Nl);
                println!("{}: naast de wet: {}", bron.naam, naast_de_wet.telling());
            }
        }
        if let Some(boek) = boek.filter(|_| !snel) {
            let verkend = Verkend::new(&boek, meldingen.bronnen());
            goed &= !verkend.heeft_fouten();
            if als_json {
                alles.extend(verkend.waarden());
            } else {
                verkend.teken(&bron.naam);
            }
        }
    }
    if als_json {
        println!("{}", serde_json::to_string_pretty(&alles)?);
    }
    Ok(goed)
}

/// A file, or the text of the regulation with this id.
fn bron(bibliotheek: &Bibliotheek, naam: &Path) -> Result<Bron, Box<dyn std::error::Error>> {
    let id = naam.to_str().filter(|id| !naam.exists() && !id.contains(['/', '.']));
    match id {
        Some(id) => Ok(bibliotheek.bron(id)?),
        None => Ok(bestanden::lees(naam)?),
    }
}

/// The regulation, when it can be read, and what the readers hold against this file: a regulation or statute,
/// or the data of a provider.
fn bevindingen(bibliotheek: &Bibliotheek, bron: &Bron) -> (Option<Boek>, Diagnoses) {
    if Bibliotheek::is_aanbieder(bron) {
        let meldingen = match Aanbieder::lees(&bron.naam, &bron.tekst) {
            Ok(_) => Diagnoses::new(vec![bron.clone()]),
            Err(fout) => {
                let plek = fout.source.span().unwrap_or(0..1);
                los(
                    bron,
                    "aanbieder",
                    plek,
                    fout.source.message().to_owned(),
                    "de sleutels staan in docs/regeling.md, bij de gegevens van de aanbieder",
                )
            }
        };
        return (None, meldingen);
    }
    let meldingen = match bibliotheek.lees(bron.clone()) {
        Ok((boek, meldingen)) => return (Some(boek), meldingen),
        Err(BibliotheekError::Fouten(meldingen)) => *meldingen,
        Err(BibliotheekError::Onbekend { id, bekend }) => {
            let plek = bron.tekst.find("behandeld_volgens").map_or(0..1, |van| van..van + 17);
            let boodschap = format!(
                "deze regeling noemt in `behandeld_volgens` de regeling `{id}`, en die is er niet"
            );
            los(
                bron,
                "portaal-ontbreekt",
                plek,
                boodschap,
                &format!(
                    "er is: {bekend}; geef het bestand van het portaal mee, of zet het in de map van --regelingen"
                ),
            )
        }
        Err(ander) => los(bron, "niet-te-lezen", 0..1, ander.to_string(), ""),
    };
    (None, meldingen)
}

/// One mistake of a whole file.
fn los(
    bron: &Bron,
    code: &'static str,
    plek: Range<usize>,
    boodschap: String,
    hulp: &str,
) -> Diagnoses {
    let mut uit = Diagnoses::new(vec![bron.clone()]);
    let plek = Plek { bron: 0, van: plek.start, tot: plek.end };
    let hulp = (!hulp.is_empty()).then(|| hulp.to_owned());
    uit.fout(code, plek, boodschap, "hier", hulp);
    uit
}

/// On each day one version of a regulation is in force: of those that were handed in, and those of the folder.
fn naast_de_andere(bibliotheek: &Bibliotheek, eerder: &[Bron], bron: &Bron) -> Option<Diagnoses> {
    let (id, versie) = Bibliotheek::welke(bron)?;
    let plek = bron.tekst.find("geldig").map_or(0..1, |van| van..van + 6);
    let zelfde = eerder.iter().find(|b| Bibliotheek::welke(b) == Some((id.clone(), versie)));
    if let Some(ander) = zelfde {
        let boodschap = format!("versie {versie} van `{id}` staat ook in {}", ander.naam);
        let plek = bron.tekst.find("versie").map_or(0..1, |van| van..van + 6);
        return Some(los(
            bron,
            "dubbele-versie",
            plek,
            boodschap,
            "geef een nieuwe tekst een hogere `versie`",
        ));
    }
    match bibliotheek.zonder_overlap(&id) {
        Err(BibliotheekError::Overlap { een, ander, op, .. }) if [een, ander].contains(&versie) => {
            let boodschap =
                format!("versie {een} en versie {ander} van `{id}` gelden beide op {op}");
            Some(los(
                bron,
                "versies-overlappen",
                plek,
                boodschap,
                "geef de eerste een `tot` van de dag voordat de tweede begint",
            ))
        }
        _ => None,
    }
}

pub(crate) fn schema(map: Option<&Path>, aanbieder: bool) -> Uitkomst {
    let schema = if aanbieder {
        grammatica::schema_aanbieder()
    } else {
        let woorden = bestanden::bibliotheek(map)?.alle_woorden().map_err(|fout| match fout {
            BibliotheekError::Fouten(m) => m.als_tekst().into(),
            ander => Box::<dyn std::error::Error>::from(ander),
        })?;
        grammatica::schema(&woorden)
    };
    println!("{}", serde_json::to_string_pretty(&schema)?);
    Ok(true)
}

fn toon(naam: &str, meldingen: &Diagnoses) {
    for rapport in meldingen.rapporten() {
        eprintln!("{:?}", miette::Report::new(rapport));
    }
    let (fouten, overig): (Vec<_>, Vec<_>) =
        meldingen.lijst().iter().partition(|d| d.ernst == Ernst::Fout);
    println!("{naam}: {} fouten, {} waarschuwingen", fouten.len(), overig.len());
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
        let bron = bestanden::lees(pad)?;
        bestanden::met_portaal_ernaast(bibliotheek, pad, &bron).lees(bron)
    } else {
        bibliotheek.boek(naam)
    };
    match gelezen {
        Ok((boek, _)) => Ok(boek),
        Err(BibliotheekError::Fouten(meldingen)) => Err(meldingen.als_tekst().into()),
        Err(ander) => Err(ander.into()),
    }
}

/// All versions of the regulation with this id.
pub(super) fn versies(
    bibliotheek: &regeling::Bibliotheek,
    id: &str,
) -> Result<Vec<Boek>, Box<dyn std::error::Error>> {
    bibliotheek.versies(id).map_err(|e| match e {
        BibliotheekError::Fouten(meldingen) => meldingen.als_tekst().into(),
        ander => ander.into(),
    })
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
