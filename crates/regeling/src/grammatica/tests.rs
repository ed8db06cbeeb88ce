//! The grammar against the reader: the same tables, the same keys, and each example is read.

use std::collections::{BTreeMap, BTreeSet};

use super::{Soort, Vorm, proeven, vormen};
use crate::boek::Boek;
use crate::lezer::spoor;
use crate::plek::Bron;

const WOORDEN: &str = include_str!("../../../../regelingen/woordenlijst.toml");
const WKKGZ: &str = include_str!("../../../../regelingen/wetten/wkkgz.toml");
const JEUGDWET: &str = include_str!("../../../../regelingen/wetten/jeugdwet.toml");
const DOCUMENTATIE: &str = include_str!("../../../../docs/regeling.md");
const KOP: &str = "[regeling]\nid = \"proef\"\ntitel = \"Proef\"\naanbieder = \"Proef\"\ngeldig = { van = 2020-01-01 }\n\n";

/// Reads a file whatever it is; only what was asked for counts.
fn lees(tekst: &str) {
    let _ = Boek::lees(
        Bron::new("woordenlijst.toml", WOORDEN),
        vec![Bron::new("wkkgz.toml", WKKGZ), Bron::new("jeugdwet.toml", JEUGDWET)],
        Bron::new("proef.toml", tekst),
    );
}

/// Tables that hold nothing: a reader that tries one form after another asks for all of them.
const LEEG: [&str; 10] = [
    "[[feit]]\nid = \"a\"\nals = {}\n",
    "[[feit]]\nid = \"a\"\nals = { gebeurd = \"klacht_ingediend\", aan = {}, door = {}, waar = { kanaal = {} } }\n",
    "[[feit]]\nid = \"a\"\nals = { gebeurd = \"klacht_ingediend\", door = {} }\n",
    "[[feit]]\nid = \"a\"\nals = { deze = \"leden.naam\", deelt = {} }\n",
    "[[feit]]\nid = \"a\"\nals = { verstreken = {} }\n",
    "[[feit]]\nid = \"a\"\nals = { persoon = {} }\n",
    "[[plicht]]\nid = \"a\"\nna = {}\nbinnen = {}\n",
    "[[eis]]\nartikel = \"1\"\n",
    "[[daad]]\nid = \"a\"\nvelden = { b = {} }\n",
    "[[klok]]\nid = \"a\"\nstart = {}\ntermijn = [{}]\nverdaging = [{}]\nschorsing = [{}]\n",
];

fn gevraagd() -> BTreeSet<(&'static str, &'static str)> {
    spoor::neem();
    proeven().iter().for_each(|p| lees(&p.tekst()));
    LEEG.iter().for_each(|t| lees(&format!("{KOP}{t}")));
    for b in toetsbank::bronnen("regelingen") {
        lees(&b.tekst);
    }
    for v in DOCUMENTATIE.split("```toml\n").skip(1).filter_map(|d| d.split("```").next()) {
        lees(v);
        lees(&format!("{KOP}{v}"));
    }
    spoor::neem()
}

fn verklaard() -> BTreeMap<(&'static str, &'static str), &'static Vorm> {
    vormen().into_iter().flat_map(|v| v.sleutels().map(move |s| ((v.wat, s.naam), v))).collect()
}

#[test]
fn the_grammar_and_the_reader_know_the_same_keys() {
    let (gevraagd, verklaard) = (gevraagd(), verklaard());
    let mut mis = Vec::new();
    for (wat, sleutel) in &gevraagd {
        // The vocabulary is a file too; what it may not have is told by its reader.
        if *wat == "de woordenlijst" || verklaard.contains_key(&(*wat, *sleutel)) {
            continue;
        }
        mis.push(match vormen().iter().find(|v| v.wat == *wat) {
            Some(v) => format!(
                "the reader asks {wat} for `{sleutel}`; add to the form `{}` in crates/regeling/src/grammatica (look for \"{wat}\"): sleutel(\"{sleutel}\", Tekst, \"what it means, in Dutch\", \"an example of its value\")",
                v.id
            ),
            None => format!(
                "the reader asks a table that it calls \"{wat}\" for `{sleutel}`; declare that table in crates/regeling/src/grammatica: static …: Vorm = vorm(\"id\", \"{wat}\", \"where it stands\", \"what it is for\", &[&[sleutel(\"{sleutel}\", …)]]), and name it in the key that holds it"
            ),
        });
    }
    for ((wat, sleutel), v) in &verklaard {
        if !gevraagd.contains(&(*wat, *sleutel)) {
            mis.push(format!(
                "the form `{}` has the key `{sleutel}`, and the reader never asks {wat} for it: take it out of crates/regeling/src/grammatica, or read it in crates/regeling/src/lezen",
                v.id
            ));
        }
    }
    assert!(mis.is_empty(), "{} differences:\n{}", mis.len(), mis.join("\n"));
}

