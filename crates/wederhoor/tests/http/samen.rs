//! Two at once: two people on one dossier, and one person who sends twice.

use std::thread;

use crate::{
    browser::{Bestand, Browser, Formulier, Pagina},
    klacht::{bewijs, log_in, mijn_klacht, url, vul_in},
    server::Server,
};

const DOSSIER: &str = "K-2026-0001";

pub(crate) fn bericht(b: &Browser, rol: &str, tekst: &str) -> Formulier {
    let pad = url(&format!("werk/dossier/{DOSSIER}/doe/{rol}/voortgang_gemeld"));
    b.open(&pad).formulier("voortgang_gemeld").zet("bericht", tekst)
}

pub(crate) fn is_gedaan(p: &Pagina) -> bool {
    p.status == 200 && p.pad.contains("?gedaan=")
}

#[test]
fn who_acts_second_sees_what_changed_and_keeps_what_was_typed() {
    let map = tempfile::tempdir().unwrap();
    let server = Server::demo(map.path());
    let (een, twee) = (server.browser(), server.browser());
    log_in(&een, "functionaris");
    log_in(&twee, "bestuur");
    let eerste = bericht(&een, "klachtenfunctionaris", "Mevrouw belde over het rooster.");
    let tweede = bericht(&twee, "raad_van_bestuur", "Ik sprak de dochter in de hal.");
    let p = een.stuur(&eerste);
    assert!(is_gedaan(&p), "{} ({}): {}", p.pad, p.status, p.tekst());
    let botsing = twee.stuur(&tweede);
    assert_eq!(botsing.status, 409, "{}: {}", botsing.pad, botsing.tekst());
    let tekst = botsing.tekst();
    assert!(tekst.contains("Iemand anders deed net iets in dit dossier"), "{tekst}");
    assert!(tekst.contains("Voortgang gemeld"), "what changed: {tekst}");
    assert!(tekst.contains("De klachtenfunctionaris"), "by whom: {tekst}");
    assert!(tekst.contains("Ik sprak de dochter in de hal."), "{tekst}");
    let verder = twee.stuur(&botsing.formulier("voortgang_gemeld"));
    let weer = verder.formulier("voortgang_gemeld");
    assert_eq!(weer.waarde("bericht"), Some("Ik sprak de dochter in de hal."));
    let p = twee.stuur(&weer);
    assert!(is_gedaan(&p), "{} ({}): {}", p.pad, p.status, p.tekst());
}

#[test]
fn of_two_at_the_very_same_moment_neither_loses_what_was_typed() {
    let map = tempfile::tempdir().unwrap();
    let server = Server::demo(map.path());
    let (een, twee) = (server.browser(), server.browser());
    log_in(&een, "functionaris");
    log_in(&twee, "functionaris");
    for ronde in 0..8 {
        let mijn = bericht(&een, "klachtenfunctionaris", &format!("Mijn verslag {ronde}."));
        let jouw = bericht(&twee, "klachtenfunctionaris", &format!("Jouw verslag {ronde}."));
        let (a, b) = thread::scope(|s| {
            let a = s.spawn(|| een.stuur(&mijn));
            let b = s.spawn(|| twee.stuur(&jouw));
            (a.join().unwrap(), b.join().unwrap())
        });
        let verliezer = if is_gedaan(&a) { (b, "Jouw") } else { (a, "Mijn") };
        assert_eq!(verliezer.0.status, 409, "both say that it is done: one text is gone");
        let tekst = format!("{} verslag {ronde}.", verliezer.1);
        assert!(verliezer.0.tekst().contains(&tekst), "{}", verliezer.0.tekst());
    }
}

#[test]
fn the_same_act_sent_twice_is_done_once_and_no_conflict() {
    let map = tempfile::tempdir().unwrap();
    let server = Server::demo(map.path());
    let b = server.browser();
    log_in(&b, "functionaris");
    let f = bericht(&b, "klachtenfunctionaris", "Mevrouw belde over het rooster.");
    for _ in 0..2 {
        let p = b.stuur(&f);
        assert!(is_gedaan(&p), "{} ({}): {}", p.pad, p.status, p.tekst());
    }
    let p = b.open(&url(&format!("werk/dossier/{DOSSIER}")));
    assert_eq!(p.tekst().matches("Mevrouw belde over het rooster.").count(), 1);
}

#[test]
fn a_file_that_is_sent_twice_is_in_the_dossier_once() {
    let map = tempfile::tempdir().unwrap();
    let server = Server::demo(map.path());
    let b = server.browser();
    log_in(&b, "bestuur");
    let pad = url(&format!("werk/dossier/{DOSSIER}/documenten"));
    let vooraf = b.open(&pad).tekst().matches("rooster.pdf").count();
    let f = b.open(&pad).formulier("documenten");
    let inhoud = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n";
    let rooster = Bestand { veld: "bestand", naam: "rooster.pdf", mime: "application/pdf", inhoud };
    for _ in 0..2 {
        let p = b.stuur_bestand(&f, &rooster).unwrap();
        assert!(is_gedaan(&p) || p.pad.ends_with("?gedaan"), "{} ({})", p.pad, p.status);
    }
    let namen = |p: &Pagina| p.tekst().matches("rooster.pdf").count();
    let na = b.open(&pad);
    assert_eq!(namen(&na), vooraf + 1, "{}", na.tekst());
    // Whoever sees it there and adds it once more means it.
    b.stuur_bestand(&na.formulier("documenten"), &rooster).unwrap();
    assert_eq!(namen(&b.open(&pad)), vooraf + 2);
}

#[test]
fn a_complaint_that_is_sent_twice_is_one_complaint() {
    let map = tempfile::tempdir().unwrap();
    let server = Server::demo(map.path());
    let b = server.browser();
    let f = vul_in(&b, "J. Bakker", "Een verhaal.").unwrap().formulier("klacht/controle");
    let eerste = bewijs(&b.stuur(&f));
    let tweede = bewijs(&b.stuur(&f));
    assert_eq!((&eerste.nummer, &eerste.code), (&tweede.nummer, &tweede.code));
}

/// A double click: the second goes out before the first was answered.
#[test]
fn a_double_click_shows_a_code_that_opens_the_complaint() {
    let map = tempfile::tempdir().unwrap();
    let server = Server::start(map.path());
    let dubbel = server.browser();
    let f = vul_in(&dubbel, "P. Smit", "Nog een verhaal.").unwrap().formulier("klacht/controle");
    let paginas = thread::scope(|s| {
        let bezig: Vec<_> = (0..4).map(|_| s.spawn(|| dubbel.stuur(&f))).collect();
        bezig.into_iter().map(|b| b.join().unwrap()).collect::<Vec<_>>()
    });
    let bewijzen: Vec<_> = paginas.iter().map(bewijs).collect();
    assert!(bewijzen.iter().all(|b| b.nummer == bewijzen[0].nummer), "{bewijzen:?}");
    for bewijs in &bewijzen {
        let p = mijn_klacht(&server.browser(), bewijs);
        assert_eq!(p.pad, url("mijn-klacht/stand"), "a code that opens nothing: {}", p.tekst());
    }
}
