//! The search: from an empty dossier on, move by move, every state that is new.
//!
//! A state is known by its answers: what the conditions of the book ask, which duties are open, which clocks run, how
//! it ended, how often each act was done (none, once, more). Three modes. *All*: each state that differs from those
//! before, also in the order in which things were last done and in what is due next; for a slice of the book. *Pairs*:
//! a state counts as new when it brings an answer that no state had, or brings a duty, a clock or the running procedure
//! together with an answer that it was never seen with (the width of Lipovetzky and Geffner, *Width and Serialization
//! of Classical Planning*, 2012: what has width 2 is found). For a whole regulation. *Plan*: towards one thing (`gericht`).
//!
//! Always holds: the same book gives the same search; it stops at a number of attempts, never at a time.

mod gericht;
mod peil;

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, HashSet};

use dossier::{Blik, KlokStand, Persoon, PlichtStand, Stand};
use fixedbitset::FixedBitSet;
use regeling::norm::{Binnen, Doet, Norm, NormSoort};
use regeling::{DaadId, KlokId, NormId, RolId, Velden};
use termijn::Datum;

use self::gericht::{stappen, vanaf_hier};
use crate::kennis::Kennis;
use crate::zetten::{Zet, doe, drempels, pogingen, volgende_dag};

/// What somebody wants to see happen in some run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Doel {
    /// A duty arises, a power is used, a prohibition applies.
    Norm(NormId),
    /// A duty is met.
    Vervuld(NormId),
    /// A clock runs.
    Klok(KlokId),
    /// It is extended in this way.
    Verdaging(KlokId, usize),
    /// An act rests on this ground.
    Grond(usize),
    /// The procedure ends in this way.
    Einde(usize),
}

/// How far the search goes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Grens {
    /// So many states are kept.
    pub(crate) knopen: usize,
    /// So many acts are tried.
    pub(crate) pogingen: usize,
    /// So many moves after the first.
    pub(crate) diepte: u16,
}

/// How states are told apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Modus {
    /// All of them, with these acts only.
    Alles(FixedBitSet),
    /// With these acts, and those that lead on from the state at hand, by their answers, towards this; what is nearest
    /// goes first, and a state from which it cannot come any more is left.
    Plan(FixedBitSet, Doel),
    /// By single answers: few states, and deep.
    Enkel,
    /// By pairs of answers.
    Paren,
}

/// A state that was kept.
pub(crate) struct Knoop {
    pub(crate) stand: Stand,
    pub(crate) op: Datum,
    pub(crate) ouder: Option<usize>,
    pub(crate) zet: Option<Zet>,
    pub(crate) diepte: u16,
}

/// What a state answers.
struct Peil {
    bits: FixedBitSet,
    vragen: Vec<usize>,
}

pub(crate) struct Zoektocht<'a, 'b> {
    kennis: &'a Kennis<'b>,
    modus: Modus,
    grens: Grens,
    pub(crate) knopen: Vec<Knoop>,
    rij: BinaryHeap<Reverse<(u8, u16, usize)>>,
    /// Of states that a plan reached: what would lead on from there if nothing stood in the way.
    plannen: HashMap<usize, FixedBitSet>,
    /// The same for the state at hand.
    plan: FixedBitSet,
    gezien: HashSet<(FixedBitSet, Vec<u64>)>,
    los: FixedBitSet,
    paren: Vec<FixedBitSet>,
    vergeefs: HashMap<(DaadId, RolId, usize), usize>,
    /// What is still looked for.
    pub(crate) open: Vec<Doel>,
    /// Acts tried so far.
    pub(crate) pogingen: usize,
    te_diep: bool,
    /// The search ran to its end.
    pub(crate) uitgeput: bool,
}

