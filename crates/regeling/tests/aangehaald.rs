//! Sentences that name an article which is not there, and such as name one of a statute or one that is there.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

use regeling::{Boek, Bron};
use toetsbank::{bibliotheek, wortel};

fn meldingen(tekst: &str) -> Vec<String> {
    let woorden = std::fs::read_to_string(wortel().join("regelingen/woordenlijst.toml")).unwrap();
    let regeling = format!(
        r#"
[regeling]
id = "proef"
titel = "Proef"
aanbieder = "Zorg Proef"
geldig = {{ van = 2020-01-01 }}

[[bepaling]]
artikel = "4.14 lid 2"
tekst = {{ nl = "De commissie beslist.", en = "The committee decides." }}

[[bepaling]]
artikel = "5"
tekst = {{ nl = "{tekst}", en = "It is said." }}
"#
    );
    let bronnen = (Bron::new("woordenlijst.toml", woorden), Bron::new("proef.toml", regeling));
    let (_, meldingen) = Boek::lees(bronnen.0, Vec::new(), bronnen.1)
        .unwrap_or_else(|d| panic!("{}", d.als_tekst()));
    meldingen
        .lijst()
        .iter()
        .filter(|d| d.code == "artikel-ontbreekt")
        .map(|d| d.boodschap.clone())
        .collect()
}

#[test]
fn a_sentence_that_names_an_article_that_is_not_there_is_told_and_others_are_not() {
    let mist = [
        ("Een geschil kan na het oordeel van artikel 4.7.", "4.7"),
        ("Zie artikel 4.14 lid 3, over de termijn.", "4.14 lid 3"),
        ("Zoals artikel 6 lid 2 sub a van deze regeling zegt, beslist de raad.", "6 lid 2 sub a"),
        ("De termijn van artikel 9 geldt (zie ook artikel 5).", "9"),
    ];
    for (zin, artikel) in mist {
        let uit = meldingen(zin);
        assert!(
            matches!(uit.as_slice(), [m] if m.contains(&format!("artikel {artikel},"))),
            "{zin}: {uit:?}"
        );
    }
    let goed = [
        "Een geschil kan na het oordeel van artikel 4.14.",
        "Zoals artikel 4.14 lid 2 zegt.",
        "De onderwerpen van artikel 55 Wzd gaan naar een ander.",
        "Een beslissing die artikel 41 van de wet noemt.",
        "Naasten als bedoeld in artikel 465 Wgbo).",
        "De Jeugdwet artikel 4.2.1 geldt ernaast.",
        "Dit artikel geldt voor ieder.",
    ];
    for zin in goed {
        assert!(meldingen(zin).is_empty(), "{zin}: {:?}", meldingen(zin));
    }
}

#[test]
fn the_sentences_of_the_regulations_name_articles_that_are_there() {
    let bibliotheek = bibliotheek();
    for id in bibliotheek.ids() {
        let (_, meldingen) = bibliotheek.boek(id).unwrap_or_else(|e| panic!("{id}: {e}"));
        let mist: Vec<_> =
            meldingen.lijst().iter().filter(|d| d.code == "artikel-ontbreekt").collect();
        assert!(mist.is_empty(), "{id}: {mist:?}");
    }
}
