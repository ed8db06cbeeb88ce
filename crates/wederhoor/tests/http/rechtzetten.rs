//! A wrong record set right on screen: the form as it was recorded, filled in; what was and what is.

use crate::{
    browser::{Browser, Formulier, Pagina},
    klacht::{log_in, url},
    server::Server,
};

const DOSSIER: &str = "K-2026-0001";

fn dossier(b: &Browser) -> Pagina {
    b.open(&url(&format!("werk/dossier/{DOSSIER}")))
}

fn formulier(b: &Browser, nummer: u32) -> Formulier {
    let einde = format!("rechtzetten/{nummer}?daad=rechtgezet");
    b.open(&url(&format!("werk/dossier/{DOSSIER}/rechtzetten/{nummer}"))).formulier(&einde)
}

#[test]
fn any_field_can_be_set_right_on_the_form_with_which_it_was_recorded() {
    let map = tempfile::tempdir().unwrap();
    let server = Server::demo(map.path());
    let b = server.browser();
    log_in(&b, "functionaris");
    let begin = dossier(&b);
    assert!(begin.html.contains(&format!("{DOSSIER}/rechtzetten/1\"")), "{}", begin.html);
    let f = formulier(&b, 1);
    assert_eq!(f.waarde("v-onderwerp"), Some("Te laat geholpen met naar bed gaan"));
    assert_eq!((f.waarde("wat"), f.waarde("gebeurd_op-dag")), (Some("anders"), Some("2")));
    assert_eq!(f.waarde("v-aangeklaagden"), Some("E. Öztürk, verzorgende"));
    // Nothing changed is nothing to record.
    let p = b.stuur(&f.clone().zet("reden", "Zomaar."));
    assert!(p.tekst().contains("U veranderde nog niets."), "{}", p.tekst());
    // What was typed comes back when something is wrong.
    let anders =
        f.zet("v-onderwerp", "Drie avonden te laat naar bed").zet("v-gebeurtenis_op-dag", "13");
    let p = b.stuur(&anders);
    let weer = p.formulier("rechtzetten/1?daad=rechtgezet");
    assert_eq!(weer.waarde("v-onderwerp"), Some("Drie avonden te laat naar bed"));
    assert!(p.tekst().contains("Wat was er mis"), "{}", p.tekst());
    let klaar = b.stuur(&weer.zet("reden", "Mevrouw belde: het was de dertiende."));
    assert!(klaar.pad.contains("?gedaan=rechtgezet"), "{}: {}", klaar.pad, klaar.tekst());
    let tekst = klaar.tekst();
    for zin in [
        "Drie avonden te laat naar bed",
        "Eerst: Te laat geholpen met naar bed gaan Nu: Drie avonden te laat naar bed",
        "Eerst: woensdag 14 oktober 2026 Nu: dinsdag 13 oktober 2026",
        "Klacht ingediend (rechtgezet)",
        "Mevrouw belde: het was de dertiende.",
    ] {
        assert!(tekst.contains(zin), "{zin}\n\n{tekst}");
    }
    // What was not touched did not change: the accused is the same, with his account.
    assert!(!tekst.contains("Over wie gaat de klacht Eerst"), "{tekst}");
    let e = server.browser();
    log_in(&e, "medewerker");
    assert_eq!(dossier(&e).status, 200, "the accused still takes part");
    assert_eq!(e.open(&url(&format!("werk/dossier/{DOSSIER}/rechtzetten/1"))).status, 403);
}

#[test]
fn what_never_happened_is_taken_back_and_what_somebody_else_did_meanwhile_stops_the_form() {
    let map = tempfile::tempdir().unwrap();
    let server = Server::demo(map.path());
    let (b, ander) = (server.browser(), server.browser());
    log_in(&b, "bestuur");
    log_in(&ander, "functionaris");
    let f = formulier(&b, 2).zet("wat", "nooit").zet("reden", "De brief ging nooit weg.");
    let bericht = url(&format!("werk/dossier/{DOSSIER}/doe/klachtenfunctionaris/voortgang_gemeld"));
    let tussendoor = ander.open(&bericht).formulier("voortgang_gemeld");
    ander.stuur(&tussendoor.zet("bericht", "Wij zijn bezig."));
    let p = b.stuur(&f);
    assert!(p.tekst().contains("Iemand anders deed net iets"), "{}", p.tekst());
    let weer = p.formulier("rechtzetten/2?daad=rechtgezet");
    assert_eq!(weer.waarde("reden"), Some("De brief ging nooit weg."));
    for _ in 0..2 {
        let p = b.stuur(&weer);
        assert!(p.pad.contains("?gedaan=rechtgezet"), "{}: {}", p.pad, p.tekst());
    }
    let tekst = dossier(&b).tekst();
    assert_eq!(tekst.matches("Vastlegging rechtgezet").count(), 1, "{tekst}");
    assert!(tekst.contains("Dit is nooit gebeurd."), "{tekst}");
    assert!(tekst.contains("Ontvangst bevestigd (niet gebeurd; rechtgezet)"), "{tekst}");
}
