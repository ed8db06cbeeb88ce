//! Taking over what an earlier register knows of a complaint.
//!
//! Always holds: what happened earlier keeps its own day and is recorded now; nothing is made up to please a
//! rule: what a register does not say stays unknown; only a complaint that is taken over can have been closed
//! elsewhere, and then no duty and no clock is left from before that day.

use regeling::norm::Vindplaats;
use regeling::{Boek, DaadId, RolId};
use termijn::Datum;

use crate::besluit::{Besluit, Opdracht, beslis};
use crate::blik::{Blik, Geeindigd, Tijdstip};
use crate::stand::{Gebeurd, Stand};
use crate::weigering::{Reden, Soort, Weigering};

/// How much must be known of what is taken over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Volledigheid {
    /// All that is asked of whoever does it now: of a complaint that still runs, people can find it out.
    Alles,
    /// What there is: nobody can still be asked about what was closed. What is filled in, must be right.
    WatErIs,
}

/// May this be recorded while an earlier register is taken over, and what has then happened? As
/// [`crate::decide`], but that acts which tell what that register says are there too.
///
/// # Errors
/// The refusal, with every reason and its article.
pub fn neem_over(
    boek: &Boek,
    stand: &Stand,
    opdracht: Opdracht,
    vandaag: Datum,
    volledigheid: Volledigheid,
) -> Result<Besluit, Weigering> {
    beslis(boek, stand, opdracht, vandaag, Some(volledigheid))
}

impl<'a> Blik<'a> {
    /// An earlier register had closed it: nothing opens that again, and no article has to say so.
    pub(crate) fn overgenomen_einde(&self) -> Option<Geeindigd<'a>> {
        let gezien = |g: &&Gebeurd| {
            let al = g.gebeurd_op <= self.op && self.tot.is_none_or(|t| g.orde() < t);
            al && !g.vervallen && self.boek.daad(g.daad).sluit_af
        };
        let g = self.stand.gebeurtenissen().iter().rfind(gezien)?;
        Some(Geeindigd { op: g.orde(), vindplaats: None, daad: g.daad })
    }

    /// Was this set off before the complaint was closed in an earlier register?
    pub(crate) fn is_van_voor_overname(&self, einde: &Geeindigd<'_>, moment: Tijdstip) -> bool {
        self.boek.daad(einde.daad).sluit_af && moment.0 <= einde.op.0
    }

    /// Whoever records what parties do, records what an earlier register says, once and before anything is
    /// done here; under the article under which the complaint came.
    pub(crate) fn mag_overnemen(&self, daad: DaadId, rol: RolId) -> Result<Vindplaats, Weigering> {
        let boek = self.boek;
        let weiger = |soort, nl: &str, en: &str| {
            let redenen = vec![Reden::new(soort, None, nl, en)];
            Err(Weigering { daad: boek.daad(daad).id.clone(), redenen })
        };
        let legt_vast = |r: RolId| boek.rol(r).legt_vast;
        if !legt_vast(rol) && !boek.rol(rol).is.iter().any(|r| legt_vast(*r)) {
            return weiger(
                Soort::GeenBevoegdheid,
                "Een eerder register neemt over wie vastlegt wat klager en aangeklaagde doen.",
                "An earlier register is taken over by whoever records what the parties do.",
            );
        }
        if self.stand.gebeurtenissen().iter().any(|g| g.daad == daad) {
            return weiger(
                Soort::AlGedaan,
                "Dit is al overgenomen.",
                "This was taken over already.",
            );
        }
        if overgenomen(boek, self.stand).is_some_and(|g| g.gebeurd_op < self.op) {
            return weiger(
                Soort::Tegenspraak,
                "Wat na het overnemen gebeurt, gebeurt hier, en langs de regeling.",
                "What happens after the register was taken over, happens here and by the regulation.",
            );
        }
        let hier_gedaan = |g: &Gebeurd| {
            let d = boek.daad(g.daad);
            !d.opent && !d.neemt_over
        };
        // What is done here later is no matter of the earlier register any more.
        let vers = !self.stand.gebeurtenissen().iter().any(hier_gedaan);
        let opening = self.opening().filter(|_| vers);
        let norm = opening.and_then(|g| boek.verlenend(g.daad).first());
        match norm {
            Some(n) => Ok(boek.norm(*n).vindplaats.clone()),
            None => weiger(
                Soort::Tegenspraak,
                "Overnemen kan alleen aan het begin van een dossier, voordat hier iets is gedaan.",
                "Taking over is done at the beginning of a dossier, before anything was done here.",
            ),
        }
    }
}

/// Whoever looks at a dossier that was taken over: what tells so.
pub fn overgenomen<'a>(boek: &Boek, stand: &'a Stand) -> Option<&'a Gebeurd> {
    let vertelt = |g: &&Gebeurd| {
        let d = boek.daad(g.daad);
        d.neemt_over && !d.sluit_af && !g.vervallen
    };
    stand.gebeurtenissen().iter().find(vertelt)
}
