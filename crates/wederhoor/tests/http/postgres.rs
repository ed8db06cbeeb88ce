//! Two servers on one PostgreSQL database: what one acknowledged the other shows, and of two people who
//! act at once at different servers one is told what changed.

use std::{process::Command, thread};

use toetsbank::motor::leeg_schema;

use crate::{
    klacht::{dien_in, log_in, mijn_klacht, url},
    samen::{bericht, is_gedaan},
    server::{HUIS, Server},
};

#[test]
fn two_servers_on_one_database_are_one_house() {
    let (map, database) = (tempfile::tempdir().unwrap(), leeg_schema());
    let een = Server::demo_op(map.path(), &database);
    let twee = Server::demo_op(map.path(), &database);
    assert_eq!(een.demoklachten(), twee.demoklachten(), "the demo is made once");

    // Lodged at one, read at the other, also after the one is killed.
    let bewijs = dien_in(&een.browser(), "J. Bakker", "Het rooster klopte niet.").unwrap();
    let daar = twee.browser();
    assert_eq!(mijn_klacht(&daar, &bewijs).pad, url("mijn-klacht/stand"));
    let terug = daar.open(&url("mijn-klacht/klacht"));
    assert!(terug.tekst().contains("Het rooster klopte niet."), "{}", terug.tekst());

    let (functionaris, bestuur) = (een.browser(), twee.browser());
    log_in(&functionaris, "functionaris");
    log_in(&bestuur, "bestuur");
    let mut botsingen = 0;
    for ronde in 0..4 {
        let hier = bericht(&functionaris, "klachtenfunctionaris", &format!("Verslag {ronde}."));
        let daar = bericht(&bestuur, "raad_van_bestuur", &format!("Notitie {ronde}."));
        let (a, b) = thread::scope(|s| {
            let a = s.spawn(|| functionaris.stuur(&hier));
            let b = s.spawn(|| bestuur.stuur(&daar));
            (a.join().unwrap(), b.join().unwrap())
        });
        let (mis, tekst) = if is_gedaan(&a) { (b, "Notitie") } else { (a, "Verslag") };
        assert_eq!(mis.status, 409, "{}: {}", mis.pad, mis.tekst());
        assert!(mis.tekst().contains(&format!("{tekst} {ronde}.")), "{}", mis.tekst());
        botsingen += 1;
    }
    assert_eq!(botsingen, 4);

    een.dood();
    let na = Server::demo_op(map.path(), &database);
    assert_eq!(mijn_klacht(&na.browser(), &bewijs).pad, url("mijn-klacht/stand"));
    let log = Server::stderr_van(map.path());
    assert!(!log.contains("Bakker") && !log.contains("rooster"), "personal data in the log");
}

#[test]
fn an_address_that_cannot_be_read_is_refused_without_its_password() {
    let map = tempfile::tempdir().unwrap();
    let uit = Command::new(env!("CARGO_BIN_EXE_wederhoor"))
        .args(["dossier", "explain", "K-2026-0001", "--aanbieder", HUIS, "--data"])
        .arg(map.path())
        .env("DATABASE_URL", "mysql://jan:geheim@db/x")
        .output()
        .unwrap();
    assert_eq!(uit.status.code(), Some(1));
    let fout = String::from_utf8(uit.stderr).unwrap();
    assert!(fout.contains("write postgres://") && !fout.contains("geheim"), "{fout}");
}
