//! What a state answers, and what tells it apart from others.

use dossier::{Afloop, Blik};
use fixedbitset::FixedBitSet;
use regeling::norm::{Binnen, Norm, NormSoort};
use termijn::Verschuiving;

use super::{Doel, Peil, Zoektocht};
use crate::zetten::drempels;

impl Zoektocht<'_, '_> {
    pub(super) fn peil(&mut self, blik: &Blik<'_>) -> Peil {
        let boek = self.kennis.boek;
        let (n, k, a) = (boek.normen.len(), boek.klokken.len(), self.kennis.vormen.atomen.len());
        let (van_norm, van_klok) = (2 * a, 2 * a + 6 * n);
        let van_daad = van_klok + 3 * k;
        let van_einde = van_daad + 2 * boek.daden.len();
        let mut bits = FixedBitSet::with_capacity(van_einde + boek.eindes.len() + 1);
        let mut vragen = Vec::new();
        for (i, v) in self.kennis.vormen.atomen.iter().enumerate() {
            bits.insert(2 * i + usize::from(!blik.geldt(v)));
        }
        for (i, norm) in boek.normen.iter().enumerate() {
            if norm.na.as_ref().is_some_and(|m| blik.moment(m).is_some_and(|m| m.0 <= blik.op)) {
                bits.insert(van_norm + 6 * i);
            }
            let [te_vroeg, te_laat] = vensters(blik, norm);
            bits.set(van_norm + 6 * i + 4, te_vroeg);
            bits.set(van_norm + 6 * i + 5, te_laat);
        }
        for p in blik.plichten() {
            let i = van_norm + 6 * p.norm.ix();
            bits.insert(i + if p.afloop.is_open() { 1 } else { 2 });
            if p.afloop.is_open() && !vragen.contains(&p.norm.ix()) {
                vragen.push(p.norm.ix());
            }
            self.gevonden(Doel::Norm(p.norm));
            if matches!(p.afloop, Afloop::Vervuld { .. }) {
                bits.insert(i + 3);
                self.gevonden(Doel::Vervuld(p.norm));
            }
        }
        for s in blik.klokken() {
            let i = van_klok + 3 * s.klok.ix();
            bits.insert(i + usize::from(!s.loopt()));
            if s.is_verlopen(blik.op) {
                bits.insert(i + 2);
            }
            if s.loopt() {
                vragen.push(n + s.klok.ix());
            }
            self.gevonden(Doel::Klok(s.klok));
        }
        for g in blik.stand.gebeurtenissen() {
            let i = van_daad + 2 * g.daad.ix();
            let al = bits.contains(i);
            bits.insert(i + usize::from(al));
        }
        match blik.einde() {
            None if !blik.stand.gebeurtenissen().is_empty() => vragen.push(n + k),
            None => {}
            Some(e) => {
                for (i, er) in boek.eindes.iter().enumerate() {
                    if er.door == e.daad && Some(&er.vindplaats) == e.vindplaats {
                        bits.insert(van_einde + i);
                        self.gevonden(Doel::Einde(i));
                    }
                }
            }
        }
        Peil { bits, vragen }
    }

    /// In which order the acts were last done, by whom and how, and what is due next.
    pub(super) fn volgorde(&self, blik: &Blik<'_>) -> Vec<u64> {
        use std::hash::{DefaultHasher, Hash, Hasher};
        let mut uit: Vec<u64> = Vec::new();
        for g in blik.stand.gebeurtenissen() {
            let mut h = DefaultHasher::new();
            (g.daad, g.rol, g.aan()).hash(&mut h);
            for veld in self.kennis.proeven[g.daad.ix()].keys() {
                let datum = g.velden.get(veld).and_then(|w| w.als_datum());
                match datum {
                    // Of a day only whether it has come; when it comes is among what is due.
                    Some(d) => (d > blik.op).hash(&mut h),
                    None => g.velden.get(veld).map(ToString::to_string).hash(&mut h),
                }
            }
            let klasse = h.finish();
            uit.retain(|k| *k != klasse);
            uit.push(klasse);
        }
        uit.extend(drempels(self.kennis, blik).into_iter().map(|(_, wat)| u64::from(wat)));
        uit
    }
}

/// Has the time for this power not come yet, has it passed?
fn vensters(blik: &Blik<'_>, norm: &Norm) -> [bool; 2] {
    let termijnen = match &norm.binnen {
        Binnen::Termijnen(l) if norm.soort == NormSoort::Bevoegdheid => l.as_slice(),
        _ => &[],
    };
    if norm.niet_voor.is_none() && termijnen.is_empty() {
        return [false; 2];
    }
    let Some((begin, _)) = norm.na.as_ref().and_then(|m| blik.moment(m)) else { return [false; 2] };
    let v = if norm.atw { Verschuiving::Atw } else { Verschuiving::Geen };
    let einde = |t| termijn::einde(blik.boek.kalender(), begin, t, v, &[]).ok();
    let geldt = termijnen.iter().find(|(_, als)| als.as_ref().is_none_or(|v| blik.geldt(v)));
    [
        norm.niet_voor.and_then(einde).is_some_and(|e| blik.op < e.einde),
        geldt.and_then(|(t, _)| einde(*t)).is_some_and(|e| blik.op > e.wettelijk),
    ]
}
