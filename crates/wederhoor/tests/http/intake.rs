//! What a complaint must state, by the regulation and the channel; and with which provider it is lodged.

use crate::{
    aanbieders::{STAPPEN, beantwoord, log_in_bij, met_aanbieders},
    klacht::bewijs,
    server::Server,
};

// norm lojal/3.3-a
#[test]
fn where_the_regulation_asks_only_for_a_text_nothing_else_must_be_filled_in() {
    let map = tempfile::tempdir().unwrap();
    let server = Server::start(map.path());
    let b = server.browser();
    let leeg = beantwoord(&b, "lojal", "wat-gebeurde-er", &[]);
    assert!(leeg.pad.ends_with("wat-gebeurde-er"), "without a text: {}", leeg.pad);
    assert_eq!(leeg.teksten(".govuk-error-message").len(), 1, "{}", leeg.tekst());
    for stap in STAPPEN {
        let p = b.open(&format!("/lojal/klacht/{stap}"));
        for weg in ["wachtwoord", "handtekening", "formuliernummer"] {
            assert!(!p.html.contains(&format!("name=\"{weg}\"")), "{stap} asks for {weg}");
        }
        if stap == "uw-gegevens" {
            let tekst = p.tekst();
            assert!(tekst.contains("Wilt u uw naam niet noemen?"), "no warning: {tekst}");
        } else if stap != "wat-gebeurde-er" {
            assert!(p.tekst().contains("U hoeft dit niet in te vullen"), "{stap}: {}", p.tekst());
        }
        let met: &[(&str, &str)] = match stap {
            "wat-gebeurde-er" => &[("omschrijving", "Er werd drie keer niet opgenomen.")],
            _ => &[],
        };
        let na = beantwoord(&b, "lojal", stap, met);
        assert!(!na.pad.ends_with(stap), "{stap} was refused: {}", na.tekst());
    }
    let controle = b.open("/lojal/klacht/controle");
    let gedaan = bewijs(&b.stuur(&controle.formulier("klacht/controle")));
    assert!(gedaan.nummer.starts_with("K-2026-"), "{gedaan:?}");
}

// norm luminous/3.1.4.a, luminous/3.1.4.b
#[test]
fn the_form_demands_name_phone_address_and_a_description_and_no_email_each_at_its_field() {
    let map = tempfile::tempdir().unwrap();
    let server = Server::start(map.path());
    let b = server.browser();
    let leeg = beantwoord(&b, "luminous", "uw-gegevens", &[]);
    assert!(leeg.pad.ends_with("uw-gegevens"), "{}", leeg.pad);
    let fouten = leeg.teksten(".govuk-error-message").join(" | ");
    for veld in ["naam", "telefoonnummer", "adres"] {
        assert!(fouten.contains(&format!("Vul uw {veld} in.")), "{fouten}");
    }
    assert_eq!(leeg.teksten(".govuk-error-message").len(), 3, "{fouten}");
    for veld in ["naam", "telefoon", "adres"] {
        assert!(leeg.html.contains(&format!("href=\"#{veld}\"")), "no error leads to {veld}");
    }
    let niets = beantwoord(&b, "luminous", "wat-gebeurde-er", &[]);
    assert_eq!(niets.teksten(".govuk-error-message").len(), 1, "{}", niets.tekst());
    let lang = "Wat er gebeurde. ".repeat(500);
    let na = beantwoord(&b, "luminous", "wat-gebeurde-er", &[("omschrijving", &lang)]);
    assert!(!na.pad.ends_with("wat-gebeurde-er"), "more than a page was refused");
    let gegevens =
        [("naam", "P. Blom"), ("telefoon", "0900 - 1"), ("adres", "Laan 1, 1234 AB Goes")];
    let na = beantwoord(&b, "luminous", "uw-gegevens", &gegevens);
    assert!(na.pad.ends_with("klacht/controle"), "without e-mail: {} {}", na.pad, na.tekst());
    let naar = "Uw klacht gaat naar de klachtenfunctionaris van ";
    assert!(na.tekst().contains(naar), "who gets it is what the regulation says: {}", na.tekst());
}

// norm luminous/3.1.4.a, luminous/3.1.4.b
#[test]
fn by_email_or_on_paper_the_dossier_opens_with_what_is_missing_and_a_task_to_ask_for_it() {
    let map = tempfile::tempdir().unwrap();
    let server = Server::demo(map.path());
    for kanaal in ["e-mail", "brief"] {
        let b = server.browser();
        log_in_bij(&b, "luminous", "functionaris");
        let f = b.open("/luminous/werk/nieuw").formulier("werk/nieuw");
        let f = f.zet("kanaal", kanaal).zet("klager-naam", "P. Blom").zet("hoedanigheid", "client");
        let p = b.stuur(&f.zet("klager-email", "p@blom.example"));
        assert_eq!(p.status, 200, "{}", p.tekst());
        assert!(p.pad.contains("werk/dossier/K-2026-"), "refused: {} {}", p.pad, p.tekst());
        let mist = p.teksten(".kl-mist li").join(" | ");
        for (wat, sub) in [
            ("Telefoon van de klager", "a"),
            ("Adres van de klager", "a"),
            ("Wat is er gebeurd", "b"),
        ] {
            assert!(mist.contains(&format!("{wat} (artikel 3.1 lid 4 sub {sub})")), "{mist}");
        }
        assert!(!mist.contains("Naam van"), "it was told: {mist}");
        let taken = p.teksten(".kl-daadgroep li").join(" | ");
        assert!(taken.contains("Vragen om wat in het klaagschrift ontbreekt"), "{taken}");
    }
}

