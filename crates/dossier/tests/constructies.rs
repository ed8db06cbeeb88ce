//! What the language can say of time and Livio does not: pauses, a fresh start, conditional terms,
//! dates that somebody sets, terms before a moment, recurring duties on the calendar.
#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

mod gemeen;

use dossier::{Afloop, Blik};
use gemeen::{Dossier, boek, dag, velden};

fn regeling(rest: &str) -> regeling::Boek {
    boek(&format!(
        "[regeling]\nid = \"proef\"\ntitel = \"Proef\"\naanbieder = \"Proef\"\ngeldig = {{ van = 2020-01-01 }}\nwetten = [\"wkkgz\"]\n\n[[rol]]\nid = \"raad_van_bestuur\"\nis = \"zorgaanbieder\"\n\n[[kanaal]]\nid = \"brief\"\nartikel = \"1\"\ndoet = \"klacht_ingediend\"\n\n{rest}"
    ))
}

fn einde(d: &Dossier<'_>, klok: &str, op: &str) -> String {
    let stand = d.stand();
    let blik = Blik::new(d.boek, &stand, dag(op));
    blik.klok(d.boek.klok_id(klok).unwrap()).unwrap().einde.einde.to_string()
}

const BESTUUR: &str = "raad_van_bestuur";

#[test]
fn a_clock_pauses_between_two_acts_and_overlapping_pauses_count_once() {
    let boek = regeling(
        "[[bevoegdheid]]\nid = \"b\"\nartikel = \"2\"\nwie = \"raad_van_bestuur\"\ndoet = [\"bemiddeling_gestart\", \"bemiddeling_beeindigd\", \"aantekening_gemaakt\"]\n\n[[klok]]\nid = \"k\"\nartikel = \"2\"\nstart = \"klacht_ontvangen\"\ntermijn = \"6 weken\"\nstopt = \"oordeel_gegeven\"\n\n[[klok.schorsing]]\nartikel = \"3\"\nvan = \"bemiddeling_gestart\"\ntot = \"bemiddeling_beeindigd\"\n",
    );
    let mut d = Dossier::klacht(&boek, "2026-03-02");
    assert_eq!(einde(&d, "k", "2026-03-10"), "2026-04-13");
    d.doe("2026-03-10", BESTUUR, "bemiddeling_gestart", &[]);
    d.doe("2026-03-12", BESTUUR, "bemiddeling_gestart", &[]);
    // While it lasts, the end is the one that follows if it ended today.
    assert_eq!(einde(&d, "k", "2026-03-15"), "2026-04-18");
    d.doe("2026-03-20", BESTUUR, "bemiddeling_beeindigd", &[("resultaat", "niet_opgelost")]);
    assert_eq!(einde(&d, "k", "2026-03-25"), "2026-04-23");
    assert_eq!(einde(&d, "k", "2026-05-25"), "2026-04-23", "later days change nothing");
}

#[test]
fn a_clock_begins_anew_and_a_condition_chooses_its_term() {
    let boek = regeling(
        "[[bevoegdheid]]\nid = \"b\"\nartikel = \"2\"\nwie = [\"raad_van_bestuur\", \"klager\"]\ndoet = [\"stuk_toegevoegd\", \"onderzoeker_aangewezen\"]\n\n[[klok]]\nid = \"k\"\nartikel = \"2\"\nstart = \"klacht_ontvangen\"\ntermijn = [\"6 weken\", { is = \"10 weken\", als = \"onderzoeker_aangewezen\" }]\nstuiting = \"stuk_toegevoegd\"\nstopt = \"oordeel_gegeven\"\n",
    );
    let mut d = Dossier::klacht(&boek, "2026-03-02");
    assert_eq!(einde(&d, "k", "2026-03-03"), "2026-04-13");
    d.doe("2026-03-09", BESTUUR, "stuk_toegevoegd", &[]);
    assert_eq!(einde(&d, "k", "2026-03-10"), "2026-04-20", "six weeks from the ninth");
    d.doe(
        "2026-03-11",
        BESTUUR,
        "onderzoeker_aangewezen",
        &[("onderzoeker", "X"), ("relatie", "geen")],
    );
    assert_eq!(einde(&d, "k", "2026-03-11"), "2026-05-18", "ten weeks from the ninth");
}

