//! `wederhoor scenario run` and `schema`.

use std::path::{Path, PathBuf};

use scenario::Speler;

use super::Uitkomst;
use crate::bestanden;

/// A player over the regulations of this folder, or those that are built in.
pub(crate) fn speler(map: Option<&Path>) -> Result<Speler, Box<dyn std::error::Error>> {
    Ok(Speler::new(bestanden::bibliotheek(map)?)?)
}

pub(crate) fn run(map: Option<&Path>, paden: &[PathBuf]) -> Uitkomst {
    let mut speler = speler(map)?;
    let (mut goed, mut fout) = (0, 0);
    for pad in paden {
        for pad in bestanden::alle(pad, "toml")? {
            let bron = bestanden::lees(&pad)?;
            match speler.speel(&bron.naam, &bron.tekst) {
                Ok((verhaal, uitslag)) if uitslag.geslaagd() => {
                    goed += 1;
                    println!(
                        "goed  {}  {} ({} stappen, {} verwachtingen)",
                        pad.display(),
                        verhaal.verhaal,
                        uitslag.stappen,
                        uitslag.verwachtingen
                    );
                }
                Ok((verhaal, uitslag)) => {
                    fout += 1;
                    println!("FOUT  {}  {}", pad.display(), verhaal.verhaal);
                    for m in uitslag.mislukt {
                        println!("  {}", m.to_string().replace('\n', "\n  "));
                    }
                }
                Err(reden) => {
                    fout += 1;
                    println!("FOUT  {}\n  {}", pad.display(), reden.replace('\n', "\n  "));
                }
            }
        }
    }
    println!("{goed} goed, {fout} fout");
    Ok(fout == 0)
}

pub(crate) fn schema() -> Uitkomst {
    println!("{}", serde_json::to_string_pretty(&scenario::schema())?);
    Ok(true)
}
