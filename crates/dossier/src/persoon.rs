//! Who acts, as a person: an office may be held by several, and what bars one of them does not bar the others.
//!
//! Always holds: the engine does not know who is logged in; the person is an argument. Where only the office was
//! named, each who holds it is meant; whoever does not say who he is, may be the one in that office who is meant.

use regeling::RolId;
use regeling::voorwaarde::Elders;
use regeling::woorden::RolSoort;
use uuid::Uuid;

use crate::besluit::Wie;
use crate::blik::{Blik, kaal};
use crate::stand::{Gebeurd, Partij, Stand};

/// A person, as far as is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Persoon {
    /// By name, as others name him.
    pub naam: Option<String>,
    /// By account.
    pub account: Option<Uuid>,
}

impl Persoon {
    /// Somebody with this name.
    pub fn met_naam(naam: &str) -> Self {
        Self { naam: Some(naam.to_owned()), account: None }
    }

    /// Whoever acts here. A party is known by what the dossier says of him: the account may be of somebody who
    /// records it.
    pub(crate) fn van(stand: &Stand, wie: &Wie) -> Self {
        let partij =
            wie.partij.as_deref().and_then(|id| stand.partijen().iter().find(|p| p.id == id));
        match partij {
            Some(p) => {
                Self { naam: p.naam.clone().or_else(|| wie.persoon.clone()), account: p.account }
            }
            None => Self { naam: wie.persoon.clone(), account: wie.account },
        }
    }

    fn is_bekend(&self) -> bool {
        self.naam.is_some() || self.account.is_some()
    }

    fn is(&self, ander: &Self) -> bool {
        let naam = |p: &Self| p.naam.as_deref().map(kaal);
        self.account.is_some() && self.account == ander.account
            || self.naam.is_some() && naam(self) == naam(ander)
    }
}

impl Blik<'_> {
    /// Is whoever acts in this role also found there? Nobody in particular (no person given) stands for the
    /// office: only what is about the office itself is about him.
    pub(crate) fn is_ook(&self, met: &Elders) -> bool {
        let Some(rol) = self.als_rol else { return false };
        match met {
            Elders::Partijen(r) => self.stand.partijen_in(*r).any(|(_, p)| self.is_partij(rol, p)),
            Elders::Veld { .. } => {
                let naam = self.persoon.and_then(|p| p.naam.as_deref()).map(kaal);
                naam.is_some_and(|n| self.namen_elders(met).contains(&n))
            }
            Elders::Doener(wat) => self.passend(wat).any(|g| self.is_doener(rol, g)),
        }
    }

    fn is_partij(&self, rol: RolId, p: &Partij) -> bool {
        let in_ambt = p.ambt == Some(rol);
        // Only the office was named: whoever holds it is meant.
        let alleen_ambt = in_ambt
            && p.account.is_none()
            && p.naam.as_ref().is_none_or(|n| *n == self.boek.rol(rol).naam.nl);
        match self.persoon {
            None => alleen_ambt,
            Some(wie) if !wie.is_bekend() => in_ambt,
            Some(wie) => {
                alleen_ambt || wie.is(&Persoon { naam: p.naam.clone(), account: p.account })
            }
        }
    }

    fn is_doener(&self, rol: RolId, g: &Gebeurd) -> bool {
        let deed = self.doener_van(g);
        match self.persoon {
            _ if !deed.is_bekend() => g.rol == rol,
            None => false,
            Some(wie) if !wie.is_bekend() => g.rol == rol,
            Some(wie) => wie.is(&deed),
        }
    }

    /// The person who did this, as far as the record says.
    pub(crate) fn doener_van(&self, g: &Gebeurd) -> Persoon {
        match g.door.and_then(|p| self.stand.partijen().get(usize::from(p))) {
            Some(p) => Persoon { naam: p.naam.clone(), account: p.account },
            // What a party did may have been recorded by somebody else.
            None if self.boek.rol(g.rol).soort == RolSoort::Partij => Persoon::default(),
            None => Persoon { naam: g.persoon.clone(), account: g.account },
        }
    }
}