const DUIN: &str = "naam = \"Praktijk Duin\"\nadres = [\"Weg 1\", \"4321 BA Zoutelande\"]\nagb = [\"01234567\"]\nkvk = \"87654321\"\n\
    [klachtenfunctionaris]\nnaam = \"N\"\n[aangesloten]\nbij = \"kpz\"";
const OUD: &str = "naam = \"Praktijk Oudeland\"\n[klachtenfunctionaris]\nnaam = \"N\"\n\
    [aangesloten]\nbij = \"kpz\"\ntot = \"2026-06-30\"";

// norm kpz/intro-1
#[test]
fn at_a_portal_the_form_begins_with_the_provider_and_who_is_not_there_lodges_nothing() {
    let map = tempfile::tempdir().unwrap();
    let regelingen = map.path().join("regelingen");
    met_aanbieders(&regelingen, &[("praktijk-duin", DUIN), ("praktijk-oudeland", OUD)]);
    let server = Server::demo_onder(map.path(), &regelingen);
    // What the demo has there.
    let ernaast = server.browser();
    log_in_bij(&ernaast, "kpz", "functionaris");
    let er_was = ernaast.open("/kpz/werk").teksten("td[data-kop=Klager]");
    let b = server.browser();
    let kies = b.open("/kpz/klacht");
    assert!(kies.pad.ends_with("klacht/bij-welke-zorgaanbieder"), "{}", kies.pad);
    let zoek = |wat: &str| b.open(&format!("/kpz/klacht/bij-welke-zorgaanbieder?zoek={wat}"));
    for wat in ["duin", "DUIN", "zoutel", "01234567", "87654321"] {
        let p = zoek(wat);
        assert_eq!(
            p.koppelingen("/klacht").iter().filter(|k| *k == "/praktijk-duin/klacht").count(),
            1,
            "{wat}"
        );
    }
    assert!(b.open("/praktijk-duin/klacht").pad.ends_with("/klacht/voor-wie"));
    for wat in ["bestaat-niet", "oudeland", "livio"] {
        let p = zoek(wat);
        let tekst = p.tekst();
        assert!(
            !p.koppelingen("/klacht").iter().any(|k| k.ends_with("/klacht") && k != "/kpz/klacht"),
            "{wat}"
        );
        assert!(tekst.contains("Er is geen klacht ingediend"), "{tekst}");
        assert!(tekst.contains("Landelijk Meldpunt Zorg"), "{tekst}");
        assert!(p.html.contains("mailto:info@klachtenportaalzorg.nl"), "the portal's address");
    }
    assert!(
        zoek("oudeland").tekst().contains("Praktijk Oudeland is niet meer bij ons aangesloten")
    );
    for stap in STAPPEN {
        assert_eq!(b.open(&format!("/kpz/klacht/{stap}")).status, 404, "{stap}");
    }
    log_in_bij(&b, "kpz", "functionaris");
    assert_eq!(b.open("/kpz/werk").teksten("td[data-kop=Klager]"), er_was);
}

/// The portal sees the figures of who is affiliated, that provider its own, and nobody another's.
// norm kpz/ontvangst-16
#[test]
fn the_figures_of_an_affiliated_provider_are_for_itself_and_the_portal_only() {
    let map = tempfile::tempdir().unwrap();
    let regelingen = map.path().join("regelingen");
    met_aanbieders(&regelingen, &[("praktijk-duin", DUIN), ("praktijk-oudeland", OUD)]);
    let server = Server::demo_onder(map.path(), &regelingen);
    let cijfers = |huis: &str, wie: &str, van: &str| {
        let b = server.browser();
        log_in_bij(&b, huis, wie);
        b.open(&format!("/{huis}/werk/rapportage?aanbieder={van}"))
    };
    let portaal = cijfers("kpz", "functionaris", "praktijk-duin");
    assert_eq!(portaal.status, 200, "{}", portaal.tekst());
    let tekst = portaal.tekst();
    assert!(tekst.contains("Praktijk Duin") && tekst.contains("naar tevredenheid"), "{tekst}");
    assert_eq!(cijfers("praktijk-duin", "functionaris", "").status, 200);
    for (huis, wie, van) in [
        ("kpz", "functionaris", "praktijk-oudeland"),
        ("kpz", "functionaris", "livio"),
        ("praktijk-duin", "functionaris", "kpz"),
        ("praktijk-duin", "bestuur", "praktijk-oudeland"),
        ("livio", "bestuur", "praktijk-duin"),
    ] {
        assert_eq!(cijfers(huis, wie, van).status, 404, "{wie} of {huis} sees {van}");
    }
    assert_eq!(cijfers("kpz", "medewerker", "").status, 403);
}
