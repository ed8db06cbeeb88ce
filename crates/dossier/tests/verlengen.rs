//! One notice of more time, several clocks: which moves, which does not, and that people read it; what ran out
//! before; and who is barred as a person.
#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

mod gemeen;

use dossier::{Blik, NietVerdaagd, Persoon, Stand};
use gemeen::{Dossier, boek, dag};
use regeling::Boek;
use termijn::Taal;

const BESTUUR: &str = "raad_van_bestuur";

fn personen() -> Boek {
    boek(include_str!("../../../scenarios/mini/regelingen/personen.toml"))
}

fn uitleg_klok(boek: &Boek, stand: &Stand, klok: &str, op: &str) -> String {
    let blik = Blik::new(boek, stand, dag(op));
    let k = blik.klok(boek.klok_id(klok).unwrap()).unwrap();
    let u = blik.uitleg_klok(&k, Taal::Nl);
    [u.rekening, u.let_op].concat().join("\n")
}

#[test]
fn before_and_after_a_notice_people_read_which_term_moves_and_which_does_not() {
    let boek = personen();
    let mut d = Dossier::klacht(&boek, "2026-03-02");
    let stand = d.stand();
    let blik = Blik::new(&boek, &stand, dag("2026-04-16"));
    let (daad, rol) = (boek.daad_id("termijn_verlengd").unwrap(), boek.rol_id(BESTUUR).unwrap());
    let vooraf = blik.uitleg_daad(daad, rol, None, Taal::Nl).rekening.join("\n");
    assert!(
        vooraf.contains("De termijn 'schriftelijke mededeling van het oordeel' schuift niet mee: verlengen kon tot en met maandag 13 april 2026"),
        "{vooraf}"
    );
    assert!(
        vooraf.contains("De termijn 'beoordeling met instemming' schuift niet mee:"),
        "{vooraf}"
    );
    d.doe(
        "2026-04-16",
        BESTUUR,
        "termijn_verlengd",
        &[("tot", "2026-05-11"), ("reden", "Drukte.")],
    );
    let stand = d.stand();
    let wet = uitleg_klok(&boek, &stand, "wkkgz:oordeel", "2026-04-16");
    assert!(
        wet.contains("De melding van verlenging op donderdag 16 april 2026 verschuift deze termijn niet: zij was voorbij op maandag 13 april 2026"),
        "{wet}"
    );
    let instemming = uitleg_klok(&boek, &stand, "met_instemming", "2026-04-16");
    assert!(
        instemming.contains("dit gold toen niet: 'reactie gegeven' door de klager"),
        "{instemming}"
    );
    let eigen = uitleg_klok(&boek, &stand, "beoordeling", "2026-04-16");
    assert!(eigen.contains("Verlengd tot maandag 11 mei 2026"), "{eigen}");
}

#[test]
fn consent_that_came_to_light_later_counts_by_its_own_day() {
    let boek = personen();
    let waarom = |dagen: [&str; 2]| {
        let mut d = Dossier::klacht(&boek, "2026-03-02");
        // Told first, on whatever day; the consent is recorded after it.
        d.doe(
            dagen[0],
            BESTUUR,
            "termijn_verlengd",
            &[("tot", "2026-05-11"), ("reden", "Drukte.")],
        );
        d.doe(dagen[1], "klager", "reactie_gegeven", &[("reactie", "Goed.")]);
        let stand = d.stand();
        let blik = Blik::new(&boek, &stand, dag("2026-04-18"));
        let k = blik.klok(boek.klok_id("met_instemming").unwrap()).unwrap();
        k.niet_verdaagd.first().map(|(_, _, waarom)| *waarom)
    };
    assert_eq!(waarom(["2026-04-16", "2026-04-14"]), None, "it was given before the notice");
    assert_eq!(waarom(["2026-04-16", "2026-04-17"]), Some(NietVerdaagd::Voorwaarde));
}

