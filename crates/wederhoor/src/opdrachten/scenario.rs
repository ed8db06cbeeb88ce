//! `wederhoor scenario run` and `schema`.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use regeling::bibliotheek::BibliotheekError;
use regeling::norm::Geschil;
use regeling::{Aanbieder, Bibliotheek, Boek};
use scenario::{Decor, Uitslag, Verhaal};

use super::Uitkomst;
use crate::bestanden;

/// Regulations and providers, read once.
pub(crate) struct Speler {
    bibliotheek: Bibliotheek,
    aanbieders: Vec<Aanbieder>,
    boeken: HashMap<String, Boek>,
}

impl Speler {
    pub(crate) fn new(map: Option<&Path>) -> Result<Self, Box<dyn std::error::Error>> {
        let bibliotheek = bestanden::bibliotheek(map)?;
        let aanbieders = bibliotheek.aanbieders()?;
        Ok(Self { bibliotheek, aanbieders, boeken: HashMap::new() })
    }

    /// Plays one file; `Err` says in words why it could not be played at all.
    pub(crate) fn speel(&mut self, pad: &Path) -> Result<(Verhaal, Uitslag), String> {
        let bron = bestanden::lees(pad)
            .map_err(|e| format!("{e}: het bestand kan niet gelezen worden"))?;
        let verhaal = scenario::lees(&bron.naam, &bron.tekst).map_err(|e| e.to_string())?;
        if !self.boeken.contains_key(&verhaal.regeling) {
            let (boek, _) = self.bibliotheek.boek(&verhaal.regeling).map_err(|e| match e {
                BibliotheekError::Fouten(d) => d.als_tekst(),
                BibliotheekError::Onbekend { id, bekend } => {
                    format!("er is geen regeling `{id}`; wel: {bekend}")
                }
                ander => ander.to_string(),
            })?;
            self.boeken.insert(verhaal.regeling.clone(), boek);
        }
        let boek = &self.boeken[&verhaal.regeling];
        let geschil = self.geschil(boek, &verhaal)?;
        let uitslag = scenario::speel(Decor { boek, geschil: &geschil }, &verhaal, &bron.tekst);
        Ok((verhaal, uitslag))
    }

    fn geschil(&self, boek: &Boek, verhaal: &Verhaal) -> Result<Geschil, String> {
        let aanbieder = match verhaal.aanbieder.as_deref() {
            Some("geen") => None,
            Some(id) => Some(
                self.aanbieders
                    .iter()
                    .find(|a| a.id == id)
                    .ok_or_else(|| format!("er is geen aanbieder `{id}`"))?,
            ),
            None => self.aanbieders.iter().find(|a| a.regeling == boek.kop().id),
        };
        Ok(aanbieder.map_or_else(|| boek.geschil.clone(), |a| a.geschil(&boek.geschil)))
    }
}

pub(crate) fn run(map: Option<&Path>, paden: &[PathBuf]) -> Uitkomst {
    let mut speler = Speler::new(map)?;
    let mut bestanden_ = Vec::new();
    for pad in paden {
        bestanden_.extend(bestanden::alle(pad, "toml")?);
    }
    let (mut goed, mut fout) = (0, 0);
    for pad in &bestanden_ {
        match speler.speel(pad) {
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
