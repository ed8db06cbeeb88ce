//! What the exploration knows of a book before it begins: its conditions with numbers, who may try which act, which
//! values of a field make a difference.
//!
//! Always holds: it is made from the book alone; nothing here is about one dossier.

use std::collections::BTreeMap;

use fixedbitset::FixedBitSet;
use regeling::norm::{Binnen, Doet, Norm, NormSoort};
use regeling::voorwaarde::{AanToets, Elders, Gebeurd, Moment, Toets, Voorwaarde};
use regeling::woorden::VeldSoort;
use regeling::{Boek, DaadId, NormId, RolId};
use termijn::Termijn;

use crate::vorm::{Tijd, Vorm, Vormen};

/// What is asked of a field somewhere in the book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Proef {
    /// This of its value.
    Toets(Toets),
    /// Whether it is so long ago.
    Geleden(Termijn),
    /// Whether it is a capacity that may complain.
    Gerechtigd,
    /// Whether it is a channel in writing.
    Kanaal,
    /// Whether it shares a name with others.
    Deelt,
    /// The parties that it names, and which office one of them holds besides.
    Partijen(Option<RolId>),
}

/// A norm in the terms of the exploration.
#[derive(Debug)]
pub(crate) struct NormVorm {
    pub(crate) na: Option<Tijd>,
    pub(crate) als: Vec<Vorm>,
    pub(crate) tenzij: Option<Vorm>,
    pub(crate) vervalt: Vec<Gebeurd>,
    /// Its conditions ask about the act at hand.
    pub(crate) kiest: bool,
}

/// A clock.
#[derive(Debug)]
pub(crate) struct KlokVorm {
    pub(crate) start: Tijd,
    pub(crate) als: Option<Vorm>,
    pub(crate) mits: Vec<Option<Vorm>>,
}

/// A ground or an end: only if, not if.
#[derive(Debug)]
pub(crate) struct Mits {
    pub(crate) als: Option<Vorm>,
    pub(crate) tenzij: Option<Vorm>,
}

/// A book, prepared.
#[derive(Debug)]
pub(crate) struct Kennis<'b> {
    pub(crate) boek: &'b Boek,
    pub(crate) vormen: Vormen,
    pub(crate) normen: Vec<NormVorm>,
    pub(crate) klokken: Vec<KlokVorm>,
    pub(crate) gronden: Vec<Mits>,
    pub(crate) eindes: Vec<Mits>,
    /// Per act: the roles that may try it.
    pub(crate) rollen: Vec<Vec<RolId>>,
    /// Per act: the fields that are asked about, with what.
    pub(crate) proeven: Vec<BTreeMap<String, Vec<Proef>>>,
    /// Per act: the roles towards which it matters that it is done.
    pub(crate) gericht: Vec<Vec<RolId>>,
    /// The acts on which some condition, moment, clock or end depends.
    pub(crate) telt: FixedBitSet,
    /// Per act: the prohibitions that name it.
    pub(crate) verboden: Vec<Vec<NormId>>,
    /// Per role: the acts with which somebody may join in it.
    pub(crate) erbij: Vec<Vec<DaadId>>,
    /// Per question: the acts in its moments (at most two), and whether such a moment rests on more than acts.
    pub(crate) momenten: Vec<[(Vec<DaadId>, bool); 2]>,
    /// Per fact: does it ask about the act at hand?
    pub(crate) feit_kiest: Vec<bool>,
    /// Per act: does it depend on what is filled in whether it may be done?
    pub(crate) kiest: Vec<bool>,
    /// Per act: how often it is done before doing it again is no longer of interest.
    pub(crate) keren: Vec<usize>,
}

