//! Forms on paper and leaflets, made from the regulation; and a consent for one complaint.

use crate::{
    aanbieders::{STAPPEN, beantwoord},
    browser::Browser,
    klacht::{Bewijs, bewijs, url},
    server::{HUIS, Server},
};

fn pdf_tekst(pdf: &[u8]) -> String {
    assert!(pdf.starts_with(b"%PDF-"), "{}", String::from_utf8_lossy(&pdf[..pdf.len().min(80)]));
    let tekst = toetsbank::volgens("pdftotext", &["-layout"], pdf, &["-"]);
    tekst.split_whitespace().collect::<Vec<_>>().join(" ")
}

// norm livio/doel-2
#[test]
fn the_leaflet_and_the_complaint_form_come_as_pdf_from_the_regulation() {
    let map = tempfile::tempdir().unwrap();
    let server = Server::start(map.path());
    let b = server.browser();
    let start = b.open(&format!("/{HUIS}"));
    let naar = start.koppelingen("/formulier/");
    assert_eq!(naar, [url("formulier/klachtformulier")], "{}", start.tekst());
    let tekst = pdf_tekst(&b.open_bytes(&naar[0]));
    for deel in [
        "Klachtenformulier",
        "Wat is er gebeurd?",
        "Voor wie dient u de klacht in?",
        "Stuur dit formulier naar",
    ] {
        assert!(tekst.contains(deel), "no {deel:?} in {tekst}");
    }
    assert!(pdf_tekst(&b.open_bytes(&url("folder/nl.pdf"))).contains("Livio"));
    assert_eq!(b.open(&url("formulier/bestaat-niet")).status, 404);
}

// norm surplus/inleiding
#[test]
fn there_is_a_leaflet_for_clients_and_one_for_employees() {
    let map = tempfile::tempdir().unwrap();
    let server = Server::start(map.path());
    let b = server.browser();
    let clienten = b.open("/surplus/folder");
    let medewerkers = b.open("/surplus/folder/medewerkers");
    assert_eq!((clienten.status, medewerkers.status), (200, 200));
    let tekst = medewerkers.tekst();
    for deel in [
        "Klachten van cliënten: voor medewerkers",
        "Een klacht gaat over u",
        "Wie u kan helpen",
        "artikel",
    ] {
        assert!(tekst.contains(deel), "no {deel:?} in {tekst}");
    }
    for pad in ["/surplus/folder/nl.pdf", "/surplus/folder/medewerkers.pdf"] {
        assert!(pdf_tekst(&b.open_bytes(pad)).contains("Surplus"), "{pad}");
    }
}

fn dien_in_bij_luminous(b: &Browser, naam: &str) -> Bewijs {
    for stap in STAPPEN {
        let met: Vec<(&str, &str)> = match stap {
            "voor-wie" => vec![("hoedanigheid", "client")],
            "wat-gebeurde-er" => vec![("omschrijving", "De afspraak ging niet door.")],
            "uw-gegevens" => vec![
                ("naam", naam),
                ("telefoon", "0900 - 5678"),
                ("adres", "Laan 12\n4321 BA Zoutelande"),
            ],
            _ => Vec::new(),
        };
        beantwoord(b, "luminous", stap, &met);
    }
    bewijs(&b.stuur(&b.open("/luminous/klacht/controle").formulier("klacht/controle")))
}

fn kom_binnen(b: &Browser, wie: &Bewijs) {
    let f = b.open("/luminous/mijn-klacht").formulier("mijn-klacht");
    let p = b.stuur(&f.zet("nummer", &wie.nummer).zet("code", &wie.code));
    assert!(p.pad.ends_with("mijn-klacht/stand"), "{}", p.tekst());
}

const MACHTIGING: &str = "/luminous/mijn-klacht/doe/machtiging_gegeven";
const PDF: &str = "/luminous/mijn-klacht/formulier/machtiging";

// norm luminous/bijlage1-c, luminous/bijlage1-e
#[test]
fn the_consent_form_holds_six_fields_filled_in_and_names_the_day_of_lodging_of_this_complaint_only()
{
    let map = tempfile::tempdir().unwrap();
    let server = Server::demo(map.path());
    let (een, twee) = (server.browser(), server.browser());
    let eerste = dien_in_bij_luminous(&een, "P. Blom");
    let tweede = dien_in_bij_luminous(&twee, "P. Blom");
    assert_ne!(eerste.nummer, tweede.nummer, "two complaints of one client");
    kom_binnen(&een, &eerste);
    let p = een.open(MACHTIGING);
    let f = p.formulier("machtiging_gegeven");
    for (veld, waarde) in [
        ("naam", "P. Blom"),
        ("adres", "Laan 12"),
        ("postcode", "4321 BA"),
        ("woonplaats", "Zoutelande"),
        ("telefoon", "0900 - 5678"),
        ("email", ""),
    ] {
        assert_eq!(f.waarde(veld), Some(waarde), "{veld} on {}", p.tekst());
    }
    assert!(p.tekst().contains("die ik indiende op 23 november 2026"), "{}", p.tekst());
    let tekst = pdf_tekst(&een.open_bytes(PDF));
    for deel in [
        "23 november 2026",
        "P. Blom",
        "4321 BA",
        "Zoutelande",
        "E-mailadres",
        "Handtekening",
        "Plaats",
    ] {
        assert!(tekst.contains(deel), "no {deel:?} in {tekst}");
    }
    // Corrected, and given: in this complaint only.
    let f = f
        .zet("naam", "P. Blom-Kramer")
        .zet("vorm", "bijlage_1")
        .zet("voor", "klachtenfunctionaris");
    let f = f.zet("omvang", "inzage").zet("plaats", "Zoutelande").zet("ondertekend", "ja");
    let na = een.stuur(&f);
    assert!(na.pad.ends_with("stand?gedaan"), "{} {}", na.pad, na.tekst());
    assert!(
        een.open("/luminous/mijn-klacht/stand").tekst().contains("Wij hebben het ontvangen")
            || na.tekst().contains("Wij hebben het ontvangen")
    );
    kom_binnen(&twee, &tweede);
    let f = twee.open(MACHTIGING).formulier("machtiging_gegeven");
    assert_eq!(f.waarde("naam"), Some("P. Blom"), "what was corrected there is not known here");
    // Who has not come in gets no form, filled in or not.
    assert!(server.browser().open(PDF).pad.ends_with("/mijn-klacht"));
    assert_eq!(server.browser().open("/luminous/formulier/machtiging").status, 404);
}