/// Calls with a key as first argument, and calls with a key after a table.
const EERSTE: [&str; 16] = [
    "tekst",
    "tekst_verplicht",
    "ja",
    "getal",
    "datum",
    "termijn",
    "namen",
    "tabel",
    "tabellen",
    "waarde",
    "heeft",
    "veld",
    "rollen",
    "daden",
    "een",
    "lijst",
];
const DAARNA: [&str; 14] = [
    "bij",
    "moment_bij",
    "moment_verplicht",
    "termijn_verplicht",
    "waar",
    "gebeurd",
    "gebeurd_lijst",
    "klok_bij",
    "tekst",
    "verplichte_tekst",
    "verplicht",
    "lees_termijnen",
    "rollen",
    "daden",
];

/// The keys that the source of a reader names, also those that no file made it ask for.
fn in_de_bron(bron: &str) -> BTreeSet<&str> {
    let delen: Vec<&str> = bron.split('"').collect();
    let mut uit = BTreeSet::new();
    for i in (1..delen.len()).step_by(2) {
        let lit = delen[i];
        if lit.is_empty() || !lit.chars().all(|c| c.is_ascii_lowercase() || c == '_') {
            continue;
        }
        let voor = delen[i - 1].trim_end();
        let (Some(open), aanroepen) = (match voor.chars().last() {
            Some('(') => (Some(voor.len() - 1), EERSTE.as_slice()),
            Some(',') => (voor.rfind('('), DAARNA.as_slice()),
            _ => (None, [].as_slice()),
        }) else {
            continue;
        };
        let hoofd = &voor[..open];
        let naam = hoofd.rsplit(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).next();
        if naam.is_some_and(|n| aanroepen.contains(&n)) {
            uit.insert(lit);
        }
    }
    uit
}

#[test]
fn no_key_in_the_source_of_the_reader_is_missing_from_the_grammar() {
    let bronnen = [
        include_str!("../lezen/cijfers.rs"),
        include_str!("../lezen/eisen.rs"),
        include_str!("../lezen/folder.rs"),
        include_str!("../lezen/formulieren.rs"),
        include_str!("../lezen/instellingen.rs"),
        include_str!("../lezen/kop.rs"),
        include_str!("../lezen/momenten.rs"),
        include_str!("../lezen/normen.rs"),
        include_str!("../lezen/regimes.rs"),
        include_str!("../lezen/voorwaarden.rs"),
        include_str!("../lezen/werkterreinen.rs"),
        include_str!("../lezen/woorden.rs"),
    ];
    let genoemd: BTreeSet<&str> = bronnen.iter().flat_map(|b| in_de_bron(b)).collect();
    assert!(genoemd.len() > 120, "the scan finds what is there: {genoemd:?}");
    let bekend: BTreeSet<&str> = verklaard().keys().map(|(_, s)| *s).collect();
    let mis: Vec<&&str> = genoemd.difference(&bekend).collect();
    assert!(
        mis.is_empty(),
        "crates/regeling/src/lezen reads {mis:?}; declare each in crates/regeling/src/grammatica"
    );
}

#[test]
fn a_form_has_each_key_once_with_a_meaning_and_an_example() {
    let mut ids = BTreeSet::new();
    for v in vormen() {
        assert!(ids.insert(v.id), "two forms are called `{}`", v.id);
        assert!(!v.uitleg.is_empty(), "{}", v.id);
        let mut gezien = BTreeSet::new();
        for s in v.sleutels() {
            assert!(gezien.insert(s.naam), "`{}` stands twice in `{}`", s.naam, v.id);
            assert!(!s.wat.is_empty() && !s.wat.ends_with('.'), "{} {}", v.id, s.naam);
            assert!(v.id == "bestand" || !s.voorbeeld.is_empty(), "{} {}", v.id, s.naam);
        }
        let buren =
            v.sleutels().flat_map(|s| s.met.iter().map(|m| m.0).chain(s.niet_met.iter().copied()));
        for naam in buren.chain(v.precies_een.iter().flat_map(|s| s.iter().copied())) {
            assert!(v.sleutel(naam).is_some(), "`{}` has no `{naam}`", v.id);
        }
    }
}

#[test]
fn the_kinds_of_field_are_those_of_the_reader() {
    let namen: Vec<&str> = super::EENVOUDIGE_SOORTEN.iter().map(|(n, ..)| *n).collect();
    assert_eq!(namen, super::woorden::VELDSOORTEN);
    let Some(soort) = super::woorden::VELD_SOORT.sleutel("soort") else { panic!("the key") };
    assert!(matches!(soort.soort, Soort::Keuze(k) if k == namen));
}
