//! Grounds: may this act rest on one of the grounds that the regulation has for it?
//!
//! Always holds: an act that has grounds can't be done without one; once one is chosen, that one must
//! be available; who has grounds of his own uses no other's.

use regeling::norm::Grond;
use regeling::{DaadId, RolId, Velden, Waarde};
use termijn::Taal;

use crate::blik::Blik;
use crate::weigering::{Reden, Soort};

/// The grounds of an act.
pub(crate) enum Gronden<'a> {
    /// It needs none.
    Geen,
    /// This one is available; are grounds of this act for this role to use?
    Beschikbaar { grond: &'a Grond, van_rol: bool },
    /// None is, for these reasons.
    Ontbreekt { waarom: Vec<Reden>, van_rol: bool },
}

impl Blik<'_> {
    /// The grounds for an act: once one is chosen only that one, before that any.
    pub(crate) fn gronden(&self, daad: DaadId, rol: RolId, velden: Option<&Velden>) -> Gronden<'_> {
        let gekozen = velden.and_then(|v| v.get("grond")).and_then(Waarde::als_tekst);
        let gekozen = gekozen.filter(|id| self.boek.gronden_van(daad).any(|g| g.id == *id));
        let van_rol = self.boek.gronden_van(daad).any(|g| self.is_van(&g.wie, rol));
        let mut waarom = Vec::new();
        for grond in self.boek.gronden_van(daad) {
            if gekozen.is_some_and(|id| id != grond.id) {
                continue;
            }
            let van_ander = van_rol && !grond.wie.is_empty() && !self.is_van(&grond.wie, rol);
            if van_ander && gekozen.is_none() {
                continue;
            }
            let reden = van_ander.then(|| self.grond_van_ander(grond));
            match reden.or_else(|| self.grond_geldt(grond, velden)) {
                None => return Gronden::Beschikbaar { grond, van_rol },
                Some(reden) => waarom.push(reden),
            }
        }
        if waarom.is_empty() { Gronden::Geen } else { Gronden::Ontbreekt { waarom, van_rol } }
    }

    /// This ground is for another role to use.
    fn grond_van_ander(&self, grond: &Grond) -> Reden {
        let wie = |taal: Taal| {
            let rollen: Vec<&str> =
                grond.wie.iter().map(|r| self.boek.rol(*r).naam.in_taal(taal)).collect();
            rollen.join(if taal == Taal::Nl { " of " } else { " or " })
        };
        Reden::new(
            Soort::GeenBevoegdheid,
            Some(&grond.vindplaats),
            format!("Op deze grond beslist {}.", wie(Taal::Nl)),
            format!("This ground is for {} to use.", wie(Taal::En)),
        )
    }

    /// Why this ground is not available; `None` when it is.
    pub(crate) fn grond_geldt(&self, grond: &Grond, velden: Option<&Velden>) -> Option<Reden> {
        if let Some(v) = &grond.als
            && !self.geldt_bij(v, velden)
        {
            let (nl, en) = self.waarom_niet(v, velden);
            return Some(Reden::new(Soort::Voorwaarde, Some(&grond.vindplaats), nl, en));
        }
        if let Some(v) = &grond.tenzij
            && self.geldt_bij(v, velden)
        {
            let (nl, en) = self.waarom_wel(v, velden);
            return Some(Reden::new(Soort::Voorwaarde, Some(&grond.vindplaats), nl, en));
        }
        None
    }
}
