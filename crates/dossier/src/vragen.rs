//! Questions that wait for an answer: who was asked what, and with which acts it can be answered.
//!
//! Always holds: a question is open as long as none of its answers came after it from the one who was
//! asked, and an answer that may not be given (any more) is not offered.

use regeling::{DaadId, RolId};

use crate::blik::Blik;
use crate::stand::Gebeurd;

/// A question without an answer.
#[derive(Debug, Clone)]
pub struct OpenVraag<'a> {
    /// The act that asks.
    pub vraag: DaadId,
    /// When and how it was asked: the last time.
    pub gesteld: &'a Gebeurd,
    /// The acts that answer it and may be done now; never empty.
    pub antwoorden: Vec<DaadId>,
}

impl Blik<'_> {
    /// The open questions to a role, or to one party in it (index of [`crate::Stand::partijen`]).
    pub fn open_vragen(&self, rol: RolId, partij: Option<u8>) -> Vec<OpenVraag<'_>> {
        let boek = self.boek;
        let antwoorden_op = |vraag: DaadId| {
            let op = move |(i, d): (usize, &regeling::woorden::Daad)| {
                (d.antwoord_op == Some(vraag)).then(|| DaadId::van_ix(i))
            };
            boek.daden.iter().enumerate().filter_map(op)
        };
        let mut vragen: Vec<DaadId> = boek.daden.iter().filter_map(|d| d.antwoord_op).collect();
        vragen.sort_unstable();
        vragen.dedup();
        vragen
            .into_iter()
            .filter_map(|vraag| {
                let gesteld =
                    self.voorkomens(vraag).filter(|g| self.is_aan(g, rol, partij)).last()?;
                let na =
                    |g: &&Gebeurd| (g.gebeurd_op, g.nummer) > (gesteld.gebeurd_op, gesteld.nummer);
                let eigen = |g: &Gebeurd| match partij {
                    Some(_) => g.door == partij,
                    None => g.rol == rol,
                };
                let beantwoord =
                    antwoorden_op(vraag).any(|a| self.voorkomens(a).filter(na).any(eigen));
                let antwoorden: Vec<DaadId> =
                    antwoorden_op(vraag).filter(|a| self.mag(*a, rol, None).is_ok()).collect();
                (!beantwoord && !antwoorden.is_empty()).then_some(OpenVraag {
                    vraag,
                    gesteld,
                    antwoorden,
                })
            })
            .collect()
    }

    /// Was it addressed to this role or party? What names nobody is for all that it may concern.
    fn is_aan(&self, g: &Gebeurd, rol: RolId, partij: Option<u8>) -> bool {
        match partij {
            Some(p) => g.is_aan(p),
            None if self.boek.daad(g.daad).aan.is_empty() => true,
            None => self.stand.partijen_in(rol).any(|(p, _)| g.is_aan(p)),
        }
    }
}
