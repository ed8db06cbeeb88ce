//! What happens next, for who complains, in stories under three regulations: the whole text, day by day.
//! A changed text is read before it is accepted (`cargo insta review`).
#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

mod gemeen;

use dossier::{Blik, Stand, Vooruit};
use gemeen::speler;
use toetsbank::wortel;

/// The text of a story on these days.
fn verteld(verhaal: &str, dagen: &[&str]) -> String {
    let mut speler = speler();
    let pad = wortel().join("scenarios").join(verhaal);
    let tekst = std::fs::read_to_string(pad).unwrap();
    let (versies, bron, gebeurd) = speler.vertel(verhaal, &tekst).unwrap();
    let boek = *versies.last().unwrap();
    let klager = boek.rol_id("klager").unwrap();
    let mut uit = format!("{}\n", bron.verhaal);
    for dag in dagen {
        let op: termijn::Datum = dag.parse().unwrap();
        let alle = Stand::van(boek, &gebeurd);
        let bekend = gebeurd
            .iter()
            .filter(|g| alle.gebeurtenis(g.nummer).is_some_and(|e| e.vastgelegd_dag() <= op));
        let stand = Stand::van(boek, bekend);
        let v = Blik::new(boek, &stand, op).vooruitblik(klager);
        uit += &format!("\n=== {}\n", termijn::lange_datum(op, termijn::Taal::Nl));
        for (kop, regels) in [("Gedaan", &v.gedaan), ("Straks", &v.straks), ("Zelf", &v.zelf)] {
            if !regels.is_empty() {
                uit += &format!("{kop}\n");
            }
            for Vooruit { kop, zinnen, .. } in regels {
                uit += &format!("  {kop}. {}\n", zinnen.join(" "));
            }
        }
    }
    uit
}

#[test]
fn livio_extended_once_and_judged() {
    insta::assert_snapshot!(verteld(
        "livio/verdaagd_en_op_tijd.toml",
        &["2026-03-02", "2026-03-10", "2026-03-12", "2026-04-10", "2026-05-12"]
    ));
}

#[test]
fn livio_informal_way_declined() {
    insta::assert_snapshot!(verteld(
        "livio/informeel_voorstel_afgewezen.toml",
        &["2026-03-05", "2026-03-20"]
    ));
}

#[test]
fn luminous_in_time() {
    insta::assert_snapshot!(verteld(
        "luminous/op_tijd.toml",
        &["2026-03-03", "2026-04-09", "2026-04-15"]
    ));
}

#[test]
fn luminous_further_delay() {
    insta::assert_snapshot!(verteld(
        "luminous/verder_uitstel.toml",
        &["2026-03-02", "2026-04-08", "2026-05-12"]
    ));
}

#[test]
fn kpz_in_steps_that_were_agreed() {
    insta::assert_snapshot!(verteld(
        "kpz/op_maat_en_op_papier.toml",
        &["2026-08-03", "2026-08-10", "2026-08-20", "2026-09-15"]
    ));
}