#[test]
fn a_duty_can_be_due_on_a_set_date_at_most_so_late_and_before_a_moment() {
    let boek = regeling(
        "[[bevoegdheid]]\nid = \"b\"\nartikel = \"2\"\nwie = \"raad_van_bestuur\"\ndoet = \"reactie_gevraagd\"\n\n[[plicht]]\nid = \"reageren\"\nartikel = \"2\"\nwie = \"aangeklaagde\"\ndoet = \"reactie_gegeven\"\nna = \"reactie_gevraagd\"\nbinnen = { gesteld_in = \"uiterlijk\", hoogstens = \"4 weken\" }\n\n[[plicht]]\nid = \"bijtijds\"\nartikel = \"3\"\nwie = \"raad_van_bestuur\"\ndoet = \"voortgang_gemeld\"\naan = \"klager\"\nna = \"reactie_gevraagd\"\nvoor = \"reactie_gevraagd.uiterlijk\"\nminstens = \"1 week\"\n",
    );
    let mut d = Dossier::klacht(&boek, "2026-03-02");
    d.doe("2026-03-04", BESTUUR, "reactie_gevraagd", &[("uiterlijk", "2026-03-18")]);
    d.doe("2026-03-05", BESTUUR, "reactie_gevraagd", &[("uiterlijk", "2026-06-01")]);
    d.doe("2026-03-06", BESTUUR, "reactie_gevraagd", &[]);
    let dagen: Vec<_> =
        d.plichten("2026-03-10", "reactie_gegeven").iter().map(|p| p.uiterlijk).collect();
    // Set; bounded by four weeks; only the bound.
    assert_eq!(dagen, [Some(dag("2026-03-18")), Some(dag("2026-04-02")), Some(dag("2026-04-03"))]);
    let bijtijds = d.plichten("2026-03-10", "voortgang_gemeld");
    assert_eq!(bijtijds[0].uiterlijk, Some(dag("2026-05-25")), "a week before the last set date");
}

#[test]
fn not_before_keeps_an_act_closed_and_a_power_with_a_term_closes_after_it() {
    let boek = regeling(
        "[[bevoegdheid]]\nid = \"b\"\nartikel = \"2\"\nwie = \"raad_van_bestuur\"\ndoet = \"contact_opgenomen\"\nna = \"klacht_ontvangen\"\nniet_voor = \"3 weken\"\nbinnen = \"5 weken\"\n",
    );
    let mut d = Dossier::klacht(&boek, "2026-03-02");
    let mag = |d: &mut Dossier<'_>, op: &str| {
        d.probeer(dag(op), BESTUUR, "contact_opgenomen", velden(&[]))
    };
    let te_vroeg = mag(&mut d, "2026-03-22").unwrap_err();
    assert!(te_vroeg.to_string().contains("niet eerder dan maandag 23 maart 2026"), "{te_vroeg}");
    let te_laat = mag(&mut d, "2026-04-07").unwrap_err();
    assert!(te_laat.to_string().contains("tot en met maandag 6 april 2026"), "{te_laat}");
    assert!(te_laat.noemt(&boek, "2"));
    mag(&mut d, "2026-03-23").unwrap();
}

#[test]
fn a_private_regulation_may_let_its_terms_move_on_over_rest_days() {
    let boek = regeling(
        "[[plicht]]\nid = \"p\"\nartikel = \"2\"\nwie = \"raad_van_bestuur\"\ndoet = \"contact_opgenomen\"\naan = \"klager\"\nna = \"klacht_ontvangen\"\nbinnen = \"1 week\"\natw = true\n",
    );
    let d = Dossier::klacht(&boek, "2026-03-28");
    let p = &d.plichten("2026-03-28", "contact_opgenomen")[0];
    assert_eq!((p.uiterlijk, p.wettelijk), (Some(dag("2026-04-04")), Some(dag("2026-04-07"))));
    let op_dag = |op: &str| d.plichten(op, "contact_opgenomen")[0].afloop.clone();
    assert_eq!(op_dag("2026-04-07"), Afloop::Open, "judged by the legal end");
    assert_eq!(op_dag("2026-04-08"), Afloop::TeLaat);
}

#[test]
fn a_duty_on_the_calendar_recurs_from_the_last_time_that_it_was_done() {
    let boek = regeling(
        "[[kalenderplicht]]\nid = \"e\"\nartikel = \"4\"\nwie = \"raad_van_bestuur\"\ndoet = \"regeling_geevalueerd\"\neerst = \"2 jaar\"\nherhaal = \"1 jaar\"\ntekst = \"Elk jaar een evaluatie.\"\n",
    );
    let mut d = Dossier::onder(&boek);
    d.doe("2022-02-01", BESTUUR, "regeling_geevalueerd", &[("betrokken", "clientenraad")]);
    let stand = d.stand();
    let blik = Blik::new(&boek, &stand, dag("2022-06-01"));
    let beurten: Vec<_> =
        blik.kalenderplichten().iter().map(|k| (k.uiterlijk, k.afloop.is_open())).collect();
    assert_eq!(beurten, [(dag("2022-01-01"), false), (dag("2023-02-01"), true)]);
}

