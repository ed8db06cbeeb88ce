//! Which fields conditions and moments name, and what they ask of them.
//!
//! Always holds: every form of a condition and of a moment has an answer here, so that no field goes unchecked.

use crate::voorwaarde::{Elders, Gebeurd, Moment, Toets, Voorwaarde};
use crate::woorden::{DaadId, VeldSoort};

/// A field that is named somewhere.
#[derive(Debug, Clone)]
pub(crate) struct Genoemd {
    /// Of this act; of several, one that has the field is enough.
    pub(crate) daden: Vec<DaadId>,
    pub(crate) veld: String,
    /// What is asked of it, if anything.
    pub(crate) toets: Option<Toets>,
}

impl Genoemd {
    pub(crate) fn kaal(daad: DaadId, veld: &str) -> Self {
        Self { daden: vec![daad], veld: veld.to_owned(), toets: None }
    }
}

/// Every field that a condition names, with its act, to check once all acts are read. `deze` are the acts that
/// may be the one that is judged.
pub(crate) fn genoemde_velden(v: &Voorwaarde, deze: &[DaadId], uit: &mut Vec<Genoemd>) {
    match v {
        Voorwaarde::Veld { daad, veld, toets } => {
            uit.push(Genoemd { toets: Some(toets.clone()), ..Genoemd::kaal(*daad, veld) });
        }
        Voorwaarde::Gerechtigd { daad, veld } => uit.push(Genoemd::kaal(*daad, veld)),
        Voorwaarde::Gebeurd(g) | Voorwaarde::Aantal { wat: g, .. } => gebeurd_velden(g, uit),
        Voorwaarde::Niet(v) => genoemde_velden(v, deze, uit),
        Voorwaarde::Alle(l) | Voorwaarde::EenVan(l) => {
            l.iter().for_each(|v| genoemde_velden(v, deze, uit))
        }
        Voorwaarde::Voor { eerst, later } => {
            [eerst, later].into_iter().for_each(|m| moment_velden(m, uit))
        }
        Voorwaarde::Ouder { van, op, .. } => {
            [van, op].into_iter().for_each(|m| moment_velden(m, uit))
        }
        Voorwaarde::Verstreken { na, .. } => moment_velden(na, uit),
        Voorwaarde::Loopt { van, tot, zelfde } => {
            for g in std::iter::once(van).chain(tot) {
                gebeurd_velden(g, uit);
                uit.extend(zelfde.iter().map(|v| Genoemd::kaal(g.daad, v)));
            }
        }
        Voorwaarde::Elke { een_van, .. } => een_van.iter().for_each(|g| gebeurd_velden(g, uit)),
        Voorwaarde::Deze { veld, toets } if !deze.is_empty() => uit.push(Genoemd {
            daden: deze.to_vec(),
            veld: veld.clone(),
            toets: Some(toets.clone()),
        }),
        Voorwaarde::Deelt { veld: (lijst, _), met } => {
            if !deze.is_empty() {
                uit.push(Genoemd { daden: deze.to_vec(), veld: lijst.clone(), toets: None });
            }
            elders_velden(met, uit);
        }
        Voorwaarde::Persoon(elders) => elders_velden(elders, uit),
        Voorwaarde::Schriftelijk(_)
        | Voorwaarde::Ontbreekt(_)
        | Voorwaarde::Feit(_)
        | Voorwaarde::Deze { .. }
        | Voorwaarde::KlokVerstreken(_)
        | Voorwaarde::Partij { .. } => {}
    }
}

fn elders_velden(elders: &Elders, uit: &mut Vec<Genoemd>) {
    match elders {
        Elders::Veld { wat, veld, .. } => {
            gebeurd_velden(wat, uit);
            uit.push(Genoemd::kaal(wat.daad, veld));
        }
        Elders::Doener(wat) => gebeurd_velden(wat, uit),
        Elders::Partijen(_) => {}
    }
}

/// Every field that an act done in a certain way names.
pub(crate) fn gebeurd_velden(g: &Gebeurd, uit: &mut Vec<Genoemd>) {
    waar_velden(g.daad, &g.waar, uit);
}

/// Every field of this act that `waar = { … }` names.
pub(crate) fn waar_velden(daad: DaadId, waar: &[(String, Toets)], uit: &mut Vec<Genoemd>) {
    uit.extend(
        waar.iter().map(|(v, t)| Genoemd { toets: Some(t.clone()), ..Genoemd::kaal(daad, v) }),
    );
}

/// Every field that a moment names, with its act.
pub(crate) fn moment_velden(m: &Moment, uit: &mut Vec<Genoemd>) {
    match m {
        Moment::Veld(d, v) => uit.push(Genoemd::kaal(*d, v)),
        Moment::Eerste(l) | Moment::Laatste(l) => l.iter().for_each(|m| moment_velden(m, uit)),
        Moment::Gebeurd(g) => gebeurd_velden(g, uit),
        Moment::Als(m, v) => {
            moment_velden(m, uit);
            genoemde_velden(v, &[], uit);
        }
        Moment::Plus(m, _) | Moment::Voorbij(m) => moment_velden(m, uit),
        Moment::Daad(_) | Moment::Verstreken(_) | Moment::Einde | Moment::Inwerking => {}
    }
}

/// Which kinds of field hold a date.
pub(crate) fn is_datum(soort: &VeldSoort) -> bool {
    matches!(soort, VeldSoort::Datum)
}
