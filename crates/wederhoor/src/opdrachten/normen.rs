//! `wederhoor normen`: per norm of the register which file carries it, which tests show it, and with
//! what result; for a norm that nothing shows, why.
//!
//! Always holds: nothing hides. A norm is shown, failed, or it stands here with the reason why it is
//! not shown: an open norm's own reason, or that of a table `[[niet_getoond]]` beside the regulation.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::Uitkomst;
use super::scenario::speler;
use crate::bestanden;

#[derive(Deserialize)]
struct Register {
    norm: Vec<RegisterNorm>,
}

#[derive(Deserialize)]
struct RegisterNorm {
    id: String,
    artikel: String,
    toets: String,
}

/// What shows a norm.
#[derive(Default)]
struct Bewijs {
    gedragen: Vec<String>,
    goed: BTreeSet<String>,
    fout: BTreeSet<String>,
    /// Why nothing shows it.
    waarom: Option<String>,
}

/// Reasons beside a regulation: `niet_getoond.toml`.
#[derive(Deserialize)]
struct Redenen {
    niet_getoond: Vec<Reden>,
}

#[derive(Deserialize)]
struct Reden {
    norm: Vec<String>,
    waarom: String,
}

pub(crate) fn toon(
    map: Option<&Path>,
    register: &Path,
    scenarios: &[PathBuf],
    bronnen: &[PathBuf],
    alleen: Option<&str>,
) -> Uitkomst {
    let mut bewijs: BTreeMap<String, Bewijs> = BTreeMap::new();
    gedragen(map, &mut bewijs)?;
    verhalen(map, scenarios, &mut bewijs)?;
    tests(bronnen, &mut bewijs)?;
    let mut tellingen: BTreeMap<&'static str, usize> = BTreeMap::new();
    for pad in bestanden::alle(register, "toml")? {
        let tekst = bestanden::lees(&pad)?.tekst;
        let gelezen: Register = toml::from_str(&tekst)?;
        for norm in gelezen.norm {
            if alleen.is_some_and(|a| norm.id.split('/').next() != Some(a)) {
                continue;
            }
            let b = bewijs.remove(&norm.id).unwrap_or_default();
            let stand = stand(&norm, &b);
            *tellingen.entry(stand).or_default() += 1;
            let waar = b.gedragen.join("; ");
            let tests: Vec<&str> = b.goed.iter().chain(&b.fout).map(String::as_str).collect();
            let waarom = b.waarom.as_deref().filter(|_| tests.is_empty()).unwrap_or_default();
            println!(
                "{stand:<10} {:<22} {:<20} {:<9} {waar} | {}{waarom}",
                norm.id,
                norm.artikel,
                norm.toets,
                tests.join(", ")
            );
        }
    }
    let regel: Vec<String> = tellingen.iter().map(|(s, n)| format!("{n} {s}")).collect();
    println!("{}", regel.join(", "));
    Ok(!tellingen.contains_key("mislukt"))
}

fn stand(norm: &RegisterNorm, b: &Bewijs) -> &'static str {
    match (b.gedragen.is_empty(), b.goed.is_empty(), b.fout.is_empty()) {
        (_, _, false) => "mislukt",
        (_, false, true) => "getoond",
        (_, true, true) if norm.toets == "outside" => "buiten",
        (_, true, true) if b.waarom.is_some() => "nog niet",
        (false, true, true) => "gedragen",
        (true, true, true) => "open",
    }
}

/// Which line of which regulation carries each norm.
fn gedragen(
    map: Option<&Path>,
    bewijs: &mut BTreeMap<String, Bewijs>,
) -> Result<(), Box<dyn std::error::Error>> {
    let bibliotheek = bestanden::bibliotheek(map)?;
    for id in bibliotheek.ids() {
        let (boek, _) = bibliotheek.boek(id)?;
        for open in &boek.open_normen {
            for norm in &open.register {
                bewijs.entry(norm.clone()).or_default().waarom = Some(open.waarom.nl.clone());
            }
        }
        for regel in boek.regels(0, termijn::Taal::Nl) {
            for norm in &regel.register {
                bewijs
                    .entry(norm.clone())
                    .or_default()
                    .gedragen
                    .push(format!("{id} {} [{}]", regel.artikel, regel.soort));
            }
        }
    }
    for bron in bestanden::bronnen(map)?.iter().filter(|b| b.naam.ends_with("niet_getoond.toml")) {
        let redenen: Redenen = toml::from_str(&bron.tekst)?;
        for r in redenen.niet_getoond {
            for norm in r.norm {
                bewijs.entry(norm).or_default().waarom = Some(r.waarom.clone());
            }
        }
    }
    Ok(())
}

fn verhalen(
    map: Option<&Path>,
    paden: &[PathBuf],
    bewijs: &mut BTreeMap<String, Bewijs>,
) -> Result<(), Box<dyn std::error::Error>> {
    let mut speler = speler(map)?;
    for pad in paden {
        for bestand in bestanden::alle(pad, "toml")? {
            let naam = bestand.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let bron = bestanden::lees(&bestand)?;
            if let Ok((verhaal, uitslag)) = speler.speel(&bron.naam, &bron.tekst) {
                for norm in verhaal.normen {
                    let b = bewijs.entry(norm).or_default();
                    if uitslag.geslaagd() {
                        b.goed.insert(naam.clone())
                    } else {
                        b.fout.insert(naam.clone())
                    };
                }
            }
        }
    }
    Ok(())
}

/// Tests that name a norm in a comment `// norm livio/8.2.a`; that they pass, the test run shows.
fn tests(
    mappen: &[PathBuf],
    bewijs: &mut BTreeMap<String, Bewijs>,
) -> Result<(), Box<dyn std::error::Error>> {
    for map in mappen {
        for (bestand, teken) in bestanden::alle(map, "rs")?
            .into_iter()
            .map(|b| (b, "fn "))
            .chain(bestanden::alle(map, "mjs")?.into_iter().map(|b| (b, "test(")))
        {
            let tekst = bestanden::lees(&bestand)?.tekst;
            let mut wachtend: Vec<String> = Vec::new();
            for regel in tekst.lines() {
                if let Some((_, na)) = regel.split_once("// norm ") {
                    wachtend.extend(
                        na.split([',', ' ']).filter(|n| n.contains('/')).map(str::to_owned),
                    );
                }
                if let Some((_, na)) = regel.split_once(teken) {
                    let naam: String = na
                        .trim_start_matches(['\'', '"'])
                        .chars()
                        .take_while(|c| !matches!(c, '(' | '\'' | '"'))
                        .collect();
                    for norm in wachtend.drain(..) {
                        bewijs.entry(norm).or_default().goed.insert(naam.clone());
                    }
                }
            }
        }
    }
    Ok(())
}