#[test]
fn who_has_grounds_of_his_own_uses_no_others() {
    let grond = |id: &str, wie: &str| {
        format!(
            "[[grond]]\nid = \"{id}\"\nartikel = \"3 sub {id}\"\ndoet = \"niet_ontvankelijk_verklaard\"\nwie = \"{wie}\"\nnaam = \"{id}\"\n\n"
        )
    };
    let boek = regeling(&(grond("a", "klachtenfunctionaris") + &grond("b", BESTUUR)));
    let probeer = |rol: &str, grond: &str| {
        let mut d = Dossier::klacht(&boek, "2026-03-02");
        let met = velden(&[("grond", grond), ("motivering", "Daarom.")]);
        d.probeer(dag("2026-03-03"), rol, "niet_ontvankelijk_verklaard", met)
    };
    assert!(probeer("klachtenfunctionaris", "a").is_ok());
    assert!(probeer(BESTUUR, "b").is_ok());
    let weigering = probeer("klachtenfunctionaris", "b").unwrap_err();
    let reden = &weigering.redenen[0];
    assert_eq!(reden.nl, "Op deze grond beslist de raad van bestuur.");
    assert_eq!(boek.citeer(reden.vindplaats.as_ref().unwrap()), "artikel 3 sub b");
}

#[test]
fn who_lacks_a_power_is_told_which_article_gives_it_to_whom() {
    let boek = regeling(
        "[[bevoegdheid]]\nid = \"b\"\nartikel = \"2 lid 4\"\nwie = \"raad_van_bestuur\"\ndoet = \"onderzoeker_aangewezen\"\n",
    );
    let mut d = Dossier::klacht(&boek, "2026-03-02");
    let weigering =
        d.probeer(dag("2026-03-03"), "klager", "onderzoeker_aangewezen", velden(&[])).unwrap_err();
    let artikel = weigering.redenen[0].vindplaats.as_ref().map(|v| boek.citeer(v));
    assert_eq!(artikel.as_deref(), Some("artikel 2 lid 4"));
}

#[test]
fn a_notice_moves_the_terms_of_whoever_gave_it_and_no_others() {
    let klok = |id: &str, wie: &str| {
        format!(
            "[[klok]]\nid = \"{id}\"\nartikel = \"2\"\nstart = \"klacht_ontvangen\"\ntermijn = \"6 weken\"\nstopt = \"oordeel_gegeven\"\n\n[[klok.verdaging]]\nartikel = \"3\"\nwie = \"{wie}\"\ntot = \"10 weken\"\n\n"
        )
    };
    let boek =
        regeling(&(klok("bestuur", BESTUUR) + &klok("functionaris", "klachtenfunctionaris")));
    let mut d = Dossier::klacht(&boek, "2026-03-02");
    d.doe("2026-03-20", BESTUUR, "termijn_verlengd", &[("tot", "2026-05-04"), ("reden", "Druk.")]);
    assert_eq!(einde(&d, "bestuur", "2026-03-21"), "2026-05-04");
    assert_eq!(einde(&d, "functionaris", "2026-03-21"), "2026-04-13", "it was not theirs to give");
}

#[test]
fn what_takes_a_duty_away_did_so_on_its_own_day_whenever_one_looks() {
    let boek = regeling(
        "[[bevoegdheid]]\nid = \"b\"\nartikel = \"2\"\nwie = \"raad_van_bestuur\"\ndoet = \"contact_opgenomen\"\n\n[[plicht]]\nid = \"p\"\nartikel = \"3\"\nwie = \"raad_van_bestuur\"\ndoet = \"voortgang_gemeld\"\naan = \"klager\"\nna = \"klacht_ontvangen\"\nbinnen = \"3 weken\"\ntenzij = \"contact_opgenomen\"\n",
    );
    let mut d = Dossier::klacht(&boek, "2026-03-02");
    d.doe("2026-03-10", BESTUUR, "contact_opgenomen", &[]);
    for op in ["2026-03-10", "2026-03-11", "2026-06-01"] {
        let plicht = &d.plichten(op, "voortgang_gemeld")[0];
        let Afloop::Vervallen { op: sinds, .. } = plicht.afloop else { panic!("{plicht:?}") };
        assert_eq!(sinds, dag("2026-03-10"), "seen on {op}");
    }
}
