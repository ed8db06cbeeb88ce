//! Each example of the reference is read, each mistake against the grammar is refused, by the reader and
//! by the JSON Schema in the hands of a validator that is not ours.
#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use std::sync::LazyLock;

use jsonschema::Validator;
use regeling::grammatica::{
    AANBIEDER, Proef, Soort, Vorm, proeven, schema, schema_aanbieder, vormen,
};
use regeling::{Aanbieder, Bibliotheek, Boek, Bron, Diagnoses};
use serde_json::{Value, json};

const WOORDEN: &str = include_str!("../../../regelingen/woordenlijst.toml");
const WKKGZ: &str = include_str!("../../../regelingen/wetten/wkkgz.toml");
const JEUGDWET: &str = include_str!("../../../regelingen/wetten/jeugdwet.toml");
/// The regulation of a portal, for what a regulation beside it may replace.
const PORTAAL: &str = "[regeling]\nid = \"portaal\"\ntitel = \"Portaal\"\naanbieder = \"Portaal\"\ngeldig = { van = 2020-01-01 }\n\n[[bevoegdheid]]\nid = \"contact\"\nartikel = \"1\"\nwie = \"klager\"\ndoet = \"contact_opgenomen\"\n";
const KOP: &str = "[regeling]\nid = \"kop\"\ntitel = \"Proef\"\naanbieder = \"Proef\"\ngeldig = { van = 2020-01-01 }\n";

fn lees(p: &Proef) -> Result<(Boek, Diagnoses), Diagnoses> {
    lees_tekst(&p.tekst())
}

fn lees_tekst(tekst: &str) -> Result<(Boek, Diagnoses), Diagnoses> {
    let bron = |naam: &str, tekst: &str| Bron::new(naam, tekst);
    let mut ernaast = vec![
        bron("wkkgz.toml", WKKGZ),
        bron("jeugdwet.toml", JEUGDWET),
        bron("portaal.toml", PORTAAL),
    ];
    let mut regeling = tekst;
    if tekst.contains("[wet]") {
        ernaast.push(bron("proef.toml", tekst));
        regeling = KOP;
    }
    Boek::lees(bron("woordenlijst.toml", WOORDEN), ernaast, bron("regeling.toml", regeling))
}

/// A TOML file as the JSON that an editor checks: dates are text.
fn als_json(tekst: &str) -> Value {
    fn van(w: toml::Value) -> Value {
        match w {
            toml::Value::String(s) => json!(s),
            toml::Value::Integer(n) => json!(n),
            toml::Value::Float(f) => json!(f),
            toml::Value::Boolean(b) => json!(b),
            toml::Value::Datetime(d) => json!(d.to_string()),
            toml::Value::Array(l) => l.into_iter().map(van).collect(),
            toml::Value::Table(t) => {
                Value::Object(t.into_iter().map(|(k, w)| (k, van(w))).collect())
            }
        }
    }
    van(toml::Value::Table(tekst.parse().unwrap()))
}

static SCHEMA: LazyLock<Validator> = LazyLock::new(|| {
    let (boek, _) = lees_tekst(KOP).unwrap_or_else(|d| panic!("{}", d.als_tekst()));
    let schema = schema(&boek);
    assert!(jsonschema::meta::is_valid(&schema), "the schema is no JSON Schema");
    jsonschema::draft202012::new(&schema).unwrap()
});

/// What the validator holds against a file.
fn bezwaren(schema: &Validator, tekst: &str) -> Vec<String> {
    schema
        .iter_errors(&als_json(tekst))
        .map(|e| format!("{}: {}", e.instance_path(), e.masked()).chars().take(300).collect())
        .collect()
}

#[test]
fn each_example_of_the_reference_is_read_and_valid() {
    let mut mis = Vec::new();
    for p in proeven() {
        let naam = format!("{} {}", p.vorm.id, p.sleutel.map_or("", |s| s.naam));
        if let Err(d) = lees(&p) {
            mis.push(format!("{naam}: the reader\n{}\n{}", p.tekst(), d.als_tekst()));
        }
        let tegen = bezwaren(&SCHEMA, &p.tekst());
        if !tegen.is_empty() {
            mis.push(format!("{naam}: the schema\n{}\n{tegen:?}", p.tekst()));
        }
    }
    assert!(mis.is_empty(), "{}", mis.join("\n"));
}

