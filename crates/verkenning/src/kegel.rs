//! The slice of a book that bears on one question: the acts in it, what their norms depend on, and so on.
//!
//! Always holds: an act outside the slice makes no act inside it possible. What ends the procedure only takes
//! possibilities away, so it is inside only where a moment waits for the end.

use fixedbitset::FixedBitSet;
use regeling::DaadId;
use regeling::norm::{Binnen, Doet};
use regeling::voorwaarde::{AanToets, Elders, Gebeurd, Moment, Voorwaarde};
use regeling::woorden::VeldSoort;

use crate::kennis::Kennis;
use crate::zoeken::Doel;

struct Kegel<'a, 'b> {
    kennis: &'a Kennis<'b>,
    daden: FixedBitSet,
    te_doen: Vec<DaadId>,
    feiten: FixedBitSet,
}

/// The acts that bear on this.
pub(crate) fn kegel(kennis: &Kennis<'_>, doel: Doel) -> FixedBitSet {
    let boek = kennis.boek;
    let mut k = Kegel {
        kennis,
        daden: FixedBitSet::with_capacity(boek.daden.len()),
        te_doen: Vec::new(),
        feiten: FixedBitSet::with_capacity(boek.feiten.len()),
    };
    for (i, d) in boek.daden.iter().enumerate() {
        if d.opent && kennis.rollen[i].iter().any(|_| true) {
            k.daad(DaadId::van_ix(i));
        }
    }
    match doel {
        Doel::Norm(id) | Doel::Vervuld(id) => {
            let n = boek.norm(id);
            if let Doet::Daden(l) = &n.doet {
                l.iter().for_each(|d| k.daad(*d));
            }
            k.norm(n);
            n.vervalt_bij.iter().for_each(|g| k.gebeurd(g));
        }
        Doel::Klok(id) => {
            k.moment(&boek.klok(id).start);
            boek.klok(id).als.iter().for_each(|v| k.voorwaarde(v));
        }
        Doel::Verdaging(id, i) => k.daad(boek.klok(id).verdaging[i].daad),
        Doel::Grond(g) => k.daad(boek.gronden[g].doet),
        Doel::Einde(e) => k.einde(e),
    }
    while let Some(d) = k.te_doen.pop() {
        k.om(d);
    }
    k.daden
}

impl Kegel<'_, '_> {
    fn daad(&mut self, d: DaadId) {
        if !self.daden.put(d.ix()) {
            self.te_doen.push(d);
        }
    }

    fn einde(&mut self, ix: usize) {
        let e = &self.kennis.boek.eindes[ix];
        self.daad(e.door);
        [&e.als, &e.tenzij].into_iter().flatten().for_each(|v| self.voorwaarde(v));
    }

    fn norm(&mut self, n: &regeling::norm::Norm) {
        n.na.iter().for_each(|m| self.moment(m));
        [&n.als, &n.mits, &n.tenzij].into_iter().flatten().for_each(|v| self.voorwaarde(v));
        if let Binnen::Klok(k) = &n.binnen {
            self.moment(&self.kennis.boek.klok(*k).start);
        }
    }

    /// All on which it depends whether this act may be done.
    fn om(&mut self, d: DaadId) {
        let boek = self.kennis.boek;
        self.kennis.boek.daad(d).blijkt_uit.into_iter().for_each(|b| self.daad(b));
        for id in boek.verlenend(d) {
            self.norm(boek.norm(*id));
        }
        for id in boek.verboden() {
            if boek.norm(*id).doet.omvat(d) {
                self.norm(boek.norm(*id));
            }
        }
        for g in boek.gronden_van(d) {
            [&g.als, &g.tenzij].into_iter().flatten().for_each(|v| self.voorwaarde(v));
        }
        for (k, i) in boek.verdagend(d) {
            let klok = boek.klok(*k);
            self.moment(&klok.start);
            klok.als.iter().chain(&klok.verdaging[*i].mits).for_each(|v| self.voorwaarde(v));
        }
        for id in boek.stellend() {
            if matches!(&boek.norm(*id).binnen, Binnen::GesteldDoor { daad, .. } if *daad == d) {
                self.norm(boek.norm(*id));
            }
        }
    }

