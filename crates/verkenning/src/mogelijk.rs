//! What may still happen from here, taken as widely as can be: the proof that something never will.
//!
//! A relaxation. Each question is followed by itself: can it still become true, can it still become false? What may
//! happen makes more possible, until nothing is added. Whatever the engine would allow in some continuation is in it
//! (`tests/ruim.rs` tries to break that), so what is not in it can never be. The other way round proves nothing: two
//! things that exclude each other may both be in it.
//!
//! Always holds: setting a record right (`herstelt`) is no way out of a procedure, and is left out.

mod antwoorden;

use std::cell::RefCell;

use dossier::Blik;
use regeling::norm::{Binnen, Doet, Klok, Norm, NormSoort};
use regeling::voorwaarde::{AanToets, Gebeurd, Toets, Voorwaarde};
use regeling::woorden::VeldSoort;
use regeling::{DaadId, KlokId, NormId, RolId, Waarde};
use termijn::Verschuiving;

use crate::kennis::{Kennis, Mits};
use crate::vorm::{Tijd, Vorm};
use crate::zoeken::Doel;

/// Can it be true, and can it be false, now or later?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Kans {
    waar: bool,
    onwaar: bool,
}

impl Kans {
    fn is(self, wil: bool) -> bool {
        if wil { self.waar } else { self.onwaar }
    }
}

/// What may still happen.
pub(crate) struct Mogelijk<'a, 'b> {
    kennis: &'a Kennis<'b>,
    blik: &'a Blik<'b>,
    /// Per act: the roles, a bit each, that may still do it.
    kan: Vec<u128>,
    atomen: Vec<Kans>,
    /// In which round something became possible: per act, and per question for true and false; 0 is now.
    ronde: u16,
    pub(crate) ronde_daad: Vec<u16>,
    pub(crate) ronde_atoom: Vec<[u16; 2]>,
    pub(crate) gedaan: Vec<bool>,
    leeg: bool,
    /// Answers on facts in this round; a fact may stand under many conditions.
    feiten: RefCell<Vec<[Option<bool>; 2]>>,
}

fn bit(rol: RolId) -> u128 {
    1u128.checked_shl(u32::try_from(rol.ix()).unwrap_or(u32::MAX)).unwrap_or(0)
}

/// Is there something to fill in for each field that must be?
fn in_te_vullen(boek: &regeling::Boek, d: DaadId) -> bool {
    boek.daad(d).velden.iter().filter(|v| v.verplicht).all(|v| match &v.soort {
        VeldSoort::Kanaal => {
            boek.kanalen.is_empty() || boek.kanalen.iter().any(|k| k.doet.contains(&d))
        }
        VeldSoort::Grond => boek.gronden_van(d).next().is_some(),
        VeldSoort::Keuze(o) => !o.is_empty(),
        _ => true,
    })
}

impl<'a, 'b> Mogelijk<'a, 'b> {
    /// From this dossier on, on this day.
    pub(crate) fn vanaf(kennis: &'a Kennis<'b>, blik: &'a Blik<'b>) -> Self {
        let boek = kennis.boek;
        let nu = kennis.vormen.atomen.iter().map(|v| blik.geldt(v));
        let daden = (0..boek.daden.len()).map(DaadId::van_ix);
        let mut m = Self {
            kennis,
            blik,
            kan: vec![0; boek.daden.len()],
            atomen: nu.map(|waar| Kans { waar, onwaar: !waar }).collect(),
            ronde: 0,
            ronde_daad: vec![u16::MAX; boek.daden.len()],
            ronde_atoom: Vec::new(),
            gedaan: daden.map(|d| blik.laatste(d).is_some()).collect(),
            leeg: blik.stand.gebeurtenissen().is_empty(),
            feiten: RefCell::default(),
        };
        let nooit = |waar: bool| if waar { 0 } else { u16::MAX };
        m.ronde_atoom = m.atomen.iter().map(|k| [nooit(k.waar), nooit(k.onwaar)]).collect();
        loop {
            m.ronde += 1;
            m.feiten.replace(vec![[None; 2]; boek.feiten.len()]);
            let mut verder = m.daden_erbij();
            verder |= m.atomen_erbij();
            if !verder {
                m.feiten.replace(vec![[None; 2]; boek.feiten.len()]);
                return m;
            }
        }
    }

