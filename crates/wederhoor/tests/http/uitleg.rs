//! `wederhoor dossier explain`: over a story, and over a stored dossier while a server runs on it.

use std::{path::Path, process::Command};

use serde_json::Value;

use crate::server::{HUIS, Server};

/// Runs `dossier explain`; gives whether it went well, and what it said on both channels.
fn leg_uit(args: &[&str]) -> (bool, String, String) {
    let uit = Command::new(env!("CARGO_BIN_EXE_wederhoor"))
        .args(["dossier", "explain"])
        .args(args)
        .env_remove("WEDERHOOR_REGELINGEN")
        .env_remove("WEDERHOOR_DATA")
        .env_remove("DATABASE_URL")
        .output()
        .unwrap();
    let tekst = |b: Vec<u8>| String::from_utf8(b).unwrap();
    (uit.status.success(), tekst(uit.stdout), tekst(uit.stderr))
}

fn verhaal() -> String {
    let hier = Path::new(env!("CARGO_MANIFEST_DIR"));
    hier.join("../../scenarios/livio/verdaagd_en_op_tijd.toml").display().to_string()
}

// norm livio/8.1-a
// norm livio/8.2.a
// norm livio/10.1-b
#[test]
fn a_story_is_explained_with_articles_arithmetic_and_what_would_change_it() {
    let (goed, tekst, fout) = leg_uit(&["--verhaal", &verhaal(), "--op", "2026-03-11"]);
    assert!(goed, "{fout}");
    let plat = tekst.split_whitespace().collect::<Vec<_>>().join(" ");
    for zin in [
        "Stand op woensdag 11 maart 2026",
        // A duty that is late, and how its day was reached.
        "Te laat: uiterlijk was maandag 9 maart 2026.",
        "5 werkdagen later is maandag 9 maart 2026; niet meegeteld: het weekend.",
        // One that was met by an act that was recorded later.
        "Vervuld op donderdag 5 maart 2026, op tijd.",
        // Until when the clock can be extended, by whom.
        "Verlengen kan tot maandag 11 mei 2026, door de raad van bestuur",
        // Two texts speak; why one leads.
        "Wkkgz artikel 17 lid 1: uiterlijk maandag 13 april 2026;",
        // A refusal, and what has to come first.
        "Nog niet iedere aangeklaagde heeft gelegenheid gehad om te reageren.",
        "Eerst nodig: gelegenheid geven om te reageren, aan de aangeklaagde, door de raad van bestuur",
        "Hoe de procedure kan eindigen",
    ] {
        assert!(plat.contains(zin), "{zin}\n\n{tekst}");
    }
    assert!(tekst.lines().all(|r| r.chars().count() <= 100), "lines fit a page");
    let op = ["--verhaal", &verhaal(), "--op", "2026-03-10"];
    let (_, eerder, _) = leg_uit(&op);
    assert!(!eerder.contains("Vervuld op"), "what was recorded later was not known: {eerder}");
}

#[test]
fn one_question_gets_one_answer_also_in_english_and_as_json() {
    let pad = verhaal();
    let basis = ["--verhaal", &pad, "--op", "2026-03-09", "--taal", "en", "--format", "json"];
    let vraag = |rest: &[&str]| -> Value {
        let args: Vec<&str> = basis.iter().chain(rest).copied().collect();
        let (goed, json, fout) = leg_uit(&args);
        assert!(goed, "{fout}");
        serde_json::from_str(&json).unwrap()
    };
    let daad = vraag(&["--daad", "oordeel_gegeven", "--rol", "raad_van_bestuur"]);
    assert_eq!(daad["mag_niet"][0]["uitleg"]["artikel"], "artikel 8 lid 2 sub a");
    assert_eq!(daad["plichten"], serde_json::json!([]));
    let klok = vraag(&["--klok", "wkkgz:oordeel"]);
    assert_eq!(klok["klokken"][0]["uiterlijk"], "2026-04-13");
    assert_eq!(klok["klokken"].as_array().unwrap().len(), 1);
    let plicht = vraag(&["--plicht", "eerste-contact"]);
    let plichten = plicht["plichten"].as_array().unwrap();
    assert!(!plichten.is_empty() && plichten.iter().all(|p| p["id"] == "eerste-contact"));
    assert!(
        plichten[0]["uitleg"]["wat"].as_str().unwrap().starts_with("The board must: make contact")
    );
    let (goed, _, fout) = leg_uit(&["--verhaal", &pad, "--plicht", "bestaat-niet"]);
    assert!(!goed && fout.contains("bestaat-niet"), "{fout}");
}

#[test]
fn a_stored_dossier_is_explained_beside_a_running_server_without_names_and_without_a_trace() {
    let map = tempfile::tempdir().unwrap();
    let server = Server::demo(map.path());
    let data = map.path().join("data").display().to_string();
    let mut namen = 0;
    for (nummer, code) in server.demoklachten() {
        let args = ["--data", &data, "--aanbieder", HUIS, "--op", "2026-11-23", &nummer];
        let (goed, tekst, fout) = leg_uit(&args);
        assert!(goed, "{fout}");
        assert!(tekst.contains("Plichten (") || tekst.contains("Wat nu mag ("), "{tekst}");
        assert!(!tekst.contains(&code) && !tekst.contains("Wie is wie"), "{tekst}");
        let (_, met, _) = leg_uit(&[&args[..], &["--met-namen"]].concat());
        assert_eq!(leg_uit(&args).1, tekst, "reading changes nothing");
        let Some((_, wie)) = met.split_once("Wie is wie\n==========\n") else { continue };
        for regel in wie.lines().take_while(|r| !r.is_empty()) {
            let (_, naam) = regel.split_once(": ").unwrap();
            namen += 1;
            assert!(!tekst.contains(naam), "{naam} stands in: {tekst}");
        }
    }
    assert!(namen > 5, "the demo's people have names");
    let (goed, _, fout) = leg_uit(&["--data", &data, "--aanbieder", HUIS, "K-1900-0001"]);
    assert!(!goed && fout.contains("K-1900-0001"), "{fout}");
}