impl<'b> Kennis<'b> {
    pub(crate) fn new(boek: &'b Boek) -> Self {
        let mut vormen = Vormen::new(boek);
        let een = |vormen: &mut Vormen, v: &Option<Voorwaarde>| v.as_ref().map(|v| vormen.vorm(v));
        let mut normen = Vec::with_capacity(boek.normen.len());
        for n in &boek.normen {
            normen.push(NormVorm {
                na: n.na.as_ref().map(|m| vormen.tijd(boek, m)),
                als: [&n.als, &n.mits].into_iter().flatten().map(|v| vormen.vorm(v)).collect(),
                tenzij: een(&mut vormen, &n.tenzij),
                vervalt: neemt_weg(n),
                kiest: [&n.als, &n.mits, &n.tenzij]
                    .into_iter()
                    .flatten()
                    .any(|v| vraagt_naar_de_daad(boek, v)),
            });
            for g in n.vervalt_bij.iter().chain(n.herhaal.iter().flat_map(|h| &h.tot)) {
                vormen.gebeurd(g);
            }
            if let Binnen::Termijnen(l) = &n.binnen {
                l.iter().filter_map(|(_, v)| v.as_ref()).for_each(|v| drop(vormen.vorm(v)));
            }
        }
        let mut klokken = Vec::new();
        for k in &boek.klokken {
            klokken.push(KlokVorm {
                start: vormen.tijd(boek, &k.start),
                als: een(&mut vormen, &k.als),
                mits: k.verdaging.iter().map(|v| een(&mut vormen, &v.mits)).collect(),
            });
            let schorsing = k.schorsing.iter().flat_map(|s| s.tot.iter().chain([&s.van]));
            for g in k.stopt.iter().chain(&k.stuiting).chain(schorsing) {
                vormen.gebeurd(g);
            }
            k.termijn.iter().filter_map(|(_, v)| v.as_ref()).for_each(|v| drop(vormen.vorm(v)));
        }
        let mits = |vormen: &mut Vormen, als, tenzij| Mits {
            als: een(vormen, als),
            tenzij: een(vormen, tenzij),
        };
        let gronden = boek.gronden.iter().map(|g| mits(&mut vormen, &g.als, &g.tenzij)).collect();
        let mut eindes = Vec::new();
        for e in &boek.eindes {
            eindes.push(mits(&mut vormen, &e.als, &e.tenzij));
            for g in &e.heropent {
                vormen.gebeurd(g);
            }
        }
        let mut kennis = Self {
            rollen: rollen(boek),
            proeven: vec![BTreeMap::new(); boek.daden.len()],
            gericht: vec![Vec::new(); boek.daden.len()],
            telt: FixedBitSet::with_capacity(boek.daden.len()),
            verboden: (0..boek.daden.len())
                .map(DaadId::van_ix)
                .map(|d| {
                    let alle = boek.verboden().iter().copied();
                    alle.filter(|n| boek.norm(*n).doet.omvat(d)).collect()
                })
                .collect(),
            erbij: (0..boek.rollen.len())
                .map(RolId::van_ix)
                .map(|rol| {
                    let noemt = |d: &DaadId| {
                        let velden = &boek.daad(*d).velden;
                        velden.iter().any(|v| v.soort == VeldSoort::Partijen(rol))
                    };
                    (0..boek.daden.len()).map(DaadId::van_ix).filter(noemt).collect()
                })
                .collect(),
            momenten: Vec::new(),
            feit_kiest: boek.feiten.iter().map(|f| vraagt_naar_de_daad(boek, &f.als)).collect(),
            kiest: (0..boek.daden.len())
                .map(|d| boek.gronden_van(DaadId::van_ix(d)).next().is_some())
                .collect(),
            keren: vec![1; boek.daden.len()],
            boek,
            vormen,
            normen,
            klokken,
            gronden,
            eindes,
        };
        kennis.zoek_proeven();
        kennis.momenten = kennis.vormen.atomen.iter().map(momenten_in).collect();
        kennis
    }

    /// The norms of the regulation itself (and its portal), not of the statutes.
    pub(crate) fn eigen(&self, v: &regeling::Vindplaats) -> bool {
        !self.boek.kop_van(v).wet
    }

