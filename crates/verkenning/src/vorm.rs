//! Conditions and moments as the exploration holds them: each question that can be asked of a dossier once, with a
//! number, and around it only not, and, or.
//!
//! Always holds: two conditions that ask the same share a number; what a condition asks of the act at hand (`deze`)
//! has none, because no state answers it.

use regeling::voorwaarde::{Elders, Gebeurd, Moment, Toets, Voorwaarde};
use regeling::{Boek, DaadId, KlokId};

/// A condition.
#[derive(Debug, Clone)]
pub(crate) enum Vorm {
    /// The question with this number holds.
    Atoom(usize),
    /// A field of the act at hand.
    Deze(String, Toets),
    /// Names shared with others, which stand in fields of this act: not looked into.
    Deelt(Option<DaadId>),
    /// This fact holds.
    Feit(usize),
    /// Not this.
    Niet(Box<Vorm>),
    /// All of these.
    Alle(Vec<Vorm>),
    /// One of these.
    EenVan(Vec<Vorm>),
}

/// A moment.
#[derive(Debug, Clone)]
pub(crate) enum Tijd {
    /// An act.
    Daad(DaadId),
    /// An act done in a certain way: the question whether it was.
    Gebeurd(usize, DaadId),
    /// A date in a field of an act.
    Veld(DaadId),
    /// The first of these.
    Eerste(Vec<Tijd>),
    /// The last of these.
    Laatste(Vec<Tijd>),
    /// Only if.
    Als(Box<Tijd>, Vorm),
    /// A clock ran out.
    Verstreken(KlokId),
    /// The end of the procedure.
    Einde,
    /// Entry into force; is there such a day?
    Inwerking(bool),
}

/// The questions that a book asks, and its facts in terms of them.
#[derive(Debug, Default)]
pub(crate) struct Vormen {
    /// Each question once.
    pub(crate) atomen: Vec<Voorwaarde>,
    /// Per fact.
    pub(crate) feiten: Vec<Vorm>,
}

impl Vormen {
    pub(crate) fn new(boek: &Boek) -> Self {
        let mut v = Self::default();
        for feit in &boek.feiten {
            let vorm = v.vorm(&feit.als);
            v.feiten.push(vorm);
        }
        v
    }

    pub(crate) fn atoom(&mut self, v: Voorwaarde) -> usize {
        self.atomen.iter().position(|a| *a == v).unwrap_or_else(|| {
            self.atomen.push(v);
            self.atomen.len() - 1
        })
    }

    pub(crate) fn gebeurd(&mut self, g: &Gebeurd) -> usize {
        self.atoom(Voorwaarde::Gebeurd(g.clone()))
    }

    pub(crate) fn vorm(&mut self, v: &Voorwaarde) -> Vorm {
        match v {
            Voorwaarde::Feit(f) => Vorm::Feit(f.ix()),
            Voorwaarde::Niet(v) => Vorm::Niet(Box::new(self.vorm(v))),
            Voorwaarde::Alle(l) => Vorm::Alle(l.iter().map(|v| self.vorm(v)).collect()),
            Voorwaarde::EenVan(l) => Vorm::EenVan(l.iter().map(|v| self.vorm(v)).collect()),
            Voorwaarde::Deze { veld, toets } => Vorm::Deze(veld.clone(), toets.clone()),
            Voorwaarde::Deelt { met, .. } => Vorm::Deelt(match met {
                Elders::Veld { wat, .. } | Elders::Doener(wat) => Some(wat.daad),
                Elders::Partijen(_) => None,
            }),
            atoom => Vorm::Atoom(self.atoom(atoom.clone())),
        }
    }

    pub(crate) fn tijd(&mut self, boek: &Boek, m: &Moment) -> Tijd {
        match m {
            Moment::Daad(d) => Tijd::Daad(*d),
            Moment::Gebeurd(g) => Tijd::Gebeurd(self.gebeurd(g), g.daad),
            Moment::Veld(d, _) => Tijd::Veld(*d),
            Moment::Eerste(l) => Tijd::Eerste(l.iter().map(|m| self.tijd(boek, m)).collect()),
            Moment::Laatste(l) => Tijd::Laatste(l.iter().map(|m| self.tijd(boek, m)).collect()),
            Moment::Als(m, v) => {
                let m = self.tijd(boek, m);
                Tijd::Als(Box::new(m), self.vorm(v))
            }
            Moment::Plus(m, _) | Moment::Voorbij(m) => self.tijd(boek, m),
            Moment::Verstreken(k) => Tijd::Verstreken(*k),
            Moment::Einde => Tijd::Einde,
            Moment::Inwerking => Tijd::Inwerking(boek.kop().van.is_some()),
        }
    }
}

impl Tijd {
    /// Each moment within this one.
    pub(crate) fn langs<'t>(&'t self, f: &mut dyn FnMut(&'t Tijd)) {
        f(self);
        match self {
            Self::Eerste(l) | Self::Laatste(l) => l.iter().for_each(|m| m.langs(f)),
            Self::Als(m, _) => m.langs(f),
            _ => {}
        }
    }
}
