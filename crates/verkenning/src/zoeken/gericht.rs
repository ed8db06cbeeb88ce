//! The search towards one thing: from all that was reached, along what would lead there.
//!
//! Always holds: that it finds nothing proves nothing; a state from which the thing cannot come any more is left.

use std::cmp::Reverse;

use dossier::{Blik, Stand};
use fixedbitset::FixedBitSet;

use super::{Doel, Grens, Knoop, Modus, Zoektocht};
use crate::kennis::Kennis;
use crate::mogelijk::Mogelijk;
use crate::plan::plan;

impl Zoektocht<'_, '_> {
    /// Towards one thing, along the acts of a plan, from every state that was kept so far: what an earlier plan
    /// reached, a later one need not find again.
    pub(crate) fn richt(&mut self, plan: FixedBitSet, doel: Doel, erbij: Grens) {
        self.modus = Modus::Plan(plan, doel);
        self.grens = Grens {
            knopen: self.knopen.len() + erbij.knopen,
            pogingen: self.pogingen + erbij.pogingen,
            diepte: erbij.diepte,
        };
        self.plannen.clear();
        self.gezien.clear();
        self.te_diep = false;
        let rang = |k: &Knoop| (self.nog_te_doen(&k.stand), k.diepte);
        let rij = self.knopen.iter().enumerate().map(|(i, k)| {
            let (rang, diepte) = rang(k);
            Reverse((rang, diepte, i))
        });
        self.rij = rij.collect();
    }

    /// How many acts what is planned is away from this state, at least; `None` when it cannot come any more.
    pub(super) fn schat(&mut self, ix: usize) -> Option<u8> {
        let Modus::Plan(_, doel) = self.modus else { return Some(0) };
        if !self.plannen.contains_key(&ix) {
            let k = &self.knopen[ix];
            let blik = Blik::new(self.kennis.boek, &k.stand, k.op);
            let plan = vanaf_hier(self.kennis, &blik, doel)?;
            self.plannen.insert(ix, plan);
        }
        Some(stappen(&self.plannen[&ix]))
    }

    /// How many acts of the plan were not done yet: a first guess of how far it is.
    fn nog_te_doen(&self, stand: &Stand) -> u8 {
        let gedaan = |d: usize| stand.gebeurtenissen().iter().any(|g| g.daad.ix() == d);
        let Modus::Plan(plan, _) = &self.modus else { return 0 };
        let n = plan.ones().filter(|d| !gedaan(*d)).count();
        u8::try_from(n).unwrap_or(u8::MAX)
    }
}

/// What would lead there from this state if nothing stood in the way of anything (the relaxed plan of Hoffmann and
/// Nebel, *The FF Planning System*, 2001); `None` when it cannot come any more.
pub(super) fn vanaf_hier(kennis: &Kennis<'_>, blik: &Blik<'_>, doel: Doel) -> Option<FixedBitSet> {
    let m = Mogelijk::vanaf(kennis, blik);
    m.doel(doel).then(|| plan(kennis, &m, doel))
}

/// How many acts that is: the fewer, the sooner it is looked further.
pub(super) fn stappen(plan: &FixedBitSet) -> u8 {
    u8::try_from(plan.count_ones(..)).unwrap_or(u8::MAX)
}
