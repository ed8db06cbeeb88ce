//! Reads moments: the days from which something counts.
//!
//! Always holds: a moment has exactly one form; a name with a point is a day in a field, and one without is an act.

use toml::de::DeValue;

use super::Lezing;
use super::gebeurd::gebeurd;
use super::voorwaarden::{bij, daad_veld};
use crate::lezer::{Gespannen, Naam, Tabel};
use crate::voorwaarde::Moment;

/// A moment under a key, if the key is there.
pub(super) fn moment_bij(
    lezing: &Lezing<'_>,
    tabel: &Tabel<'_, '_>,
    sleutel: &'static str,
) -> Option<Moment> {
    let waarde = tabel.waarde(sleutel)?;
    moment(lezing, tabel, sleutel, waarde)
}

/// A moment that must be there.
pub(super) fn moment_verplicht(
    lezing: &Lezing<'_>,
    tabel: &Tabel<'_, '_>,
    sleutel: &'static str,
) -> Option<Moment> {
    if !tabel.heeft(sleutel) {
        tabel.ontbreekt(sleutel, "\"klacht_ingediend\"");
    }
    moment_bij(lezing, tabel, sleutel)
}

/// A moment: an act, a date field `daad.veld`, `einde`, `inwerking`, or `{ eerste | laatste | verstreken }`.
pub(super) fn moment<'a, 'i>(
    lezing: &Lezing<'_>,
    ouder: &Tabel<'a, 'i>,
    sleutel: &str,
    waarde: Gespannen<'a, 'i>,
) -> Option<Moment> {
    match waarde.get_ref() {
        DeValue::String(s) => {
            let naam = Naam { tekst: s.to_string(), plek: ouder.plek_van(waarde) };
            match naam.tekst.as_str() {
                "einde" => Some(Moment::Einde),
                "inwerking" => Some(Moment::Inwerking),
                m if m.contains('.') => {
                    daad_veld(lezing, ouder, &naam).map(|(d, v)| Moment::Veld(d, v))
                }
                _ => lezing.daad(ouder, &naam).map(Moment::Daad),
            }
        }
        DeValue::Array(rij) => Some(Moment::Eerste(
            rij.iter().filter_map(|w| moment(lezing, ouder, sleutel, w)).collect(),
        )),
        DeValue::Table(_) => {
            let t = ouder.als_tabel(waarde, "een moment")?;
            let lees = |sleutel: &'static str| match t.waarde(sleutel).map(|w| (w, w.get_ref())) {
                Some((_, DeValue::Array(rij))) => Some(
                    rij.iter().filter_map(|w| moment(lezing, &t, sleutel, w)).collect::<Vec<_>>(),
                ),
                _ => None,
            };
            let gelezen = if t.heeft("gebeurd") {
                gebeurd(lezing, &t, "gebeurd").map(Moment::Gebeurd)
            } else if t.heeft("eerste") {
                lees("eerste").map(Moment::Eerste)
            } else if t.heeft("laatste") {
                lees("laatste").map(Moment::Laatste)
            } else if let Some(w) = t.waarde("na") {
                let na = moment(lezing, &t, "na", w).map(Box::new);
                let na = match t.termijn("plus") {
                    Some(plus) => na.map(|m| Box::new(Moment::Plus(m, plus))),
                    None => na,
                };
                match (na, bij(lezing, &t, "als")) {
                    (Some(m), Some(als)) => Some(Moment::Als(m, Box::new(als))),
                    (na, _) => na.map(|m| *m),
                }
            } else if let Some(w) = t.waarde("verstreken") {
                match w.get_ref() {
                    DeValue::String(s) if !s.contains('.') => {
                        let naam = Naam { tekst: s.to_string(), plek: t.plek_van(w) };
                        lezing.klok(&t, &naam).map(Moment::Verstreken)
                    }
                    _ => moment(lezing, &t, "verstreken", w).map(|m| Moment::Voorbij(Box::new(m))),
                }
            } else {
                None
            };
            if gelezen.is_none() {
                t.fout("geen-moment", t.plek, "dit is geen moment", "hier hoort een moment", Some("schrijf een daad, daad.veld, \"einde\", \"inwerking\", { gebeurd = .., door = .. }, { eerste = [..] }, { laatste = [..] }, { na = .., plus = .. }, { na = .., als = .. }, { verstreken = \"klok\" } of { verstreken = \"daad.veld\" }".into()));
            } else {
                t.klaar();
            }
            gelezen
        }
        _ => {
            ouder.fout(
                "geen-moment",
                ouder.plek_van(waarde),
                format!("`{sleutel}` is geen moment"),
                "hier hoort een moment",
                None,
            );
            None
        }
    }
}