impl<'a, 'b> Zoektocht<'a, 'b> {
    pub(crate) fn new(
        kennis: &'a Kennis<'b>,
        modus: Modus,
        grens: Grens,
        open: Vec<Doel>,
        begin: Datum,
    ) -> Self {
        let boek = kennis.boek;
        let vragen = boek.normen.len() + boek.klokken.len() + 1;
        let knoop = Knoop { stand: Stand::new(boek), op: begin, ouder: None, zet: None, diepte: 0 };
        Self {
            kennis,
            modus,
            grens,
            knopen: vec![knoop],
            rij: BinaryHeap::from([Reverse((0, 0, 0))]),
            plannen: HashMap::new(),
            plan: FixedBitSet::new(),
            gezien: HashSet::new(),
            los: FixedBitSet::new(),
            paren: vec![FixedBitSet::new(); vragen],
            vergeefs: HashMap::new(),
            open,
            pogingen: 0,
            te_diep: false,
            uitgeput: false,
        }
    }

    /// Searches to the end, to its bounds, or (with some acts only) until this, or all, was seen.
    pub(crate) fn zoek(&mut self, tot: Option<Doel>) {
        let deel = matches!(self.modus, Modus::Alles(_) | Modus::Plan(..));
        while let Some(Reverse((rang, diepte, ix))) = self.rij.pop() {
            let gezien = tot.is_some_and(|d| !self.open.contains(&d)) || self.open.is_empty();
            if self.vol() || deel && gezien {
                return;
            }
            match self.schat(ix) {
                None => continue,
                // It was guessed to be nearer than it is.
                Some(stappen) if stappen > rang => {
                    self.rij.push(Reverse((stappen, diepte, ix)));
                    continue;
                }
                Some(_) => {}
            }
            self.breid_uit(ix);
        }
        self.uitgeput = !self.vol() && !self.te_diep;
    }

    /// Once more from every state that was kept, now by pairs, with so much more to spend.
    pub(crate) fn verder(&mut self, erbij: Grens) {
        self.modus = Modus::Paren;
        self.grens = Grens {
            knopen: self.knopen.len() + erbij.knopen,
            pogingen: self.pogingen + erbij.pogingen,
            diepte: erbij.diepte,
        };
        self.rij = (0..self.knopen.len()).map(|i| Reverse((0, self.knopen[i].diepte, i))).collect();
        self.zoek(None);
    }

    fn vol(&self) -> bool {
        self.knopen.len() >= self.grens.knopen || self.pogingen >= self.grens.pogingen
    }

    /// The moves that lead to this state.
    pub(crate) fn weg(&self, ix: usize) -> Vec<Zet> {
        let mut uit = Vec::new();
        let mut hier = Some(ix);
        while let Some(i) = hier {
            uit.extend(self.knopen[i].zet.clone());
            hier = self.knopen[i].ouder;
        }
        uit.reverse();
        uit
    }

    fn breid_uit(&mut self, ix: usize) {
        let (stand, vandaag, diepte) =
            (self.knopen[ix].stand.clone(), self.knopen[ix].op, self.knopen[ix].diepte);
        if diepte >= self.grens.diepte {
            self.te_diep = true;
            return;
        }
        let kennis = self.kennis;
        self.plan = self.plannen.remove(&ix).unwrap_or_default();
        let op = volgende_dag(&stand, vandaag);
        let blik = Blik::new(kennis.boek, &stand, op);
        self.verboden_gezien(&blik, None);
        self.verboden_per_daad(&blik);
        for d in (0..kennis.boek.daden.len()).map(DaadId::van_ix) {
            if self.doet_mee(d) && self.is_aan_de_orde(&blik, d) {
                self.probeer(ix, &blik, d);
            }
            if self.vol() {
                return;
            }
        }
        if !stand.gebeurtenissen().is_empty() {
            let nu = Blik::new(kennis.boek, &stand, vandaag);
            let mut dagen: Vec<Datum> = drempels(kennis, &nu).into_iter().map(|(d, _)| d).collect();
            dagen.dedup();
            for dag in dagen.into_iter().take(6) {
                self.bekijk(ix, stand.clone(), Zet::Wacht(dag), dag);
            }
        }
    }

