//! More answers, for what may happen: which questions can still become true, which false.

use regeling::RolId;
use regeling::voorwaarde::{AanToets, Gebeurd, Toets, Voorwaarde};
use regeling::woorden::VeldSoort;

use super::{Kans, Mogelijk};

impl Mogelijk<'_, '_> {
    /// More answers, for what may happen.
    pub(super) fn atomen_erbij(&mut self) -> bool {
        let mut verder = false;
        for i in 0..self.atomen.len() {
            let was = self.atomen[i];
            if was.waar && was.onwaar {
                continue;
            }
            let atoom = &self.kennis.vormen.atomen[i];
            let nieuw = Kans {
                waar: was.waar || self.atoom(i, atoom, true),
                onwaar: was.onwaar || self.atoom(i, atoom, false),
            };
            verder |= nieuw != was;
            for (welke, nu, eerst) in [(0, nieuw.waar, was.waar), (1, nieuw.onwaar, was.onwaar)] {
                if nu && !eerst {
                    self.ronde_atoom[i][welke] = self.ronde;
                }
            }
            self.atomen[i] = nieuw;
        }
        verder
    }

    /// Can a question that is not answered so now, still get this answer?
    fn atoom(&self, ix: usize, v: &Voorwaarde, wil: bool) -> bool {
        match v {
            Voorwaarde::Gebeurd(g) if wil => self.kan_gebeuren(g),
            Voorwaarde::Gebeurd(g) => self.kan_wegvallen(g),
            Voorwaarde::Aantal { wat, minstens, hoogstens } => {
                let meer = self.kan_gebeuren(wat);
                let minder = self.kan_wegvallen(wat);
                if wil {
                    meer && *minstens > 0 || minder
                } else {
                    meer && hoogstens.is_some() || minder
                }
            }
            Voorwaarde::Veld { daad, veld, toets } => {
                let blijkt = self.kennis.boek.daad(*daad).blijkt_uit;
                self.daad(*daad) && self.veld(*daad, veld, toets, wil)
                    || blijkt.is_some_and(|d| self.daad(d))
                    || matches!(toets, Toets::Verlopen | Toets::NogNietVerlopen)
            }
            Voorwaarde::Loopt { van, tot, .. } if wil => {
                self.kan_of_blijkt(van.daad) || tot.iter().any(|g| self.kan_wegvallen(g))
            }
            Voorwaarde::Loopt { van, tot, .. } => {
                tot.iter().any(|g| self.kan_of_blijkt(g.daad)) || self.kan_wegvallen(van)
            }
            Voorwaarde::Elke { een_van, .. } if wil => {
                een_van.iter().any(|g| self.kan_of_blijkt(g.daad))
            }
            // Somebody may join; what lacks may be filled in, or come out as lacking; another person may act.
            Voorwaarde::Elke { .. } | Voorwaarde::Ontbreekt(_) | Voorwaarde::Persoon(_) => true,
            Voorwaarde::Voor { .. } => self.moment_van(ix, 0, wil) || self.moment_van(ix, 1, !wil),
            Voorwaarde::Verstreken { .. } => self.moment_van(ix, 0, wil),
            Voorwaarde::KlokVerstreken(k) if wil => self.klok(*k),
            Voorwaarde::KlokVerstreken(_) => true,
            Voorwaarde::Ouder { .. } => {
                self.moment_van(ix, 0, false) || self.moment_van(ix, 1, false)
            }
            Voorwaarde::Partij { rol, waar, hoogstens, .. } => {
                let aangevuld = || {
                    self.kennis.boek.daden.iter().enumerate().any(|(i, d)| {
                        self.kan[i] != 0 && d.velden.iter().any(|v| v.soort == VeldSoort::Partij)
                    })
                };
                let erbij = self.kennis.erbij[rol.ix()].iter().any(|d| self.daad(*d));
                (erbij || aangevuld()) && (wil || hoogstens.is_some() || !waar.is_empty())
            }
            Voorwaarde::Schriftelijk(d) => {
                let boek = self.kennis.boek;
                let mut langs = boek.kanalen.iter().filter(|k| k.doet.contains(d));
                self.kan_of_blijkt(*d) && (wil || langs.any(|k| !k.schriftelijk))
            }
            Voorwaarde::Gerechtigd { daad, .. } => {
                self.kan_of_blijkt(*daad) && (!wil || !self.kennis.boek.gerechtigden.is_empty())
            }
            Voorwaarde::Feit(_)
            | Voorwaarde::Niet(_)
            | Voorwaarde::Alle(_)
            | Voorwaarde::EenVan(_)
            | Voorwaarde::Deze { .. }
            | Voorwaarde::Deelt { .. } => false,
        }
    }

    /// Can what was done in this way count no more: because it is asked since something that may happen again, or
    /// of people who may still join?
    fn kan_wegvallen(&self, g: &Gebeurd) -> bool {
        let erbij = |rol: RolId| {
            self.kennis.erbij[rol.ix()].iter().any(|d| self.daad(*d))
                || self
                    .kennis
                    .boek
                    .daden
                    .iter()
                    .enumerate()
                    .any(|(i, d)| self.kan[i] != 0 && d.aan.contains(&rol))
        };
        g.sinds.is_some_and(|d| self.kan_of_blijkt(d))
            || g.door_elke.is_some_and(erbij)
            || matches!(g.aan, AanToets::Elke(rol) if erbij(rol))
            || self.kennis.boek.daad(g.daad).blijkt_uit.is_some() && self.daad(g.daad)
    }

    /// Can this moment of a question have come (`wil`), or come once more?
    fn moment_van(&self, atoom: usize, welke: usize, wil: bool) -> bool {
        let (daden, meer) = &self.kennis.momenten[atoom][welke];
        *meer
            || daden
                .iter()
                .any(|d| if wil { self.gedaan_of_kan(*d) } else { self.kan_of_blijkt(*d) })
    }
}
