//! The bundle for the dispute body, and pages on what stays where.

use std::io::{Cursor, Read};

use crate::{
    aanbieders::log_in_bij,
    browser::Browser,
    klacht::{log_in, url},
    server::Server,
};

const DOSSIER: &str = "K-2026-0001";

/// The files in the bundle of a dossier: names, and contents.
fn bundel(b: &Browser, nummer: &str) -> Vec<(String, Vec<u8>)> {
    let inhoud = b.open_bytes(&url(&format!("werk/dossier/{nummer}/bundel.zip")));
    let mut zip = zip::ZipArchive::new(Cursor::new(inhoud)).unwrap();
    (0..zip.len())
        .map(|i| {
            let mut bestand = zip.by_index(i).unwrap();
            let mut uit = Vec::new();
            bestand.read_to_end(&mut uit).unwrap();
            (bestand.name().unwrap().into_owned(), uit)
        })
        .collect()
}

fn tekst(pdf: &[u8]) -> String {
    let uit = toetsbank::volgens("pdftotext", &["-layout"], pdf, &["-"]);
    uit.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn doe(b: &Browser, rol: &str, daad: &str, veld: &str, waarde: &str) {
    let pad = url(&format!("werk/dossier/{DOSSIER}/doe/{rol}/{daad}"));
    let p = b.stuur(&b.open(&pad).formulier(daad).zet(veld, waarde));
    assert!(p.pad.contains("?gedaan="), "{daad}: {} {}", p.pad, p.tekst());
}

// norm lojal/7.5-e
#[test]
fn the_bundle_holds_the_complaint_and_the_letters_with_an_index_and_no_note_or_deliberation() {
    let map = tempfile::tempdir().unwrap();
    let server = Server::demo(map.path());
    let b = server.browser();
    log_in(&b, "functionaris");
    doe(
        &b,
        "klachtenfunctionaris",
        "contact_vastgelegd",
        "notitie",
        "ZEEREGEHEIM: ik vertrouw het niet.",
    );
    doe(&b, "klachtenfunctionaris", "voortgang_gemeld", "bericht", "Wij zijn halverwege.");
    // Who handles the complaint makes the bundle.
    let b = server.browser();
    log_in(&b, "bestuur");
    doe(
        &b,
        "raad_van_bestuur",
        "aantekening_gemaakt",
        "aantekening",
        "ZEEREGEHEIM: nog overleggen.",
    );
    let klacht = b
        .open(&url(&format!("werk/dossier/{DOSSIER}")))
        .teksten("#kort-kop ~ p, #kort-kop ~ div p");
    let mut met_brieven = 0;
    for n in 1..=10 {
        let nummer = format!("K-2026-{n:04}");
        if b.open(&url(&format!("werk/dossier/{nummer}"))).status != 200 {
            continue;
        }
        let stukken = bundel(&b, &nummer);
        let (naam, index) = &stukken[0];
        assert_eq!(naam, "00 inhoud en klacht.pdf");
        let index = tekst(index);
        assert!(index.contains("Klacht ingediend") || index.contains("Onvrede gemeld"), "{index}");
        assert!(!index.contains("ZEEREGEHEIM"), "a confidential note in {index}");
        for (naam, inhoud) in &stukken[1..] {
            let kort = naam.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(index.contains(&kort), "{naam} is not in the index: {index}");
            assert!(!naam.contains("json") && !inhoud.is_empty(), "{naam}");
        }
        met_brieven += usize::from(stukken.len() > 1);
    }
    assert!(met_brieven >= 2, "no letters in any bundle");
    let index = tekst(&bundel(&b, DOSSIER)[0].1);
    assert!(index.contains("Wij zijn halverwege."), "what was told is missing: {index}");
    let eerste = klacht.iter().find(|t| t.len() > 20).unwrap();
    assert!(index.contains(&eerste[..20]), "{eerste:?} is not in {index}");
    // Who is complained about, and who has no part in it, gets none.
    let ander = server.browser();
    log_in(&ander, "medewerker");
    assert_eq!(ander.open(&url(&format!("werk/dossier/{DOSSIER}/bundel.zip"))).status, 404);
}

// norm livio/13.2, luminous/6.archivering.b, surplus/4.18.2
#[test]
fn where_documents_are_downloaded_it_says_that_they_stay_out_of_the_care_file_and_nothing_puts_them_there()
 {
    let map = tempfile::tempdir().unwrap();
    let server = Server::demo(map.path());
    for (huis, artikel) in [
        ("livio", "artikel 13 lid 2"),
        ("luminous", "6 Archivering sub b"),
        ("surplus", "artikel 4.18 lid 2"),
    ] {
        let b = server.browser();
        log_in_bij(&b, huis, "functionaris");
        let f = b.open(&format!("/{huis}/werk/nieuw")).formulier("werk/nieuw");
        let f =
            f.zet("kanaal", "brief").zet("klager-naam", "P. Blom").zet("hoedanigheid", "client");
        let p = b.stuur(&f);
        let dossier = p.pad.split('?').next().unwrap().to_owned();
        let p = b.open(&format!("{dossier}/documenten"));
        let regel = p.teksten(".kl-geheim").join(" ");
        assert!(regel.contains(artikel) && regel.contains("niet in"), "{huis}: {regel}");
        for k in p.koppelingen("") {
            let weg = ["ecd", "clientdossier", "zorgdossier"];
            assert!(!weg.iter().any(|w| k.to_lowercase().contains(w)), "{huis}: {k}");
        }
    }
}

// norm livio/4.1.a, surplus/2.5.1.d
#[test]
fn the_published_regulation_names_the_complaints_officer_as_the_person_to_ask() {
    let map = tempfile::tempdir().unwrap();
    let server = Server::start(map.path());
    let b = server.browser();
    for huis in ["livio", "surplus"] {
        let p = b.open(&format!("/{huis}/regeling"));
        let tekst = p.tekst();
        let vraag = "Hebt u een vraag over deze regeling? Vraag het aan de klachtenfunctionaris: ";
        let na = tekst.split_once(vraag).unwrap_or_else(|| panic!("{huis}: {tekst}")).1;
        assert!(na.starts_with(char::is_uppercase), "no name: {}", &na[..40]);
    }
}

// norm luminous/1.2.wkkgz
#[test]
fn the_act_is_explained_where_it_first_occurs_and_no_letter_quotes_a_repealed_one() {
    let map = tempfile::tempdir().unwrap();
    let server = Server::start(map.path());
    let tekst = server.browser().open("/luminous/regeling").tekst();
    let uitleg = "Wkkgz is de Wet kwaliteit, klachten en geschillen zorg";
    let waar = tekst.find(uitleg).unwrap_or_else(|| panic!("{tekst}"));
    assert!(!tekst[..waar].contains("Wkkgz"), "it occurs before it is explained");
    let wortel = toetsbank::wortel();
    let woorden = std::fs::read_to_string(wortel.join("GLOSSARY.md")).unwrap();
    assert!(woorden.contains("Wkkgz"), "not in the glossary");
    let vervallen: toml::Table =
        std::fs::read_to_string(wortel.join("regelingen/wetten/vervallen.toml"))
            .unwrap()
            .parse()
            .unwrap();
    let weg: Vec<&str> = vervallen["vervallen"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|v| v.get("woorden")?.as_array())
        .flatten()
        .filter_map(|w| w.as_str())
        .collect();
    assert!(!weg.is_empty());
    for pad in toetsbank::bestanden(&wortel.join("regelingen/brieven")) {
        let brief = std::fs::read_to_string(&pad).unwrap();
        for woord in &weg {
            assert!(!brief.contains(woord), "{}: {woord}", pad.display());
        }
    }
}

// norm lojal/3.8
#[test]
fn talking_close_to_where_it_arose_stands_first_and_is_no_condition() {
    let map = tempfile::tempdir().unwrap();
    let server = Server::start(map.path());
    let b = server.browser();
    let p = b.open("/lojal");
    let wegen = p.teksten(".kl-kaarten h3");
    assert!(wegen[0].contains("medewerker"), "{wegen:?}");
    assert!(p.tekst().contains("Dit hoeft niet voordat u een klacht indient"), "{}", p.tekst());
    // The form asks nothing of such a talk.
    for stap in crate::aanbieders::STAPPEN {
        let velden = b.open(&format!("/lojal/klacht/{stap}")).formulier(stap).velden;
        assert!(
            !velden.iter().any(|(n, _)| n.contains("gesprek") || n.contains("besproken")),
            "{stap}"
        );
    }
}