    /// Can this still be seen?
    pub(crate) fn doel(&self, doel: Doel) -> bool {
        match doel {
            Doel::Norm(id) => self.norm(id),
            Doel::Vervuld(id) => {
                let aan = self.kennis.boek.norm(id).aan.first().copied();
                self.norm(id) && self.vervulbaar(id, aan)
            }
            Doel::Klok(k) => self.klok(k),
            Doel::Verdaging(k, i) => {
                let v = &self.kennis.boek.klok(k).verdaging[i];
                self.verdaging(k, i) && self.daad_door(v.daad, &v.wie)
            }
            Doel::Grond(g) => self.grond(g),
            Doel::Einde(e) => self.einde_door(e),
        }
    }

    /// May this act still be done, by somebody?
    pub(crate) fn daad(&self, d: DaadId) -> bool {
        self.kan[d.ix()] != 0
    }

    /// May this act still be done by one of these?
    pub(crate) fn daad_door(&self, d: DaadId, wie: &[RolId]) -> bool {
        wie.is_empty() && self.daad(d)
            || self.kennis.rollen[d.ix()].iter().any(|r| {
                self.kan[d.ix()] & bit(*r) != 0
                    && wie.iter().any(|w| self.kennis.boek.treedt_op_als(*r, *w))
            })
    }

    /// Now, or in something that may still happen: can this moment have come?
    fn moment(&self, t: &Tijd) -> bool {
        match t {
            Tijd::Daad(d) | Tijd::Veld(d) => self.gedaan_of_kan(*d),
            Tijd::Gebeurd(a, _) => self.atomen[*a].waar,
            Tijd::Eerste(l) => l.iter().any(|t| self.moment(t)),
            Tijd::Laatste(l) => l.iter().all(|t| self.moment(t)),
            Tijd::Als(t, v) => self.moment(t) && self.vorm(v, true, None),
            Tijd::Verstreken(k) => self.klok(*k),
            Tijd::Einde => self.blik.einde().is_some() || self.einde(),
            Tijd::Inwerking(er) => *er,
        }
    }

    /// Can this moment come once more?
    fn opnieuw(&self, t: &Tijd) -> bool {
        let mut uit = false;
        t.langs(&mut |t| {
            uit |= match t {
                Tijd::Daad(d) | Tijd::Veld(d) | Tijd::Gebeurd(_, d) => self.kan_of_blijkt(*d),
                Tijd::Als(_, v) => self.vorm(v, true, None) && self.vorm(v, false, None),
                Tijd::Verstreken(_) => true,
                Tijd::Einde => self.einde(),
                Tijd::Eerste(_) | Tijd::Laatste(_) | Tijd::Inwerking(_) => false,
            };
        });
        uit
    }

    fn kan_of_blijkt(&self, d: DaadId) -> bool {
        self.daad(d) || self.kennis.boek.daad(d).blijkt_uit.is_some_and(|d| self.daad(d))
    }

    fn gedaan_of_kan(&self, d: DaadId) -> bool {
        self.gedaan[d.ix()] || self.kan_of_blijkt(d)
    }

    /// Can this condition be so, for this act when it is asked of the act at hand?
    fn vorm(&self, v: &Vorm, wil: bool, deze: Option<DaadId>) -> bool {
        match v {
            Vorm::Atoom(a) => self.atomen[*a].is(wil),
            Vorm::Deze(veld, toets) => match deze {
                Some(d) => self.veld(d, veld, toets, wil),
                None => !wil,
            },
            Vorm::Deelt(_) => !wil || deze.is_some(),
            Vorm::Feit(f) if self.kennis.feit_kiest[*f] => {
                self.vorm(&self.kennis.vormen.feiten[*f], wil, deze)
            }
            Vorm::Feit(f) => {
                let bekend = self.feiten.borrow()[*f][usize::from(wil)];
                bekend.unwrap_or_else(|| {
                    let uit = self.vorm(&self.kennis.vormen.feiten[*f], wil, None);
                    self.feiten.borrow_mut()[*f][usize::from(wil)] = Some(uit);
                    uit
                })
            }
            Vorm::Niet(v) => self.vorm(v, !wil, deze),
            Vorm::Alle(l) if wil => l.iter().all(|v| self.vorm(v, true, deze)),
            Vorm::Alle(l) => l.iter().any(|v| self.vorm(v, false, deze)),
            Vorm::EenVan(l) if wil => l.iter().any(|v| self.vorm(v, true, deze)),
            Vorm::EenVan(l) => l.iter().all(|v| self.vorm(v, false, deze)),
        }
    }

