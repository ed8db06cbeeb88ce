//! Which sentences stand where, and by which article: the rules of a book, gathered per subject.
//!
//! Always holds: one act is told once in a section, by all its articles; the words of a regulation go before
//! those of a statute, and both before those of the act; regulation first, then statutes, each in the order
//! of its articles.

use super::tijd::{Tijd, tijd_van};
use super::{Folderdeel, Folderzin};
use crate::boek::Boek;
use crate::norm::{Doet, Klok, Norm, NormSoort, Verdaging, Vindplaats};
use crate::toon::artikel_orde;
use crate::woorden::{DaadId, RolId, Tekst};

/// What is told of one subject in one part.
#[derive(Debug)]
pub(super) struct Groep<'a> {
    pub(super) deel: Folderdeel,
    /// The act, when it is told of one.
    pub(super) daad: Option<DaadId>,
    woorden: Vec<(Rang, &'a Tekst)>,
    wie: Vec<(Rang, RolId)>,
    /// Is it anybody's duty?
    pub(super) plicht: bool,
    pub(super) tijden: Vec<Tijd<'a>>,
    pub(super) verdagingen: Vec<(&'a Klok, &'a Verdaging)>,
    pub(super) vindplaatsen: Vec<&'a Vindplaats>,
}

/// Whose words these are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rang {
    Daad,
    Wet,
    Regeling,
}

impl<'a> Groep<'a> {
    fn new(deel: Folderdeel, daad: Option<DaadId>) -> Self {
        Self {
            deel,
            daad,
            woorden: Vec::new(),
            wie: Vec::new(),
            plicht: false,
            tijden: Vec::new(),
            verdagingen: Vec::new(),
            vindplaatsen: Vec::new(),
        }
    }

    /// The texts of the highest rank, each once.
    pub(super) fn teksten(&self) -> Vec<&'a Tekst> {
        let hoogste = self.woorden.iter().map(|(r, _)| *r).max();
        let mut uit: Vec<&'a Tekst> = Vec::new();
        for (_, t) in self.woorden.iter().filter(|(r, _)| Some(*r) == hoogste) {
            if !uit.contains(t) {
                uit.push(t);
            }
        }
        uit
    }

    /// Who does it: by the regulation if that says so, and otherwise by the statute.
    pub(super) fn wie(&self) -> Vec<RolId> {
        let hoogste = self.wie.iter().map(|(r, _)| *r).max();
        let mut uit: Vec<RolId> = Vec::new();
        for (_, rol) in self.wie.iter().filter(|(r, _)| Some(*r) == hoogste) {
            if !uit.contains(rol) {
                uit.push(*rol);
            }
        }
        uit
    }

    fn orde(&self) -> impl Ord + use<> {
        let eerste = self.vindplaatsen.iter().map(|v| (v.tekst.ix() > 0, artikel_orde(&v.artikel)));
        let (wet, artikel) = eerste.min().unwrap_or((true, (1, Vec::new())));
        (self.deel, wet, artikel)
    }
}

/// All groups, in the order of the leaflet. `behalve`: texts that stand elsewhere already.
pub(super) fn groepen<'a>(boek: &'a Boek, behalve: &[&Tekst]) -> Vec<Groep<'a>> {
    let mut b = Bundel { groepen: Vec::new() };
    for norm in &boek.normen {
        b.norm(boek, norm);
    }
    for klok in &boek.klokken {
        for v in &klok.verdaging {
            if let Some(zin) = &boek.daad(v.daad).folder {
                let g = b.bij_daad(zin.deel, v.daad);
                g.woorden.push((Rang::Daad, &zin.tekst));
                g.wie.extend(v.wie.iter().map(|r| (rang(&v.vindplaats), *r)));
                g.vindplaatsen.push(&v.vindplaats);
            }
        }
    }
    // Channels by which one complains are a list of their own.
    let elders_genoemd = boek
        .kanalen
        .iter()
        .filter(|k| k.folder.zin().is_some_and(|z| z.deel != Folderdeel::Klagen));
    let los = (boek.bepalingen.iter().map(|n| (&n.folder, &n.vindplaats)))
        .chain(boek.open_normen.iter().map(|n| (&n.folder, &n.vindplaats)))
        .chain(boek.gronden.iter().map(|n| (&n.folder, &n.vindplaats)))
        .chain(elders_genoemd.map(|n| (&n.folder, &n.vindplaats)));
    for (folder, vindplaats) in los {
        if let Some(zin) = folder.zin() {
            b.los(zin, vindplaats);
        }
    }
    let mut uit = b.groepen;
    uit.retain(|g| !g.woorden.iter().any(|(_, t)| behalve.contains(t)));
    uit.sort_by_key(|g| g.orde());
    uit
}

