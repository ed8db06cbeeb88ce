//! Livio's terms and the statute's beside them, on days that ask something of the calendar.
#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

mod gemeen;

use dossier::{Afloop, Blik, leidend};
use gemeen::{Dossier, LIVIO, boek, dag, velden};

// norm livio/8.1-a, livio/10.1-a, livio/10.1-c
#[test]
fn the_terms_of_livio_and_of_the_statute_end_on_these_days() {
    // received, first contact, judgment by the regulation, by the statute, extended, by the statute
    let tabel = [
        ("2026-03-02", "2026-03-09", "2026-04-13", "2026-04-13", "2026-05-11", "2026-05-11"),
        // Good Friday and Easter Monday are no working days.
        ("2026-03-31", "2026-04-09", "2026-05-12", "2026-05-12", "2026-06-09", "2026-06-09"),
        // Six weeks end on Ascension Day; the Friday after is equated, then a weekend.
        ("2026-04-02", "2026-04-13", "2026-05-14", "2026-05-18", "2026-06-11", "2026-06-11"),
        // King's Day, 27 April.
        ("2026-04-21", "2026-04-29", "2026-06-02", "2026-06-02", "2026-06-30", "2026-06-30"),
        // Liberation Day counts every year.
        ("2026-04-28", "2026-05-06", "2026-06-09", "2026-06-09", "2026-07-07", "2026-07-07"),
        // Ascension Day and the equated Friday.
        ("2026-05-12", "2026-05-21", "2026-06-23", "2026-06-23", "2026-07-21", "2026-07-21"),
        // Whit Monday.
        ("2026-05-18", "2026-05-26", "2026-06-29", "2026-06-29", "2026-07-27", "2026-07-27"),
        // Received on a Saturday; both ends are a Saturday.
        ("2026-06-06", "2026-06-12", "2026-07-18", "2026-07-20", "2026-08-15", "2026-08-17"),
        // Six weeks end on Christmas Day.
        ("2026-11-13", "2026-11-20", "2026-12-25", "2026-12-28", "2027-01-22", "2027-01-22"),
        ("2026-12-18", "2026-12-28", "2027-01-29", "2027-01-29", "2027-02-26", "2027-02-26"),
        // Christmas and New Year; 2 January 2026 is equated.
        ("2025-12-23", "2026-01-05", "2026-02-03", "2026-02-03", "2026-03-03", "2026-03-03"),
        ("2025-11-20", "2025-11-27", "2026-01-01", "2026-01-05", "2026-01-29", "2026-01-29"),
        // Liberation Day, Ascension Day, an equated Friday and a weekend in a row.
        ("2027-03-24", "2027-04-02", "2027-05-05", "2027-05-10", "2027-06-02", "2027-06-02"),
        // A leap year: 29 February is counted.
        ("2024-02-28", "2024-03-06", "2024-04-10", "2024-04-10", "2024-05-08", "2024-05-08"),
    ];
    for (ontvangen, contact, oordeel, wettelijk, verlengd, verlengd_wettelijk) in tabel {
        let mut d = Dossier::klacht(&LIVIO, ontvangen);
        for p in d.plichten(ontvangen, "contact_opgenomen") {
            assert_eq!(p.uiterlijk, Some(dag(contact)), "first contact after {ontvangen}");
            assert_eq!(p.wettelijk, p.uiterlijk, "a private regulation does not shift");
        }
        let klokken = |d: &Dossier<'_>| {
            let stand = d.stand();
            let blik = Blik::new(&LIVIO, &stand, dag(ontvangen));
            ["beoordeling", "wkkgz:oordeel"].map(|k| {
                let e = blik.klok(LIVIO.klok_id(k).unwrap()).unwrap().einde;
                (e.einde.to_string(), e.wettelijk.to_string())
            })
        };
        let paar = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(klokken(&d), [paar(oordeel, oordeel), paar(oordeel, wettelijk)], "{ontvangen}");
        d.doe(ontvangen, "raad_van_bestuur", "termijn_verlengd", &[("tot", verlengd)]);
        assert_eq!(
            klokken(&d),
            [paar(verlengd, verlengd), paar(verlengd, verlengd_wettelijk)],
            "extended, {ontvangen}"
        );
    }
}

#[test] // norm livio/10.1-a
fn where_regulation_and_statute_differ_both_dates_stay_and_the_strictest_leads() {
    let mut d = Dossier::klacht(&LIVIO, "2026-06-05");
    d.doe("2026-06-08", "raad_van_bestuur", "klacht_ontvangen", &[]);
    let oordeel = LIVIO.daad_id("oordeel_gegeven");
    let stand = d.stand();
    let groepen = leidend(Blik::new(&LIVIO, &stand, dag("2026-06-10")).plichten());
    let klager = LIVIO.rol_id("klager");
    let groep = groepen
        .iter()
        .find(|g| Some(g.daad) == oordeel && g.aan.map(|d| d.rol) == klager)
        .expect("one group for the judgment to the klager");
    // The statute counts from the day of lodging, the regulation from receipt.
    assert_eq!(groep.leidt.uiterlijk, Some(dag("2026-07-17")));
    assert_eq!(LIVIO.citeer(&LIVIO.norm(groep.leidt.norm).vindplaats), "Wkkgz artikel 17 lid 1");
    assert_eq!(
        groep.ook.iter().map(|p| p.uiterlijk).collect::<Vec<_>>(),
        [Some(dag("2026-07-20"))]
    );
}

