//! A disk that is full, really: a small one, with a file on it that is the room that is made later.

use std::{fs, path::Path};

use toetsbank::{eigen::EigenServer, naamruimte};

use super::{Leven, Proef, rondes};

const MIB: u64 = 1024 * 1024;

#[test]
fn on_a_full_disk_acts_are_refused_with_what_to_do_and_go_on_when_there_is_room() {
    naamruimte::draai("beproeving::vol::in_een_bestand");
}

#[test]
fn on_a_server_with_a_full_disk_nothing_that_was_acknowledged_is_lost() {
    naamruimte::draai("beproeving::vol::op_een_server");
}

fn ballast(map: &Path, bytes: u64) -> std::path::PathBuf {
    let pad = map.join("ballast");
    // Written, because a hole takes no room.
    fs::write(&pad, vec![1; usize::try_from(bytes).unwrap()]).unwrap();
    pad
}

/// Register, log, documents and keys on one disk.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "runs in a namespace of its own"]
async fn in_een_bestand() {
    if !naamruimte::is_binnen() {
        return;
    }
    for ronde in 0..rondes(1, 20) {
        let map = tempfile::tempdir().unwrap();
        naamruimte::kleine_schijf(map.path(), 24 * MIB);
        // Full at another place each time.
        let ruimte = ballast(map.path(), 16 * MIB + (ronde % 10) * 300_000);
        let mut proef = Proef::op("full disk (Sqlite)", map, None);
        let mut leven = proef.begin();
        leven.wacht("a full disk", |gezegd| gezegd.fouten.len() > 40);
        // It does not start into it either, and says why.
        proef.neem(leven.dood());
        let mut dicht = proef.begin();
        dicht.wacht("a word of the full disk", |gezegd| !gezegd.fouten.is_empty());
        let toch_open = dicht.gezegd().open;
        let mut leven = if toch_open {
            dicht
        } else {
            proef.neem(dicht.dood());
            fs::write(&ruimte, vec![1; usize::try_from(15 * MIB).unwrap()]).unwrap();
            proef.begin()
        };
        if !toch_open {
            leven.wacht("a full disk again", |gezegd| gezegd.fouten.len() > 40);
        }
        // Room is made, and the same process goes on.
        fs::remove_file(&ruimte).unwrap();
        leven.wacht_op_meer(100);
        proef.neem(leven.stop());
        noemt_de_schijf(&proef.erkend.fouten);
        proef.oordeel().await;
        proef.klaar();
    }
}

#[track_caller]
fn noemt_de_schijf(fouten: &[String]) {
    for fout in fouten {
        assert!(fout.contains(" is full; nothing was written; make room there"), "{fout}");
    }
}

/// The data directory of the server; that of the store has room.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "runs in a namespace of its own"]
async fn op_een_server() {
    if !naamruimte::is_binnen() {
        return;
    }
    if !naamruimte::is_echt_root() {
        eprintln!(
            "NOT SHOWN: PostgreSQL on a full disk: who is root only in a namespace cannot run it"
        );
        return;
    }
    for ronde in 0..rondes(1, 40) {
        let schijf = tempfile::tempdir().unwrap();
        naamruimte::kleine_schijf(schijf.path(), 160 * MIB);
        let mut server = EigenServer::begin(schijf.path());
        let mut proef =
            Proef::op("full disk (Postgres)", tempfile::tempdir().unwrap(), Some(server.url()));
        proef.neem(proef.begin_en_doe(40));
        let vrij = vrij(schijf.path());
        let ruimte = ballast(schijf.path(), vrij - 2 * MIB - (ronde % 10) * 100_000);
        let mut leven: Leven = proef.begin();
        leven.wacht("a full disk", |gezegd| gezegd.fouten.len() > 5);
        std::thread::sleep(std::time::Duration::from_millis(300));
        fs::remove_file(&ruimte).unwrap();
        if !server.leeft() {
            println!("the server ended by itself, and is started again");
        }
        server.start();
        leven.wacht_op_meer(40);
        proef.neem(leven.stop());
        let anders: Vec<&String> = proef
            .erkend
            .fouten
            .iter()
            .filter(|fout| !fout.contains("the disk of the database server is full"))
            .filter(|fout| !["Onzeker", "Db"].contains(&fout.split(' ').next().unwrap()))
            .collect();
        assert!(anders.is_empty(), "{anders:?}");
        proef.oordeel().await;
        proef.klaar();
    }
}

/// Bytes that are free on this disk.
fn vrij(map: &Path) -> u64 {
    let uit = std::process::Command::new("df").args(["-B1", "--output=avail"]).arg(map).output();
    let tekst = String::from_utf8(uit.unwrap().stdout).unwrap();
    tekst.lines().last().unwrap().trim().parse().unwrap()
}
