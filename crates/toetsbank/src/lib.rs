//! What the tests of every floor share: the files of this repository, read, what a program of others says
//! of a PDF, and a database server to tell stories on.
//!
//! Always holds: only tests and examples stand on it; what cannot be read or run stops the test with its name.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot begin must stop")]

pub mod motor;

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
