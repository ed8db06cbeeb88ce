//! After the term of keeping: a person ticks what may go, and it is gone.

use crate::{
    klacht::{log_in, url},
    server::Server,
    sleutels::wederhoor,
};

/// More than the two years that the regulation gives after the end of a complaint.
const LATER: &str = "2029-01-10T10:00:00Z";

// norm livio/13.1-a livio/13.1-b
#[test]
fn after_the_term_of_keeping_a_person_destroys_a_dossier_and_only_the_certificate_stays() {
    let map = tempfile::tempdir().unwrap();
    let server = Server::demo(map.path());
    let b = server.browser();
    let begin = log_in(&b, "functionaris");
    assert!(begin.html.contains(&url("werk/bewaren")), "not in the menu");
    let leeg = b.open(&url("werk/bewaren"));
    assert!(leeg.tekst().contains("U hoeft niets te doen"), "{}", leeg.tekst());
    server.dood();

    let server = Server::later(map.path(), LATER);
    let b = server.browser();
    log_in(&b, "functionaris");
    let p = b.open(&url("werk/bewaren"));
    let waarden = p.waarden("input[name=dossier]");
    let waarde = waarden.first().unwrap_or_else(|| panic!("nothing may go: {}", p.tekst()));
    let nummer = waarde.split_once('.').unwrap().0.to_owned();
    assert!(p.tekst().contains("artikel 13"), "why until then: {}", p.tekst());
    assert!(p.tekst().contains("Wat u vernietigt, komt niet terug"), "{}", p.tekst());
    let dossier = url(&format!("werk/dossier/{nummer}"));
    assert_eq!(b.open(&dossier).status, 200);

    // Without a choice, or without a word, nothing happens and the choice is kept.
    let f = p.formulier("werk/bewaren");
    let leeg = b.stuur(&f.clone());
    assert!(leeg.tekst().contains("Kies een of meer dossiers"), "{}", leeg.tekst());
    let zonder = b.stuur(&f.clone().zet("dossier", waarde));
    assert!(zonder.tekst().contains("Zet een vinkje bij"), "{}", zonder.tekst());
    assert_eq!(zonder.waarden("input[name=dossier][checked]"), std::slice::from_ref(waarde));
    assert_eq!(b.open(&dossier).status, 200);

    let na = b.stuur(&f.clone().zet("dossier", waarde).zet("akkoord", "ja"));
    assert!(na.tekst().contains("Het dossier is vernietigd"), "{}", na.tekst());
    assert!(na.teksten("td[data-kop=Stand]").contains(&"Vernietigd".to_owned()), "{}", na.tekst());
    let weg = b.open(&dossier);
    assert_eq!(weg.status, 410);
    assert!(weg.tekst().contains("Dit dossier is vernietigd"), "{}", weg.tekst());
    server.dood();
    let (code, tekst) =
        wederhoor(map.path(), &["dossier", "explain", "--aanbieder", "livio", &nummer]);
    assert_eq!(code, Some(1), "{tekst}");
    assert!(tekst.contains("was destroyed"), "{tekst}");
    let (code, tekst) =
        wederhoor(map.path(), &["audit", "inzage", "--tenant", "livio", "--nummer", &nummer]);
    assert_eq!(code, Some(0), "{tekst}");
    assert!(
        tekst.contains("gevonden") && tekst.contains("bewaren"),
        "who had it in a list: {tekst}"
    );
    let server = Server::later(map.path(), LATER);
    let b = server.browser();
    log_in(&b, "functionaris");
    let f = b.open(&url("werk/bewaren")).formulier("werk/bewaren");
    // The same click again is no mistake.
    let weer = b.stuur(&f.zet("dossier", waarde).zet("akkoord", "ja"));
    assert!(weer.tekst().contains("Het dossier is vernietigd"), "{}", weer.tekst());
}

#[test]
fn what_the_board_holds_back_for_a_claim_stays_until_the_board_lets_go() {
    let map = tempfile::tempdir().unwrap();
    Server::demo(map.path()).dood();
    let server = Server::later(map.path(), LATER);
    let (functionaris, bestuur) = (server.browser(), server.browser());
    log_in(&functionaris, "functionaris");
    log_in(&bestuur, "bestuur");
    let lijst = url("werk/bewaren");
    let mag_weg = || functionaris.open(&lijst).waarden("input[name=dossier]");
    let waarde = mag_weg().first().unwrap().clone();
    let nummer = waarde.split_once('.').unwrap().0.to_owned();
    let doe = |daad: &str| {
        let pad = url(&format!("werk/dossier/{nummer}/doe/raad_van_bestuur/{daad}"));
        let f = bestuur.open(&pad).formulier(daad).zet("reden", "rechtsvordering");
        let p = bestuur.stuur(&f.zet("toelichting", "De zaak bij de rechtbank Almelo."));
        assert!(p.pad.contains("?gedaan="), "{daad}: {} {}", p.pad, p.tekst());
    };

    // The list of a moment ago: what happened since keeps it.
    let oud = functionaris.open(&lijst).formulier("werk/bewaren");
    doe("vernietiging_aangehouden");
    let p = functionaris.stuur(&oud.zet("dossier", &waarde).zet("akkoord", "ja"));
    assert!(!p.tekst().contains("Het dossier is vernietigd"), "{}", p.tekst());
    let p = functionaris.open(&lijst);
    let waarom = "De vernietiging is aangehouden: er loopt een rechtszaak of schadeclaim";
    assert!(p.tekst().contains(waarom), "{}", p.tekst());
    assert!(p.tekst().contains("AVG artikel 17 lid 3"), "{}", p.tekst());
    assert!(!p.tekst().contains("Almelo"), "what was written stays in the dossier");
    assert!(!mag_weg().iter().any(|w| w.starts_with(&nummer)), "no box to tick");
    // Nor by a request made by hand, with the version of now.
    let versie: u32 = waarde.split_once('.').unwrap().1.parse().unwrap();
    let nu = format!("{nummer}.{}", versie + 1);
    let p =
        functionaris.stuur(&p.formulier("werk/bewaren").zet("dossier", &nu).zet("akkoord", "ja"));
    assert!(p.tekst().contains(waarom), "{}", p.tekst());
    assert_eq!(functionaris.open(&url(&format!("werk/dossier/{nummer}"))).status, 200);

    doe("aanhouding_opgeheven");
    let waarde = mag_weg().into_iter().find(|w| w.starts_with(&nummer)).expect("it may go again");
    let f = functionaris.open(&lijst).formulier("werk/bewaren");
    let p = functionaris.stuur(&f.zet("dossier", &waarde).zet("akkoord", "ja"));
    assert!(p.tekst().contains("Het dossier is vernietigd"), "{}", p.tekst());
}

#[test]
fn who_only_registers_complaints_destroys_none() {
    let map = tempfile::tempdir().unwrap();
    Server::demo(map.path()).dood();
    let server = Server::later(map.path(), LATER);
    let b = server.browser();
    let begin = log_in(&b, "medewerker");
    assert!(!begin.html.contains(&url("werk/bewaren")));
    assert_eq!(b.open(&url("werk/bewaren")).status, 403);
}