#[test] // norm livio/5.2, livio/5.3, livio/7.1.c
fn each_of_the_six_capacities_may_complain_and_another_may_not() {
    for g in &LIVIO.gerechtigden {
        let mut d = Dossier::onder(&LIVIO);
        let hoedanigheid = g.hoedanigheid.as_str();
        d.doe(
            "2026-03-02",
            "klager",
            "klacht_ingediend",
            &[("kanaal", "brief"), ("hoedanigheid", hoedanigheid)],
        );
        let grond = velden(&[("grond", "niet_gerechtigd"), ("motivering", "…")]);
        let geweigerd =
            d.probeer(dag("2026-03-03"), "raad_van_bestuur", "niet_ontvankelijk_verklaard", grond);
        assert!(geweigerd.unwrap_err().noemt(&LIVIO, "7 lid 1 sub c"), "{hoedanigheid}");
    }
    assert_eq!(LIVIO.gerechtigden.len(), 6);
    let mut d = Dossier::onder(&LIVIO);
    d.doe(
        "2026-03-02",
        "klager",
        "klacht_ingediend",
        &[("kanaal", "brief"), ("hoedanigheid", "buurman")],
    );
    let grond = velden(&[("grond", "niet_gerechtigd"), ("motivering", "…")]);
    assert!(
        d.probeer(dag("2026-03-03"), "raad_van_bestuur", "niet_ontvankelijk_verklaard", grond)
            .is_ok()
    );
}

#[test] // norm livio/20.1
fn an_event_keeps_the_version_of_the_regulation_under_which_it_was_decided() {
    let d = Dossier::klacht(&LIVIO, "2026-03-02");
    let nieuw = boek(
        &include_str!("../../../regelingen/livio/livio.toml")
            .replace("versie = 3", "versie = 4")
            .replace("binnen = \"5 werkdagen\"", "binnen = \"3 werkdagen\""),
    );
    let bon = &d.gebeurd[0].bon;
    assert_eq!((bon.regeling.as_str(), bon.versie), ("livio", 3));
    assert_eq!(bon.hash, LIVIO.hash);
    assert_ne!(bon.hash, nieuw.hash, "another text has another hash");
    // The same events read under a later version: its duties, the old receipt.
    let later = Dossier { boek: &nieuw, gebeurd: d.gebeurd.clone() };
    assert_eq!(
        later.plichten("2026-03-02", "contact_opgenomen")[0].uiterlijk,
        Some(dag("2026-03-05"))
    );
}

#[test] // norm livio/18.1, livio/18.2
fn the_evaluation_is_due_two_years_after_entry_into_force_with_council_and_officer() {
    let mut d = Dossier::onder(&LIVIO);
    let beurt = |d: &Dossier<'_>, op: &str| {
        let stand = d.stand();
        let blik = Blik::new(&LIVIO, &stand, dag(op));
        blik.kalenderplichten().into_iter().map(|k| (k.uiterlijk, k.afloop)).collect::<Vec<_>>()
    };
    assert_eq!(beurt(&d, "2019-12-31"), []);
    assert_eq!(beurt(&d, "2020-01-01"), [(dag("2022-01-01"), Afloop::Open)]);
    assert_eq!(beurt(&d, "2022-01-02"), [(dag("2022-01-01"), Afloop::TeLaat)]);
    let zonder = velden(&[("betrokken", "klachtenfunctionaris")]);
    let geweigerd =
        d.probeer(dag("2021-10-01"), "raad_van_bestuur", "regeling_geevalueerd", zonder);
    let geweigerd = geweigerd.unwrap_err();
    assert!(geweigerd.noemt(&LIVIO, "18 lid 2"));
    assert!(geweigerd.to_string().contains("de cliëntenraad"), "{geweigerd}");
    let mut met = velden(&[]);
    met.insert(
        "betrokken".into(),
        dossier::Waarde::Lijst(vec!["klachtenfunctionaris".into(), "clientenraad".into()]),
    );
    d.probeer(dag("2021-10-01"), "raad_van_bestuur", "regeling_geevalueerd", met).unwrap();
    let vervuld = Afloop::Vervuld { op: dag("2021-10-01"), nummer: 1, te_laat: false };
    assert_eq!(beurt(&d, "2030-01-01"), [(dag("2022-01-01"), vervuld)]);
}
