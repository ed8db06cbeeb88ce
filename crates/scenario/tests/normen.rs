//! Nothing hides: every norm that the regulation carries is shown by a story or a test, or it is said
//! why not.
#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

mod gemeen;

use std::collections::BTreeSet;
use std::path::Path;

use gemeen::{alle, bibliotheek, wortel};

/// Norms that tests name in a comment `// norm livio/8.2.a`, in these sources and below.
fn genoemd(map: &Path, uit: &mut BTreeSet<String>) {
    for pad in std::fs::read_dir(map).unwrap().map(|e| e.unwrap().path()) {
        if pad.is_dir() {
            genoemd(&pad, uit);
        } else if pad.extension().is_some_and(|e| e == "rs") {
            let tekst = std::fs::read_to_string(&pad).unwrap();
            let regels = tekst.lines().filter_map(|r| r.split_once("// norm ")).map(|(_, na)| na);
            uit.extend(
                regels
                    .flat_map(|r| r.split([',', ' ']))
                    .filter(|n| !n.contains('`'))
                    .map(str::to_owned),
            );
        }
    }
}

#[test]
fn every_norm_of_livio_is_shown_or_says_why_not() {
    let (boek, _) = bibliotheek().boek("livio").unwrap();
    let mut getoond = BTreeSet::new();
    genoemd(&wortel().join("crates"), &mut getoond);
    for pad in alle(&wortel().join("scenarios")) {
        let tekst = std::fs::read_to_string(&pad).unwrap();
        getoond.extend(scenario::lees("verhaal", &tekst).unwrap().normen);
    }
    let redenen = std::fs::read_to_string(wortel().join("regelingen/livio/niet_getoond.toml"));
    let redenen: toml::Table = redenen.unwrap().parse().unwrap();
    let redenen: BTreeSet<&str> = redenen["niet_getoond"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|r| r["norm"].as_array().unwrap())
        .map(|n| n.as_str().unwrap())
        .collect();
    let open: BTreeSet<&str> =
        boek.open_normen.iter().flat_map(|o| &o.register).map(String::as_str).collect();
    let gedragen: BTreeSet<String> =
        boek.regels(0, termijn::Taal::Nl).into_iter().flat_map(|r| r.register).collect();
    let zoek: Vec<&String> = gedragen
        .iter()
        .filter(|n| {
            let n = n.as_str();
            !getoond.contains(n) && !redenen.contains(n) && !open.contains(n)
        })
        .collect();
    assert!(zoek.is_empty(), "shown by nothing, and nobody says why: {zoek:?}");
    // A story shows only norms that the regulation carries.
    let vreemd: Vec<&String> =
        getoond.iter().filter(|n| n.starts_with("livio/") && !gedragen.contains(*n)).collect();
    assert!(vreemd.is_empty(), "the regulation carries no such norm: {vreemd:?}");
    let telt = gedragen.iter().filter(|n| getoond.contains(*n)).count();
    assert!(telt >= 69, "{telt} of {} are shown", gedragen.len());
}
