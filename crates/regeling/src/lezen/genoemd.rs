//! Which fields conditions and moments name.
//!
//! Always holds: every form of a condition and of a moment has an answer here, so that no field goes unchecked.

use crate::voorwaarde::{Elders, Moment, Voorwaarde};
use crate::woorden::{DaadId, VeldSoort};

/// Every field that a condition names, with its act, to check once all acts are read.
pub(crate) fn genoemde_velden(v: &Voorwaarde, uit: &mut Vec<(DaadId, String)>) {
    match v {
        Voorwaarde::Veld { daad, veld, .. } | Voorwaarde::Gerechtigd { daad, veld } => {
            uit.push((*daad, veld.clone()))
        }
        Voorwaarde::Gebeurd(g) | Voorwaarde::Aantal { wat: g, .. } => {
            uit.extend(g.waar.iter().map(|(v, _)| (g.daad, v.clone())))
        }
        Voorwaarde::Niet(v) => genoemde_velden(v, uit),
        Voorwaarde::Alle(l) | Voorwaarde::EenVan(l) => {
            l.iter().for_each(|v| genoemde_velden(v, uit))
        }
        Voorwaarde::Voor { eerst, later } => {
            [eerst, later].into_iter().for_each(|m| moment_velden(m, uit))
        }
        Voorwaarde::Ouder { van, op, .. } => {
            [van, op].into_iter().for_each(|m| moment_velden(m, uit))
        }
        Voorwaarde::Verstreken { na, .. } => moment_velden(na, uit),
        Voorwaarde::Deelt { met: Elders::Veld { wat, veld, .. }, .. } => {
            uit.push((wat.daad, veld.clone()));
        }
        Voorwaarde::Deelt { met: Elders::Partijen(_), .. }
        | Voorwaarde::Schriftelijk(_)
        | Voorwaarde::Feit(_)
        | Voorwaarde::Deze { .. }
        | Voorwaarde::Loopt { .. }
        | Voorwaarde::KlokVerstreken(_)
        | Voorwaarde::Partij { .. } => {}
    }
}

pub(crate) fn moment_velden(m: &Moment, uit: &mut Vec<(DaadId, String)>) {
    match m {
        Moment::Veld(d, v) => uit.push((*d, v.clone())),
        Moment::Eerste(l) | Moment::Laatste(l) => l.iter().for_each(|m| moment_velden(m, uit)),
        Moment::Gebeurd(g) => uit.extend(g.waar.iter().map(|(v, _)| (g.daad, v.clone()))),
        Moment::Als(m, v) => {
            moment_velden(m, uit);
            genoemde_velden(v, uit);
        }
        Moment::Plus(m, _) => moment_velden(m, uit),
        Moment::Daad(_) | Moment::Verstreken(_) | Moment::Einde | Moment::Inwerking => {}
    }
}

/// Which kinds of field hold a date.
pub(crate) fn is_datum(soort: &VeldSoort) -> bool {
    matches!(soort, VeldSoort::Datum)
}
