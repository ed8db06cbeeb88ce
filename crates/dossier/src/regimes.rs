//! Under which rules this complaint falls, and what must still be asked to know it.
//!
//! Always holds: a question is open only if some answer to it would change which rules hold; who does not
//! know an answer can go on, and the complaint is handled by what is known.

use regeling::woorden::VeldSoort;
use regeling::{Regime, Regimevraag, Waarde};

use crate::blik::Blik;
use crate::stand::Gebeurd;

/// Under which rules a complaint falls, as far as that is known.
#[derive(Debug, Clone)]
pub struct RegimeStand<'a> {
    /// The regimes that hold.
    pub geldt: Vec<&'a Regime>,
    /// The questions of which the answer is not known and matters.
    pub open: Vec<Regimevraag<'a>>,
    /// Number of the event in which those answers belong.
    pub opening: Option<u32>,
}

impl<'a> Blik<'a> {
    /// Under which rules this complaint falls, and what is still to be asked.
    pub fn regimes(&self) -> RegimeStand<'a> {
        let opening = self.opening();
        let open = opening.map_or_else(Vec::new, |e| {
            let leeg = |v: &Regimevraag<'_>| {
                v.daad == e.daad && e.velden.get(&v.veld.id).is_none_or(Waarde::is_leeg)
            };
            let vragen = self.boek.regimevragen().into_iter().filter(leeg);
            vragen.filter(|v| self.doet_ertoe(e.nummer, v)).collect()
        });
        RegimeStand { geldt: self.geldende_regimes(), open, opening: opening.map(|e| e.nummer) }
    }

    /// The latest act with which this dossier began.
    pub(crate) fn opening(&self) -> Option<&'a Gebeurd> {
        let gebeurd = self.stand.gebeurtenissen().iter();
        gebeurd.rev().find(|g| !g.vervallen && self.boek.daad(g.daad).opent)
    }

    /// The regimes that hold.
    pub fn geldende_regimes(&self) -> Vec<&'a Regime> {
        self.boek.regimes.iter().filter(|r| self.geldt(&r.als)).collect()
    }

    /// Would some answer to this question change which rules hold?
    fn doet_ertoe(&self, nummer: u32, vraag: &Regimevraag<'_>) -> bool {
        let antwoorden: Vec<Waarde> = match &vraag.veld.soort {
            VeldSoort::JaNee => vec![Waarde::Ja(true), Waarde::Ja(false)],
            VeldSoort::Keuze(opties) => opties.iter().map(|o| o.id.as_str().into()).collect(),
            _ => Vec::new(),
        };
        let nu = ids(&self.geldende_regimes());
        antwoorden.into_iter().any(|antwoord| {
            let mut stand = self.stand.clone();
            for g in stand.gebeurd.iter_mut().filter(|g| g.nummer == nummer) {
                g.velden.insert(vraag.veld.id.clone(), antwoord.clone());
            }
            ids(&Blik::new(self.boek, &stand, self.op).geldende_regimes()) != nu
        })
    }
}

fn ids<'r>(regimes: &[&'r Regime]) -> Vec<&'r str> {
    regimes.iter().map(|r| r.id.as_str()).collect()
}
