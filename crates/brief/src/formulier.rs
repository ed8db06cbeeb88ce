//! From a form to a PDF to print, fill in with a pen and send.
//!
//! Always holds: the same press as for letters; what is filled in already is data and never code.

use regeling::Formulier;

use crate::folder::schoon;
use crate::pdf::{BriefFout, Soort, zet};
use crate::schoon::kleur_of_zwart;

/// The form as PDF. `kleur` is the brand colour (`#rrggbb`), `gemaakt` the day for its metadata.
///
/// # Errors
/// Only when our own template is wrong.
pub fn formulier_pdf(
    formulier: &Formulier,
    kleur: &str,
    gemaakt: termijn::Datum,
) -> Result<Vec<u8>, BriefFout> {
    let mut gegevens = serde_json::to_value(formulier)?;
    schoon(&mut gegevens);
    gegevens["kleur"] = kleur_of_zwart(kleur).into();
    let kenmerk = format!("formulier-{}-{}", formulier.aanbieder, formulier.titel);
    Ok(zet(Soort::Formulier, serde_json::to_vec(&gegevens)?, &kenmerk, gemaakt)?.pdf)
}
