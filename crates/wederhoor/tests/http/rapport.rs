//! The report: figures without names, recommendations, PDF and CSV; and the worklist that guards the terms.

use crate::{
    aanbieders::log_in_bij,
    klacht::{log_in, url},
    server::Server,
};

// norm livio/4.5-b
#[test]
fn a_report_over_a_period_has_figures_room_for_recommendations_and_comes_as_pdf_and_csv() {
    let map = tempfile::tempdir().unwrap();
    let server = Server::demo(map.path());
    let b = server.browser();
    let begin = log_in(&b, "functionaris");
    assert!(begin.html.contains(&url("werk/rapportage")), "not in the menu");
    let p = b.open(&url("werk/rapportage"));
    assert_eq!(p.status, 200, "{}", p.tekst());
    assert!(p.tekst().contains("Rapportage over het derde kwartaal van 2026"), "{}", p.tekst());
    let advies = "Bel **binnen een dag** terug.\n\n- Twee mensen aan de telefoon";
    let f = p.formulier("werk/rapportage").zet("aanbevelingen", advies);
    let na = b.stuur(&f);
    assert!(na.tekst().contains("Uw aanbevelingen zijn bewaard"), "{}", na.tekst());
    assert_eq!(na.formulier("werk/rapportage").waarde("aanbevelingen"), Some(advies));
    let pdf = b.open_bytes(&url("werk/rapportage/2026-k3/verslag.pdf"));
    assert!(pdf.starts_with(b"%PDF-"));
    let tekst = toetsbank::volgens("pdftotext", &["-layout"], &pdf, &["-"]);
    for deel in [
        "verslag over het derde kwartaal van 2026",
        "Twee mensen aan de telefoon",
        "Klachten die binnenkwamen",
    ] {
        assert!(tekst.contains(deel), "no {deel:?} in\n{tekst}");
    }
    let csv = b.open(&url("werk/rapportage/2026-k3/cijfers.csv"));
    assert_eq!(csv.koppen["content-type"], "text/csv; charset=utf-8");
    assert!(csv.html.starts_with("tabel,rij,kolom,aantal\r\n"), "{}", csv.html);
    // Who complains is in the worklist, and in no figure.
    let lijst = b.open(&url("werk"));
    let klagers = lijst.teksten("td[data-kop=Klager]");
    assert!(!klagers.is_empty(), "{}", lijst.tekst());
    for naam in klagers.iter().filter(|n| !n.is_empty()) {
        assert!(!p.tekst().contains(naam.as_str()) && !tekst.contains(naam.as_str()), "{naam}");
    }
}

#[test]
fn only_a_period_that_is_over_is_reported_and_only_to_who_may() {
    let map = tempfile::tempdir().unwrap();
    let server = Server::demo(map.path());
    let b = server.browser();
    log_in(&b, "bestuur");
    for periode in ["2026-k4", "2026", "2027-k1", "gisteren"] {
        let p = b.open(&url(&format!("werk/rapportage?periode={periode}")));
        assert_eq!(p.status, 404, "{periode}");
    }
    assert_eq!(b.open(&url("werk/rapportage?periode=2025")).status, 200);
    let ander = server.browser();
    let begin = log_in(&ander, "medewerker");
    assert!(!begin.html.contains(&url("werk/rapportage")));
    assert_eq!(ander.open(&url("werk/rapportage")).status, 403);
    for bestand in ["verslag.pdf", "cijfers.csv"] {
        let p = ander.open(&url(&format!("werk/rapportage/2026-k3/{bestand}")));
        assert_eq!(p.status, 403, "{bestand}");
    }
}

// norm luminous/4.8-a
#[test]
fn the_worklist_is_sorted_by_due_date_with_days_left_article_arithmetic_and_reminders() {
    let map = tempfile::tempdir().unwrap();
    let server = Server::demo(map.path());
    let b = server.browser();
    log_in_bij(&b, "luminous", "functionaris");
    for (naam, dag, maand) in
        [("A. Laat", "1", "9"), ("B. Bijna", "12", "10"), ("C. Ruim", "20", "11")]
    {
        let f = b.open("/luminous/werk/nieuw").formulier("werk/nieuw");
        let f = f.zet("kanaal", "brief").zet("klager-naam", naam).zet("hoedanigheid", "client");
        let f = f.zet("ontvangen_op-dag", dag).zet("ontvangen_op-maand", maand);
        assert!(b.stuur(&f.zet("ontvangen_op-jaar", "2026")).pad.contains("K-2026-"));
    }
    // Beside those of the demo.
    let mut klagers = b.open("/luminous/werk").teksten("td[data-kop=Klager]");
    klagers.retain(|k| ["A. Laat", "B. Bijna", "C. Ruim"].contains(&k.as_str()));
    assert_eq!(klagers, ["A. Laat", "B. Bijna", "C. Ruim"]);
    // The runner that starts with the server closes the gap.
    server.dood();
    let server = Server::demo(map.path());
    let b = server.browser();
    log_in_bij(&b, "luminous", "functionaris");
    let mut herinnerd = Vec::new();
    for _ in 0..100 {
        herinnerd = b.open("/luminous/werk").teksten("td[data-kop=Termijn]");
        if herinnerd.iter().filter(|t| t.contains("Herinnering")).count() >= 2 {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    // The first one is of the demo.
    herinnerd.retain(|t| !t.contains("K-2026-0001"));
    let [laat, bijna, ruim] = &herinnerd[..] else { panic!("{herinnerd:?}") };
    assert!(laat.contains("dagen te laat") && laat.contains("Herinnering"), "{laat}");
    // Received on 12 October, six weeks: today is the last day.
    assert!(bijna.contains("vandaag") && bijna.contains("Herinnering"), "{bijna}");
    assert!(ruim.contains("nog 39 dagen") && !ruim.contains("Herinnering"), "{ruim}");
    for termijn in &herinnerd {
        assert!(termijn.contains("artikel 4.11 lid 1"), "no article: {termijn}");
        assert!(termijn.contains("6 weken"), "no arithmetic: {termijn}");
    }
}
