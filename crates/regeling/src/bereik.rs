//! What a book can come to: could a condition ever hold under it?
//!
//! Always holds: "no" is sure, since it rests on an act that no norm lets anybody do; "yes" is a guess, made to
//! leave nothing out. What really can happen, in which order, is asked of the model check.

use crate::boek::Boek;
use crate::voorwaarde::Voorwaarde;
use crate::woorden::DaadId;

/// A fact rests on facts so deep at most; one that rests on itself is refused when the book is read.
const DIEP: u8 = 16;

impl Boek {
    /// Does any norm, ground or clock let somebody do this?
    pub fn kan_gebeuren(&self, daad: DaadId) -> bool {
        !self.verlenend(daad).is_empty()
            || !self.verdagend(daad).is_empty()
            || self.gronden_van(daad).next().is_some()
            || self.daad(daad).blijkt_uit.is_some_and(|d| self.kan_gebeuren(d))
    }

    /// Could this ever hold, as far as the acts go that it asks for?
    pub fn kan_ooit(&self, v: &Voorwaarde) -> bool {
        self.kan(v, DIEP)
    }

    fn kan(&self, v: &Voorwaarde, diep: u8) -> bool {
        match v {
            Voorwaarde::Feit(f) => diep == 0 || self.kan(&self.feit(*f).als, diep - 1),
            Voorwaarde::Gebeurd(g) | Voorwaarde::Loopt { van: g, .. } => self.kan_gebeuren(g.daad),
            Voorwaarde::Aantal { wat, minstens, .. } => {
                *minstens == 0 || self.kan_gebeuren(wat.daad)
            }
            Voorwaarde::Alle(l) => l.iter().all(|v| self.kan(v, diep)),
            Voorwaarde::EenVan(l) => l.iter().any(|v| self.kan(v, diep)),
            Voorwaarde::Elke { een_van, .. } => een_van.iter().any(|g| self.kan_gebeuren(g.daad)),
            _ => true,
        }
    }
}
