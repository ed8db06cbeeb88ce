//! Is an act open in a situation? A small reading of conditions with three answers: yes, no, not known.
//!
//! Always holds: what the situation does not say is not known, and what is not known never gives a
//! finding; only acts of a closed situation (nothing else was done) are known not to have happened.

use crate::boek::Boek;
use crate::norm::{Klok, KlokId, NormSoort};
use crate::voorwaarde::{Gebeurd, Moment, Toets, Voorwaarde};
use crate::waarde::Waarde;
use crate::woorden::{DaadId, RolId};
use termijn::Datum;

/// What is known of a case.
pub(super) struct Wereld<'b> {
    boek: &'b Boek,
    gedaan: Vec<DaadId>,
    verstreken: Vec<KlokId>,
    velden: Vec<(DaadId, String, Waarde)>,
    /// Nothing else was done.
    gesloten: bool,
}

impl<'b> Wereld<'b> {
    /// Nothing else was done than this; what shows from an act counts as done with it.
    pub(super) fn gesloten(boek: &'b Boek, gedaan: &[DaadId], verstreken: &[KlokId]) -> Self {
        let mut gedaan = gedaan.to_vec();
        for (i, d) in boek.daden.iter().enumerate() {
            if d.blijkt_uit.is_some_and(|van| gedaan.contains(&van)) {
                gedaan.push(DaadId::van_ix(i));
            }
        }
        // A clock that is stopped by the same act runs out with it.
        let zelfde = |k: &Klok| {
            verstreken
                .iter()
                .any(|v| boek.klok(*v).stopt.first().is_some_and(|d| k.stopt.contains(d)))
        };
        let verstreken = (0..boek.klokken.len())
            .map(KlokId::van_ix)
            .filter(|k| verstreken.contains(k) || zelfde(boek.klok(*k)))
            .collect();
        Self { boek, gedaan, verstreken, velden: Vec::new(), gesloten: true }
    }

    /// Nothing is known but this field.
    pub(super) fn met_veld(boek: &'b Boek, daad: DaadId, veld: &str, waarde: Waarde) -> Self {
        Self {
            boek,
            gedaan: vec![daad],
            verstreken: Vec::new(),
            velden: vec![(daad, veld.to_owned(), waarde)],
            gesloten: false,
        }
    }

    /// Does a norm of the regulation open this act to one of these, or could it?
    pub(super) fn mag(&self, daad: DaadId, wie: &[RolId]) -> bool {
        let van_regeling =
            self.boek.normen.iter().filter(|n| super::telt_mee(self.boek, &n.vindplaats));
        let (verboden, overig): (Vec<_>, Vec<_>) =
            van_regeling.filter(|n| n.doet.omvat(daad)).partition(|n| n.soort == NormSoort::Verbod);
        let nee = |v: &Option<Voorwaarde>| v.as_ref().is_some_and(|v| self.geldt(v) == Some(false));
        let ja = |v: &Option<Voorwaarde>| v.as_ref().is_some_and(|v| self.geldt(v) == Some(true));
        let verboden = verboden.iter().any(|n| {
            (n.wie.is_empty() || !wie.is_empty() && n.wie.iter().all(|w| wie.contains(w)))
                && (n.als.is_none() || ja(&n.als))
                && (n.tenzij.is_none() || nee(&n.tenzij))
        });
        !verboden
            && overig.iter().any(|n| {
                (wie.is_empty() || n.wie.iter().any(|w| treedt_op(self.boek, *w, wie)))
                    && n.na.as_ref().is_none_or(|m| self.gekomen(m) != Some(false))
                    && !nee(&n.als)
                    && !nee(&n.mits)
                    && !ja(&n.tenzij)
            })
    }

