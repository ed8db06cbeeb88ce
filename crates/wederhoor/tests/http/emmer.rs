//! A server that keeps its documents in a bucket, on an S3 server of others.

use std::{
    path::Path,
    process::{Command, Output},
};

use toetsbank::s3::Ruimte;

use crate::{
    browser::Bestand,
    klacht::{Bewijs, dien_in, log_in, mijn_klacht, url},
    server::Server,
};

const PDF: &[u8] = b"%PDF-1.7\nDe tekst van mevrouw Zonderling.\n%%EOF\n";

/// Runs a command with the documents in this bucket, or without one.
fn opdracht(data: &Path, emmer: Option<&str>, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_wederhoor"))
        .args(args)
        .env("WEDERHOOR_DATA", data.join("data"))
        .env_remove("WEDERHOOR_HOOFDSLEUTEL")
        .env_remove("WEDERHOOR_ONTVANGERS")
        .env_remove("WEDERHOOR_DOCUMENTEN")
        .env_remove("DATABASE_URL")
        .envs(Ruimte::inlog())
        .envs(emmer.map(|emmer| ("WEDERHOOR_DOCUMENTEN", emmer)))
        .output()
        .unwrap()
}

fn zegt(uit: &Output) -> String {
    [&uit.stdout, &uit.stderr].map(|b| String::from_utf8_lossy(b).into_owned()).concat()
}

/// Complainants of the demo read their letters, and staff the file that came with a new complaint.
fn leest_terug(server: &Server, demo: &[Bewijs], bewijs: &Bewijs) {
    let mut brieven = 0;
    for klager in demo {
        let b = server.browser();
        mijn_klacht(&b, klager);
        for brief in b.open(&url("mijn-klacht/stand")).koppelingen("mijn-klacht/bestand/") {
            assert!(b.open_bytes(&brief).starts_with(b"%PDF-"), "{brief}");
            brieven += 1;
        }
    }
    assert!(brieven > 2, "letters: {brieven}");
    let staf = server.browser();
    log_in(&staf, "bestuur");
    let pad = url(&format!("werk/dossier/{}/documenten", bewijs.nummer));
    let stukken = staf.open(&pad).koppelingen("/bestand/");
    let er = stukken.iter().any(|stuk| staf.open_bytes(stuk) == PDF);
    assert!(er, "the file is not among {stukken:?}");
}

#[test]
fn an_upload_and_a_letter_are_served_from_a_bucket_in_which_nobody_reads_them() {
    let (map, ruimte) = (tempfile::tempdir().unwrap(), Ruimte::new());
    let (inlog, emmer) = (Ruimte::inlog(), format!("{}/klachten", ruimte.url()));
    let server = Server::demo_in_emmer(map.path(), &emmer, &inlog);
    let van_demo = ruimte.objecten().len();
    assert!(van_demo > 10, "letters of the demo: {van_demo}");
    let b = server.browser();
    let f = b.open(&url("klacht/bestanden")).formulier("klacht/bestanden");
    let naam = "Zonderling-thuis.pdf";
    let foto = Bestand { veld: "bestand", naam, mime: "application/pdf", inhoud: PDF };
    assert_eq!(b.stuur_bestand(&f, &foto).unwrap().status, 200);
    let bewijs = dien_in(&b, "Wilhelmina Zonderling", "Onderhuidse spuit vergeten.").unwrap();
    let demo: Vec<Bewijs> =
        server.demoklachten().into_iter().map(|(nummer, code)| Bewijs { nummer, code }).collect();
    leest_terug(&server, &demo, &bewijs);

    let objecten = ruimte.objecten();
    assert!(objecten.len() > van_demo, "a file came: {objecten:?}");
    assert!(!map.path().join("data/documenten").exists());
    for naam in &objecten {
        let mut bytes = naam.clone().into_bytes();
        bytes.extend(ruimte.inhoud(naam));
        for woord in ["Zonderling", "zonderling", "Onderhuidse", "thuis", "%PDF", "Bakker"] {
            let er = bytes.windows(woord.len()).any(|deel| deel == woord.as_bytes());
            assert!(!er, "{naam} shows {woord}");
        }
    }
    drop(server);
    let log = Server::stderr_van(map.path());
    for woord in [&inlog[0].1, &inlog[1].1, "Zonderling", "Onderhuidse", "Signature="] {
        assert!(!log.contains(woord), "the log holds {woord:?}");
    }

    // A backup reads them from there, and they come back in a folder; who forgets the bucket is told.
    let kluis = map.path().join("identiteit").display().to_string();
    let uit = opdracht(map.path(), None, &["backup", "sleutel", "--naar", &kluis]);
    let wie = String::from_utf8(uit.stdout).unwrap().trim().to_owned();
    let archief = map.path().join("register").display().to_string();
    let bewaar = ["backup", "--ontvanger", &wie, "--naar", &archief];
    let uit = opdracht(map.path(), None, &bewaar);
    assert_eq!(uit.status.code(), Some(1));
    let tekst = zegt(&uit);
    assert!(tekst.contains(&format!("are in {emmer}: say so with --documenten")), "{tekst}");
    let uit = opdracht(map.path(), Some(&emmer), &bewaar);
    assert_eq!(uit.status.code(), Some(0), "{}", zegt(&uit));

    let nieuw = tempfile::tempdir().unwrap();
    let sleutels = map.path().join("data-sleutels").display().to_string();
    let terug = ["restore", &archief, "--identiteit", &kluis, "--sleutels", &sleutels];
    let uit = opdracht(nieuw.path(), None, &terug);
    assert_eq!(uit.status.code(), Some(0), "{}", zegt(&uit));
    let server = Server::demo_met(nieuw.path(), &["--sleutels", &sleutels]);
    leest_terug(&server, &demo, &bewijs);
}

#[test]
fn a_server_with_a_wrong_secret_says_what_to_check_and_does_not_start() {
    let (map, ruimte) = (tempfile::tempdir().unwrap(), Ruimte::new());
    let emmer = format!("{}/klachten", ruimte.url());
    let uit = Command::new(env!("CARGO_BIN_EXE_wederhoor"))
        .args(["serve", "--adres", "127.0.0.1:0", "--documenten", &emmer, "--data"])
        .arg(map.path().join("data"))
        .env_remove("DATABASE_URL")
        .env_remove("WEDERHOOR_SLEUTELS")
        .env("RUST_LOG", "debug")
        .envs(Ruimte::inlog())
        .env("AWS_SECRET_ACCESS_KEY", "dit-is-het-niet")
        .output()
        .unwrap();
    let tekst = zegt(&uit);
    assert_eq!(uit.status.code(), Some(1), "{tekst}");
    let regel =
        format!("{emmer} does not accept how this program logs in: check AWS_ACCESS_KEY_ID");
    assert!(tekst.contains(&regel), "{tekst}");
    assert!(
        !tekst.contains("dit-is-het-niet") && !tekst.contains(&Ruimte::inlog()[0].1),
        "{tekst}"
    );
    assert!(!map.path().join("data/wederhoor.db").exists());
    assert_eq!(ruimte.objecten(), [""; 0]);
}