/// Without this key, is what must be there all that another form of the same table asks?
fn is_dan_een_ander(v: &'static Vorm, zonder: &str) -> bool {
    let moet = |v: &'static Vorm| v.sleutels().filter(|s| s.verplicht).map(|s| s.naam);
    let rest: Vec<&str> = moet(v).filter(|n| *n != zonder).collect();
    vormen().into_iter().any(|w| {
        w.id != v.id
            && w.wat == v.wat
            && !rest.is_empty()
            && moet(w).all(|n| rest.contains(&n))
            && rest.iter().all(|n| w.sleutel(n).is_some())
    })
}

/// Every file that must be refused, with what is wrong with it.
fn bedorven() -> Vec<(String, String)> {
    let mut uit = Vec::new();
    for p in proeven() {
        let (vorm, naam) = (p.vorm, p.sleutel.map_or("", |s| s.naam));
        let mut voeg =
            |wat: &str, p: Proef| uit.push((format!("{} {naam}: {wat}", vorm.id), p.tekst()));
        let Some(s) = p.sleutel else {
            voeg("an unknown key", p.met_waarde("ongekend", "true"));
            for s in vorm.sleutels().filter(|s| s.verplicht && !is_dan_een_ander(vorm, s.naam)) {
                voeg(&format!("without {}", s.naam), p.zonder(s.naam));
            }
            if !vorm.precies_een.is_empty() {
                let kaal = vorm.precies_een.iter().flat_map(|s| s.iter());
                voeg("without what it asks", kaal.fold(p.clone(), |p, n| p.zonder(n)));
            }
            continue;
        };
        voeg("a number with a fraction", p.met_waarde(s.naam, "3.5"));
        if let Soort::Keuze(_) = s.soort {
            voeg("another word", p.met_waarde(s.naam, "\"iets_anders\""));
        }
        if let Soort::Getal = s.soort {
            voeg("less than nothing", p.met_waarde(s.naam, "-1"));
        }
        if let Soort::Termijn = s.soort {
            voeg("no term", p.met_waarde(s.naam, "\"zes weken\""));
        }
        for niet in s.niet_met {
            let ander = vorm.sleutel(niet).unwrap();
            voeg(&format!("beside {niet}"), p.met_waarde(ander.naam, ander.voorbeeld));
        }
        let altijd = |n: &str| vorm.sleutel(n).is_some_and(|s| s.verplicht);
        if !s.met.is_empty() && !s.met.iter().any(|(n, _)| altijd(n)) {
            let alleen = s.met.iter().fold(p.clone(), |p, (n, _)| p.zonder(n));
            voeg("without what it belongs to", alleen);
        }
    }
    uit
}

#[test]
fn each_mistake_against_the_grammar_is_refused_by_reader_and_schema() {
    let bedorven = bedorven();
    assert!(bedorven.len() > 500, "{}", bedorven.len());
    let mut mis = Vec::new();
    for (wat, tekst) in &bedorven {
        if lees_tekst(tekst).is_ok() {
            mis.push(format!("the reader takes {wat}\n{tekst}"));
        }
        if SCHEMA.is_valid(&als_json(tekst)) {
            mis.push(format!("the schema takes {wat}\n{tekst}"));
        }
    }
    assert!(mis.is_empty(), "{} of {}:\n{}", mis.len(), bedorven.len(), mis.join("\n"));
}

#[test]
fn a_choice_of_the_grammar_is_a_choice_of_the_reader() {
    for p in proeven() {
        let Some(s) = p.sleutel else { continue };
        let Soort::Keuze(woorden) = s.soort else { continue };
        for woord in woorden {
            // The value must live as long as the grammar does; a handful of words.
            let waarde: &'static str = format!("\"{woord}\"").leak();
            if let Err(d) = lees(&p.met_waarde(s.naam, waarde)) {
                panic!("{} {} = {waarde}: {}", p.vorm.id, s.naam, d.als_tekst());
            }
        }
    }
}

