//! From a report to a PDF.
//!
//! Always holds: the same press as for letters; what somebody recommends is data and never code; a hidden
//! number is a dash, and said in words to who hears it.

use verslag::Verslag;

use crate::folder::schoon;
use crate::markdown::blokken;
use crate::pdf::{BriefFout, Soort, zet};
use crate::schoon::kleur_of_zwart;

/// The report as PDF. `kleur` is the brand colour (`#rrggbb`), `gemaakt` the day on which it is made.
///
/// # Errors
/// Only when our own template is wrong.
pub fn verslag_pdf(
    verslag: &Verslag,
    kleur: &str,
    gemaakt: termijn::Datum,
) -> Result<Vec<u8>, BriefFout> {
    let mut gegevens = serde_json::to_value(verslag)?;
    gegevens["aanbevelingen"] = serde_json::to_value(blokken(&verslag.aanbevelingen))?;
    gegevens["gemaakt"] = termijn::datum_voluit(gemaakt, termijn::Taal::Nl).into();
    schoon(&mut gegevens);
    gegevens["kleur"] = kleur_of_zwart(kleur).into();
    let kenmerk = format!("verslag-{}-{}", verslag.kop.aanbieder, verslag.kop.periode);
    Ok(zet(Soort::Verslag, serde_json::to_vec(&gegevens)?, &kenmerk, gemaakt)?.pdf)
}