    /// Does trying this act tell anything?
    fn doet_mee(&self, d: DaadId) -> bool {
        if self.kennis.boek.daad(d).herstelt {
            return false;
        }
        match &self.modus {
            Modus::Alles(daden) => daden.contains(d.ix()),
            Modus::Plan(daden, _) => daden.contains(d.ix()) || self.plan.contains(d.ix()),
            Modus::Enkel | Modus::Paren => {
                self.kennis.telt.contains(d.ix())
                    || self.open.iter().any(|doel| self.gaat_over(*doel, d))
            }
        }
    }

    fn gaat_over(&self, doel: Doel, d: DaadId) -> bool {
        let boek = self.kennis.boek;
        match doel {
            Doel::Norm(n) | Doel::Vervuld(n) => match &boek.norm(n).doet {
                Doet::Daden(l) => l.contains(&d),
                Doet::Alles { .. } => false,
            },
            Doel::Grond(g) => boek.gronden[g].doet == d,
            Doel::Verdaging(k, i) => boek.klok(k).verdaging[i].daad == d,
            Doel::Klok(_) | Doel::Einde(_) => false,
        }
    }

    /// Has something come that lets somebody do this act? A quick no for most acts.
    fn is_aan_de_orde(&self, blik: &Blik<'_>, d: DaadId) -> bool {
        let boek = self.kennis.boek;
        let daad = boek.daad(d);
        let keren = blik.stand.gebeurtenissen().iter().filter(|g| g.daad == d).count();
        if daad.eenmalig && keren > 0 || keren > self.kennis.keren[d.ix()] {
            return false;
        }
        if blik.stand.gebeurtenissen().is_empty() && !daad.opent {
            return daad.buiten_klacht || boek.kalenderplichten.iter().any(|p| p.doet == d);
        }
        true
    }

    /// May this role do this act, as far as its fields do not matter? A quick no for most.
    fn kan_nu(&self, blik: &Blik<'_>, d: DaadId, rol: RolId) -> bool {
        let boek = self.kennis.boek;
        let van = |wie: &[RolId]| wie.iter().any(|w| boek.treedt_op_als(rol, *w));
        let staat_toe = |id: NormId| {
            let n = boek.norm(id);
            let kiest = self.kennis.normen[id.ix()].kiest;
            let na = n.na.as_ref().map(|m| blik.moment(m));
            let begonnen = na.is_none_or(|na| na.is_some_and(|(dag, _)| dag <= blik.op));
            van(&n.wie)
                && begonnen
                && (kiest
                    || [&n.als, &n.mits].into_iter().flatten().all(|v| blik.geldt(v))
                        && n.tenzij.as_ref().is_none_or(|v| !blik.geldt(v)))
        };
        let verbiedt = |id: NormId| {
            let n = boek.norm(id);
            !self.kennis.normen[id.ix()].kiest
                && n.doet.omvat(d)
                && (n.wie.is_empty() || van(&n.wie))
                && n.na.as_ref().is_none_or(|m| blik.moment(m).is_some())
                && n.als.as_ref().is_none_or(|v| blik.geldt(v))
                && n.tenzij.as_ref().is_none_or(|v| !blik.geldt(v))
        };
        let toegestaan = boek.verlenend(d).iter().any(|n| staat_toe(*n))
            || boek.verdagend(d).iter().any(|(k, i)| {
                van(&boek.klok(*k).verdaging[*i].wie) && blik.klok(*k).is_some_and(|k| k.loopt())
            })
            || boek.gronden_van(d).any(|g| van(&g.wie))
            || boek.kalenderplichten.iter().any(|p| p.doet == d && van(&p.wie))
            || boek.stellend().iter().any(|n| {
                matches!(&boek.norm(*n).binnen, Binnen::GesteldDoor { wie, daad, .. }
                    if *daad == d && van(wie))
            });
        toegestaan && !boek.verboden().iter().any(|v| verbiedt(*v))
    }

