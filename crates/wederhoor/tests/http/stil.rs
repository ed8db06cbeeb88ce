//! The log is silent about people.

use crate::{
    browser::Bestand,
    klacht::{dien_in, log_in, mijn_klacht, url},
    server::Server,
};

#[test]
fn the_log_holds_nothing_that_anybody_typed() {
    let map = tempfile::tempdir().unwrap();
    let server = Server::demo(map.path());
    let b = server.browser();
    let f = b.open(&url("klacht/bestanden")).formulier("klacht/bestanden");
    let foto = Bestand {
        veld: "bestand",
        naam: "Zonderling-thuis.pdf",
        mime: "application/pdf",
        inhoud: b"%PDF-1.7\n%%EOF\n",
    };
    b.stuur_bestand(&f, &foto).unwrap();
    let bewijs = dien_in(&b, "Wilhelmina Zonderling", "Onderhuidse spuit vergeten.").unwrap();
    mijn_klacht(&b, &bewijs);
    b.open(&url("mijn-klacht/klacht"));

    let staf = server.browser();
    let f = staf.open(&url("werk/inloggen")).formulier("werk/inloggen");
    staf.stuur(&f.zet("email", "zonderling@elders.example").zet("wachtwoord", "geheim-woord"));
    log_in(&staf, "bestuur");
    let zoek = staf.open(&url("werk")).formulier("werk/zoeken").zet("q", "Zonderling");
    assert!(staf.stuur(&zoek).tekst().contains(&bewijs.nummer));
    staf.open(&url("werk/dossier/Zonderling"));
    // Something that goes wrong on purpose: a form without its token.
    b.stuur(&f_zonder_token(&b));
    drop(server);

    let log = Server::stderr_van(map.path()).to_lowercase();
    assert!(log.contains("migration"), "there is a log");
    let code = bewijs.code.to_lowercase();
    for woord in ["zonderling", "onderhuidse", "voorbeeld.example", "geheim-woord", &code] {
        assert!(!log.contains(woord), "the log holds {woord:?}");
    }
}

fn f_zonder_token(b: &crate::browser::Browser) -> crate::browser::Formulier {
    let f = b.open(&url("klacht/uw-gegevens")).formulier("uw-gegevens");
    f.zet("naam", "Wilhelmina Zonderling").zet("token", "")
}