    /// Is there a value for this field of which the test holds, or does not?
    fn veld(&self, d: DaadId, veld: &str, toets: &Toets, wil: bool) -> bool {
        let boek = self.kennis.boek;
        let Some(v) = boek.daad(d).veld(veld) else { return !wil };
        let er_is = |w: &Waarde| match &v.soort {
            VeldSoort::Keuze(o) | VeldSoort::Keuzes(o) => {
                o.iter().any(|o| w.als_tekst() == Some(o.id.as_str()))
            }
            VeldSoort::Grond => boek.gronden_van(d).any(|g| w.als_tekst() == Some(g.id.as_str())),
            VeldSoort::Kanaal => {
                boek.kanalen.is_empty()
                    || boek
                        .kanalen
                        .iter()
                        .any(|k| k.doet.contains(&d) && w.als_tekst() == Some(k.id.as_str()))
            }
            VeldSoort::JaNee => matches!(w, Waarde::Ja(_)),
            VeldSoort::Getal => matches!(w, Waarde::Getal(_)),
            _ => true,
        };
        match (toets, wil) {
            (Toets::Is(w), true) => er_is(w),
            (Toets::In(l), true) => l.iter().any(er_is),
            (Toets::Is(_) | Toets::In(_), false) => {
                let weigert = |id: &str| !toets.geldt(Some(&id.into()), self.blik.op);
                let ander = match &v.soort {
                    VeldSoort::Keuze(o) => o.iter().any(|o| weigert(&o.id)),
                    VeldSoort::Grond => boek.gronden_van(d).any(|g| weigert(&g.id)),
                    VeldSoort::Kanaal => {
                        let mut goed = boek.kanalen.iter().filter(|k| k.doet.contains(&d));
                        boek.kanalen.is_empty() || goed.any(|k| weigert(&k.id))
                    }
                    _ => true,
                };
                !v.verplicht || ander
            }
            (Toets::Aanwezig, false) | (Toets::Afwezig, true) => {
                !v.verplicht || matches!(v.soort, VeldSoort::Lijst(_))
            }
            _ => true,
        }
    }

    /// A duty, power or prohibition: can it come to bear?
    pub(crate) fn norm(&self, id: NormId) -> bool {
        let norm = self.kennis.boek.norm(id);
        let vorm = &self.kennis.normen[id.ix()];
        match norm.soort {
            // A duty stands from its moment on; only then `mits` and `tenzij` matter.
            NormSoort::Plicht => {
                vorm.na.as_ref().is_some_and(|t| self.moment(t))
                    && (norm.als.is_none() || self.vorm(&vorm.als[0], true, None))
            }
            NormSoort::Bevoegdheid => self.daden(norm).iter().any(|d| {
                self.daad_door(*d, &norm.wie) && self.geeft(id, *d) && self.gronden_er(norm, *d)
            }),
            NormSoort::Verbod => self.daden(norm).iter().any(|d| self.verbiedt(id, *d, true)),
        }
    }

    fn gronden_er(&self, norm: &Norm, d: DaadId) -> bool {
        self.kennis.rollen[d.ix()].iter().any(|r| {
            norm.wie.iter().any(|w| self.kennis.boek.treedt_op_als(*r, *w))
                && self.op_een_grond(d, *r)
        })
    }

    fn daden(&self, norm: &Norm) -> Vec<DaadId> {
        match &norm.doet {
            Doet::Daden(l) => l.clone(),
            Doet::Alles { .. } => (0..self.kennis.boek.daden.len())
                .map(DaadId::van_ix)
                .filter(|d| norm.doet.omvat(*d))
                .collect(),
        }
    }

