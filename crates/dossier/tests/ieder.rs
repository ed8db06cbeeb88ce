//! What each of several people must have done before it counts: where a clock stops, a pause ends, a duty
//! lapses or a procedure opens again.
#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

mod gemeen;

use dossier::{Afloop, Blik, Opdracht, Waarde, Wie, decide};
use gemeen::{Dossier, boek, dag, velden};

const BESTUUR: &str = "raad_van_bestuur";
const VAN_IEDER: &str = "{ gebeurd = \"reactie_gegeven\", door = { elke = \"aangeklaagde\" } }";

fn regeling() -> regeling::Boek {
    boek(&format!(
        r#"[regeling]
id = "proef"
titel = "Proef"
aanbieder = "Proef"
geldig = {{ van = 2020-01-01 }}
wetten = ["wkkgz"]

[[rol]]
id = "raad_van_bestuur"
is = "zorgaanbieder"

[[kanaal]]
id = "brief"
artikel = "1"
doet = "klacht_ingediend"

[[bevoegdheid]]
id = "bestuur"
artikel = "2"
wie = "raad_van_bestuur"
doet = ["reactie_gevraagd", "procedure_beeindigd"]

[[bevoegdheid]]
id = "reageren"
artikel = "2"
wie = "aangeklaagde"
doet = "reactie_gegeven"
na_einde = true

[[klok]]
id = "reacties"
artikel = "3"
start = "klacht_ontvangen"
termijn = "6 weken"
stopt = [{VAN_IEDER}]

[[klok]]
id = "onderzoek"
artikel = "4"
start = "klacht_ontvangen"
termijn = "6 weken"
stopt = "oordeel_gegeven"

  [[klok.schorsing]]
  artikel = "4 lid 2"
  van = "reactie_gevraagd"
  tot = [{VAN_IEDER}]

[[plicht]]
id = "melden"
artikel = "5"
wie = "raad_van_bestuur"
doet = "voortgang_gemeld"
aan = "klager"
na = "klacht_ontvangen"
binnen = "8 weken"
vervalt_bij = [{VAN_IEDER}]

[[einde]]
artikel = "6"
door = "procedure_beeindigd"
heropent = [{VAN_IEDER}]
"#
    ))
}

/// A complaint about two people.
fn over_twee(boek: &regeling::Boek) -> Dossier<'_> {
    let mut d = Dossier::onder(boek);
    let mut v = velden(&[("kanaal", "brief"), ("hoedanigheid", "client")]);
    let namen = vec![Waarde::from("Jurre Kok"), Waarde::from("Zoë Ångström")];
    v.insert("aangeklaagden".to_owned(), Waarde::Lijst(namen));
    d.probeer(dag("2026-03-02"), "klager", "klacht_ingediend", v).unwrap();
    d
}

/// One of them answers.
fn antwoordt(d: &mut Dossier<'_>, partij: &str, op: &str) {
    let opdracht = Opdracht {
        daad: "reactie_gegeven".to_owned(),
        wie: Wie { partij: Some(partij.to_owned()), ..Wie::rol("aangeklaagde") },
        aan: Vec::new(),
        velden: velden(&[("reactie", "Zo ging het niet.")]),
        gebeurd_op: dag(op),
    };
    let besluit = decide(d.boek, &d.stand(), opdracht, dag(op)).unwrap_or_else(|w| panic!("{w}"));
    let nummer = u32::try_from(d.gebeurd.len()).unwrap() + 1;
    d.gebeurd.push(besluit.leg_vast(nummer, jiff::Timestamp::UNIX_EPOCH));
}

#[test]
fn a_clock_stops_and_a_duty_lapses_on_the_day_on_which_the_last_of_them_answered() {
    let boek = regeling();
    let mut d = over_twee(&boek);
    let gestopt = |d: &Dossier<'_>, op: &str| {
        let stand = d.stand();
        let blik = Blik::new(d.boek, &stand, dag(op));
        blik.klok(d.boek.klok_id("reacties").unwrap()).unwrap().gestopt.map(|(op, _)| op)
    };
    let open = |d: &Dossier<'_>| {
        let plichten = d.plichten("2026-03-12", "voortgang_gemeld");
        plichten.iter().any(|p| matches!(p.afloop, Afloop::Open))
    };
    antwoordt(&mut d, "aangeklaagde", "2026-03-09");
    assert_eq!(gestopt(&d, "2026-03-10"), None, "one of two is not each of them");
    assert!(open(&d));
    antwoordt(&mut d, "aangeklaagde", "2026-03-10");
    assert_eq!(gestopt(&d, "2026-03-11"), None, "nor is the same one twice");
    antwoordt(&mut d, "aangeklaagde-2", "2026-03-12");
    assert_eq!(gestopt(&d, "2026-03-12"), Some(dag("2026-03-12")));
    assert!(!open(&d));
}

#[test]
fn a_pause_ends_when_each_has_answered_after_it_began() {
    let boek = regeling();
    let mut d = over_twee(&boek);
    // An answer from before the question ends nothing.
    antwoordt(&mut d, "aangeklaagde-2", "2026-03-03");
    d.doe("2026-03-04", BESTUUR, "reactie_gevraagd", &[]);
    antwoordt(&mut d, "aangeklaagde", "2026-03-06");
    let pauze = |d: &Dossier<'_>, op: &str| {
        let stand = d.stand();
        let blik = Blik::new(d.boek, &stand, dag(op));
        blik.klok(d.boek.klok_id("onderzoek").unwrap()).unwrap().pauzes[0].tot
    };
    assert_eq!(pauze(&d, "2026-03-16"), Some(dag("2026-03-16")), "it lasts");
    antwoordt(&mut d, "aangeklaagde-2", "2026-03-11");
    assert_eq!(pauze(&d, "2026-03-16"), Some(dag("2026-03-11")));
}

#[test]
fn a_procedure_opens_again_when_each_has_answered_after_its_end() {
    let boek = regeling();
    let mut d = over_twee(&boek);
    antwoordt(&mut d, "aangeklaagde", "2026-03-03");
    d.doe("2026-03-04", BESTUUR, "procedure_beeindigd", &[("reden", "Er is gepraat.")]);
    let open = |d: &Dossier<'_>| {
        let stand = d.stand();
        Blik::new(d.boek, &stand, dag("2026-03-20")).einde().is_none()
    };
    antwoordt(&mut d, "aangeklaagde-2", "2026-03-05");
    assert!(!open(&d), "the first answered before it ended");
    antwoordt(&mut d, "aangeklaagde", "2026-03-06");
    assert!(open(&d));
}
