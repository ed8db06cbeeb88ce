//! `wederhoor scenario run` and `schema`.

use std::path::{Path, PathBuf};

use regeling::Bibliotheek;
use scenario::Speler;

use super::Uitkomst;
use crate::bestanden;

/// A player over the regulations of this folder, or those that are built in.
pub(crate) fn speler(map: Option<&Path>) -> Result<Speler, Box<dyn std::error::Error>> {
    Ok(Speler::new(bestanden::bibliotheek(map)?)?)
}

/// Plays the stories in these files and folders. A file among them that is a regulation, a statute or a
/// provider is no story: it joins the library.
pub(crate) fn run(map: Option<&Path>, paden: &[PathBuf]) -> Uitkomst {
    let (mut verhalen, mut erbij) = (Vec::new(), Vec::new());
    for pad in paden {
        for pad in bestanden::alle(pad, "toml")? {
            let bron = bestanden::lees(&pad)?;
            if Bibliotheek::is_deel(&bron) {
                erbij.push(bron);
            } else {
                verhalen.push((pad, bron));
            }
        }
    }
    let mut speler = Speler::new(bestanden::bibliotheek(map)?.met(erbij))?;
    let (mut goed, mut fout) = (0, 0);
    for (pad, bron) in verhalen {
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
    println!("{goed} goed, {fout} fout");
    Ok(fout == 0)
}

pub(crate) fn schema() -> Uitkomst {
    println!("{}", serde_json::to_string_pretty(&scenario::schema())?);
    Ok(true)
}
