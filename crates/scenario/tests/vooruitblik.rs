//! What happens next, for who complains, in stories under all five regulations: the whole text, day by day.
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
        let blik = Blik::new(boek, &stand, op);
        let v = blik.vooruitblik(klager);
        uit += &format!("\n=== {}\n", termijn::lange_datum(op, termijn::Taal::Nl));
        if let Some((dag, te_laat)) = blik.antwoord(klager) {
            let laat = if te_laat { ", te laat" } else { "" };
            uit += &format!("Antwoord {}{laat}\n", termijn::lange_datum(dag, termijn::Taal::Nl));
        }
        for s in blik.stappen() {
            uit += &format!("  [{:?}] {}\n", s.stand, s.naam);
        }
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

#[test]
fn lojal_solved_by_the_provider_is_not_told_of_a_committee_or_of_an_answer_that_was_not_given() {
    insta::assert_snapshot!(verteld(
        "lojal/op_tijd_langs_de_functionaris.toml",
        &["2026-03-19", "2026-03-27", "2026-04-10"]
    ));
}

#[test]
fn surplus_before_its_committee_has_one_last_day_for_the_answer() {
    insta::assert_snapshot!(verteld(
        "surplus/op_tijd.toml",
        &["2026-03-05", "2026-03-13", "2026-04-02"]
    ));
}

#[test]
fn what_one_can_do_oneself_reads_as_a_sentence_in_every_story_of_every_regulation() {
    let mut speler = speler();
    let (mut mis, mut gezien) = (std::collections::BTreeSet::new(), 0);
    for map in ["kpz", "livio", "lojal", "luminous", "surplus", "demo"] {
        for bron in toetsbank::bronnen(&format!("scenarios/{map}")) {
            let Ok((versies, _, gebeurd)) = speler.vertel(&bron.naam, &bron.tekst) else {
                continue;
            };
            let boek = *versies.last().unwrap();
            let klager = boek.rol_id("klager").unwrap();
            let stand = Stand::van(boek, &gebeurd);
            for g in &gebeurd {
                for v in Blik::new(boek, &stand, g.gebeurd_op).vooruitblik(klager).zelf {
                    gezien += 1;
                    let rest = v.kop.strip_prefix("U kunt ").unwrap_or_default();
                    let eerste = rest.split([' ', ',']).next().unwrap_or_default();
                    if ["", "ik", "ja", "nee,"].contains(&eerste)
                        || rest.starts_with("nee,")
                        || rest.contains("met u ")
                    {
                        mis.insert(format!("{}: {}", v.daad, v.kop));
                    }
                }
            }
        }
    }
    assert!(gezien > 1000, "only {gezien} sentences were read");
    assert!(mis.is_empty(), "{mis:#?}");
}
