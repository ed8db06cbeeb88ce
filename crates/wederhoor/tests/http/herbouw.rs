//! `wederhoor store rebuild` while a server runs and people act.

use std::{path::Path, process::Command};

use toetsbank::motor::leeg_schema;

use crate::{
    klacht::{dien_in, log_in, url},
    server::{HUIS, Server},
};

/// Runs the command; gives what it said.
fn herbouw(data: &Path, database: Option<&str>, extra: &[&str]) -> (bool, String) {
    let uit = Command::new(env!("CARGO_BIN_EXE_wederhoor"))
        .args(["store", "rebuild", "--data"])
        .arg(data.join("data"))
        .args(extra)
        .env_remove("WEDERHOOR_REGELINGEN")
        .env_remove("DATABASE_URL")
        .envs(database.map(|url| ("DATABASE_URL", url)))
        .output()
        .unwrap();
    let tekst = [uit.stdout, uit.stderr].map(|b| String::from_utf8(b).unwrap()).concat();
    (uit.status.success(), tekst)
}

fn verhaal(database: Option<&str>) {
    let map = tempfile::tempdir().unwrap();
    let server = match database {
        Some(url) => Server::demo_op(map.path(), url),
        None => Server::demo(map.path()),
    };
    let b = server.browser();
    log_in(&b, "functionaris");
    let lijst = || {
        let regels = b.open(&url("werk")).teksten("table tbody tr");
        assert!(!regels.is_empty());
        regels
    };
    let voor = lijst();
    for _ in 0..40 {
        dien_in(&server.browser(), "J. Bakker", "Het rooster klopte niet.").unwrap();
    }
    let (goed, tekst) = herbouw(map.path(), database, &["--aanbieder", HUIS]);
    assert!(goed, "{tekst}");
    let regels: Vec<&str> = tekst.lines().collect();
    assert!(regels.len() > 1, "it says how far it is: {tekst}");
    assert!(regels[0].starts_with(&format!("{HUIS}: 32 of ")), "{tekst}");
    assert!(regels.last().unwrap().ends_with(" dossiers rebuilt"), "{tekst}");
    assert!(lijst().len() > voor.len(), "the server goes on");
    dien_in(&server.browser(), "J. Bakker", "En daarna weer.").unwrap();

    let (goed, tekst) = herbouw(map.path(), database, &["--aanbieder", "niemand"]);
    assert!(!goed && tekst.contains("there is no provider niemand; there is: "), "{tekst}");
}

#[test]
fn lists_are_rebuilt_while_the_server_runs_on_a_file() {
    verhaal(None);
}

#[test]
fn lists_are_rebuilt_while_the_server_runs_on_a_database_server() {
    verhaal(Some(&leeg_schema()));
}