#[test]
fn every_file_of_the_project_is_valid() {
    let aanbieder = jsonschema::draft202012::new(&schema_aanbieder()).unwrap();
    let mut gezien = 0;
    for bron in
        toetsbank::bronnen("regelingen").chain(toetsbank::bronnen("scenarios/mini/regelingen"))
    {
        let naam = bron.naam.replace('\\', "/");
        // Letters, the calendar and the list of norms that nobody shows are other languages.
        if ["/brieven/", "/kalender/", "niet_getoond"].iter().any(|d| naam.contains(d)) {
            continue;
        }
        let schema = if Bibliotheek::is_aanbieder(&bron) { &aanbieder } else { &*SCHEMA };
        assert_eq!(bezwaren(schema, &bron.tekst), Vec::<String>::new(), "{naam}");
        gezien += 1;
    }
    assert!(gezien > 20, "{gezien}");
}

#[test]
fn the_head_is_that_of_a_regulation_or_of_a_statute() {
    let wet = "[wet]\nid = \"x\"\ntitel = \"X\"\ngeldig = { van = 2020-01-01 }\n";
    for (tekst, goed) in [
        (KOP.to_owned(), true),
        (format!("{KOP}{wet}"), false),
        ("[[plicht]]\nid = \"p\"\nartikel = \"1\"\nwie = \"klager\"\ndoet = \"klacht_ingetrokken\"\n".to_owned(), false),
        (format!("{KOP}wetten = 3\n"), false),
        (format!("{KOP}geldt_bij = \"alles\"\n"), false),
        (wet.to_owned(), true),
        (format!("{wet}neemt_lopende_over = true\n"), false),
    ] {
        assert_eq!(SCHEMA.is_valid(&als_json(&tekst)), goed, "{tekst}");
        assert_eq!(lees_tekst(&tekst).is_ok(), goed, "{tekst}");
    }
}

#[test]
fn the_provider_file_has_the_keys_of_its_reader() {
    // The reader names all keys of a table when it meets one that it does not know.
    let vol = |in_: &str| {
        let mut t =
            "id = \"a\"\nnaam = \"A\"\nregeling = \"a\"\ntelefoon = \"1\"\nemail = \"a@b\"\n"
                .to_owned();
        if in_.is_empty() {
            t.push_str("ongekend = 1\n");
        }
        t.push_str("[klachtenfunctionaris]\nnaam = \"B\"\n");
        match in_ {
            "" => {}
            "klachtenfunctionaris" => t.push_str("ongekend = 1\n"),
            anders => t.push_str(&format!("[{anders}]\nongekend = 1\n")),
        }
        t
    };
    let tabellen = [
        ("", "aanbieder.toml"),
        ("klachtenfunctionaris", "een contact"),
        ("geschil", "[geschil] van de aanbieder"),
        ("huisstijl", "[huisstijl]"),
    ];
    let vorm_van = |wat: &str| {
        let tabel = |s: &Soort| match s {
            Soort::Tabel(v) | Soort::Tabellen(v) => Some(*v),
            _ => None,
        };
        let mut alle = vec![&AANBIEDER];
        alle.extend(AANBIEDER.sleutels().filter_map(|s| tabel(&s.soort)));
        alle.into_iter().find(|v| v.wat == wat).unwrap()
    };
    for (plek, wat) in tabellen {
        let fout = Aanbieder::lees("aanbieder.toml", &vol(plek)).unwrap_err();
        let bericht = std::error::Error::source(&fout).unwrap().to_string();
        let (_, lijst) = bericht.split_once("expected one of ").unwrap();
        let mut lezer: Vec<&str> = lijst.split('`').skip(1).step_by(2).collect();
        let mut grammatica: Vec<&str> = vorm_van(wat).sleutels().map(|s| s.naam).collect();
        lezer.sort_unstable();
        grammatica.sort_unstable();
        assert_eq!(lezer, grammatica, "{wat}: crates/regeling/src/grammatica/aanbieder.rs");
    }
    // A file with every key is read.
    let regels: Vec<String> =
        AANBIEDER.sleutels().map(|s| format!("{} = {}\n", s.naam, s.voorbeeld)).collect();
    Aanbieder::lees("aanbieder.toml", &regels.concat()).unwrap();
    assert_eq!(
        bezwaren(&jsonschema::draft202012::new(&schema_aanbieder()).unwrap(), &regels.concat()),
        Vec::<String>::new()
    );
}
