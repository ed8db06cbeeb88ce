//! What the tests of every floor share: the files of this repository, read, what a program of others says
//! of a PDF, and servers to tell stories on: a database, and an S3 store.
//!
//! Always holds: only tests and examples stand on it; what cannot be read or run stops the test with its name.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot begin must stop")]

pub mod eigen;
mod gedeeld;
pub mod motor;
pub mod naamruimte;
pub mod s3;

use std::path::{Path, PathBuf};
use std::process::Command;

use regeling::{Bibliotheek, Bron};

/// The root of the repository.
pub fn wortel() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// All TOML files in this folder and below, in order.
pub fn bestanden(map: &Path) -> Vec<PathBuf> {
    let ingangen = std::fs::read_dir(map).unwrap_or_else(|e| panic!("{}: {e}", map.display()));
    let mut paden: Vec<PathBuf> = ingangen.map(|e| e.unwrap().path()).collect();
    paden.sort();
    paden
        .into_iter()
        .flat_map(|p| if p.is_dir() { bestanden(&p) } else { vec![p] })
        .filter(|p| p.extension().is_some_and(|e| e == "toml"))
        .collect()
}

/// All TOML files of a folder of the repository, read.
pub fn bronnen(map: &str) -> impl Iterator<Item = Bron> {
    bestanden(&wortel().join(map))
        .into_iter()
        .map(|p| Bron::new(p.display().to_string(), std::fs::read_to_string(&p).unwrap()))
}

/// The regulations, statutes and providers of the repository.
pub fn bibliotheek() -> Bibliotheek {
    Bibliotheek::new(bronnen("regelingen").collect())
}

/// Compares a document with what it must be, or writes it when `SCHRIJF_DOCS` is set.
pub fn is_gelijk(pad: &str, moet: &str, toets: &str) {
    let vol = wortel().join(pad);
    if std::env::var_os("SCHRIJF_DOCS").is_some() {
        std::fs::write(&vol, moet).unwrap();
    }
    let er = std::fs::read_to_string(&vol).unwrap_or_default();
    let regel = er.lines().zip(moet.lines()).position(|(a, b)| a != b).map_or(0, |i| i + 1);
    assert!(
        er == moet,
        "{pad} is stale from line {regel}; write it anew with SCHRIJF_DOCS=1 cargo test {toets}"
    );
}

/// What a program of others says of this PDF.
pub fn volgens(programma: &str, vlaggen: &[&str], pdf: &[u8], na: &[&str]) -> String {
    let map = tempfile::tempdir().unwrap();
    let pad = map.path().join("blad.pdf");
    std::fs::write(&pad, pdf).unwrap();
    let uit = Command::new(programma).args(vlaggen).arg(&pad).args(na).output();
    let uit = uit.unwrap_or_else(|e| {
        panic!("{programma} is not here ({e}); scripts/install-test-tools.sh installs it")
    });
    assert!(uit.status.success(), "{programma}: {}", String::from_utf8_lossy(&uit.stderr));
    String::from_utf8(uit.stdout).unwrap()
}
