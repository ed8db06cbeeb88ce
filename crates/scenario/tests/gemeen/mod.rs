//! What the tests share: the regulations of this repository, and playing a story from text.

use std::path::{Path, PathBuf};

use regeling::{Bibliotheek, Bron};
use scenario::{Speler, Uitslag, Verhaal};

/// The root of the repository.
pub(crate) fn wortel() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// All TOML files in this folder and below, in order.
pub(crate) fn alle(map: &Path) -> Vec<PathBuf> {
    let mut namen: Vec<PathBuf> =
        std::fs::read_dir(map).unwrap().map(|e| e.unwrap().path()).collect();
    namen.sort();
    namen
        .into_iter()
        .flat_map(|p| if p.is_dir() { alle(&p) } else { vec![p] })
        .filter(|p| p.extension().is_some_and(|e| e == "toml"))
        .collect()
}

/// All TOML files of a folder of the repository, read.
fn bronnen(map: &str) -> impl Iterator<Item = Bron> {
    alle(&wortel().join(map))
        .into_iter()
        .map(|p| Bron::new(p.display().to_string(), std::fs::read_to_string(&p).unwrap()))
}

/// The regulations of this repository.
pub(crate) fn bibliotheek() -> Bibliotheek {
    Bibliotheek::new(bronnen("regelingen").collect())
}

/// All stories of this repository.
#[allow(dead_code, reason = "not every test file plays all stories")]
pub(crate) fn verhalen() -> impl Iterator<Item = Bron> {
    bronnen("scenarios").filter(|b| !Bibliotheek::is_deel(b))
}

/// A player over the regulations of this repository, the made-up ones of `scenarios/mini` included.
pub(crate) fn speler() -> Speler {
    let mini = bronnen("scenarios/mini").filter(Bibliotheek::is_deel).collect();
    Speler::new(bibliotheek().met(mini)).unwrap()
}

/// Plays a story from text; panics with the reason when it can't be played at all.
#[allow(dead_code, reason = "not every test file plays from text")]
pub(crate) fn speel(tekst: &str) -> (Verhaal, Uitslag) {
    speler().speel("verhaal.toml", tekst).unwrap_or_else(|e| panic!("{e}"))
}
