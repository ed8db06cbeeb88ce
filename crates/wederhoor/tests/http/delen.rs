//! By which rules a complaint is handled, and a letter that is split into several complaints.

use crate::{
    browser::Browser,
    klacht::{Bewijs, bewijs, log_in, mijn_klacht, url, vul_in},
    server::Server,
};

/// A complaint of somebody who does not know what care it is.
fn onzeker(b: &Browser) -> Bewijs {
    vul_in(b, "J. Bakker", "De deur zat op slot, en het eten was koud.").unwrap();
    let zorg = b.open(&url("klacht/zorg"));
    assert!(zorg.tekst().contains("Dat weet ik niet"), "{}", zorg.tekst());
    let f = zorg.formulier("klacht/zorg");
    b.stuur(&f.zet("zorgsoort", "weet_niet").zet("onvrijwillige_zorg", "weet_niet"));
    let controle = b.open(&url("klacht/controle"));
    assert!(controle.tekst().contains("Wij zoeken nog uit"), "{}", controle.tekst());
    assert!(controle.tekst().contains("Dat weet ik niet"), "{}", controle.tekst());
    bewijs(&b.stuur(&controle.formulier("klacht/controle")))
}

fn dossier(nummer: &str) -> String {
    url(&format!("werk/dossier/{nummer}"))
}

// norm livio/6.2-a
#[test]
fn who_does_not_know_the_kind_of_care_can_complain_and_staff_settle_it_afterwards() {
    let map = tempfile::tempdir().unwrap();
    let server = Server::demo(map.path());
    let bewijs = onzeker(&server.browser());
    let b = server.browser();
    log_in(&b, "functionaris");
    let p = b.open(&dossier(&bewijs.nummer));
    for zin in ["Nog te vragen aan de klager", "Gaat het over onvrijwillige zorg"] {
        assert!(p.tekst().contains(zin), "{zin}\n\n{}", p.tekst());
    }
    // Under this regulation which care it is makes no difference to the rules.
    assert!(!p.tekst().contains("Om welke zorg gaat het"), "{}", p.tekst());
    let link = p.koppelingen("daad=soort_klacht_bepaald");
    let f = b.open(&link[0]).formulier("daad=soort_klacht_bepaald");
    assert!(f.waarde("v-omschrijving").is_none(), "only the questions are asked");
    let leeg = b.stuur(&f.clone().zet("reden", "Gebeld."));
    assert!(leeg.tekst().contains("Beantwoord een vraag"), "{}", leeg.tekst());
    let f = f.zet("v-onvrijwillige_zorg", "ja").zet("v-zorgsoort", "wlz");
    let p = b.stuur(&f.zet("reden", "Mevrouw vertelde aan de telefoon over de deur."));
    for zin in [
        "Vastgesteld wat voor klacht het is",
        "Eerst: niet ingevuld Nu: Ja",
        "De klacht gaat naar de externe klachtencommissie",
    ] {
        assert!(p.tekst().contains(zin), "{zin}\n\n{}", p.tekst());
    }
    assert!(!p.tekst().contains("Nog te vragen aan de klager"), "{}", p.tekst());
    let mijn = mijn_klacht(&server.browser(), &bewijs).tekst();
    for zin in [
        "Over zorg tegen iemands wil beslist een aparte commissie.",
        "Uw klacht hoort bij de Regionale Klachtencommissie Twente.",
        "Wij sturen uw klacht daarheen.",
    ] {
        assert!(mijn.contains(zin), "{zin}\n\n{mijn}");
    }
}

