//! `wederhoor regeling conform`, and the findings that `check` shows beside the mistakes.
//!
//! Always holds: a finding fails nothing; a text that promises less than the law can still be run, and
//! then the stricter of the two leads.

use std::path::Path;

use regeling::bibliotheek::BibliotheekError;
use regeling::conformiteit::{Bevinding, Zwaarte, als_diagnoses, conformiteit};
use regeling::{Bibliotheek, Boek, Bron, Diagnoses};
use serde_json::json;
use termijn::Taal;

use super::Uitkomst;
use crate::bestanden;

/// What was found on one regulation, with the book and the sources that it refers to.
pub(crate) struct Gevonden {
    boek: Boek,
    meldingen: Diagnoses,
    lijst: Vec<Bevinding>,
}

impl Gevonden {
    /// Lays this regulation beside the statutes.
    pub(crate) fn lees(
        bibliotheek: &Bibliotheek,
        bron: Bron,
    ) -> Result<Self, Box<dyn std::error::Error>> {
        let (boek, meldingen) = bibliotheek.conform(bron).map_err(|fout| match fout {
            BibliotheekError::Fouten(m) => m.als_tekst().into(),
            ander => Box::<dyn std::error::Error>::from(ander),
        })?;
        let lijst = conformiteit(&boek);
        Ok(Self { boek, meldingen, lijst })
    }

    fn diagnoses(&self, taal: Taal) -> Diagnoses {
        als_diagnoses(&self.boek, &self.lijst, self.meldingen.bronnen().to_vec(), taal)
    }

    /// Draws each finding at its spot, on standard error as mistakes are.
    pub(crate) fn teken(&self, taal: Taal) {
        for rapport in self.diagnoses(taal).rapporten() {
            eprintln!("{:?}", miette::Report::new(rapport));
        }
    }

    /// How many of each severity: "3 V, 5 R, 1 N".
    pub(crate) fn telling(&self) -> String {
        let delen: Vec<String> = Zwaarte::ALLE
            .into_iter()
            .filter_map(|z| match self.lijst.iter().filter(|b| b.zwaarte == z).count() {
                0 => None,
                n => Some(format!("{n} {}", z.letter())),
            })
            .collect();
        if delen.is_empty() { "0".into() } else { delen.join(", ") }
    }

    /// Each finding as JSON, in both languages.
    pub(crate) fn waarden(&self) -> Vec<serde_json::Value> {
        let meldingen = self.diagnoses(Taal::Nl);
        self.lijst
            .iter()
            .zip(meldingen.lijst())
            .map(|(b, d)| {
                let plek = meldingen.regel(d);
                json!({
                    "ernst": b.zwaarte.letter(),
                    "code": b.soort,
                    "boodschap": b.tekst.nl,
                    "boodschap_en": b.tekst.in_taal(Taal::En),
                    "bestand": plek.as_ref().map(|p| p.0.clone()),
                    "regel": plek.as_ref().map(|p| p.1),
                    "kolom": plek.as_ref().map(|p| p.2),
                    "artikel": b.regeling.as_ref().map(|v| v.artikel.clone()),
                    "wet": b.wet,
                    "zekerheid": b.zekerheid,
                    "hulp": b.advies.nl,
                    "hulp_en": b.advies.in_taal(Taal::En),
                })
            })
            .collect()
    }
}

/// Prints the findings on a file, or on the regulation with this id.
pub(crate) fn toon(map: Option<&Path>, naam: &str, taal: Taal, als_json: bool) -> Uitkomst {
    let bibliotheek = bestanden::bibliotheek(map)?;
    let pad = Path::new(naam);
    let bron = if pad.is_file() { bestanden::lees(pad)? } else { bibliotheek.bron(naam)? };
    let bibliotheek = bestanden::met_portaal_ernaast(bibliotheek, pad, &bron);
    let gevonden = Gevonden::lees(&bibliotheek, bron)?;
    if als_json {
        println!("{}", serde_json::to_string_pretty(&gevonden.waarden())?);
        return Ok(true);
    }
    let nl = taal == Taal::Nl;
    for b in &gevonden.lijst {
        println!("{}  {}", b.zwaarte.letter(), b.vindplaatsen(&gevonden.boek, taal));
        println!("   {}\n   → {}\n", b.tekst.in_taal(taal), b.advies.in_taal(taal));
    }
    let uitleg = if nl {
        "V strijdig met de wet, R risico of gat, O verouderde wet, I spreekt zichzelf tegen, N mag"
    } else {
        "V conflicts with statute, R risk or gap, O repealed law, I contradicts itself, N allowed"
    };
    println!("{}: {} ({uitleg})", gevonden.boek.kop().titel, gevonden.telling());
    Ok(true)
}
