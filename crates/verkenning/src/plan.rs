//! A plan: the acts that would lead to something if nothing stood in the way of anything.
//!
//! It is read from the rounds of `mogelijk`: what became possible in a round rests on what was possible before. A search
//! that does these acts first finds most of what can be found; that it does not find it there proves nothing.

use fixedbitset::FixedBitSet;
use regeling::norm::Doet;
use regeling::voorwaarde::{Moment, Voorwaarde};
use regeling::woorden::VeldSoort;
use regeling::{DaadId, NormId};

use crate::kennis::{Kennis, Mits};
use crate::mogelijk::Mogelijk;
use crate::vorm::{Tijd, Vorm};
use crate::zoeken::Doel;

const NOOIT: u32 = u16::MAX as u32;

struct Plan<'p, 'a, 'b> {
    kennis: &'p Kennis<'b>,
    m: &'p Mogelijk<'a, 'b>,
    daden: FixedBitSet,
}

/// The acts that lead there.
pub(crate) fn plan(kennis: &Kennis<'_>, m: &Mogelijk<'_, '_>, doel: Doel) -> FixedBitSet {
    let boek = kennis.boek;
    let mut p = Plan { kennis, m, daden: FixedBitSet::with_capacity(boek.daden.len()) };
    match doel {
        Doel::Norm(id) => {
            let n = boek.norm(id);
            match &n.doet {
                Doet::Daden(l) if n.soort != regeling::norm::NormSoort::Plicht => {
                    if let Some(d) = l.iter().min_by_key(|d| p.daad_kost(**d)) {
                        p.daad(*d);
                    }
                }
                _ => {}
            }
            p.norm(id);
        }
        Doel::Vervuld(id) => {
            p.norm(id);
            if let Doet::Daden(l) = &boek.norm(id).doet
                && let Some(d) = l.iter().min_by_key(|d| p.daad_kost(**d))
            {
                p.daad(*d);
            }
        }
        Doel::Klok(k) => p.tijd(&kennis.klokken[k.ix()].start),
        Doel::Verdaging(k, i) => {
            p.tijd(&kennis.klokken[k.ix()].start);
            if let Some(v) = &kennis.klokken[k.ix()].mits[i] {
                p.vorm(v, true);
            }
            p.daad(boek.klok(k).verdaging[i].daad);
        }
        Doel::Grond(g) => {
            p.mits(&kennis.gronden[g]);
            p.daad(boek.gronden[g].doet);
        }
        Doel::Einde(e) => {
            p.mits(&kennis.eindes[e]);
            p.daad(boek.eindes[e].door);
        }
    }
    p.daden
}

