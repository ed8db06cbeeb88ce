//! What `wederhoor regeling check` says of the running procedure: the model check, drawn or as JSON.
//!
//! Always holds: a story is printed as it can be put in a file and played; what was not decided is counted and named.

use regeling::plek::Bron;
use regeling::{Boek, Diagnoses, Ernst};
use serde_json::{Value, json};
use verkenning::{Bevinding, Noot, Verkenning, als_diagnoses, verken};

/// One regulation, searched.
pub(crate) struct Verkend {
    uit: Verkenning,
    meldingen: Diagnoses,
    noten: Diagnoses,
    artikelen: Vec<String>,
}

impl Verkend {
    /// Searches what this regulation lets happen.
    pub(crate) fn new(boek: &Boek, bronnen: &[Bron]) -> Self {
        let uit = verken(boek);
        let meldingen = als_diagnoses(&uit.bevindingen, bronnen.to_vec());
        let mut noten = Diagnoses::new(bronnen.to_vec());
        for n in &uit.noten {
            noten.waarschuwing(n.code, n.plek, &n.boodschap, "hier", None);
        }
        let artikelen = uit.bevindingen.iter().map(|b| boek.citeer(&b.vindplaats)).collect();
        Self { uit, meldingen, noten, artikelen }
    }

    /// Is there an error among them?
    pub(crate) fn heeft_fouten(&self) -> bool {
        self.meldingen.heeft_fouten()
    }

    /// Draws each finding at its spot, each with its story; then how much was searched.
    pub(crate) fn teken(&self, pad: &str) {
        for (rapport, b) in self.meldingen.rapporten().zip(&self.uit.bevindingen) {
            eprintln!("{:?}", miette::Report::new(rapport));
            if let Some(verhaal) = &b.verhaal {
                eprintln!("  Dit verhaal laat het zien (wederhoor scenario run):\n");
                verhaal.lines().for_each(|r| eprintln!("    {r}"));
                eprintln!();
            }
        }
        for (n, d) in self.uit.noten.iter().zip(self.noten.lijst()) {
            let regel = self.noten.regel(d).map_or(0, |(_, regel, _)| regel);
            eprintln!("  noot, regel {regel}: {} ({})", n.boodschap, n.code);
        }
        let o = self.uit.omvang;
        let aantal = |e: Ernst| self.uit.bevindingen.iter().filter(|b| b.ernst == e).count();
        println!(
            "{pad}: verloop: {} fouten, {} waarschuwingen, {} noten; {} normen, {} toestanden, {} geprobeerde daden",
            aantal(Ernst::Fout),
            aantal(Ernst::Waarschuwing),
            self.uit.noten.len(),
            o.normen,
            o.toestanden,
            o.pogingen,
        );
    }

    /// Each finding and note as JSON.
    pub(crate) fn waarden(&self) -> Vec<Value> {
        let gevonden = self.uit.bevindingen.iter().zip(self.meldingen.lijst()).zip(&self.artikelen);
        let bevinding = |((b, d), artikel): ((&Bevinding, _), &String)| {
            let plek = self.meldingen.regel(d);
            json!({
                "ernst": if b.ernst == Ernst::Fout { "fout" } else { "waarschuwing" },
                "code": b.soort.code(),
                "boodschap": b.boodschap,
                "bestand": plek.as_ref().map(|p| p.0.clone()),
                "regel": plek.as_ref().map(|p| p.1),
                "kolom": plek.as_ref().map(|p| p.2),
                "label": b.label,
                "hulp": b.hulp,
                "artikel": artikel,
                "verhaal": b.verhaal,
            })
        };
        let noot = |(n, d): (&Noot, _)| {
            let plek = self.noten.regel(d);
            json!({
                "ernst": "noot",
                "code": n.code,
                "boodschap": n.boodschap,
                "bestand": plek.as_ref().map(|p| p.0.clone()),
                "regel": plek.as_ref().map(|p| p.1),
                "kolom": plek.as_ref().map(|p| p.2),
                "verhaal": n.verhaal,
            })
        };
        gevonden
            .map(bevinding)
            .chain(self.uit.noten.iter().zip(self.noten.lijst()).map(noot))
            .collect()
    }
}
