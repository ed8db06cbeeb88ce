//! Two texts beside each other: every line counts once, and a change in what runs never hides.

use regeling::verschil::{Verschillen, verschil};
use regeling::{Boek, Bron};
use termijn::Taal;

const WOORDEN: &str = include_str!("../../../regelingen/woordenlijst.toml");
const WKKGZ: &str = include_str!("../../../regelingen/wetten/wkkgz.toml");
const LIVIO: &str = include_str!("../../../regelingen/livio/livio.toml");
const LUMINOUS: &str = include_str!("../../../regelingen/luminous/luminous.toml");

fn lees(tekst: &str) -> Boek {
    let wetten = vec![Bron::new("wkkgz.toml", WKKGZ)];
    let gelezen =
        Boek::lees(Bron::new("woordenlijst.toml", WOORDEN), wetten, Bron::new("r.toml", tekst));
    gelezen.unwrap_or_else(|d| panic!("{}", d.als_tekst())).0
}

/// Livio, with one piece of its text replaced.
fn met(van: &str, naar: &str) -> Verschillen {
    assert!(LIVIO.contains(van), "{van}");
    verschil(&lees(LIVIO), &lees(&LIVIO.replacen(van, naar, 1)), Taal::Nl)
}

#[test]
fn a_text_does_not_differ_from_itself() {
    let boek = lees(LIVIO);
    let niets = verschil(&boek, &boek, Taal::Nl);
    assert_eq!(niets.lijst, []);
    assert_eq!(niets.gelijk, boek.regels(0, Taal::Nl).len());
}

#[test]
fn another_term_is_one_change_with_both_terms() {
    let v = met(
        "start = \"klacht_ontvangen\"\ntermijn = \"6 weken\"",
        "start = \"klacht_ontvangen\"\ntermijn = \"8 weken\"",
    );
    assert_eq!(v.lijst.len(), 1, "{:#?}", v.lijst);
    let (oud, nieuw) = v.lijst[0].zinnen();
    assert!(oud.unwrap().contains("6 weken") && nieuw.unwrap().contains("8 weken"));
}

#[test]
fn what_runs_shows_also_where_the_words_stayed() {
    // This power has a sentence of its own; who has it changes, the sentence does not.
    let v = met(
        "id = \"leidinggevende-bespreekt\"\nartikel = \"3 lid 4\"\nnorm = [\"livio/3.4-a\", \"livio/3.4-b\"]\nwie = \"leidinggevende\"",
        "id = \"leidinggevende-bespreekt\"\nartikel = \"3 lid 4\"\nnorm = [\"livio/3.4-a\", \"livio/3.4-b\"]\nwie = \"medewerker\"",
    );
    assert_eq!(v.lijst.len(), 1, "{:#?}", v.lijst);
    let (oud, nieuw) = v.lijst[0].zinnen();
    assert!(oud.unwrap().starts_with("De leidinggevende mag"));
    assert!(nieuw.unwrap().starts_with("De medewerker mag"));
}

#[test]
fn what_is_new_and_what_is_gone_is_said() {
    let weg = "[[bevoegdheid]]\nid = \"belemmering-melden\"\nartikel = \"4 lid 7\"\nnorm = \"livio/4.7-a\"\nwie = \"klachtenfunctionaris\"\ndoet = \"belemmering_gemeld\"\n";
    let v = met(weg, "");
    assert_eq!(v.lijst.len(), 1);
    assert!(v.lijst[0].nieuw.is_none());
    assert_eq!(v.lijst[0].oud.as_ref().unwrap().over.id, "belemmering-melden");
    let v = verschil(&lees(&LIVIO.replacen(weg, "", 1)), &lees(LIVIO), Taal::Nl);
    assert!(v.lijst.len() == 1 && v.lijst[0].oud.is_none());
}

#[test]
fn of_two_providers_every_line_is_counted_once() {
    let (a, b) = (lees(LIVIO), lees(LUMINOUS));
    let v = verschil(&a, &b, Taal::Nl);
    let (oud, nieuw) = (
        v.lijst.iter().filter(|v| v.oud.is_some()).count(),
        v.lijst.iter().filter(|v| v.nieuw.is_some()).count(),
    );
    assert_eq!(oud + v.gelijk, a.regels(0, Taal::Nl).len());
    assert_eq!(nieuw + v.gelijk, b.regels(0, Taal::Nl).len());
    // What both say of the same act stands side by side.
    let over = |daad: &str| {
        v.lijst.iter().any(|v| {
            let raakt = |r: &Option<regeling::toon::Regel>| {
                r.as_ref().is_some_and(|r| r.over.onderwerp == daad)
            };
            raakt(&v.oud) && raakt(&v.nieuw)
        })
    };
    assert!(over("klacht_ingetrokken"), "both let the complainant withdraw");
}
