//! What a complaint must state along the channel by which it came, and what of that is lacking.
//!
//! Always holds: nothing is asked that the text does not ask; what lacks keeps no complaint out, it is asked
//! for; what was filled in later lacks no more.

use regeling::norm::{Kanaal, Vermelding};
use regeling::woorden::VeldSoort;
use regeling::{DaadId, Waarde};

use crate::blik::Blik;
use crate::stand::Gebeurd;

impl<'a> Blik<'a> {
    /// The channel along which this came.
    pub(crate) fn kanaal_van(&self, g: &Gebeurd) -> Option<&'a Kanaal> {
        let id = self.boek.daad(g.daad).velden.iter().find_map(|v| {
            (v.soort == VeldSoort::Kanaal).then(|| g.velden.get(&v.id)?.als_tekst())?
        })?;
        self.boek.kanalen.iter().find(|k| k.id == id)
    }

    /// What the latest such act lacked when it was done.
    pub fn ontbrak(&self, daad: DaadId) -> Vec<&'a Vermelding> {
        let Some(g) = self.laatste(daad) else { return Vec::new() };
        let gevraagd = self.kanaal_van(g).and_then(|k| k.vraagt.as_deref()).unwrap_or_default();
        gevraagd.iter().filter(|v| !staat_in(g, &v.wat)).collect()
    }

    /// What of it is still not known.
    pub fn ontbreekt_nog(&self, daad: DaadId) -> Vec<&'a Vermelding> {
        let mut uit = self.ontbrak(daad);
        uit.retain(|v| !self.is_aangevuld(&v.wat));
        uit
    }

    /// Was it filled in later: of the party itself, or in a field of this name?
    fn is_aangevuld(&self, wat: &str) -> bool {
        match wat.split_once('.') {
            Some((rol, veld)) => {
                let Some(rol) = self.boek.rol_id(rol) else { return false };
                self.stand.partijen_in(rol).any(|(_, p)| match veld {
                    "naam" => p.naam.as_ref().is_some_and(|n| !n.trim().is_empty()),
                    _ => p.velden.get(veld).is_some_and(|w| !w.is_leeg()),
                })
            }
            None => self
                .stand
                .gebeurtenissen()
                .iter()
                .filter(|g| !g.vervallen && g.gebeurd_op <= self.op)
                .any(|g| staat_in(g, wat)),
        }
    }
}

/// Does the act itself state this?
fn staat_in(g: &Gebeurd, wat: &str) -> bool {
    let Some((partij, veld)) = wat.split_once('.') else {
        return g.velden.get(wat).is_some_and(|w| !w.is_leeg());
    };
    g.velden.get(partij).is_some_and(|w| {
        w.als_lijst().iter().any(|een| match een {
            Waarde::Groep(groep) => groep.get(veld).is_some_and(|w| !w.is_leeg()),
            Waarde::Tekst(naam) => veld == "naam" && !naam.trim().is_empty(),
            _ => false,
        })
    })
}