    /// Notes that this is asked of that field.
    fn proef(&mut self, daad: DaadId, veld: &str, proef: Proef) {
        if self.boek.daad(daad).veld(veld).is_none() {
            return;
        }
        let lijst = self.proeven[daad.ix()].entry(veld.to_owned()).or_default();
        if !lijst.contains(&proef) {
            lijst.push(proef);
        }
    }

    fn telt_mee(&mut self, g: &Gebeurd) {
        self.telt.insert(g.daad.ix());
        self.telt.extend(g.sinds.map(DaadId::ix));
        for (veld, toets) in &g.waar {
            self.proef(g.daad, veld, Proef::Toets(toets.clone()));
        }
        if let AanToets::Een(rol) | AanToets::Elke(rol) = g.aan
            && !self.gericht[g.daad.ix()].contains(&rol)
        {
            self.gericht[g.daad.ix()].push(rol);
        }
    }

    fn velden_van(&self, daad: DaadId, soort: &VeldSoort) -> Vec<String> {
        let velden = self.boek.daad(daad).velden.iter();
        velden.filter(|v| v.soort == *soort).map(|v| v.id.clone()).collect()
    }

    fn zoek_proeven(&mut self) {
        let boek = self.boek;
        for atoom in self.vormen.atomen.clone() {
            self.proeven_van(&atoom);
        }
        for n in &boek.normen {
            let daden: Vec<DaadId> = match &n.doet {
                Doet::Daden(d) => d.clone(),
                Doet::Alles { .. } => (0..boek.daden.len()).map(DaadId::van_ix).collect(),
            };
            for v in [&n.als, &n.mits, &n.tenzij].into_iter().flatten() {
                daden.iter().for_each(|d| self.deze(v, *d));
            }
            for d in &daden {
                n.waar.iter().for_each(|(f, t)| self.proef(*d, f, Proef::Toets(t.clone())));
            }
            if n.soort == NormSoort::Plicht {
                self.telt.extend(daden.iter().map(|d| d.ix()));
            }
            self.momenten(n.na.as_ref());
            let aanleiding = match &n.na {
                Some(Moment::Daad(d)) => Some(*d),
                Some(Moment::Gebeurd(g)) => Some(g.daad),
                _ => None,
            };
            if let (Some(per), Some(d)) = (&n.per, aanleiding) {
                let een = Toets::Telt { waar: Vec::new(), minstens: 1, hoogstens: None };
                self.proef(d, &per.lijst, Proef::Toets(een));
                daden.iter().for_each(|d| {
                    self.proef(
                        *d,
                        &per.nummer,
                        Proef::Toets(Toets::Is(regeling::Waarde::Getal(1))),
                    );
                });
            }
            if let (Binnen::Gesteld { veld, .. }, Some(d)) = (&n.binnen, aanleiding) {
                self.proef(d, veld, Proef::Toets(Toets::Aanwezig));
            }
            if let Binnen::GesteldDoor { daad, .. } = &n.binnen {
                self.proef(*daad, "voor", Proef::Toets(Toets::Is(n.id.as_str().into())));
            }
        }
        for k in &boek.klokken {
            self.momenten(Some(&k.start));
            self.telt.extend(k.verdaging.iter().map(|v| v.daad.ix()));
        }
        for g in &boek.gronden {
            [&g.als, &g.tenzij].into_iter().flatten().for_each(|v| self.deze(v, g.doet));
            for veld in self.velden_van(g.doet, &VeldSoort::Grond) {
                self.proef(g.doet, &veld, Proef::Toets(Toets::Is(g.id.as_str().into())));
            }
        }
        for e in &boek.eindes {
            self.telt.insert(e.door.ix());
            e.waar.iter().for_each(|(f, t)| self.proef(e.door, f, Proef::Toets(t.clone())));
        }
        for h in &boek.gerechtigden {
            for d in &h.bij {
                h.waar.iter().for_each(|(f, t)| self.proef(*d, f, Proef::Toets(t.clone())));
            }
        }
        // What opens a dossier, and what stands in for an act that counts.
        for (i, d) in boek.daden.iter().enumerate() {
            if d.opent || d.blijkt_uit.is_some() {
                self.telt.insert(i);
                self.telt.extend(d.blijkt_uit.map(DaadId::ix));
            }
        }
    }