    /// Can this norm let somebody do this act?
    fn geeft(&self, id: NormId, d: DaadId) -> bool {
        let norm = self.kennis.boek.norm(id);
        let vorm = &self.kennis.normen[id.ix()];
        let nu = norm.na.as_ref().and_then(|m| self.blik.moment(m));
        if let Some(t) = &vorm.na {
            if !self.moment(t) {
                return false;
            }
            if !self.opnieuw(t) && nu.is_some_and(|(dag, _)| self.te_laat(norm, dag)) {
                return false;
            }
        }
        if let Some(e) = self.blik.einde()
            && !norm.na_einde
            && nu.is_none_or(|a| a < e.op)
            && !vorm.na.as_ref().is_some_and(|t| self.opnieuw(t))
            && !self.heropent()
        {
            return false;
        }
        vorm.als.iter().all(|v| self.vorm(v, true, Some(d)))
            && vorm.tenzij.as_ref().is_none_or(|v| self.vorm(v, false, Some(d)))
    }

    /// Has the time for this power passed, whichever of its terms applies?
    fn te_laat(&self, norm: &Norm, begin: termijn::Datum) -> bool {
        let Binnen::Termijnen(l) = &norm.binnen else { return false };
        let v = if norm.atw { Verschuiving::Atw } else { Verschuiving::Geen };
        norm.soort == NormSoort::Bevoegdheid
            && l.iter().any(|(_, als)| als.is_none())
            && l.iter().all(|(t, _)| {
                termijn::einde(self.kennis.boek.kalender(), begin, *t, v, &[])
                    .is_ok_and(|e| self.blik.op > e.wettelijk)
            })
    }

    /// Can this prohibition stand in the way of this act (`wil`), or not stand in it?
    fn verbiedt(&self, id: NormId, d: DaadId, wil: bool) -> bool {
        let norm = self.kennis.boek.norm(id);
        let vorm = &self.kennis.normen[id.ix()];
        let tijd = |t: &Tijd| if wil { self.moment(t) } else { true };
        let er_nu = || norm.na.as_ref().is_some_and(|m| self.blik.moment(m).is_some());
        if wil {
            vorm.na.as_ref().is_none_or(tijd)
                && vorm.als.iter().all(|v| self.vorm(v, true, Some(d)))
                && vorm.tenzij.as_ref().is_none_or(|v| self.vorm(v, false, Some(d)))
        } else {
            vorm.na.is_some() && (!er_nu() || matches!(vorm.na, Some(Tijd::Als(..))))
                || vorm.als.iter().any(|v| self.vorm(v, false, Some(d)))
                || vorm.tenzij.as_ref().is_some_and(|v| self.vorm(v, true, Some(d)))
        }
    }

    /// The prohibitions that will always stand in the way of this act by this role.
    pub(crate) fn altijd_verboden(&self, d: DaadId, rol: RolId) -> impl Iterator<Item = NormId> {
        let boek = self.kennis.boek;
        let treft =
            move |n: &Norm| n.wie.is_empty() || n.wie.iter().any(|w| boek.treedt_op_als(rol, *w));
        let alle = self.kennis.verboden[d.ix()].iter().copied();
        alle.filter(move |id| treft(boek.norm(*id)) && !self.verbiedt(*id, d, false))
    }

    /// Can this condition hold, now or later?
    pub(crate) fn geldt_ooit(&self, v: &Voorwaarde, deze: Option<DaadId>) -> bool {
        self.voorwaarde(v, true, deze)
    }

    /// Can this condition not hold, now or later?
    pub(crate) fn geldt_ooit_niet(&self, v: &Voorwaarde, deze: Option<DaadId>) -> bool {
        self.voorwaarde(v, false, deze)
    }

    /// A condition of the book, found back among its questions.
    fn voorwaarde(&self, v: &Voorwaarde, wil: bool, deze: Option<DaadId>) -> bool {
        let mut vormen = crate::vorm::Vormen::default();
        vormen.atomen.clone_from(&self.kennis.vormen.atomen);
        let vorm = vormen.vorm(v);
        vormen.atomen.len() > self.atomen.len() || self.vorm(&vorm, wil, deze)
    }

    /// Can the moment with which this norm begins come?
    pub(crate) fn moment_ooit(&self, id: NormId) -> bool {
        self.kennis.normen[id.ix()].na.as_ref().is_none_or(|t| self.moment(t))
    }