#[test]
fn what_ran_out_before_stays_known_and_is_said() {
    let boek = personen();
    let mut d = Dossier::klacht(&boek, "2026-03-02");
    d.doe("2026-04-22", BESTUUR, "termijn_verlengd", &[("tot", "2026-05-11"), ("reden", "Laat.")]);
    let stand = d.stand();
    let u = uitleg_klok(&boek, &stand, "beoordeling", "2026-04-22");
    assert!(u.contains("Deze termijn liep eerder al af, op maandag 20 april 2026"), "{u}");
    // Told on the last day: it never ran out.
    let mut d = Dossier::klacht(&boek, "2026-03-02");
    d.doe("2026-04-20", BESTUUR, "termijn_verlengd", &[("tot", "2026-05-11"), ("reden", "Laat.")]);
    let stand = d.stand();
    assert!(!uitleg_klok(&boek, &stand, "beoordeling", "2026-04-22").contains("liep eerder al af"));
}

#[test]
fn a_clock_that_stood_still_after_the_notice_says_so() {
    let boek = personen();
    let mut d = Dossier::klacht(&boek, "2026-10-26");
    d.doe("2026-12-10", BESTUUR, "termijn_verlengd", &[("tot", "2027-01-08"), ("reden", "Druk.")]);
    d.doe("2026-12-21", "klachtenfunctionaris", "bemiddeling_gestart", &[]);
    // While it lasts, the end is the one that follows if it ended today.
    let stand = d.stand();
    let einde = |op: &str| {
        let blik = Blik::new(&boek, &stand, dag(op));
        blik.klok(boek.klok_id("beoordeling").unwrap()).unwrap().einde.einde
    };
    assert_eq!(einde("2026-12-21"), dag("2027-01-08"));
    assert_eq!(einde("2026-12-31"), dag("2027-01-18"));
    assert_eq!(einde("2027-02-28"), dag("2027-03-18"), "it does not run out while it stands still");
    let u = uitleg_klok(&boek, &stand, "beoordeling", "2026-12-31");
    assert!(
        u.contains("daarna stond de termijn stil, dus door tot maandag 18 januari 2027"),
        "{u}"
    );
}

#[test]
fn a_person_is_barred_by_account_as_well_as_by_name_and_his_office_is_not() {
    let boek = personen();
    let d = Dossier::klacht(&boek, "2026-03-02");
    let mut gebeurd = d.gebeurd.clone();
    let account = uuid::Uuid::from_u128(7);
    gebeurd[0].velden.insert(
        "aangeklaagden".to_owned(),
        regeling::Waarde::Lijst(vec![regeling::Waarde::Groep(regeling::Velden::from([
            ("naam".to_owned(), "Björn Ågren".into()),
            ("ambt".to_owned(), "klachtenfunctionaris".into()),
            ("account".to_owned(), account.to_string().into()),
        ]))]),
    );
    let stand = Stand::van(&boek, &gebeurd);
    let blik = Blik::new(&boek, &stand, dag("2026-03-03"));
    let (daad, rol) = (
        boek.daad_id("aantekening_gemaakt").unwrap(),
        boek.rol_id("klachtenfunctionaris").unwrap(),
    );
    let mag = |p: &Persoon| blik.door(p).mag(daad, rol, None).is_ok();
    let met_account = |n: u128| Persoon { naam: None, account: Some(uuid::Uuid::from_u128(n)) };
    assert!(!mag(&met_account(7)) && mag(&met_account(8)));
    assert!(!mag(&Persoon::met_naam("BJÖRN ågren")) && mag(&Persoon::met_naam("P. Vos")));
    assert!(!mag(&Persoon::default()), "whoever does not say who he is may be the one");
    assert!(blik.mag(daad, rol, None).is_ok(), "somebody in that office may");
    assert!(!blik.is_buitengesloten(rol) && blik.door(&met_account(7)).is_buitengesloten(rol));
}
