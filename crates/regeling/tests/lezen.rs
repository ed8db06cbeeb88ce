//! The real files read well; files with mistakes tell all of them, with the spot and the way out.

use regeling::{Boek, Bron, Diagnoses};
use termijn::Taal;

const WOORDEN: &str = include_str!("../../../regelingen/woordenlijst.toml");
const WKKGZ: &str = include_str!("../../../regelingen/wetten/wkkgz.toml");
const LIVIO: &str = include_str!("../../../regelingen/livio/livio.toml");

fn lees(regeling: &str) -> Result<(Boek, Diagnoses), Diagnoses> {
    Boek::lees(
        Bron::new("woordenlijst.toml", WOORDEN),
        vec![Bron::new("wkkgz.toml", WKKGZ)],
        Bron::new("regeling.toml", regeling),
    )
}

fn kop(rest: &str) -> String {
    format!(
        "[regeling]\nid = \"proef\"\ntitel = \"Proef\"\naanbieder = \"Proef\"\ngeldig = {{ van = 2020-01-01 }}\nwetten = [\"wkkgz\"]\n\n{rest}"
    )
}

#[test]
fn the_real_regulation_reads_without_errors() {
    let (boek, meldingen) = lees(LIVIO).unwrap_or_else(|d| panic!("{}", d.als_tekst()));
    assert_eq!(boek.kop().id, "livio");
    // The text names no dispute body although article 10 lid 4 demands it: check says so.
    let codes: Vec<_> = meldingen.lijst().iter().map(|d| d.code).collect();
    assert!(codes.contains(&"geschil-ontbreekt"), "{codes:?}");
    assert!(codes.contains(&"klok-zonder-grens"), "{codes:?}");
}

#[test] // norm livio/10.4
fn what_article_10_lid_4_demands_and_the_text_lacks_is_a_finding_of_check() {
    let (_, meldingen) = lees(LIVIO).unwrap_or_else(|d| panic!("{}", d.als_tekst()));
    let over: Vec<_> = meldingen
        .lijst()
        .iter()
        .filter(|d| d.code == "geschil-ontbreekt")
        .map(|d| d.boodschap.clone())
        .collect();
    assert_eq!(over.len(), 3, "{over:?}");
    assert!(over.iter().all(|b| b.contains("artikel 10 lid 4")));
}

#[test]
fn an_unknown_fact_shows_the_spot_and_guesses_what_was_meant() {
    let fouten = lees(&kop("[[verbod]]\nid = \"x\"\nartikel = \"1\"\ndoet = \"oordeel_gegeven\"\ntenzij = \"gelegenheid_tot_reactie\"\n")).err().unwrap_or_default();
    insta::assert_snapshot!(fouten.als_tekst());
}

#[test]
fn a_file_with_twenty_mistakes_gets_twenty_messages() {
    let mut tekst = String::new();
    for i in 0..20 {
        tekst.push_str(&format!("[[plicht]]\nid = \"p{i}\"\nartikel = \"{i}\"\nwie = \"raad_van_bestuur\"\ndoet = \"oordel_gegeven_{i}\"\n\n"));
    }
    let fouten = lees(&kop(&tekst)).err().unwrap_or_default();
    assert_eq!(fouten.lijst().len(), 20, "{}", fouten.als_tekst());
    let regels: std::collections::BTreeSet<_> =
        fouten.lijst().iter().filter_map(|d| fouten.regel(d)).map(|(_, r, _)| r).collect();
    assert_eq!(regels.len(), 20, "each mistake has its own line");
}

#[test]
fn an_unknown_key_a_wrong_kind_and_a_missing_article_are_all_told_at_once() {
    let fouten = lees(&kop("[[klok]]\nid = \"k\"\nstart = \"klacht_ontvangen\"\ntermijn = \"zes weken\"\nstopt = 3\natikel = \"1\"\n")).err().unwrap_or_default();
    let codes: Vec<_> = fouten.lijst().iter().map(|d| d.code).collect();
    for code in [
        "geen-termijn",
        "verkeerde-soort",
        "ontbrekende-sleutel",
        "onbekende-sleutel",
        "klok-stopt-nooit",
    ] {
        assert!(codes.contains(&code), "{code} is missing from {codes:?}");
    }
}

#[test]
fn broken_toml_is_told_with_its_line_and_nothing_is_half_loaded() {
    let fouten = lees(&kop("[[plicht]\nid = \n")).err().unwrap_or_default();
    assert!(fouten.lijst().iter().any(|d| d.code == "geen-toml"), "{}", fouten.als_tekst());
}

#[test]
fn a_duty_that_is_always_forbidden_is_an_error() {
    let fouten = lees(&kop(
        "[[plicht]]\nid = \"a\"\nartikel = \"1\"\nwie = \"raad_van_bestuur\"\ndoet = \"procedure_bepaald\"\nna = \"klacht_ontvangen\"\n\n[[verbod]]\nid = \"b\"\nartikel = \"2\"\ndoet = \"procedure_bepaald\"\n",
    ))
    .err()
    .unwrap_or_default();
    assert!(
        fouten.lijst().iter().any(|d| d.code == "geboden-en-verboden"),
        "{}",
        fouten.als_tekst()
    );
}

#[test]
fn a_fact_that_rests_on_itself_is_an_error() {
    let fouten = lees(&kop(
        "[[feit]]\nid = \"a\"\nals = { niet = \"b\" }\n\n[[feit]]\nid = \"b\"\nals = \"a\"\n",
    ))
    .err()
    .unwrap_or_default();
    assert!(
        fouten.lijst().iter().any(|d| d.code == "feit-rust-op-zichzelf"),
        "{}",
        fouten.als_tekst()
    );
}

#[test]
fn a_statute_that_is_missing_is_said_plainly() {
    let tekst = kop("").replace("\"wkkgz\"", "\"jeugdwet\"");
    let fouten = lees(&tekst).err().unwrap_or_default();
    assert!(fouten.lijst().iter().any(|d| d.code == "wet-ontbreekt"), "{}", fouten.als_tekst());
}

#[test]
fn the_regulation_reads_as_dutch_and_as_english() {
    let (boek, _) = lees(LIVIO).unwrap_or_else(|d| panic!("{}", d.als_tekst()));
    let tekst = |taal| {
        boek.regels(0, taal)
            .into_iter()
            .map(|r| format!("{:<22} {:<15} {}", r.artikel, r.soort, r.zin))
            .collect::<Vec<_>>()
            .join("\n")
    };
    insta::assert_snapshot!("livio_nl", tekst(Taal::Nl));
    insta::assert_snapshot!("livio_en", tekst(Taal::En));
}
