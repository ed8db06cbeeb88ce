//! What a story does not tell: texts that an article demands of an act, and that matter to nobody in
//! the story, are filled in, so that a story may tell only what it is about.
//!
//! Always holds: only what is missing is filled in, and only in steps that are expected to be possible;
//! dates, choices, yes or no are never made up, except where the regulation leaves one possibility.

use dossier::{Blik, Soort, Velden, Waarde, Weigering};
use regeling::woorden::VeldSoort;
use regeling::{DaadId, RolId};

/// Stands for a text that the story does not tell.
const NIET_VERTELD: &str = "(niet verteld)";

/// The fields with what was missing; `None` when something else is wrong as well.
pub(crate) fn vul_aan(
    blik: &Blik<'_>,
    daad: DaadId,
    rol: RolId,
    velden: &Velden,
    weigering: &Weigering,
) -> Option<Velden> {
    let mut uit = velden.clone();
    for reden in &weigering.redenen {
        let veld = reden.veld.as_deref().filter(|v| !velden.contains_key(*v))?;
        if reden.soort != Soort::Invulling {
            return None;
        }
        let boek = blik.boek;
        let waarde = match &boek.daad(daad).veld(veld)?.soort {
            VeldSoort::Tekst | VeldSoort::Regel => NIET_VERTELD.into(),
            VeldSoort::Lijst(_) => Waarde::Lijst(Vec::new()),
            VeldSoort::Hoedanigheid => boek.gerechtigden.first()?.hoedanigheid.as_str().into(),
            VeldSoort::Kanaal => {
                boek.kanalen.iter().find(|k| k.doet.contains(&daad))?.id.as_str().into()
            }
            VeldSoort::Grond => {
                let mag = |id: &str| {
                    let met = Velden::from([(veld.to_owned(), id.into())]);
                    blik.mag(daad, rol, Some(&met)).is_ok()
                };
                let mut kan = boek.gronden_van(daad).filter(|g| mag(&g.id));
                let enige = kan.next().filter(|_| kan.next().is_none())?;
                enige.id.as_str().into()
            }
            _ => return None,
        };
        uit.insert(veld.to_owned(), waarde);
    }
    Some(uit)
}
