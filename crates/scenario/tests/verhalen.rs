//! Every story under `scenarios/` is played; each expectation in it must hold.
#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

mod gemeen;

use gemeen::{speler, verhalen};
use toetsbank::wortel;

#[test]
fn every_story_holds() {
    let mut speler = speler();
    let mut fout = String::new();
    let verhalen: Vec<_> = verhalen().collect();
    assert!(verhalen.len() > 60, "the stories are there");
    for bron in verhalen {
        let naam = bron.naam.trim_start_matches(&wortel().display().to_string());
        match speler.speel(naam, &bron.tekst) {
            Err(reden) => fout.push_str(&format!("{naam}\n{reden}\n")),
            Ok((_, uitslag)) => {
                uitslag.mislukt.iter().for_each(|m| fout.push_str(&format!("{naam} {m}\n")));
            }
        }
    }
    assert!(fout.is_empty(), "\n{fout}");
}

#[test]
fn two_versions_that_are_in_force_on_one_day_are_refused_and_an_unknown_provider_is_said_plainly() {
    let versie = |n: u32, geldig: &str| {
        let tekst = format!(
            "[regeling]\nid = \"dubbel\"\nversie = {n}\ntitel = \"Dubbel\"\naanbieder = \"Zorg\"\ngeldig = {{ {geldig} }}\n"
        );
        regeling::Bron::new(format!("dubbel_{n}.toml"), tekst)
    };
    let overlap =
        vec![versie(1, "van = 2026-01-01, tot = 2026-06-30"), versie(2, "van = 2026-06-30")];
    let mut speler = scenario::Speler::new(toetsbank::bibliotheek().met(overlap)).unwrap();
    let verhaal = "regeling = \"dubbel\"\nverhaal = \"Welke geldt?\"\n[[stap]]\nop = 2026-07-01\nwie = \"klager\"\ndoet = \"klacht_ingediend\"\n";
    let reden = speler.speel("verhaal.toml", verhaal).unwrap_err();
    assert_eq!(
        reden,
        "versie 1 en versie 2 van `dubbel` gelden beide op 2026-06-30; geef de eerste een `tot` van de dag ervoor"
    );
    let onbekend = verhaal.replace("\"dubbel\"", "\"lviio\"");
    let reden = speler.speel("verhaal.toml", &onbekend).unwrap_err();
    assert!(reden.contains("er is geen regeling `lviio`") && reden.contains("livio"), "{reden}");
}