impl Plan<'_, '_, '_> {
    fn daad_kost(&self, d: DaadId) -> u32 {
        u32::from(self.m.ronde_daad[d.ix()])
    }

    fn eindigt(&self, d: DaadId) -> bool {
        self.kennis.boek.eindes.iter().any(|e| e.door == d)
    }

    fn kost(&self, v: &Vorm, wil: bool) -> u32 {
        match v {
            Vorm::Atoom(a) => {
                let ronde = u32::from(self.m.ronde_atoom[*a][usize::from(!wil)]);
                // What ends the procedure is no way to get on with it, if there is another.
                match &self.kennis.vormen.atomen[*a] {
                    Voorwaarde::Gebeurd(g) if wil && ronde < NOOIT && self.eindigt(g.daad) => {
                        ronde + 100
                    }
                    _ => ronde,
                }
            }
            Vorm::Deze(..) | Vorm::Deelt(_) => 0,
            Vorm::Feit(f) => self.kost(&self.kennis.vormen.feiten[*f], wil),
            Vorm::Niet(v) => self.kost(v, !wil),
            Vorm::Alle(l) | Vorm::EenVan(l) => {
                let kosten = l.iter().map(|v| self.kost(v, wil));
                let alle = matches!(v, Vorm::Alle(_)) == wil;
                (if alle { kosten.max() } else { kosten.min() }).unwrap_or(0)
            }
        }
    }

    fn vorm(&mut self, v: &Vorm, wil: bool) {
        match v {
            Vorm::Atoom(a) => {
                let ronde = self.m.ronde_atoom[*a][usize::from(!wil)];
                if ronde > 0 && ronde < u16::MAX {
                    let atoom = self.kennis.vormen.atomen[*a].clone();
                    self.atoom(&atoom, wil);
                }
            }
            Vorm::Deelt(Some(d)) if wil => self.daad(*d),
            Vorm::Deze(..) | Vorm::Deelt(_) => {}
            Vorm::Feit(f) => {
                let feit = self.kennis.vormen.feiten[*f].clone();
                self.vorm(&feit, wil);
            }
            Vorm::Niet(v) => self.vorm(v, !wil),
            Vorm::Alle(l) | Vorm::EenVan(l) => {
                if matches!(v, Vorm::Alle(_)) == wil {
                    l.iter().for_each(|v| self.vorm(v, wil));
                } else if let Some(v) = l.iter().min_by_key(|v| self.kost(v, wil)) {
                    self.vorm(v, wil);
                }
            }
        }
    }

    fn atoom(&mut self, v: &Voorwaarde, wil: bool) {
        match v {
            Voorwaarde::Gebeurd(g) | Voorwaarde::Aantal { wat: g, .. } => {
                self.daad(g.daad);
                g.sinds.into_iter().for_each(|d| self.daad(d));
            }
            Voorwaarde::Veld { daad, .. }
            | Voorwaarde::Schriftelijk(daad)
            | Voorwaarde::Gerechtigd { daad, .. } => self.daad(*daad),
            Voorwaarde::Loopt { van, .. } if wil => self.daad(van.daad),
            Voorwaarde::Loopt { tot, .. } => {
                if let Some(g) = tot.iter().min_by_key(|g| self.daad_kost(g.daad)) {
                    self.daad(g.daad);
                }
            }
            Voorwaarde::Elke { een_van, .. } if wil => {
                if let Some(g) = een_van.iter().min_by_key(|g| self.daad_kost(g.daad)) {
                    self.daad(g.daad);
                }
            }
            Voorwaarde::Voor { eerst, later } => self.moment(if wil { eerst } else { later }),
            Voorwaarde::Ouder { van, op, .. } => {
                self.moment(van);
                self.moment(op);
            }
            Voorwaarde::Verstreken { na, .. } => self.moment(na),
            Voorwaarde::KlokVerstreken(k) => {
                let kennis = self.kennis;
                self.tijd(&kennis.klokken[k.ix()].start);
            }
            Voorwaarde::Partij { rol, .. } => {
                let noemt = |d: &DaadId| {
                    let velden = &self.kennis.boek.daad(*d).velden;
                    velden.iter().any(|v| v.soort == VeldSoort::Partijen(*rol))
                };
                let wie = (0..self.kennis.boek.daden.len()).map(DaadId::van_ix).filter(noemt);
                if let Some(d) = wie.min_by_key(|d| self.daad_kost(*d)) {
                    self.daad(d);
                }
            }
            _ => {}
        }
    }

    /// An act, with what lets somebody do it.
    fn daad(&mut self, d: DaadId) {
        if self.daden.put(d.ix()) {
            return;
        }
        let (kennis, boek) = (self.kennis, self.kennis.boek);
        let verlenend = boek.verlenend(d).iter().copied();
        if let Some(id) = verlenend.min_by_key(|n| self.norm_kost(*n)) {
            self.norm(id);
        }
        for id in boek.verboden().iter().filter(|n| boek.norm(**n).doet.omvat(d)) {
            self.vrij(*id);
        }
        let gronden = boek.gronden.iter().zip(&kennis.gronden).filter(|(g, _)| g.doet == d);
        if let Some((_, mits)) = gronden.min_by_key(|(_, m)| self.mits_kost(m)) {
            self.mits(mits);
        }
        if let Some((k, i)) = boek.verdagend(d).first() {
            self.tijd(&kennis.klokken[k.ix()].start);
            if let Some(v) = &kennis.klokken[k.ix()].mits[*i] {
                self.vorm(v, true);
            }
        }
    }

    fn norm_kost(&self, id: NormId) -> u32 {
        let n = &self.kennis.normen[id.ix()];
        let na = n.na.as_ref().map_or(0, |t| self.tijd_kost(t));
        let als = n.als.iter().map(|v| self.kost(v, true)).max().unwrap_or(0);
        let tenzij = n.tenzij.as_ref().map_or(0, |v| self.kost(v, false));
        na.max(als).max(tenzij)
    }

    fn norm(&mut self, id: NormId) {
        let n = &self.kennis.normen[id.ix()];
        n.na.iter().for_each(|t| self.tijd(t));
        n.als.iter().for_each(|v| self.vorm(v, true));
        n.tenzij.iter().for_each(|v| self.vorm(v, false));
    }

    /// What makes a prohibition not stand in the way.
    fn vrij(&mut self, id: NormId) {
        let n = &self.kennis.normen[id.ix()];
        if n.na.is_some() {
            return;
        }
        let als = n.als.iter().map(|v| (self.kost(v, false), v, false));
        let tenzij = n.tenzij.iter().map(|v| (self.kost(v, true), v, true));
        if let Some((kost, v, wil)) = als.chain(tenzij).min_by_key(|(k, ..)| *k)
            && kost < NOOIT
        {
            self.vorm(v, wil);
        }
    }

    fn mits_kost(&self, m: &Mits) -> u32 {
        let als = m.als.as_ref().map_or(0, |v| self.kost(v, true));
        als.max(m.tenzij.as_ref().map_or(0, |v| self.kost(v, false)))
    }

    fn mits(&mut self, m: &Mits) {
        m.als.iter().for_each(|v| self.vorm(v, true));
        m.tenzij.iter().for_each(|v| self.vorm(v, false));
    }

    fn tijd_kost(&self, t: &Tijd) -> u32 {
        match t {
            Tijd::Daad(d) | Tijd::Veld(d) => {
                if self.m.gedaan[d.ix()] {
                    0
                } else {
                    self.daad_kost(*d)
                }
            }
            Tijd::Gebeurd(a, _) => u32::from(self.m.ronde_atoom[*a][0]),
            Tijd::Eerste(l) => l.iter().map(|t| self.tijd_kost(t)).min().unwrap_or(0),
            Tijd::Laatste(l) => l.iter().map(|t| self.tijd_kost(t)).max().unwrap_or(0),
            Tijd::Als(t, v) => self.tijd_kost(t).max(self.kost(v, true)),
            Tijd::Verstreken(k) => self.tijd_kost(&self.kennis.klokken[k.ix()].start),
            Tijd::Einde | Tijd::Inwerking(_) => 1,
        }
    }

    fn tijd(&mut self, t: &Tijd) {
        match t {
            Tijd::Daad(d) | Tijd::Veld(d) => {
                if !self.m.gedaan[d.ix()] {
                    let blijkt = self.kennis.boek.daad(*d).blijkt_uit;
                    let d = Some(*d).filter(|d| self.m.daad(*d)).or(blijkt).unwrap_or(*d);
                    self.daad(d);
                }
            }
            Tijd::Gebeurd(a, _) => self.vorm(&Vorm::Atoom(*a), true),
            Tijd::Eerste(l) => {
                if let Some(t) = l.iter().min_by_key(|t| self.tijd_kost(t)) {
                    self.tijd(t);
                }
            }
            Tijd::Laatste(l) => l.iter().for_each(|t| self.tijd(t)),
            Tijd::Als(t, v) => {
                self.tijd(t);
                self.vorm(v, true);
            }
            Tijd::Verstreken(k) => {
                let kennis = self.kennis;
                self.tijd(&kennis.klokken[k.ix()].start);
            }
            Tijd::Einde => {
                let boek = self.kennis.boek;
                let einde = boek.eindes.iter().zip(&self.kennis.eindes);
                if let Some((e, m)) = einde.min_by_key(|(e, _)| self.daad_kost(e.door)) {
                    self.mits(m);
                    self.daad(e.door);
                }
            }
            Tijd::Inwerking(_) => {}
        }
    }

    fn moment(&mut self, m: &Moment) {
        match m {
            Moment::Daad(d) | Moment::Veld(d, _) => self.daad(*d),
            Moment::Gebeurd(g) => self.daad(g.daad),
            Moment::Eerste(l) | Moment::Laatste(l) => l.iter().for_each(|m| self.moment(m)),
            Moment::Als(m, _) | Moment::Plus(m, _) | Moment::Voorbij(m) => self.moment(m),
            Moment::Verstreken(_) | Moment::Einde | Moment::Inwerking => {}
        }
    }
}
