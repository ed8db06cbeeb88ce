//! For whom a document is: read from the act with which it came, and from what was released.
//!
//! Always holds: who sent a document may read it; what came with a confidential act is confidential;
//! what came with the complaint goes to nobody by itself but the complainant.

use std::collections::{BTreeMap, BTreeSet};

use access::StukToegang;
use behandeling::KLAGER;
use dossier::Stand;
use regeling::Boek;
use regeling::woorden::VeldSoort;
use store::{BriefRij, StukId};

/// What matters of each document for who may read it.
pub(super) struct Inzage(BTreeMap<StukId, StukToegang>);

impl Inzage {
    /// From what happened and what was released.
    pub(super) fn new(boek: &Boek, stand: &Stand, brieven: &[BriefRij]) -> Self {
        let mut uit: BTreeMap<StukId, StukToegang> = BTreeMap::new();
        for g in stand.gebeurtenissen() {
            let daad = boek.daad(g.daad);
            let zien = |rol: &regeling::RolId| !daad.opent && daad.zichtbaar.contains(rol);
            let mag_lezen: BTreeSet<String> = stand
                .partijen()
                .iter()
                .enumerate()
                .filter(|(i, p)| {
                    g.door.is_some_and(|d| usize::from(d) == *i)
                        || zien(&p.rol)
                        || daad.opent && p.id == KLAGER
                })
                .map(|(_, p)| p.id.clone())
                .collect();
            let vertrouwelijk = daad.vertrouwelijk_voor.iter().map(|r| boek.rol(*r).id.clone());
            let vertrouwelijk_voor: BTreeSet<String> = vertrouwelijk.collect();
            for stuk in in_velden(boek, g) {
                let t = uit.entry(stuk).or_default();
                t.vrijgegeven_aan.extend(mag_lezen.iter().cloned());
                t.vertrouwelijk_voor.extend(vertrouwelijk_voor.iter().cloned());
            }
        }
        for b in brieven {
            uit.entry(b.stuk).or_default().vrijgegeven_aan.insert(b.geadresseerde.clone());
        }
        Self(uit)
    }

    /// Of one document.
    pub(super) fn van(&self, stuk: StukId) -> StukToegang {
        self.0.get(&stuk).cloned().unwrap_or_default()
    }
}

/// The documents that came with an act.
pub(super) fn in_velden(boek: &Boek, g: &dossier::Gebeurd) -> Vec<StukId> {
    boek.daad(g.daad)
        .velden
        .iter()
        .filter(|v| v.soort == VeldSoort::Bestanden)
        .filter_map(|v| g.velden.get(&v.id))
        .flat_map(|w| w.als_lijst().to_vec())
        .filter_map(|w| w.als_tekst().and_then(|t| t.parse().ok()))
        .collect()
}
