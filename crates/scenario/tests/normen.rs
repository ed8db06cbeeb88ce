//! Nothing hides: every norm that the regulation carries is shown by a story or a test, or it is said
//! why not.
#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

mod gemeen;

use std::collections::BTreeSet;
use std::path::Path;

use gemeen::verhalen;
use toetsbank::{bibliotheek, wortel};

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

/// How many norms of each regulation something shows. It may rise; then raise it here.
const GETOOND: [(&str, usize); 5] =
    [("kpz", 37), ("livio", 83), ("lojal", 144), ("luminous", 108), ("surplus", 184)];

/// All norms that a test names, or a story.
fn getoond() -> BTreeSet<String> {
    let mut uit = BTreeSet::new();
    genoemd(&wortel().join("crates"), &mut uit);
    for bron in verhalen() {
        uit.extend(scenario::lees(&bron.naam, &bron.tekst).unwrap().normen);
    }
    uit
}

/// The norms of which the regulation's folder says why nothing shows them yet.
fn met_reden(id: &str) -> BTreeSet<String> {
    let pad = wortel().join("regelingen").join(id).join("niet_getoond.toml");
    let redenen: toml::Table = std::fs::read_to_string(pad).unwrap().parse().unwrap();
    redenen["niet_getoond"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|r| r["norm"].as_array().unwrap())
        .map(|n| n.as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn every_norm_of_every_regulation_is_shown_or_says_why_not() {
    let (bibliotheek, getoond) = (bibliotheek(), getoond());
    let ids: Vec<&str> = GETOOND.iter().map(|(id, _)| *id).collect();
    assert_eq!(bibliotheek.ids(), ids, "a regulation that nobody counts");
    for (id, minstens) in GETOOND {
        let (boek, _) = bibliotheek.boek(id).unwrap();
        let redenen = met_reden(id);
        let open: BTreeSet<&String> = boek.open_normen.iter().flat_map(|o| &o.register).collect();
        let regels = boek.regels(0, termijn::Taal::Nl);
        let gedragen: BTreeSet<String> = regels.into_iter().flat_map(|r| r.register).collect();
        let zoek: Vec<&String> = gedragen
            .iter()
            .filter(|n| !getoond.contains(*n) && !redenen.contains(*n) && !open.contains(n))
            .collect();
        assert!(zoek.is_empty(), "shown by nothing, and nobody says why: {zoek:?}");
        // A story shows only norms that the regulation carries.
        let eigen = format!("{id}/");
        let vreemd: Vec<&String> =
            getoond.iter().filter(|n| n.starts_with(&eigen) && !gedragen.contains(*n)).collect();
        assert!(vreemd.is_empty(), "the regulation carries no such norm: {vreemd:?}");
        let telt = gedragen.iter().filter(|n| getoond.contains(*n)).count();
        assert!(telt >= minstens, "{id}: {telt} of {} are shown", gedragen.len());
    }
}
