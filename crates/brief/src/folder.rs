//! From a leaflet to a PDF of at most two pages: for people who read on paper.
//!
//! Always holds: the same press as for letters (tagged, PDF/UA-1 and PDF/A-2a, no clock, no disk); every
//! text comes in as data; the type is as large as two pages allow, and 14 points for as long as it fits.

use regeling::Folder;
use serde_json::Value;

use crate::pdf::{BriefFout, Soort, heeft, zet};
use crate::schoon::{kleur_of_zwart, tekst_voor_papier};

/// How roomy a leaflet is set: size of the text in points, and how much white there is. The first that fits.
const MATEN: [(f64, f64); 7] =
    [(14.0, 1.0), (14.0, 0.75), (14.0, 0.5), (14.0, 0.25), (14.0, 0.0), (13.0, 0.25), (12.0, 0.25)];
/// One sheet, both sides.
const BLADZIJDEN: usize = 2;

/// A leaflet as it was set.
#[derive(Debug, Clone)]
pub struct FolderPdf {
    /// The file.
    pub pdf: Vec<u8>,
    /// How many pages it has.
    pub bladzijden: usize,
    /// The size of its text, in points.
    pub punt: f64,
}

/// The leaflet as PDF. `kleur` is the brand colour (`#rrggbb`; it is made dark enough to read),
/// `gemaakt` the day for its metadata.
///
/// # Errors
/// Only when our own template is wrong.
pub fn folder_pdf(
    folder: &Folder,
    kleur: &str,
    gemaakt: termijn::Datum,
) -> Result<FolderPdf, BriefFout> {
    let mut gegevens = serde_json::to_value(folder)?;
    schoon(&mut gegevens);
    gegevens["kleur"] = kleur_of_zwart(kleur).into();
    let titel = format!("folder-{}-{}", folder.aanbieder, folder.taal);
    let mut uit = None;
    for (punt, wit) in MATEN {
        gegevens["punt"] = punt.into();
        gegevens["wit"] = wit.into();
        let gezet = zet(Soort::Folder, serde_json::to_vec(&gegevens)?, &titel, gemaakt)?;
        let past = gezet.bladzijden <= BLADZIJDEN;
        uit = Some(FolderPdf { pdf: gezet.pdf, bladzijden: gezet.bladzijden, punt });
        if past {
            break;
        }
    }
    uit.ok_or_else(|| BriefFout::Zetten("there is no size to set a leaflet in".to_owned()))
}

/// Every text in it, made fit for paper.
pub(crate) fn schoon(waarde: &mut Value) {
    match waarde {
        Value::String(t) => *t = tekst_voor_papier(t, &heeft),
        Value::Array(l) => l.iter_mut().for_each(schoon),
        Value::Object(o) => o.values_mut().for_each(schoon),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
