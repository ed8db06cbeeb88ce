//! Every story under `scenarios/` is played; each expectation in it must hold.
#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

mod gemeen;

use gemeen::{alle, speler, wortel};

#[test]
fn every_story_holds() {
    let mut speler = speler();
    let mut fout = String::new();
    let paden = alle(&wortel().join("scenarios"));
    assert!(paden.len() > 30, "the stories are there");
    for pad in paden {
        let naam = pad.strip_prefix(wortel()).unwrap().display().to_string();
        match speler.speel(&naam, &std::fs::read_to_string(&pad).unwrap()) {
            Err(reden) => fout.push_str(&format!("{naam}\n{reden}\n")),
            Ok((_, uitslag)) => {
                uitslag.mislukt.iter().for_each(|m| fout.push_str(&format!("{naam} {m}\n")));
            }
        }
    }
    assert!(fout.is_empty(), "\n{fout}");
}