    fn proeven_van(&mut self, atoom: &Voorwaarde) {
        match atoom {
            Voorwaarde::Gebeurd(g) => self.telt_mee(g),
            Voorwaarde::Aantal { wat, minstens, hoogstens } => {
                let keren = (*minstens).max(hoogstens.unwrap_or(0)).min(8) as usize;
                self.keren[wat.daad.ix()] = self.keren[wat.daad.ix()].max(keren);
                self.telt_mee(wat);
            }
            Voorwaarde::Veld { daad, veld, toets } => {
                self.telt.insert(daad.ix());
                self.proef(*daad, veld, Proef::Toets(toets.clone()));
            }
            Voorwaarde::Loopt { van, tot, .. } => {
                tot.iter().chain([van]).for_each(|g| self.telt_mee(g));
            }
            Voorwaarde::Elke { een_van, .. } => {
                een_van.iter().for_each(|g| self.telt_mee(g));
            }
            Voorwaarde::Voor { eerst, later } => {
                self.momenten(Some(eerst));
                self.momenten(Some(later));
            }
            Voorwaarde::Verstreken { na, .. } => self.momenten(Some(na)),
            Voorwaarde::Ouder { dan, van, op } => {
                self.momenten(Some(van));
                self.momenten(Some(op));
                if let Moment::Veld(d, veld) = van {
                    self.proef(*d, veld, Proef::Geleden(*dan));
                }
            }
            Voorwaarde::Partij { rol, ambt, waar, .. } => {
                let soort = VeldSoort::Partijen(*rol);
                for i in 0..self.boek.daden.len() {
                    for veld in self.velden_van(DaadId::van_ix(i), &soort) {
                        self.telt.insert(i);
                        self.proef(DaadId::van_ix(i), &veld, Proef::Partijen(*ambt));
                        for (_, t) in waar {
                            self.proef(DaadId::van_ix(i), &veld, Proef::Toets(t.clone()));
                        }
                    }
                }
            }
            Voorwaarde::Schriftelijk(d) => {
                self.telt.insert(d.ix());
                for veld in self.velden_van(*d, &VeldSoort::Kanaal) {
                    self.proef(*d, &veld, Proef::Kanaal);
                }
            }
            Voorwaarde::Gerechtigd { daad, veld } => {
                self.telt.insert(daad.ix());
                self.proef(*daad, veld, Proef::Gerechtigd);
            }
            _ => {}
        }
    }

    /// What a condition asks of the act at hand.
    fn deze(&mut self, v: &Voorwaarde, daad: DaadId) {
        match v {
            Voorwaarde::Feit(f) => self.deze(&self.boek.feit(*f).als, daad),
            Voorwaarde::Niet(v) => self.deze(v, daad),
            Voorwaarde::Alle(l) | Voorwaarde::EenVan(l) => {
                l.iter().for_each(|v| self.deze(v, daad));
            }
            Voorwaarde::Deze { veld, toets } => {
                self.kiest[daad.ix()] = true;
                self.proef(daad, veld, Proef::Toets(toets.clone()));
            }
            Voorwaarde::Deelt { veld: (veld, _), met } => {
                self.kiest[daad.ix()] = true;
                self.proef(daad, veld, Proef::Deelt);
                if let Elders::Veld { wat, veld, .. } = met {
                    self.telt_mee(wat);
                    self.proef(wat.daad, veld, Proef::Deelt);
                }
            }
            _ => {}
        }
    }

    fn momenten(&mut self, m: Option<&Moment>) {
        match m {
            Some(Moment::Daad(d)) => self.telt.insert(d.ix()),
            Some(Moment::Gebeurd(g)) => self.telt_mee(g),
            Some(Moment::Veld(d, veld)) => {
                self.telt.insert(d.ix());
                self.proef(*d, veld, Proef::Toets(Toets::Aanwezig));
            }
            Some(Moment::Eerste(l) | Moment::Laatste(l)) => {
                l.iter().for_each(|m| self.momenten(Some(m)));
            }
            Some(Moment::Als(m, _) | Moment::Plus(m, _)) => self.momenten(Some(m)),
            _ => {}
        }
    }
}