    fn geldt(&self, v: &Voorwaarde) -> Option<bool> {
        match v {
            Voorwaarde::Feit(f) => self.geldt(&self.boek.feit(*f).als),
            Voorwaarde::Gebeurd(g) => self.gebeurd(g),
            Voorwaarde::Niet(v) => self.geldt(v).map(|b| !b),
            Voorwaarde::Alle(l) => samen(l.iter().map(|v| self.geldt(v)), false),
            Voorwaarde::EenVan(l) => samen(l.iter().map(|v| self.geldt(v)), true),
            Voorwaarde::Aantal { wat, minstens, .. } if *minstens > 0 => {
                self.gebeurd(wat).filter(|gedaan| !gedaan)
            }
            Voorwaarde::Veld { daad, veld, toets } => {
                let waarde = self.velden.iter().find(|(d, v, _)| d == daad && v == veld);
                match waarde {
                    Some((_, _, w)) => toets_geldt(toets, Some(w)),
                    None if self.gesloten && !self.gedaan.contains(daad) => {
                        toets_geldt(toets, None)
                    }
                    None => None,
                }
            }
            Voorwaarde::Loopt { van, tot, .. } => {
                match (self.gebeurd(van), samen(tot.iter().map(|g| self.gebeurd(g)), true)) {
                    (Some(false), _) => Some(false),
                    (Some(true), Some(false)) => Some(true),
                    _ => None,
                }
            }
            Voorwaarde::KlokVerstreken(k) => self.is_verstreken(*k),
            Voorwaarde::Aantal { .. }
            | Voorwaarde::Deze { .. }
            | Voorwaarde::Voor { .. }
            | Voorwaarde::Verstreken { .. }
            | Voorwaarde::Ouder { .. }
            | Voorwaarde::Partij { .. }
            | Voorwaarde::Elke { .. }
            | Voorwaarde::Deelt { .. }
            | Voorwaarde::Persoon(_)
            | Voorwaarde::Schriftelijk(_)
            | Voorwaarde::Ontbreekt(_)
            | Voorwaarde::Gerechtigd { .. } => None,
        }
    }

    fn gekomen(&self, m: &Moment) -> Option<bool> {
        match m {
            Moment::Daad(d) | Moment::Veld(d, _) => self.is_gedaan(*d),
            Moment::Gebeurd(g) => self.gebeurd(g),
            Moment::Eerste(l) => samen(l.iter().map(|m| self.gekomen(m)), true),
            Moment::Laatste(l) => samen(l.iter().map(|m| self.gekomen(m)), false),
            Moment::Als(m, v) => samen([self.gekomen(m), self.geldt(v)].into_iter(), false),
            Moment::Plus(m, _) => self.gekomen(m),
            // That a day has passed, the situation does not say.
            Moment::Voorbij(m) => self.gekomen(m).filter(|gekomen| !gekomen),
            Moment::Verstreken(k) => self.is_verstreken(*k),
            Moment::Inwerking => Some(true),
            Moment::Einde => None,
        }
    }

    fn gebeurd(&self, g: &Gebeurd) -> Option<bool> {
        // By whom, towards whom and with which fields the situation does not say.
        self.is_gedaan(g.daad).filter(|gedaan| !gedaan || g.waar.is_empty() && g.door.is_empty())
    }

    fn is_gedaan(&self, daad: DaadId) -> Option<bool> {
        match (self.gedaan.contains(&daad), self.gesloten) {
            (true, _) => Some(true),
            (false, true) => Some(false),
            (false, false) => None,
        }
    }

    fn is_verstreken(&self, klok: KlokId) -> Option<bool> {
        match (self.verstreken.contains(&klok), self.gesloten) {
            (true, _) => Some(true),
            (false, true) => Some(false),
            (false, false) => None,
        }
    }
}

/// A test that looks at a day has no answer where no day is known.
fn toets_geldt(toets: &Toets, waarde: Option<&Waarde>) -> Option<bool> {
    match toets {
        Toets::Verlopen | Toets::NogNietVerlopen => None,
        _ => Some(toets.geldt(waarde, Datum::MIN)),
    }
}

/// Does this role act as one of those? The board counts as the provider of the statute.
pub(super) fn treedt_op(boek: &Boek, rol: RolId, wie: &[RolId]) -> bool {
    wie.iter().any(|w| boek.treedt_op_als(rol, *w))
}

/// All (`een` false) or one of them (`een` true), with three answers.
fn samen(delen: impl Iterator<Item = Option<bool>>, een: bool) -> Option<bool> {
    let mut uit = Some(!een);
    for deel in delen {
        match deel {
            Some(b) if b == een => return Some(een),
            None => uit = None,
            Some(_) => {}
        }
    }
    uit
}
