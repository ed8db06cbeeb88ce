//! A machine is lost, and all that was acknowledged before the backup is back on an empty one; what was destroyed
//! since is not. With the commands that an operator has, nothing else.

use std::{
    fs,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    sync::{
        Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

use toetsbank::motor::Motor;

use crate::{
    klacht::{Bewijs, dien_in, log_in, mijn_klacht, url},
    server::Server,
};

fn opdracht(data: &Path, database: Option<&str>, args: &[&str]) -> Command {
    let mut uit = Command::new(env!("CARGO_BIN_EXE_wederhoor"));
    uit.args(args)
        .env("WEDERHOOR_DATA", data.join("data"))
        .env_remove("WEDERHOOR_SLEUTELS")
        .env_remove("WEDERHOOR_HOOFDSLEUTEL")
        .env_remove("WEDERHOOR_ONTVANGERS")
        .env_remove("DATABASE_URL")
        .envs(database.map(|url| ("DATABASE_URL", url)));
    uit
}

fn zegt(uit: &Output) -> String {
    [&uit.stdout, &uit.stderr].map(|b| String::from_utf8_lossy(b).into_owned()).concat()
}

/// Runs a command that must succeed; gives what it said.
#[track_caller]
fn doe(data: &Path, database: Option<&str>, args: &[&str]) -> String {
    let uit = opdracht(data, database, args).output().unwrap();
    assert_eq!(uit.status.code(), Some(0), "{args:?}: {}", zegt(&uit));
    zegt(&uit)
}

/// Runs a command that must be refused; gives what it said.
#[track_caller]
fn weigert(data: &Path, database: Option<&str>, args: &[&str]) -> String {
    let uit = opdracht(data, database, args).output().unwrap();
    assert_eq!(uit.status.code(), Some(1), "{args:?}: {}", zegt(&uit));
    zegt(&uit)
}

/// A key for backups in this folder, and for whom they are to be made.
struct Kluis {
    map: tempfile::TempDir,
    ontvanger: String,
}

impl Kluis {
    fn new() -> Self {
        let map = tempfile::tempdir().unwrap();
        let pad = map.path().join("identiteit");
        let uit = opdracht(map.path(), None, &["backup", "sleutel", "--naar"]).arg(&pad).output();
        let uit = uit.unwrap();
        assert_eq!(uit.status.code(), Some(0), "{}", zegt(&uit));
        let ontvanger = String::from_utf8(uit.stdout).unwrap().trim().to_owned();
        assert!(ontvanger.starts_with("age1"), "{ontvanger}");
        let zegt = String::from_utf8(uit.stderr).unwrap();
        assert!(!zegt.contains("SECRET") && !ontvanger.contains("SECRET"), "the key is printed");
        Self { map, ontvanger }
    }

    fn pad(&self, naam: &str) -> String {
        self.map.path().join(naam).display().to_string()
    }

    fn bewaar(&self, data: &Path, database: Option<&str>, wat: &[&str], naar: &str) -> String {
        let naar = self.pad(naar);
        let voor = ["--ontvanger", &self.ontvanger, "--naar", &naar];
        doe(data, database, &[wat, &voor].concat())
    }
}

/// The master key, as an operator keeps it with the other secrets.
fn hoofdsleutel(van: &Path, naar: &Path) {
    fs::create_dir_all(naar.join("data-sleutels")).unwrap();
    let pad = "data-sleutels/hoofdsleutel";
    fs::copy(van.join(pad), naar.join(pad)).unwrap();
}

fn een_machine_gaat_verloren(motor: Motor) {
    let (oud, nieuw, kluis) =
        (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap(), Kluis::new());
    let (eerst, straks) = (motor.ruimte(), motor.ruimte());
    let (eerst, straks) = (eerst.as_deref(), straks.as_deref());
    let op = |data: &Path, url: Option<&str>| match url {
        Some(url) => Server::demo_op(data, url),
        None => Server::demo(data),
    };
    let server = op(oud.path(), eerst);
    let (erkend, klaar) = (Mutex::new(Vec::<(Bewijs, String)>::new()), AtomicBool::new(false));
    let mut ervoor = Vec::new();
    thread::scope(|s| {
        for bezoeker in 0..3 {
            let (server, erkend, klaar) = (&server, &erkend, &klaar);
            s.spawn(move || {
                let mut n = 0;
                while !klaar.load(Ordering::SeqCst) {
                    n += 1;
                    let verhaal = format!("Verhaal {bezoeker}.{n} over de zorg.");
                    let bewijs = dien_in(&server.browser(), "J. Bakker", &verhaal).unwrap();
                    erkend.lock().unwrap().push((bewijs, verhaal));
                }
            });
        }
        while erkend.lock().unwrap().len() < 6 {
            thread::sleep(Duration::from_millis(5));
        }
        ervoor.clone_from(&erkend.lock().unwrap());
        let tekst = kluis.bewaar(oud.path(), eerst, &["backup"], "register");
        assert!(tekst.contains("no key is in it"), "{tekst}");
        assert!(!tekst.contains("Bakker"), "{tekst}");
        let tekst = kluis.bewaar(oud.path(), eerst, &["keys", "backup"], "sleutels");
        assert!(tekst.contains("for at most 30 days"), "{tekst}");
        klaar.store(true, Ordering::SeqCst);
    });
    server.dood();

    // The empty machine: the archives, what opens them, and the master key.
    let (data, met) = (nieuw.path(), kluis.pad("identiteit"));
    let (register, sleutels) = (kluis.pad("register"), kluis.pad("sleutels"));
    let terug = ["restore", &register, "--identiteit", &met];
    doe(data, straks, &["backup", "check", &register, "--identiteit", &met]);
    doe(data, straks, &["keys", "restore", &sleutels, "--identiteit", &met]);
    hoofdsleutel(oud.path(), data);
    let tekst = doe(data, straks, &terug);
    assert!(tekst.contains("livio: ") && tekst.contains(": as they were recorded"), "{tekst}");
    let tekst = weigert(data, straks, &terug);
    assert!(tekst.contains("is not empty") && tekst.contains("nothing was changed"), "{tekst}");

    let server = op(data, straks);
    for (bewijs, verhaal) in &ervoor {
        let b = server.browser();
        assert_eq!(mijn_klacht(&b, bewijs).pad, url("mijn-klacht/stand"), "{bewijs:?}");
        let terug = b.open(&url("mijn-klacht/klacht"));
        assert!(terug.tekst().contains(verhaal), "{bewijs:?}: {}", terug.tekst());
    }
    let b = server.browser();
    let lijst = log_in(&b, "functionaris");
    assert!(!lijst.teksten("td[data-kop=Klager]").is_empty(), "{}", lijst.tekst());
    // Numbers go on where they were, and a letter can be made.
    let bewijs = dien_in(&server.browser(), "J. Bakker", "Na de brand.").unwrap();
    assert!(ervoor.iter().all(|(eerder, _)| eerder.nummer != bewijs.nummer));
}

#[test]
fn a_machine_with_its_files_is_lost_and_all_that_was_acknowledged_before_the_backup_is_back() {
    een_machine_gaat_verloren(Motor::Sqlite);
}

#[test]
fn a_machine_with_its_database_server_is_lost_and_all_is_back() {
    een_machine_gaat_verloren(Motor::Postgres);
}

/// More than the two years that the regulation gives after the end of a complaint.
const LATER: &str = "2029-01-10T10:00:00Z";

#[test]
fn a_backup_from_before_a_destruction_brings_back_everything_but_that_dossier() {
    let (oud, nieuw, kluis) =
        (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap(), Kluis::new());
    let server = Server::demo(oud.path());
    kluis.bewaar(oud.path(), None, &["backup"], "register");
    server.dood();

    let server = Server::later(oud.path(), LATER);
    let b = server.browser();
    log_in(&b, "functionaris");
    let p = b.open(&url("werk/bewaren"));
    let waarde = p.waarden("input[name=dossier]").first().unwrap().clone();
    let weg = waarde.split_once('.').unwrap().0.to_owned();
    let na = b.stuur(&p.formulier("werk/bewaren").zet("dossier", &waarde).zet("akkoord", "ja"));
    assert!(na.tekst().contains("Het dossier is vernietigd"), "{}", na.tekst());
    let andere: Vec<String> =
        server.demoklachten().into_iter().map(|(nummer, _)| nummer).filter(|n| *n != weg).collect();
    assert!(!andere.is_empty());
    server.dood();
    kluis.bewaar(oud.path(), None, &["keys", "backup"], "sleutels");

    let (data, met) = (nieuw.path(), kluis.pad("identiteit"));
    hoofdsleutel(oud.path(), data);
    let van = |naam: &str| [kluis.pad(naam), "--identiteit".to_owned(), met.clone()];
    let [archief, vlag, met] = &van("register");
    let eerst = weigert(data, None, &["restore", archief, vlag, met]);
    assert!(eerst.contains("Put the keys back (`wederhoor keys restore`)"), "{eerst}");
    fs::remove_dir_all(data.join("data")).unwrap();
    let [sleutels, ..] = &van("sleutels");
    doe(data, None, &["keys", "restore", sleutels, vlag, met]);
    let tekst = doe(data, None, &["restore", archief, vlag, met]);
    assert!(tekst.contains(": as they were recorded"), "{tekst}");

    let explain = |nummer: &str| {
        opdracht(data, None, &["dossier", "explain", "--aanbieder", "livio", nummer])
            .output()
            .unwrap()
    };
    let uit = explain(&weg);
    assert_eq!(uit.status.code(), Some(1));
    assert!(zegt(&uit).contains("was destroyed"), "{}", zegt(&uit));
    for nummer in &andere {
        let uit = explain(nummer);
        assert_eq!(uit.status.code(), Some(0), "{nummer}: {}", zegt(&uit));
    }
}

/// Runs it until it says this, and kills it then.
fn kap_af(mut opdracht: Command, tot: &str) {
    let mut kind = opdracht.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let mut regels = BufReader::new(kind.stderr.take().unwrap()).lines().map_while(Result::ok);
    assert!(regels.any(|regel| regel.contains(tot)), "it never said {tot}");
    // On Unix this is SIGKILL.
    kind.kill().unwrap();
    kind.wait().unwrap();
}

#[test]
fn a_restore_that_was_killed_half_way_is_refused_by_the_server_with_what_to_do() {
    let (oud, nieuw, kluis) =
        (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap(), Kluis::new());
    Server::demo(oud.path()).dood();
    kluis.bewaar(oud.path(), None, &["backup"], "register");
    // The keys are on another disk, which was not lost.
    fs::rename(oud.path().join("data-sleutels"), nieuw.path().join("data-sleutels")).unwrap();
    let (archief, met) = (kluis.pad("register"), kluis.pad("identiteit"));
    let restore = ["restore", archief.as_str(), "--identiteit", met.as_str()];
    let data = nieuw.path();
    for tot in ["documents", "reading back"] {
        // The kill may come too late: then it is whole, and another try is needed to see it half.
        let half = (0..20).any(|_| {
            let _ = fs::remove_dir_all(data.join("data"));
            kap_af(opdracht(data, None, &restore), tot);
            let uit = opdracht(data, None, &["audit", "verify"]).output().unwrap();
            uit.status.code() != Some(0)
        });
        assert!(half, "never seen half-way: {tot}");
        let tekst = weigert(data, None, &["serve", "--adres", "127.0.0.1:0"]);
        assert!(tekst.contains("holds half of what was being put back"), "{tot}: {tekst}");
        assert!(tekst.contains("empty the data directory"), "{tekst}");
        let tekst = weigert(data, None, &restore);
        assert!(tekst.contains("is not empty"), "{tekst}");
    }
    fs::remove_dir_all(data.join("data")).unwrap();
    doe(data, None, &restore);
    let server = Server::demo(data);
    log_in(&server.browser(), "functionaris");
}

#[test]
fn a_register_moves_to_a_database_server_with_one_command() {
    let (oud, nieuw) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let server = Server::demo(oud.path());
    let bewijs = dien_in(&server.browser(), "J. Bakker", "Voor de verhuizing.").unwrap();
    let database = Motor::Postgres.ruimte().unwrap();
    let daar = nieuw.path().join("data").display().to_string();
    let sleutels = nieuw.path().join("data-sleutels").display().to_string();
    let copy = [
        "store",
        "copy",
        "--naar-data",
        &daar,
        "--naar-database",
        &database,
        "--naar-sleutels",
        &sleutels,
    ];
    let tekst = weigert(oud.path(), None, &copy);
    assert!(tekst.contains("in use by another process"), "{tekst}");
    server.dood();
    let tekst = doe(oud.path(), None, &copy);
    assert!(tekst.contains(": as they were recorded"), "{tekst}");
    hoofdsleutel(oud.path(), nieuw.path());
    let server = Server::demo_op(nieuw.path(), &database);
    let b = server.browser();
    assert_eq!(mijn_klacht(&b, &bewijs).pad, url("mijn-klacht/stand"));
    let terug = b.open(&url("mijn-klacht/klacht"));
    assert!(terug.tekst().contains("Voor de verhuizing."), "{}", terug.tekst());
}

#[test]
fn a_call_that_is_not_right_says_what_is_missing() {
    let map = tempfile::tempdir().unwrap();
    let naar = map.path().join("a").display().to_string();
    let code = |args: &[&str]| {
        let uit = opdracht(map.path(), None, args).output().unwrap();
        (uit.status.code(), zegt(&uit))
    };
    assert_eq!(code(&["backup"]).0, Some(2));
    Server::demo(map.path()).dood();
    let (uit, tekst) = code(&["backup", "--naar", &naar]);
    assert_eq!(uit, Some(1));
    assert!(tekst.contains("name who may with --ontvanger"), "{tekst}");
    let (uit, tekst) = code(&["backup", "--naar", &naar, "--ontvanger", "AGE-SECRET-KEY-1XYZ"]);
    assert_eq!(uit, Some(1));
    assert!(tekst.contains("a recipient looks like age1") && !tekst.contains("XYZ"), "{tekst}");
    assert!(!PathBuf::from(naar).exists());
}