struct Bundel<'a> {
    groepen: Vec<Groep<'a>>,
}

impl<'a> Bundel<'a> {
    fn bij_daad(&mut self, deel: Folderdeel, daad: DaadId) -> &mut Groep<'a> {
        let plek = self
            .groepen
            .iter()
            .position(|g| g.deel == deel && g.daad == Some(daad))
            .unwrap_or_else(|| {
                self.groepen.push(Groep::new(deel, Some(daad)));
                self.groepen.len() - 1
            });
        &mut self.groepen[plek]
    }

    /// A sentence of a rule that is about no act.
    fn los(&mut self, zin: &'a Folderzin, vindplaats: &'a Vindplaats) -> &mut Groep<'a> {
        let zelfde = |g: &Groep<'_>| {
            g.deel == zin.deel && g.daad.is_none() && g.teksten().contains(&&zin.tekst)
        };
        let plek = self.groepen.iter().position(zelfde).unwrap_or_else(|| {
            self.groepen.push(Groep::new(zin.deel, None));
            self.groepen.len() - 1
        });
        let g = &mut self.groepen[plek];
        g.woorden.push((rang(vindplaats), &zin.tekst));
        g.vindplaatsen.push(vindplaats);
        g
    }

    fn norm(&mut self, boek: &'a Boek, norm: &'a Norm) {
        let r = rang(&norm.vindplaats);
        let daden: &[DaadId] = match &norm.doet {
            Doet::Daden(d) => d,
            Doet::Alles { .. } => &[],
        };
        if let Some(zin) = norm.folder.zin() {
            match daden.first().filter(|_| zin.deel.is_stap() && norm.soort != NormSoort::Verbod) {
                Some(daad) => {
                    let g = self.bij_daad(zin.deel, *daad);
                    g.woorden.push((r, &zin.tekst));
                    vul(g, boek, norm, *daad);
                }
                None => {
                    let g = self.los(zin, &norm.vindplaats);
                    g.wie.extend(norm.wie.iter().map(|w| (r, *w)));
                }
            }
            return;
        }
        if norm.folder == super::InFolder::Niet || norm.soort == NormSoort::Verbod {
            return;
        }
        for daad in daden {
            if let Some(zin) = &boek.daad(*daad).folder {
                let g = self.bij_daad(zin.deel, *daad);
                g.woorden.push((Rang::Daad, &zin.tekst));
                vul(g, boek, norm, *daad);
            }
        }
    }
}

/// Who, when and by which article, of a norm that is told.
fn vul<'a>(g: &mut Groep<'a>, boek: &'a Boek, norm: &'a Norm, daad: DaadId) {
    g.wie.extend(norm.wie.iter().map(|w| (rang(&norm.vindplaats), *w)));
    g.vindplaatsen.push(&norm.vindplaats);
    if norm.soort != NormSoort::Plicht {
        return;
    }
    g.plicht = true;
    g.tijden.extend(tijd_van(boek, norm));
    if let crate::norm::Binnen::Klok(k) = &norm.binnen {
        let klok = boek.klok(*k);
        for v in klok.verdaging.iter().filter(|v| boek.daad(v.daad).folder.is_none()) {
            g.verdagingen.push((klok, v));
            g.vindplaatsen.push(&v.vindplaats);
        }
    }
    debug_assert!(norm.doet.omvat(daad), "a norm is told of an act that it is about");
}

fn rang(v: &Vindplaats) -> Rang {
    if v.tekst.ix() == 0 { Rang::Regeling } else { Rang::Wet }
}
