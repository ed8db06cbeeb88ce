//! A wrong record set right: the stand as if it had been recorded rightly from the beginning.
//!
//! Always holds: what was wrong stays, marked; who is in the dossier is found anew, and what was done towards
//! somebody who turns out not to be in it was done towards nobody else.

use regeling::woorden::VeldSoort;
use regeling::{Boek, DaadId, RolId, Velden, Waarde};

use super::{Gebeurd, MAX_PARTIJEN, Partij, Stand};
use crate::gebeurtenis::Gebeurtenis;

impl Stand {
    /// The event that this one sets right: by number, or the last of an act.
    pub fn te_herstellen(&self, boek: &Boek, daad: DaadId, velden: &Velden) -> Option<&Gebeurd> {
        let veld = boek.daad(daad).velden.iter().find(|v| v.soort == VeldSoort::Gebeurtenis)?;
        let gevonden = match velden.get(&veld.id)? {
            Waarde::Getal(n) => self.gebeurtenis(u32::try_from(*n).ok()?),
            Waarde::Tekst(t) => {
                let daad = boek.daad_id(t)?;
                self.gebeurd.iter().rfind(|g| g.daad == daad && !g.vervallen)
            }
            _ => None,
        };
        gevonden.filter(|g| !g.vervallen)
    }

    /// The stand as if an earlier event had been recorded rightly: with another day, with other field
    /// values, or, when neither is given, not at all. Who is in the dossier is found anew.
    pub(super) fn herstel(self, boek: &Boek, daad: DaadId, g: &Gebeurtenis) -> Self {
        let Some(doel) = self.te_herstellen(boek, daad, &g.velden).map(|d| d.nummer) else {
            return self;
        };
        let soort = |s: VeldSoort| {
            let veld = boek.daad(daad).velden.iter().find(|v| v.soort == s)?;
            g.velden.get(&veld.id).filter(|w| !w.is_leeg())
        };
        let (dag, velden) =
            (soort(VeldSoort::Datum).and_then(Waarde::als_datum), soort(VeldSoort::Invulling));
        let gebeurd: Vec<Gebeurd> = self
            .gebeurd
            .iter()
            .map(|oud| {
                let mut e = oud.clone();
                if e.nummer == doel {
                    e.hersteld_door = Some(g.nummer);
                    e.vervallen = dag.is_none() && velden.is_none();
                    e.gebeurd_op = dag.unwrap_or(e.gebeurd_op);
                    if let Some(Waarde::Groep(v)) = velden {
                        e.velden.extend(v.clone());
                    }
                }
                e
            })
            .collect();
        // Once to find who is in the dossier now, and once more when somebody has another place in it.
        let proef = self.opnieuw(boek, &gebeurd, &|id| Some(id.to_owned()));
        let nu = self.nieuwe_namen(&proef);
        if nu.iter().all(|(oud, nieuw)| nieuw.as_ref() == Some(oud)) {
            return proef;
        }
        self.opnieuw(boek, &gebeurd, &|id| {
            nu.iter()
                .find(|(oud, _)| oud == id)
                .map_or_else(|| Some(id.to_owned()), |(_, n)| n.clone())
        })
    }

    /// The same events from the beginning; `heet` gives who a party of this stand is in the new one.
    fn opnieuw(
        &self,
        boek: &Boek,
        gebeurd: &[Gebeurd],
        heet: &dyn Fn(&str) -> Option<String>,
    ) -> Self {
        let mut nieuw = Self::new(boek);
        nieuw.versie = self.versie;
        let id = |ix: usize| self.partijen.get(ix).and_then(|p| heet(&p.id));
        for e in gebeurd {
            let door = e.door.and_then(|d| id(usize::from(d)));
            let aan: Vec<String> =
                (0..MAX_PARTIJEN).filter(|p| e.aan & (1 << p) != 0).filter_map(id).collect();
            let mut e = e.clone();
            for veld in boek.daad(e.daad).velden.iter().filter(|v| v.soort == VeldSoort::Partij) {
                if let Some(wie) = e.velden.get(&veld.id).and_then(Waarde::als_tekst).map(heet) {
                    match wie {
                        Some(id) => e.velden.insert(veld.id.clone(), Waarde::Tekst(id)),
                        None => e.velden.remove(&veld.id),
                    };
                }
            }
            nieuw.neem(boek, e, door.as_deref(), &aan);
        }
        nieuw
    }

    /// Who each party is after a correction: the one with the same name; where as many names are new as are gone,
    /// the name was what was wrong. Somebody who is gone is nobody: what was done towards him was not done towards
    /// another.
    fn nieuwe_namen(&self, nieuw: &Self) -> Vec<(String, Option<String>)> {
        let mut rollen: Vec<RolId> = self.partijen.iter().map(|p| p.rol).collect();
        rollen.sort_unstable();
        rollen.dedup();
        let mut uit = Vec::new();
        for rol in rollen {
            let mut over: Vec<&Partij> = nieuw.partijen_in(rol).map(|(_, p)| p).collect();
            let mut neem = |past: &dyn Fn(&Partij) -> bool| {
                let plaats = over.iter().position(|p| past(p))?;
                Some(over.remove(plaats).id.clone())
            };
            // Two people may bear one name: who kept his place is himself.
            let mut gevonden: Vec<(&Partij, Option<String>)> = self
                .partijen_in(rol)
                .map(|(_, p)| (p, neem(&|q| q.id == p.id && q.naam == p.naam)))
                .collect();
            for (p, wie) in gevonden.iter_mut().filter(|(_, wie)| wie.is_none()) {
                *wie = neem(&|q| q.naam == p.naam);
            }
            if gevonden.iter().filter(|(_, wie)| wie.is_none()).count() == over.len() {
                let mut over = over.into_iter();
                for (_, wie) in gevonden.iter_mut().filter(|(_, wie)| wie.is_none()) {
                    *wie = over.next().map(|p| p.id.clone());
                }
            }
            uit.extend(gevonden.into_iter().map(|(p, wie)| (p.id.clone(), wie)));
        }
        uit
    }
}