    fn mits(&self, m: &Mits, deze: Option<DaadId>) -> bool {
        m.als.as_ref().is_none_or(|v| self.vorm(v, true, deze))
            && m.tenzij.as_ref().is_none_or(|v| self.vorm(v, false, deze))
    }

    /// Can this ground be used?
    pub(crate) fn grond(&self, ix: usize) -> bool {
        let g = &self.kennis.boek.gronden[ix];
        self.mits(&self.kennis.gronden[ix], Some(g.doet))
            && if g.wie.is_empty() { self.daad(g.doet) } else { self.daad_door(g.doet, &g.wie) }
    }

    /// An act that has grounds needs one that this role may use.
    fn op_een_grond(&self, d: DaadId, rol: RolId) -> bool {
        let boek = self.kennis.boek;
        let van = |wie: &[RolId]| wie.iter().any(|w| boek.treedt_op_als(rol, *w));
        let mut gronden = boek.gronden.iter().enumerate().filter(|(_, g)| g.doet == d).peekable();
        let eigen = boek.gronden_van(d).any(|g| van(&g.wie));
        gronden.peek().is_none()
            || gronden.any(|(i, g)| {
                (g.wie.is_empty() || !eigen || van(&g.wie))
                    && self.mits(&self.kennis.gronden[i], Some(d))
            })
    }

    /// Can this clock run, now or later?
    pub(crate) fn klok(&self, id: KlokId) -> bool {
        let k = &self.kennis.klokken[id.ix()];
        k.als.as_ref().is_none_or(|v| self.vorm(v, true, None)) && self.moment(&k.start)
    }

    /// Can this extension be told?
    pub(crate) fn verdaging(&self, id: KlokId, i: usize) -> bool {
        let klok = self.kennis.boek.klok(id);
        let mits = self.kennis.klokken[id.ix()].mits[i].as_ref();
        if !self.klok(id) || !mits.is_none_or(|v| self.vorm(v, true, None)) {
            return false;
        }
        match self.blik.klok(id) {
            None => true,
            Some(stand) => stand.loopt() || self.loopt_weer(klok, id),
        }
    }

    fn loopt_weer(&self, klok: &Klok, id: KlokId) -> bool {
        klok.stuiting.iter().any(|g| self.kan_gebeuren(g))
            || self.opnieuw(&self.kennis.klokken[id.ix()].start)
            || self.heropent()
    }

    /// Can a running clock still stop, or be a clock that does not apply?
    pub(crate) fn stopt(&self, id: KlokId) -> bool {
        let klok = self.kennis.boek.klok(id);
        let als = self.kennis.klokken[id.ix()].als.as_ref();
        klok.stopt.iter().any(|g| self.kan_gebeuren(g))
            || !klok.na_einde && self.einde()
            || als.is_some_and(|v| self.vorm(v, false, None))
    }

    /// Can this be done once more, in this way?
    fn kan_gebeuren(&self, g: &Gebeurd) -> bool {
        let richting = match g.aan {
            AanToets::Ieder => true,
            AanToets::Een(rol) | AanToets::Elke(rol) => {
                self.kennis.boek.daad(g.daad).aan.contains(&rol)
            }
        };
        let zo = |d: DaadId| {
            self.daad_door(d, &g.door) && g.waar.iter().all(|(v, t)| self.veld(d, v, t, true))
        };
        let blijkt = self.kennis.boek.daad(g.daad).blijkt_uit;
        richting && zo(g.daad) || blijkt.is_some_and(|d| self.daad(d))
    }

    /// Can the procedure still end?
    pub(crate) fn einde(&self) -> bool {
        (0..self.kennis.boek.eindes.len()).any(|i| self.einde_door(i))
    }

    /// Can it end in this way?
    pub(crate) fn einde_door(&self, ix: usize) -> bool {
        let e = &self.kennis.boek.eindes[ix];
        let was = self
            .blik
            .voorkomens(e.door)
            .any(|g| e.waar.iter().all(|(v, t)| t.geldt(g.velden.get(v), g.gebeurd_op)));
        let kan = self.daad(e.door) && e.waar.iter().all(|(v, t)| self.veld(e.door, v, t, true));
        (was || kan || self.kennis.boek.daad(e.door).blijkt_uit.is_some_and(|d| self.daad(d)))
            && self.mits(&self.kennis.eindes[ix], None)
    }

