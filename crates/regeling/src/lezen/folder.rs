//! Reads `folder = { bij, nl, en }`: how a rule stands in the leaflet.

use toml::de::DeValue;

use crate::diagnose::lijkt_op;
use crate::folder::{Folderdeel, Folderzin, GATEN, InFolder, gaten_in};
use crate::lezer::{Naam, Tabel};
use crate::woorden::Tekst;

/// `folder = { bij = "rechten", nl = "…", en = "…" }`, `folder = false`, or nothing.
pub(super) fn lees(t: &Tabel<'_, '_>) -> InFolder {
    lees_bij(t, None)
}

/// The same, with a place for when the file does not say one.
pub(super) fn lees_bij(t: &Tabel<'_, '_>, standaard: Option<Folderdeel>) -> InFolder {
    match t.waarde("folder").map(|w| w.get_ref()) {
        None => InFolder::ZoalsDeDaad,
        Some(DeValue::Boolean(false)) => InFolder::Niet,
        Some(_) => zin(t, standaard).map_or(InFolder::ZoalsDeDaad, InFolder::Zin),
    }
}

/// The sentence alone; `standaard` is where it stands when the file does not say so.
pub(super) fn zin(t: &Tabel<'_, '_>, standaard: Option<Folderdeel>) -> Option<Folderzin> {
    let f = t.tabel("folder", "folder = { bij, nl, en }")?;
    let deel = match (f.tekst("bij"), standaard) {
        (Some(naam), _) => deel(&f, &naam),
        (None, Some(deel)) => Some(deel),
        (None, None) => {
            f.tekst_verplicht("bij", "\"rechten\"");
            None
        }
    };
    let nl = f.tekst_verplicht("nl", "\"…\"");
    let en = f.tekst("en");
    for tekst in [Some(&nl), en.as_ref()].into_iter().flatten() {
        controleer_gaten(&f, tekst);
    }
    f.klaar();
    let tekst = Tekst { nl: nl.tekst, en: en.map(|n| n.tekst).unwrap_or_default(), b1: None };
    Some(Folderzin { deel: deel?, tekst })
}

fn deel(f: &Tabel<'_, '_>, naam: &Naam) -> Option<Folderdeel> {
    let gevonden = Folderdeel::ALLE.into_iter().find(|d| d.id() == naam.tekst);
    if gevonden.is_none() {
        let ids = Folderdeel::ALLE.map(Folderdeel::id);
        let hulp = lijkt_op(&naam.tekst, ids.into_iter()).map_or_else(
            || format!("schrijf een van: {}", ids.join(", ")),
            |n| format!("bedoelde u `{n}`?"),
        );
        f.fout(
            "onbekend-deel",
            naam.plek,
            format!("de folder kent geen deel `{}`", naam.tekst),
            "onbekend",
            Some(hulp),
        );
    }
    gevonden
}

fn controleer_gaten(f: &Tabel<'_, '_>, tekst: &Naam) {
    for gat in gaten_in(&tekst.tekst).filter(|g| !GATEN.contains(g)) {
        let hulp = lijkt_op(gat, GATEN.iter().copied()).map_or_else(
            || format!("schrijf een van: {}", GATEN.join(", ")),
            |n| format!("bedoelde u {{{n}}}?"),
        );
        f.fout(
            "onbekend-gat",
            tekst.plek,
            format!("{{{gat}}} wordt door niets gevuld"),
            "onbekend",
            Some(hulp),
        );
    }
}
