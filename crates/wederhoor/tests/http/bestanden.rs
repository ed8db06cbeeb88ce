//! Files that can't be: refused with what is allowed, and nothing that was typed is lost.

use std::path::Path;

use crate::{
    browser::{Bestand, Browser, Formulier, Pagina},
    klacht::{dien_in, url},
    server::Server,
};

const VERHAAL: &str = "De bel deed het niet, drie nachten lang.";
const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n";
const MIB: usize = 1024 * 1024;

fn begin(server: &Server) -> (Browser, Formulier) {
    let b = server.browser();
    let verhaal = b.open(&url("klacht/wat-gebeurde-er")).formulier("wat-gebeurde-er");
    b.stuur(&verhaal.zet("omschrijving", VERHAAL));
    let f = b.open(&url("klacht/bestanden")).formulier("klacht/bestanden");
    (b, f)
}

fn bestand<'a>(naam: &'a str, inhoud: &'a [u8]) -> Bestand<'a> {
    Bestand { veld: "bestand", naam, mime: "image/jpeg", inhoud }
}

fn nog_alles_er(b: &Browser) {
    let f = b.open(&url("klacht/wat-gebeurde-er")).formulier("wat-gebeurde-er");
    assert_eq!(f.waarde("omschrijving"), Some(VERHAAL));
}

fn geweigerd(p: &Pagina, zin: &str) {
    let fouten = p.teksten(".govuk-error-summary").join(" ");
    assert!(fouten.contains(zin), "{} ({}): {}", p.pad, p.status, p.tekst());
}

/// All documents on disk.
fn documenten(data: &Path) -> Vec<std::path::PathBuf> {
    let (mut uit, mut mappen) = (Vec::new(), vec![data.join("data/documenten")]);
    while let Some(map) = mappen.pop() {
        for e in std::fs::read_dir(map).unwrap() {
            let pad = e.unwrap().path();
            if pad.is_dir() { mappen.push(pad) } else { uit.push(pad) }
        }
    }
    uit
}

#[test]
fn a_program_that_is_called_a_photo_and_an_empty_file_are_refused_with_what_is_allowed() {
    let map = tempfile::tempdir().unwrap();
    let server = Server::start(map.path());
    let (b, f) = begin(&server);
    let p = b.stuur_bestand(&f, &bestand("foto.jpg", b"MZ\x90\0\x03\0\0\0een programma")).unwrap();
    geweigerd(&p, "Dit soort bestand kan niet. Het mag zijn: een foto (jpg, png of heic)");
    let p = b.stuur_bestand(&f, &bestand("leeg.jpg", b"")).unwrap();
    geweigerd(&p, "Dit bestand is leeg. Kies een ander bestand.");
    nog_alles_er(&b);
    assert!(documenten(map.path()).is_empty(), "{:?}", documenten(map.path()));
}

#[test]
fn a_file_that_is_too_large_is_refused_and_leaves_nothing_behind() {
    let map = tempfile::tempdir().unwrap();
    let server = Server::start(map.path());
    let (b, f) = begin(&server);
    let mut groot = PDF.to_vec();
    groot.resize(21 * MIB, b' ');
    let p = b.stuur_bestand(&f, &bestand("rooster.pdf", &groot)).unwrap();
    geweigerd(&p, "Dit bestand is te groot. Het mag hoogstens 20 MB zijn.");
    nog_alles_er(&b);
    // Past what a request may be, the server may hang up before all of it was sent.
    groot.resize(40 * MIB, b' ');
    if let Ok(p) = b.stuur_bestand(&f, &bestand("rooster.pdf", &groot)) {
        assert_eq!(p.status, 413);
        assert!(p.tekst().contains("te groot"), "{}", p.tekst());
    }
    nog_alles_er(&b);
    assert!(documenten(map.path()).is_empty(), "{:?}", documenten(map.path()));
}

#[test]
fn a_hostile_name_becomes_a_harmless_one() {
    let map = tempfile::tempdir().unwrap();
    let server = Server::start(map.path());
    let (b, f) = begin(&server);
    let namen = ["../../../etc/passwd", "..\\..\\boot.ini", "<script>alert(1)</script>.pdf"];
    for naam in namen {
        let p = b.stuur_bestand(&f, &bestand(naam, PDF)).unwrap();
        assert_eq!(p.status, 200, "{naam}: {}", p.tekst());
    }
    let p = b.open(&url("klacht/bestanden"));
    let tekst = p.tekst();
    assert!(tekst.contains("passwd") && tekst.contains("boot.ini"), "{tekst}");
    assert!(!tekst.contains("etc/") && !tekst.contains(".."), "{tekst}");
    assert!(!p.html.contains("<script>alert"), "{}", p.html);
    for pad in documenten(map.path()) {
        let pad = pad.display().to_string();
        assert!(!pad.contains("passwd") && !pad.contains("boot"), "a typed name on disk: {pad}");
    }
    assert_eq!(documenten(map.path()).len(), namen.len());
    dien_in(&b, "J. Bakker", VERHAAL).unwrap();
}
