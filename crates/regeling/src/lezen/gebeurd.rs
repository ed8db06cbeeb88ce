//! Reads what must have happened: an act, by whom, towards whom, with which fields.

use toml::de::DeValue;

use super::Lezing;
use super::toetsen::waar;
use crate::lezer::{Gespannen, Naam, Tabel};
use crate::voorwaarde::{AanToets, Gebeurd};
use crate::woorden::DaadId;

/// Acts, each by name or as `{ gebeurd = "…", waar = … }`.
pub(super) fn gebeurd_lijst(
    lezing: &Lezing<'_>,
    ouder: &Tabel<'_, '_>,
    sleutel: &'static str,
) -> Vec<Gebeurd> {
    let Some(waarde) = ouder.waarde(sleutel) else { return Vec::new() };
    let rij: Vec<Gespannen<'_, '_>> = match waarde.get_ref() {
        DeValue::Array(rij) => rij.iter().collect(),
        _ => vec![waarde],
    };
    rij.into_iter()
        .filter_map(|w| match w.get_ref() {
            DeValue::String(s) => lezing
                .daad(ouder, &Naam { tekst: s.to_string(), plek: ouder.plek_van(w) })
                .map(kaal),
            DeValue::Table(_) => {
                let t = ouder.als_tabel(w, "een daad { gebeurd, door, waar }")?;
                if !t.heeft("gebeurd") {
                    t.tekst_verplicht("gebeurd", "\"oordeel_gegeven\"");
                    return None;
                }
                let gelezen = gebeurd(lezing, &t, "gebeurd");
                t.klaar();
                gelezen
            }
            _ => {
                ouder.fout(
                    "verkeerde-soort",
                    ouder.plek_van(w),
                    format!("`{sleutel}` noemt daden"),
                    "hier hoort een daad",
                    Some("schrijf \"een_daad\" of { gebeurd = \"een_daad\", waar = { … } }".into()),
                );
                None
            }
        })
        .collect()
}

/// `{ gebeurd = "gehoord", aan = { elke = "aangeklaagde" }, waar = { … } }`.
pub(super) fn gebeurd(
    lezing: &Lezing<'_>,
    t: &Tabel<'_, '_>,
    sleutel: &'static str,
) -> Option<Gebeurd> {
    let naam = t.tekst(sleutel)?;
    let daad = lezing.daad(t, &naam);
    let (door, door_elke) = match t.waarde("door").map(|w| (w, w.get_ref())) {
        Some((w, DeValue::Table(_))) => {
            let door = t.als_tabel(w, "door")?;
            let elke = door.tekst_verplicht("elke", "\"aangeklaagde\"");
            let elke = lezing.rol(&door, &elke).filter(|_| !elke.tekst.is_empty())?;
            door.klaar();
            (vec![elke], Some(elke))
        }
        _ => (lezing.rollen(t, "door"), None),
    };
    let aan = match t.waarde("aan") {
        None => AanToets::Ieder,
        Some(w) => match w.get_ref() {
            DeValue::String(s) => {
                AanToets::Een(lezing.rol(t, &Naam { tekst: s.to_string(), plek: t.plek_van(w) })?)
            }
            _ => {
                let Some(aan) = t.als_tabel(w, "aan") else {
                    t.verkeerd("aan", w, "\"rol\" of { elke = \"rol\" }");
                    return None;
                };
                let gelezen = match aan.tekst("elke") {
                    Some(n) => lezing.rol(&aan, &n).map(AanToets::Elke),
                    None => {
                        let een = aan.tekst_verplicht("een", "\"aangeklaagde\"");
                        let een = (!een.tekst.is_empty()).then_some(een);
                        een.and_then(|n| lezing.rol(&aan, &n)).map(AanToets::Een)
                    }
                };
                aan.klaar();
                gelezen?
            }
        },
    };
    let waar = waar(t, "waar");
    let sinds = t.tekst("sinds").and_then(|n| lezing.daad(t, &n));
    Some(Gebeurd { daad: daad?, door, door_elke, aan, waar, sinds })
}

/// This act, however it was done.
pub(super) fn kaal(daad: DaadId) -> Gebeurd {
    Gebeurd {
        daad,
        door: Vec::new(),
        door_elke: None,
        aan: AanToets::Ieder,
        waar: Vec::new(),
        sinds: None,
    }
}

/// Where one event is meant, and not what each has done, `elke` has no meaning.
pub(super) fn zonder_elke(t: &Tabel<'_, '_>, g: &Gebeurd) {
    if g.elke().is_some() {
        t.fout(
            "elke-past-niet",
            t.plek,
            "hier gaat het om één gebeurtenis; `elke` vraagt er van ieder een",
            "`elke` past hier niet",
            Some("schrijf de rol zelf: door = \"…\" of aan = \"…\"; wat ieder moet hebben gedaan of gekregen, staat in een voorwaarde of een moment".into()),
        );
    }
}