/// The acts in the moments of a question.
fn momenten_in(v: &Voorwaarde) -> [(Vec<DaadId>, bool); 2] {
    let mut uit = [(Vec::new(), false), (Vec::new(), false)];
    let (een, ander) = match v {
        Voorwaarde::Voor { eerst, later } => (Some(eerst), Some(later)),
        Voorwaarde::Verstreken { na, .. } => (Some(na), None),
        Voorwaarde::Ouder { van, op, .. } => (Some(van), Some(op)),
        _ => (None, None),
    };
    for (m, uit) in [een, ander].into_iter().zip(&mut uit) {
        m.into_iter().for_each(|m| daden_in(m, uit));
    }
    uit
}

fn daden_in(m: &Moment, uit: &mut (Vec<DaadId>, bool)) {
    match m {
        Moment::Daad(d) | Moment::Veld(d, _) => uit.0.push(*d),
        Moment::Gebeurd(g) => uit.0.push(g.daad),
        Moment::Eerste(l) | Moment::Laatste(l) => l.iter().for_each(|m| daden_in(m, uit)),
        Moment::Plus(m, _) | Moment::Voorbij(m) => daden_in(m, uit),
        Moment::Als(m, _) => {
            daden_in(m, uit);
            uit.1 = true;
        }
        Moment::Verstreken(_) | Moment::Einde | Moment::Inwerking => uit.1 = true,
    }
}

/// Does this condition ask about the act at hand?
fn vraagt_naar_de_daad(boek: &Boek, v: &Voorwaarde) -> bool {
    match v {
        Voorwaarde::Deze { .. } | Voorwaarde::Deelt { .. } => true,
        Voorwaarde::Feit(f) => vraagt_naar_de_daad(boek, &boek.feit(*f).als),
        Voorwaarde::Niet(v) => vraagt_naar_de_daad(boek, v),
        Voorwaarde::Alle(l) | Voorwaarde::EenVan(l) => {
            l.iter().any(|v| vraagt_naar_de_daad(boek, v))
        }
        _ => false,
    }
}

/// What takes a duty away, beside the end of the procedure.
fn neemt_weg(n: &Norm) -> Vec<Gebeurd> {
    n.vervalt_bij.iter().chain(n.herhaal.iter().flat_map(|h| &h.tot)).cloned().collect()
}

/// Per act, who may try it: a role that another one acts for is tried as that one.
fn rollen(boek: &Boek) -> Vec<Vec<RolId>> {
    let vervangen = |r: RolId| boek.rollen.iter().any(|ander| ander.is.contains(&r));
    let alle: Vec<RolId> =
        (0..boek.rollen.len()).map(RolId::van_ix).filter(|r| !vervangen(*r)).collect();
    (0..boek.daden.len())
        .map(DaadId::van_ix)
        .map(|d| {
            let mut wie: Vec<RolId> = Vec::new();
            wie.extend(boek.verlenend(d).iter().flat_map(|n| &boek.norm(*n).wie));
            wie.extend(
                boek.verdagend(d).iter().flat_map(|(k, i)| &boek.klok(*k).verdaging[*i].wie),
            );
            wie.extend(boek.gronden_van(d).flat_map(|g| &g.wie));
            wie.extend(boek.kalenderplichten.iter().filter(|p| p.doet == d).flat_map(|p| &p.wie));
            for n in boek.stellend() {
                if let Binnen::GesteldDoor { wie: w, daad, .. } = &boek.norm(*n).binnen
                    && *daad == d
                {
                    wie.extend(w);
                }
            }
            alle.iter()
                .copied()
                .filter(|r| wie.iter().any(|w| boek.treedt_op_als(*r, *w)))
                .collect()
        })
        .collect()
}
