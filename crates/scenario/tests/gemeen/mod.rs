//! What the tests share: playing the stories of this repository, and a story from text.

use regeling::{Bibliotheek, Bron};
use scenario::{Speler, Uitslag, Verhaal};
use toetsbank::{bibliotheek, bronnen};

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