    fn probeer(&mut self, ix: usize, blik: &Blik<'_>, d: DaadId) {
        let kennis = self.kennis;
        let keuze = std::cell::OnceCell::new();
        for rol in
            kennis.rollen[d.ix()].iter().filter(|r| self.kan_nu(blik, d, **r)).collect::<Vec<_>>()
        {
            let mut eerste = true;
            for (nummer, (velden, aan)) in
                keuze.get_or_init(|| pogingen(kennis, blik, d)).iter().cloned().enumerate()
            {
                let moe =
                    self.vergeefs.get(&(d, *rol, nummer)).is_some_and(|n| *n >= self.geduld());
                if moe {
                    continue;
                }
                self.verboden_gezien(blik, Some((d, &velden)));
                self.pogingen += 1;
                let gedaan = doe(kennis, blik.stand, d, *rol, &aan, velden, blik.op);
                let geweigerd = gedaan.is_none();
                if let Some(g) = gedaan {
                    self.gedaan_gezien(blik, d, *rol, &g.zet, &g.stand);
                    if kennis.telt.contains(d.ix()) && self.bekijk(ix, g.stand, g.zet, blik.op) {
                        self.vergeefs.remove(&(d, *rol, nummer));
                    } else {
                        *self.vergeefs.entry((d, *rol, nummer)).or_default() += 1;
                    }
                }
                // Where fields do not matter for whether it may be done, one refusal tells all.
                if eerste && geweigerd && !kennis.kiest[d.ix()] {
                    break;
                }
                eerste = false;
            }
        }
    }

    /// The prohibitions that apply: of the act at hand when they ask about it, else whatever is done.
    fn verboden_gezien(&mut self, blik: &Blik<'_>, deze: Option<(DaadId, &Velden)>) {
        let boek = self.kennis.boek;
        self.open.retain(|doel| {
            let Doel::Norm(id) = doel else { return true };
            let n = boek.norm(*id);
            let velden = deze.map(|(_, v)| v);
            let treft = n.soort == NormSoort::Verbod
                && deze.is_none_or(|(d, _)| n.doet.omvat(d))
                && (deze.is_some() || !self.kennis.normen[id.ix()].kiest)
                && n.na.as_ref().is_none_or(|m| blik.moment(m).is_some())
                && n.als.as_ref().is_none_or(|v| blik.geldt_bij(v, velden))
                && n.tenzij.as_ref().is_none_or(|v| !blik.geldt_bij(v, velden));
            let sluit_uit = || deze.is_none() && sluit_iemand_uit(blik, n);
            !treft && !sluit_uit()
        });
    }

    /// The prohibitions that ask about the act, with each way to fill it in, whoever may do it now.
    fn verboden_per_daad(&mut self, blik: &Blik<'_>) {
        let boek = self.kennis.boek;
        let mut daden: Vec<DaadId> = Vec::new();
        for doel in &self.open {
            if let Doel::Norm(id) = doel
                && self.kennis.normen[id.ix()].kiest
                && let (NormSoort::Verbod, Doet::Daden(l)) =
                    (boek.norm(*id).soort, &boek.norm(*id).doet)
            {
                daden.extend(l);
            }
        }
        daden.sort_unstable();
        daden.dedup();
        for d in daden {
            for (velden, _) in pogingen(self.kennis, blik, d) {
                self.verboden_gezien(blik, Some((d, &velden)));
            }
        }
    }

    fn gedaan_gezien(&mut self, blik: &Blik<'_>, d: DaadId, rol: RolId, zet: &Zet, na: &Stand) {
        let boek = self.kennis.boek;
        let Zet::Doet { velden, op, .. } = zet else { return };
        let straks = Blik::new(boek, na, *op);
        self.open.retain(|doel| match doel {
            Doel::Norm(id) => {
                let n = boek.norm(*id);
                let gebruikt = n.soort == NormSoort::Bevoegdheid
                    && n.doet.omvat(d)
                    && n.wie.iter().any(|w| boek.treedt_op_als(rol, *w))
                    && blik.norm_staat_toe(n, Some(velden)).is_none();
                !gebruikt
            }
            Doel::Grond(g) => {
                let grond = &boek.gronden[*g];
                grond.doet != d
                    || velden.get("grond").and_then(|w| w.als_tekst()) != Some(grond.id.as_str())
            }
            Doel::Verdaging(k, i) => {
                boek.klok(*k).verdaging[*i].daad != d
                    || !straks
                        .klok(*k)
                        .is_some_and(|s| s.verdagingen.iter().any(|(_, w, _)| w == i))
            }
            _ => true,
        });
    }

