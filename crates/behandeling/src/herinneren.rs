//! Closing the gap between the terms that are and the notices that were given.
//!
//! Always holds: which notices are due, `dossier::plan` says; each is given once; carried out twice, or
//! broken off half-way, it comes to the same.

use dossier::{Blik, Herinnering, HerinneringSoort, plan};
use jiff::{Timestamp, ToSpan};
use store::{DossierId, HerinneringRij};
use termijn::Datum;

use crate::fout::DoenError;
use crate::praktijk::{Gelezen, Praktijk};

/// How many dossiers are looked up at once.
const PARTIJ: u16 = 64;
/// How far ahead duties are looked for: further than any reminder comes, also over a long weekend.
const VOORUIT: i32 = 14;

impl Praktijk {
    /// Gives the notices that are due on this day; says how many.
    ///
    /// # Errors
    /// When an event can't be read, or the store fails.
    pub async fn herinner(&self, nu: Timestamp, vandaag: Datum) -> Result<usize, DoenError> {
        let tot = vandaag.saturating_add(VOORUIT.days());
        let (mut na, mut aantal) = (None, 0);
        loop {
            let partij =
                self.store().dossiers_met_plicht_tot(self.tenant(), tot, na, PARTIJ).await?;
            let Some(laatste) = partij.last().copied() else { return Ok(aantal) };
            let gegeven = self.store().herinneringen(self.tenant(), &partij).await?;
            let mut nieuw = Vec::new();
            for (id, geladen) in self.store().load_velen(self.tenant(), &partij).await? {
                let Gelezen { boek, stand, .. } = self.lees(&geladen.feiten, vandaag)?;
                let al: Vec<Herinnering> =
                    gegeven.iter().filter(|h| h.dossier == id).filter_map(gelezen).collect();
                let erbij = plan(&Blik::new(&boek, &stand, vandaag), &al);
                nieuw.extend(erbij.into_iter().map(|h| rij(id, h)));
            }
            if !nieuw.is_empty() {
                aantal += nieuw.len();
                self.store().herinner(self.tenant(), nieuw, nu).await?;
            }
            na = Some(laatste);
        }
    }
}

fn rij(dossier: DossierId, h: Herinnering) -> HerinneringRij {
    HerinneringRij {
        dossier,
        plicht: h.plicht,
        soort: h.soort.id().to_owned(),
        uiterlijk: h.uiterlijk,
    }
}

/// A notice as the engine knows it; of a kind that is no more, none.
fn gelezen(h: &HerinneringRij) -> Option<Herinnering> {
    let soort = [HerinneringSoort::Vooraf, HerinneringSoort::TeLaat]
        .into_iter()
        .find(|s| s.id() == h.soort)?;
    Some(Herinnering { plicht: h.plicht.clone(), soort, uiterlijk: h.uiterlijk })
}
