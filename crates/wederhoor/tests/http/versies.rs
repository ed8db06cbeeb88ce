//! Several versions of one regulation on the running server: a complaint stays under its own, unless a later
//! one takes it over and is no worse.

use std::{fs, path::Path, process::Command};

use crate::{
    klacht::{Bewijs, dien_in, log_in, mijn_klacht, url},
    server::{HUIS, Server},
};

const AANBIEDER: &str = r#"
id = "livio"
naam = "Zorg Verzonnen"
regeling = "verzonnen"
telefoon = "053 - 123 45 67"
email = "klachten@verzonnen.example"
[klachtenfunctionaris]
naam = "S. de Vries"
telefoon = "053 - 765 43 21"
"#;

/// One version: from this day, judging within this term by this article.
fn versie(nummer: u8, van: &str, over: bool, termijn: &str, artikel: &str) -> String {
    format!(
        r#"
[regeling]
id = "verzonnen"
versie = {nummer}
titel = "Klachtenregeling Verzonnen"
aanbieder = "Zorg Verzonnen"
geldig = {{ van = {van} }}
neemt_lopende_over = {over}

[[kanaal]]
id = "webformulier"
artikel = "1"
naam = "webformulier"
doet = "klacht_ingediend"

[[kanaal]]
id = "brief"
artikel = "1"
naam = "brief"
doet = "klacht_ingediend"

[[klachtgerechtigd]]
hoedanigheid = "client"
artikel = "1"
naam = "de cliënt"

[[bevoegdheid]]
id = "klagen"
artikel = "1"
wie = "klager"
doet = "klacht_ingediend"

[[plicht]]
id = "oordelen"
artikel = "{artikel}"
wie = "raad_van_bestuur"
doet = "oordeel_gegeven"
aan = "klager"
na = "klacht_ingediend"
binnen = "{termijn}"
"#
    )
}

fn regelingen(map: &Path) -> std::path::PathBuf {
    let huis = map.join("regelingen/verzonnen");
    fs::create_dir_all(&huis).unwrap();
    let bestanden = [
        ("aanbieder.toml", AANBIEDER.to_owned()),
        ("verzonnen.toml", versie(1, "2026-01-01", false, "8 weken", "10")),
        ("verzonnen-2.toml", versie(2, "2026-12-01", true, "6 weken", "20")),
        ("verzonnen-3.toml", versie(3, "2027-01-01", true, "12 weken", "30")),
    ];
    for (naam, tekst) in bestanden {
        fs::write(huis.join(naam), tekst).unwrap();
    }
    map.join("regelingen")
}

/// What the board reads of a dossier.
fn dossier(server: &Server, bewijs: &Bewijs) -> String {
    let b = server.browser();
    log_in(&b, "bestuur");
    b.open(&url(&format!("werk/dossier/{}", bewijs.nummer))).tekst()
}

fn heeft(tekst: &str, zinnen: &[&str]) {
    for zin in zinnen {
        assert!(tekst.contains(zin), "{zin}\n\n{tekst}");
    }
}

#[test]
fn a_complaint_stays_under_its_version_until_a_better_one_takes_it_over() {
    let map = tempfile::tempdir().unwrap();
    let regelingen = regelingen(map.path());
    let data = map.path();
    let (eerste, tweede, derde);
    {
        let server = Server::onder(data, &regelingen, "2026-11-23T10:00:00Z");
        eerste = dien_in(&server.browser(), "J. Bakker", "Het eten was koud.").unwrap();
        let tekst = dossier(&server, &eerste);
        heeft(
            &tekst,
            &[
                "Regeling Versie 1 , geldig vanaf",
                "toen de klacht er was, gold versie 1",
                "artikel 10",
            ],
        );
        let regeling = server.browser().open(&url("regeling"));
        heeft(&regeling.tekst(), &["Dit is versie 1", "Vanaf 1 december 2026 geldt versie 2"]);
        let straks = server.browser().open(&url("regeling/2026-12-01"));
        heeft(&straks.tekst(), &["Dit is versie 2", "Deze regeling gaat in op 1 december 2026"]);
        assert_eq!(server.browser().open(&url("regeling/2020-01-01")).status, 404);
    }
    {
        let server = Server::onder(data, &regelingen, "2026-12-02T10:00:00Z");
        tweede = dien_in(&server.browser(), "P. Smit", "Niemand kwam.").unwrap();
        let tekst = dossier(&server, &eerste);
        heeft(
            &tekst,
            &[
                "Regeling Versie 2 , geldig vanaf",
                "is de klacht overgegaan op versie 2",
                "artikel 20",
                "4 jan 2027",
            ],
        );
        let tekst = dossier(&server, &tweede);
        heeft(
            &tekst,
            &["Regeling Versie 2 , geldig vanaf", "toen de klacht er was, gold versie 2"],
        );
        let mijn = mijn_klacht(&server.browser(), &eerste).tekst();
        heeft(&mijn, &["Voor uw klacht geldt onze regeling van", "1 december 2026"]);
    }
    let server = Server::onder(data, &regelingen, "2027-01-05T10:00:00Z");
    derde = dien_in(&server.browser(), "G. de Wit", "De bel deed het niet.").unwrap();
    let tekst = dossier(&server, &tweede);
    heeft(
        &tekst,
        &[
            "Regeling Versie 2 , geldig vanaf",
            "De klacht ging niet over, want voor de klager is dat slechter",
            "artikel 20",
        ],
    );
    heeft(&dossier(&server, &derde), &["Regeling Versie 3 , geldig vanaf", "artikel 30"]);
    let regeling = server.browser().open(&url("regeling")).tekst();
    heeft(&regeling, &["Dit is versie 3", "Eerder gold versie 1", "Eerder gold versie 2"]);
    let folder = server.browser().open(&url("folder")).tekst();
    heeft(&folder, &["12 weken"]);
    // The command line reads the same store, beside the running server.
    let leg_uit = |op: &str| {
        let uit = Command::new(env!("CARGO_BIN_EXE_wederhoor"))
            .args(["dossier", "explain", "--aanbieder", HUIS, "--op", op, &eerste.nummer])
            .arg("--regelingen")
            .arg(&regelingen)
            .arg("--data")
            .arg(data.join("data"))
            .output()
            .unwrap();
        String::from_utf8(uit.stdout).unwrap()
    };
    heeft(&leg_uit("2026-11-30"), &["verzonnen, versie 1"]);
    heeft(&leg_uit("2026-12-01"), &["verzonnen, versie 2"]);
}

#[test]
fn a_letter_that_came_before_the_turn_and_is_recorded_after_it_begins_under_the_old_version() {
    let map = tempfile::tempdir().unwrap();
    let regelingen = regelingen(map.path());
    let server = Server::onder(map.path(), &regelingen, "2027-01-05T10:00:00Z");
    let b = server.browser();
    log_in(&b, "functionaris");
    let f = b.open(&url("werk/nieuw")).formulier("werk/nieuw");
    let f = f
        .zet("kanaal", "brief")
        .zet("ontvangen_op-dag", "28")
        .zet("ontvangen_op-maand", "12")
        .zet("ontvangen_op-jaar", "2026")
        .zet("klager-naam", "J. Bakker")
        .zet("hoedanigheid", "client")
        .zet("omschrijving", "De brief lag een week.");
    let p = b.stuur(&f);
    heeft(&p.tekst(), &["Op maandag 28 december 2026, toen de klacht er was, gold versie 2"]);
}