    /// Can a procedure that ended be open again?
    fn heropent(&self) -> bool {
        let boek = self.kennis.boek;
        boek.eindes.iter().zip(&self.kennis.eindes).any(|(e, vorm)| {
            e.heropent.iter().any(|g| self.kan_gebeuren(g))
                || vorm.als.as_ref().is_some_and(|v| self.vorm(v, false, None))
                || vorm.tenzij.as_ref().is_some_and(|v| self.vorm(v, true, None))
        })
    }

    /// Can an open duty still be done, by whoever has it?
    pub(crate) fn vervulbaar(&self, id: NormId, aan: Option<RolId>) -> bool {
        let norm = self.kennis.boek.norm(id);
        self.daden(norm).into_iter().any(|d| {
            self.daad_door(d, &norm.wie)
                && aan.is_none_or(|r| self.kennis.boek.daad(d).aan.contains(&r))
                && norm.waar.iter().all(|(v, t)| self.veld(d, v, t, true))
        })
    }

    /// Can an open duty still go without being done?
    pub(crate) fn vervalt(&self, id: NormId) -> bool {
        let norm = self.kennis.boek.norm(id);
        let vorm = &self.kennis.normen[id.ix()];
        vorm.vervalt.iter().any(|g| self.kan_gebeuren(g))
            || !norm.na_einde && self.einde()
            || vorm.tenzij.as_ref().is_some_and(|v| self.vorm(v, true, None))
            || norm.als.is_some() && self.vorm(&vorm.als[0], false, None)
            || matches!(vorm.na, Some(Tijd::Als(..)))
    }

    /// More acts, for what has become possible.
    fn daden_erbij(&mut self) -> bool {
        let boek = self.kennis.boek;
        let mut verder = false;
        let begonnen =
            !self.leeg || boek.daden.iter().enumerate().any(|(i, d)| d.opent && self.kan[i] != 0);
        for i in 0..boek.daden.len() {
            let d = DaadId::van_ix(i);
            let daad = boek.daad(d);
            let los = daad.opent
                || daad.buiten_klacht
                || boek.kalenderplichten.iter().any(|p| p.doet == d);
            if daad.herstelt || daad.eenmalig && self.gedaan_zelf(d) || !begonnen && !los {
                continue;
            }
            for r in &self.kennis.rollen[i] {
                if self.kan[i] & bit(*r) == 0 && self.daad_kan(d, *r) {
                    self.kan[i] |= bit(*r);
                    self.ronde_daad[i] = self.ronde_daad[i].min(self.ronde);
                    verder = true;
                }
            }
        }
        verder
    }

    fn gedaan_zelf(&self, d: DaadId) -> bool {
        self.gedaan[d.ix()] && self.blik.stand.gebeurtenissen().iter().any(|g| g.daad == d)
    }

    fn daad_kan(&self, d: DaadId, rol: RolId) -> bool {
        let boek = self.kennis.boek;
        let van = |wie: &[RolId]| wie.iter().any(|w| boek.treedt_op_als(rol, *w));
        let grond = boek.gronden_van(d).any(|g| van(&g.wie));
        let einde = || self.blik.einde().is_none() || self.heropent();
        let mag = boek.verlenend(d).iter().any(|n| van(&boek.norm(*n).wie) && self.geeft(*n, d))
            || boek
                .verdagend(d)
                .iter()
                .any(|(k, i)| van(&boek.klok(*k).verdaging[*i].wie) && self.verdaging(*k, *i))
            || boek.stellend().iter().any(|n| {
                matches!(&boek.norm(*n).binnen, Binnen::GesteldDoor { wie, daad, .. }
                    if *daad == d && van(wie))
                    && self.kennis.normen[n.ix()].na.as_ref().is_none_or(|t| self.moment(t))
            })
            || boek.kalenderplichten.iter().any(|p| p.doet == d && van(&p.wie))
            || grond && einde();
        mag && in_te_vullen(boek, d)
            && self.op_een_grond(d, rol)
            && self.altijd_verboden(d, rol).next().is_none()
    }
}
