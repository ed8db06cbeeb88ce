//! On which fields of work a provider is active, and that it asks no more than belongs to them.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

use regeling::woorden::VeldSoort;
use regeling::{Bibliotheek, Boek, Bron, Diagnoses};

const WOORDEN: &str = include_str!("../../../regelingen/woordenlijst.toml");
const WKKGZ: &str = include_str!("../../../regelingen/wetten/wkkgz.toml");
const JEUGDWET: &str = include_str!("../../../regelingen/wetten/jeugdwet.toml");

fn kop(id: &str, rest: &str) -> String {
    format!(
        "[regeling]\nid = \"{id}\"\ntitel = \"Proef\"\naanbieder = \"Proef\"\ngeldig = {{ van = 2020-01-01 }}\n{rest}\n"
    )
}

fn lees(rest: &str) -> Result<(Boek, Diagnoses), Diagnoses> {
    Boek::lees(
        Bron::new("woordenlijst.toml", WOORDEN),
        vec![Bron::new("wkkgz.toml", WKKGZ), Bron::new("jeugdwet.toml", JEUGDWET)],
        Bron::new("regeling.toml", kop("proef", rest)),
    )
}

/// The kinds of care that one can choose when complaining.
fn zorg(boek: &Boek) -> Vec<&str> {
    let daad = boek.daad(boek.daad_id("klacht_ingediend").unwrap());
    let Some(VeldSoort::Keuze(o)) = daad.veld("zorgsoort").map(|v| &v.soort) else {
        panic!("a choice")
    };
    o.iter().map(|o| o.id.as_str()).collect()
}

#[test]
fn what_is_asked_follows_from_the_statutes_and_from_what_the_head_says_besides() {
    let (gewoon, _) = lees("wetten = [\"wkkgz\"]").unwrap();
    assert_eq!(zorg(&gewoon), ["wlz", "zvw", "anders"]);
    let (jeugd, _) = lees("wetten = [\"wkkgz\", \"jeugdwet\"]").unwrap();
    assert_eq!(zorg(&jeugd), ["wlz", "zvw", "jeugdhulp", "anders"]);
    assert!(jeugd.regimes.iter().all(|r| r.id != "gesloten_jeugdhulp"), "not by the act alone");
    let rest =
        "wetten = [\"wkkgz\", \"jeugdwet\"]\nwerkterreinen = [\"gesloten_jeugdhulp\", \"keuring\"]";
    let (meer, _) = lees(rest).unwrap();
    assert_eq!(zorg(&meer), ["wlz", "zvw", "jeugdhulp", "gesloten_jeugdhulp", "keuring", "anders"]);
    let ids: Vec<&str> = meer.regimes.iter().map(|r| r.id.as_str()).collect();
    assert_eq!(ids, ["wkkgz", "keuring", "jeugdwet", "gesloten_jeugdhulp"]);
    assert_eq!(meer.werkterreinen_hier().count(), 3);
}

#[test]
fn a_provider_has_the_fields_of_work_of_its_portal_unless_it_says_its_own() {
    let bestand = |naam: &str, tekst: &str| Bron::new(naam, tekst);
    let onder = |extra: &str| {
        let rest = format!("wetten = [\"wkkgz\"]\nbehandeld_volgens = \"portaal\"\n{extra}");
        let portaal = kop("portaal", "wetten = [\"wkkgz\", \"jeugdwet\"]");
        let b = Bibliotheek::new(vec![
            bestand("woordenlijst.toml", WOORDEN),
            bestand("wkkgz.toml", WKKGZ),
            bestand("jeugdwet.toml", JEUGDWET),
            bestand("portaal.toml", &portaal),
            bestand("klein.toml", &kop("klein", &rest)),
        ]);
        b.boek("klein").unwrap().0
    };
    assert_eq!(zorg(&onder("")), ["wlz", "zvw", "jeugdhulp", "anders"]);
    assert_eq!(zorg(&onder("werkterreinen = []")), ["wlz", "zvw", "anders"]);
}

#[test]
fn a_field_of_work_that_is_not_there_and_what_is_asked_in_vain_are_told_with_what_was_meant() {
    let rest = r#"wetten = ["wkkgz"]
werkterreinen = ["keurig"]

[[werkterrein]]
id = "wmo"

[[werkterrein]]
id = "school"
vraagt = ["klacht_ingediend", "klacht_ingediend.zorgsort", "klacht_ingediend.zorgsoort.wmoo", "klacht_ingediend.locatie.hier"]

[[regime]]
id = "school"
artikel = "1"
werkterrein = "shool"

  [regime.buiten]
  termijn = "Binnen 3 weken."
"#;
    let fouten = lees(rest).err().unwrap_or_default();
    let tekst = fouten.als_tekst();
    for moet in [
        "er is geen werkterrein `keurig`",
        "bedoelde u `keuring`?",
        "`wmo` is al verklaard",
        "`klacht_ingediend` noemt geen veld",
        "heeft geen veld `zorgsort`",
        "bedoelde u `zorgsoort`?",
        "kent geen keuze `wmoo`",
        "veld `locatie` heeft geen keuzes",
        "er is geen werkterrein `shool`",
        "mist `naar`",
        "mist `brief`",
        "mist `artikel`",
    ] {
        assert!(tekst.contains(moet), "{moet}\n\n{tekst}");
    }
}