    /// How often one way to do one act may bring nothing new before it is left alone.
    fn geduld(&self) -> usize {
        match self.modus {
            Modus::Enkel => 6,
            Modus::Paren => 40,
            Modus::Alles(_) | Modus::Plan(..) => usize::MAX,
        }
    }

    /// Keeps a state when it is new.
    fn bekijk(&mut self, ouder: usize, stand: Stand, zet: Zet, op: Datum) -> bool {
        let blik = Blik::new(self.kennis.boek, &stand, op);
        let peil = self.peil(&blik);
        let rang = match &self.modus {
            Modus::Alles(_) | Modus::Plan(..) => {
                let geheel = matches!(self.modus, Modus::Alles(_));
                let volgorde = if geheel { self.volgorde(&blik) } else { Vec::new() };
                if !self.gezien.insert((peil.bits, volgorde)) {
                    return false;
                }
                match self.modus {
                    Modus::Plan(_, doel) => match vanaf_hier(self.kennis, &blik, doel) {
                        None => return false,
                        Some(plan) => {
                            let ver = stappen(&plan);
                            self.plannen.insert(self.knopen.len(), plan);
                            ver
                        }
                    },
                    _ => 0,
                }
            }
            Modus::Enkel | Modus::Paren => match self.is_nieuw(&peil) {
                None => return false,
                Some(rang) => rang,
            },
        };
        let diepte = self.knopen[ouder].diepte + 1;
        self.rij.push(Reverse((rang, diepte, self.knopen.len())));
        self.knopen.push(Knoop { stand, op, ouder: Some(ouder), zet: Some(zet), diepte });
        true
    }

    /// 0: it brings an answer that none had; 1: a pair of answers; `None`: neither.
    fn is_nieuw(&mut self, peil: &Peil) -> Option<u8> {
        let mut rang = None;
        for v in peil.vragen.iter().filter(|_| self.modus == Modus::Paren) {
            let bekend = &mut self.paren[*v];
            if !peil.bits.is_subset(bekend) {
                bekend.union_with(&peil.bits);
                rang = Some(1);
            }
        }
        if !peil.bits.is_subset(&self.los) {
            self.los.union_with(&peil.bits);
            rang = Some(0);
        }
        rang
    }

    fn gevonden(&mut self, doel: Doel) {
        if let Some(i) = self.open.iter().position(|d| *d == doel) {
            self.open.swap_remove(i);
        }
    }
}

/// Does this prohibition keep somebody whom the dossier names out of it, in his office?
fn sluit_iemand_uit(blik: &Blik<'_>, norm: &Norm) -> bool {
    let verbod = norm.soort == NormSoort::Verbod;
    let mensen = blik.stand.partijen().iter().filter_map(|p| p.naam.as_deref());
    let mut mensen = mensen.map(Persoon::met_naam);
    verbod
        && matches!(norm.doet, Doet::Alles { .. })
        && mensen.any(|p| norm.wie.iter().any(|rol| blik.door(&p).sluit_uit(norm, *rol)))
}

/// The open duties of a dossier.
pub(crate) fn open_plichten(blik: &Blik<'_>) -> Vec<PlichtStand> {
    blik.plichten().into_iter().filter(|p| p.afloop.is_open()).collect()
}

/// The clocks of a dossier that run.
pub(crate) fn lopende_klokken(blik: &Blik<'_>) -> Vec<KlokStand> {
    blik.klokken().into_iter().filter(KlokStand::loopt).collect()
}
