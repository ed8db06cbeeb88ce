//! The documentation says what the program does: tables, schema and example are checked against it.
//! To write them anew: `SCHRIJF_DOCS=1 cargo test -p scenario --test documentatie`.
#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

mod gemeen;

use gemeen::speel;
use toetsbank::{bibliotheek, wortel};

const TOETS: &str = "-p scenario --test documentatie";

const VANAF: &str = "<!-- vanaf hier gemaakt: wederhoor woorden --markdown -->\n";

/// Compares a file with what it must be, or writes it.
fn is_gelijk(pad: &str, moet: &str) {
    toetsbank::is_gelijk(pad, moet, TOETS);
}

#[test]
fn the_tables_of_keys_and_words_are_those_of_the_program() {
    let tekst = std::fs::read_to_string(wortel().join("docs/scenario.md")).unwrap();
    let (hand, _) = tekst.split_once(VANAF).expect("the mark that parts hand-written from made");
    let (boek, _) = bibliotheek().boek("livio").unwrap();
    let tabellen = format!("{}\n{}", scenario::sleuteltabellen(), boek.woordentabellen());
    is_gelijk("docs/scenario.md", &format!("{hand}{VANAF}\n{tabellen}"));
}

#[test]
fn the_json_schema_is_that_of_the_program() {
    let schema = serde_json::to_string_pretty(&scenario::schema()).unwrap();
    is_gelijk("docs/scenario.schema.json", &format!("{schema}\n"));
}

#[test]
fn the_schema_knows_every_key_and_no_other() {
    let schema = scenario::schema();
    let tabellen = scenario::sleuteltabellen();
    let mut namen: Vec<&String> = Vec::new();
    for plek in ["/properties", "/$defs/Stap/properties", "/$defs/Verwacht/properties"] {
        namen.extend(schema.pointer(plek).and_then(|p| p.as_object()).unwrap().keys());
    }
    assert_eq!(namen.len(), tabellen.matches("\n| `").count());
    for naam in namen {
        assert!(tabellen.contains(&format!("| `{naam}`")), "{naam}");
    }
}

#[test]
fn the_example_of_the_documentation_runs() {
    let tekst = std::fs::read_to_string(wortel().join("docs/scenario.md")).unwrap();
    let voorbeelden: Vec<&str> =
        tekst.split("```toml\n").skip(1).filter_map(|d| d.split("```").next()).collect();
    assert!(!voorbeelden.is_empty());
    for v in voorbeelden {
        assert_eq!(speel(v).1.mislukt, []);
    }
}