#[test]
fn one_letter_becomes_two_complaints_with_rules_and_terms_of_their_own() {
    let map = tempfile::tempdir().unwrap();
    let server = Server::demo(map.path());
    let eerste = onzeker(&server.browser());
    let b = server.browser();
    log_in(&b, "bestuur");
    let begin = b.open(&dossier(&eerste.nummer));
    let link = begin.koppelingen("doe/raad_van_bestuur/klacht_gesplitst");
    let f = b.open(&link[0]).formulier("splitsen/raad_van_bestuur/klacht_gesplitst");
    assert_eq!(
        f.waarde("omschrijving_deel"),
        Some("De deur zat op slot, en het eten was koud."),
        "the text of the letter, to choose from"
    );
    let leeg = b.stuur(&f);
    assert!(
        leeg.tekst().contains("Er is een probleem") || leeg.tekst().contains("Vul in"),
        "{}",
        leeg.tekst()
    );
    let f = f
        .zet("onderwerp_deel", "Deur op slot")
        .zet("omschrijving_deel", "De deur zat op slot.")
        .zet("reden", "Over een deur op slot beslist een aparte commissie.")
        .zet("onvrijwillige_zorg", "ja");
    let controle = b.stuur(&f);
    for zin in ["Controleer: Een deel van de klacht apart behandelen", "U hoeft niets te doen."] {
        assert!(controle.tekst().contains(zin), "{zin}\n\n{}", controle.tekst());
    }
    assert_eq!(b.open(&dossier(&format!("{}-2", eerste.nummer))).status, 404, "not yet");
    let zeker = controle.formulier("splitsen/raad_van_bestuur/klacht_gesplitst");
    for _ in 0..2 {
        let p = b.stuur(&zeker);
        assert!(p.pad.contains("?gedaan=klacht_gesplitst"), "{}: {}", p.pad, p.tekst());
    }
    let nummer = format!("{}-2", eerste.nummer);
    let geheel = b.open(&dossier(&eerste.nummer)).tekst();
    assert_eq!(geheel.matches("Klacht gesplitst").count(), 1, "{geheel}");
    assert!(geheel.contains(&format!("Gesplitst {nummer}")), "{geheel}");
    let deel = b.open(&dossier(&nummer));
    for zin in ["Deur op slot", "Wzd", "Deel van", "toen de klacht er was"] {
        assert!(deel.tekst().contains(zin), "{zin}\n\n{}", deel.tekst());
    }
    assert_eq!(b.open(&dossier(&format!("{}-3", eerste.nummer))).status, 404, "split once");
    // What is split stays split: the part is there.
    let recht = b.open(&format!("{}/rechtzetten/2", dossier(&eerste.nummer)));
    assert_eq!(recht.status, 403, "{}", recht.tekst());
    // A part is not split again.
    let pad = format!("{}/splitsen/raad_van_bestuur/klacht_gesplitst", dossier(&nummer));
    let f = b.open(&pad).formulier("klacht_gesplitst");
    let f = f.zet("onderwerp_deel", "x").zet("omschrijving_deel", "x").zet("reden", "x");
    assert_eq!(b.stuur(&f).status, 404);
    // The complainant sees both, with the one number and code; the number of the part will do too.
    let k = server.browser();
    let mijn = mijn_klacht(&k, &eerste);
    assert!(mijn.tekst().contains("Uw klacht heeft 2 delen"), "{}", mijn.tekst());
    assert!(
        mijn.tekst().contains("Brief: wij behandelen een deel van uw klacht apart"),
        "{}",
        mijn.tekst()
    );
    let ander = k.open(&url("mijn-klacht/deel/2"));
    assert!(ander.tekst().contains("Mijn klacht: Deur op slot"), "{}", ander.tekst());
    assert!(ander.tekst().contains("Deur op slot (dit deel)"), "{}", ander.tekst());
    let terug = k.open(&url("mijn-klacht/deel/1"));
    assert!(
        terug.tekst().contains(&format!("Nummer van uw klacht: {} ", eerste.nummer)),
        "{}",
        terug.tekst()
    );
    let met_deelnummer = Bewijs { nummer, code: eerste.code.clone() };
    assert_eq!(mijn_klacht(&server.browser(), &met_deelnummer).pad, url("mijn-klacht/stand"));
    // Somebody else's complaint is no part of it, whatever the browser says.
    let vreemd = k.open(&url("mijn-klacht/deel/7"));
    assert!(vreemd.tekst().contains(&eerste.nummer), "{}", vreemd.tekst());
}
