//! `wederhoor normen`: per norm of the register which file and norm carry it, which tests show it, and with
//! what result; for a norm that nothing shows, why. Then counts for each place where a norm is to be shown,
//! and one line of them all.
//!
//! Always holds: nothing hides. A norm is shown, failed, or it stands here with the reason why it is
//! not shown: an open norm's own reason, or that of a table `[[niet_getoond]]` beside the regulation. Stories
//! are played here; of other tests the result is read from a report of the test runner, where one is handed in:
//! a test that is not in it, or failed, shows nothing.

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
    uitslagen: Option<&Path>,
) -> Uitkomst {
    let mut bewijs: BTreeMap<String, Bewijs> = BTreeMap::new();
    gedragen(map, &mut bewijs)?;
    verhalen(map, scenarios, &mut bewijs)?;
    let uitslagen = uitslagen.map(Uitslagen::lees).transpose()?;
    tests(bronnen, uitslagen.as_ref(), &mut bewijs)?;
    let mut tellingen: BTreeMap<&'static str, usize> = BTreeMap::new();
    let mut per_toets: BTreeMap<String, BTreeMap<&'static str, usize>> = BTreeMap::new();
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
            *per_toets.entry(norm.toets.clone()).or_default().entry(stand).or_default() += 1;
            let waar = b.gedragen.join("; ");
            let mislukt = b.fout.iter().map(|t| format!("{t} (mislukt)"));
            let tests: Vec<String> = b.goed.iter().cloned().chain(mislukt).collect();
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
    println!();
    for (toets, t) in &per_toets {
        println!("{toets:<10} {}", in_woorden(t));
    }
    println!("{}", in_woorden(&tellingen));
    Ok(!tellingen.contains_key("mislukt"))
}

fn in_woorden(tellingen: &BTreeMap<&'static str, usize>) -> String {
    let delen: Vec<String> = tellingen.iter().map(|(s, n)| format!("{n} {s}")).collect();
    delen.join(", ")
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
        let bestand = bibliotheek.bron(id)?.naam;
        for open in &boek.open_normen {
            for norm in &open.register {
                bewijs.entry(norm.clone()).or_default().waarom = Some(open.waarom.nl.clone());
            }
        }
        for regel in boek.regels(0, termijn::Taal::Nl) {
            for norm in &regel.register {
                bewijs.entry(norm.clone()).or_default().gedragen.push(
                    format!("{bestand} {} [{} {}]", regel.artikel, regel.soort, regel.over.id)
                        .replace(" ]", "]"),
                );
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

/// How the tests went, by the names of their functions.
struct Uitslagen(BTreeMap<String, bool>);

impl Uitslagen {
    /// From a report in the JUnit form, as nextest writes it.
    fn lees(pad: &Path) -> Result<Self, Box<dyn std::error::Error>> {
        let tekst = bestanden::lees(pad)?.tekst;
        let mut uit: BTreeMap<String, bool> = BTreeMap::new();
        for deel in tekst.split("<testcase ").skip(1) {
            let naam = deel.split_once("name=\"").and_then(|(_, na)| na.split_once('"'));
            let naam = naam.map_or("", |(n, _)| n.rsplit("::").next().unwrap_or(n));
            let dit = deel.split("</testcase>").next().unwrap_or(deel);
            let goed = !dit.contains("<failure") && !dit.contains("<error");
            uit.entry(naam.to_owned()).and_modify(|g| *g &= goed).or_insert(goed);
        }
        if uit.is_empty() {
            return Err(format!("{}: no test results in it", pad.display()).into());
        }
        Ok(Self(uit))
    }

    fn geslaagd(&self, test: &str) -> bool {
        self.0.get(test).copied().unwrap_or(false)
    }
}

/// Tests that name a norm in a comment `// norm livio/8.2.a`.
fn tests(
    mappen: &[PathBuf],
    uitslagen: Option<&Uitslagen>,
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
                    // A report of Rust tests says nothing of those in the browser.
                    let goed = teken != "fn " || uitslagen.is_none_or(|u| u.geslaagd(&naam));
                    for norm in wachtend.drain(..) {
                        let b = bewijs.entry(norm).or_default();
                        if goed {
                            b.goed.insert(naam.clone())
                        } else {
                            b.fout.insert(naam.clone())
                        };
                    }
                }
            }
        }
    }
    Ok(())
}