    fn gebeurd(&mut self, g: &Gebeurd) {
        self.daad(g.daad);
        g.sinds.into_iter().for_each(|d| self.daad(d));
        if let AanToets::Elke(rol) = g.aan {
            self.wie_erbij_komt(rol);
        }
        g.door_elke.into_iter().for_each(|rol| self.wie_erbij_komt(rol));
    }

    fn wie_erbij_komt(&mut self, rol: regeling::RolId) {
        for (i, d) in self.kennis.boek.daden.iter().enumerate() {
            if d.velden.iter().any(|v| v.soort == VeldSoort::Partijen(rol)) {
                self.daad(DaadId::van_ix(i));
            }
        }
    }

    fn voorwaarde(&mut self, v: &Voorwaarde) {
        match v {
            Voorwaarde::Feit(f) => {
                if !self.feiten.put(f.ix()) {
                    self.voorwaarde(&self.kennis.boek.feit(*f).als);
                }
            }
            Voorwaarde::Niet(v) => self.voorwaarde(v),
            Voorwaarde::Alle(l) | Voorwaarde::EenVan(l) => {
                l.iter().for_each(|v| self.voorwaarde(v));
            }
            Voorwaarde::Gebeurd(g) | Voorwaarde::Aantal { wat: g, .. } => self.gebeurd(g),
            Voorwaarde::Veld { daad, .. }
            | Voorwaarde::Schriftelijk(daad)
            | Voorwaarde::Gerechtigd { daad, .. } => self.daad(*daad),
            Voorwaarde::Loopt { van, tot, .. } => {
                tot.iter().chain([van]).for_each(|g| self.gebeurd(g));
            }
            Voorwaarde::Elke { rol, een_van } => {
                een_van.iter().for_each(|g| self.gebeurd(g));
                self.wie_erbij_komt(*rol);
            }
            Voorwaarde::Ontbreekt(daad) => self.daad(*daad),
            Voorwaarde::Voor { eerst: a, later: b } | Voorwaarde::Ouder { van: a, op: b, .. } => {
                self.moment(a);
                self.moment(b);
            }
            Voorwaarde::Verstreken { na, .. } => self.moment(na),
            Voorwaarde::KlokVerstreken(k) => {
                let klok = self.kennis.boek.klok(*k);
                self.moment(&klok.start);
                klok.als.iter().for_each(|v| self.voorwaarde(v));
            }
            Voorwaarde::Partij { rol, .. } => self.wie_erbij_komt(*rol),
            Voorwaarde::Deelt { met, .. } | Voorwaarde::Persoon(met) => match met {
                Elders::Veld { wat, .. } | Elders::Doener(wat) => self.gebeurd(wat),
                Elders::Partijen(_) => {}
            },
            Voorwaarde::Deze { .. } => {}
        }
    }

    fn moment(&mut self, m: &Moment) {
        match m {
            Moment::Daad(d) | Moment::Veld(d, _) => self.daad(*d),
            Moment::Gebeurd(g) => self.gebeurd(g),
            Moment::Eerste(l) | Moment::Laatste(l) => l.iter().for_each(|m| self.moment(m)),
            Moment::Als(m, v) => {
                self.moment(m);
                self.voorwaarde(v);
            }
            Moment::Plus(m, _) | Moment::Voorbij(m) => self.moment(m),
            Moment::Verstreken(k) => self.moment(&self.kennis.boek.klok(*k).start),
            Moment::Einde => (0..self.kennis.boek.eindes.len()).for_each(|e| self.einde(e)),
            Moment::Inwerking => {}
        }
    }
}
