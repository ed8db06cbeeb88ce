//! `docs/regeling.md` shows every construct; each of its examples reads without mistakes, and what is made
//! of the grammar and the words is what the program says. To write it anew:
//! `SCHRIJF_DOCS=1 cargo test -p regeling --test documentatie`.
#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use regeling::grammatica::{naslag, naslag_aanbieder, schema, schema_aanbieder, woordenboek};
use regeling::{Boek, Bron};
use toetsbank::{bibliotheek, is_gelijk, wortel};

const WOORDEN: &str = include_str!("../../../regelingen/woordenlijst.toml");
const WKKGZ: &str = include_str!("../../../regelingen/wetten/wkkgz.toml");
const KOP: &str = "[regeling]\nid = \"proef\"\ntitel = \"Proef\"\naanbieder = \"Proef\"\ngeldig = { van = 2020-01-01 }\nwetten = [\"wkkgz\"]\n\n";
const TOETS: &str = "-p regeling --test documentatie";
const VANAF: &str =
    "<!-- vanaf hier gemaakt: SCHRIJF_DOCS=1 cargo test -p regeling --test documentatie -->\n";

fn documentatie() -> String {
    std::fs::read_to_string(wortel().join("docs/regeling.md")).unwrap()
}

#[test]
fn every_example_of_the_documentation_reads_without_mistakes() {
    let tekst = documentatie();
    let voorbeelden: Vec<&str> =
        tekst.split("```toml\n").skip(1).filter_map(|d| d.split("```").next()).collect();
    assert!(voorbeelden.len() > 15);
    for v in voorbeelden {
        let regeling = if v.contains("[regeling]") { v.to_owned() } else { format!("{KOP}{v}") };
        let gelezen = Boek::lees(
            Bron::new("woordenlijst.toml", WOORDEN),
            vec![Bron::new("wkkgz.toml", WKKGZ)],
            Bron::new("docs/regeling.md", regeling),
        );
        if let Err(d) = gelezen {
            panic!("{}", d.als_tekst());
        }
    }
}

#[test]
fn the_reference_and_the_words_are_those_of_the_program() {
    let tekst = documentatie();
    let (hand, _) = tekst.split_once(VANAF).expect("the mark that parts hand-written from made");
    let b = bibliotheek();
    let regelingen: Vec<Boek> = b.ids().iter().map(|id| b.boek(id).unwrap().0).collect();
    let woorden = woordenboek(&b.alle_woorden().unwrap(), &regelingen);
    let gemaakt = format!(
        "\n## Naslag: elke tabel, elke sleutel\n\n{}\n## Naslag: de gegevens van de aanbieder\n{}\n## Alle woorden\n\nDe woorden van `regelingen/woordenlijst.toml` en van de wetten, met een zin uit een regeling die ze gebruikt. Een regeling zet er eigen woorden bij.\n\n{woorden}",
        naslag(),
        naslag_aanbieder()
    );
    is_gelijk("docs/regeling.md", &format!("{hand}{VANAF}{gemaakt}"), TOETS);
}

#[test]
fn the_json_schemas_are_those_of_the_program() {
    let mooi = |s: serde_json::Value| format!("{}\n", serde_json::to_string_pretty(&s).unwrap());
    let woorden = bibliotheek().alle_woorden().unwrap();
    is_gelijk("docs/regeling.schema.json", &mooi(schema(&woorden)), TOETS);
    is_gelijk("docs/aanbieder.schema.json", &mooi(schema_aanbieder()), TOETS);
}
