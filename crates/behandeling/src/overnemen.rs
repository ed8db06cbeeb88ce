//! Storing dossiers that were taken over from an earlier register.
//!
//! Always holds: a dossier is stored whole; one that is known by its key is never stored again; no letter and
//! no code goes out for what happened earlier and elsewhere.

use dossier::{Blik, Gebeurtenis, Stand};
use regeling::Waarde;
use store::{DossierId, IdempotentieSleutel, Nummering, Schrijf, StoreError, Versie};
use termijn::Datum;

use crate::doen::{Gedaan, feitrij};
use crate::fout::DoenError;
use crate::praktijk::{Praktijk, gebeurtenis};
use crate::projectie::projectie;

/// How often is looked again when another process was first.
const POGINGEN: usize = 8;

/// A dossier to take over.
#[derive(Debug, Clone)]
pub struct Overname {
    /// What happened, in the order of recording; at least one event.
    pub gebeurtenissen: Vec<Gebeurtenis>,
    /// By which it is known again.
    pub sleutel: IdempotentieSleutel,
    /// The year of whose series it gets a number.
    pub jaar: i16,
}

impl Praktijk {
    /// Stores these dossiers, all of them or none; gives what each came to, in order. What was taken over
    /// before is left as it is.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn neem_over(
        &self,
        overnames: &[Overname],
        vandaag: Datum,
    ) -> Result<Vec<Gedaan>, DoenError> {
        let mut uit: Vec<Option<Gedaan>> = vec![None; overnames.len()];
        for poging in 0..POGINGEN {
            let mut samen = Vec::new();
            for (gedaan, o) in uit.iter_mut().zip(overnames).filter(|(g, _)| g.is_none()) {
                *gedaan = self.herhaling(o.sleutel).await?;
                if gedaan.is_none() {
                    samen.push(self.eerste_schrijf(o, vandaag)?);
                }
            }
            if samen.is_empty() {
                return Ok(uit.into_iter().flatten().collect());
            }
            match self.u.store.append_samen(&self.u.tenant, samen).await {
                Ok(_) | Err(StoreError::Ingehaald { .. }) if poging + 1 < POGINGEN => {}
                Ok(_) => break,
                Err(f) => return Err(f.into()),
            }
        }
        Err(StoreError::Ongeldig("others took the same register over at the same time").into())
    }

    fn eerste_schrijf(&self, o: &Overname, vandaag: Datum) -> Result<Schrijf, DoenError> {
        let boek = self.versies().voor(&o.gebeurtenissen, vandaag);
        let stand = Stand::van(boek, &o.gebeurtenissen);
        Ok(Schrijf {
            dossier: DossierId::nieuw(),
            verwacht: Versie::NIEUW,
            nummering: Nummering::new("K", o.jaar)?,
            feiten: o.gebeurtenissen.iter().map(feitrij).collect::<Result<_, _>>()?,
            projectie: projectie(&Blik::new(boek, &stand, vandaag), &self.u.ambtsdragers),
            stukken: Vec::new(),
            brieven: Vec::new(),
            toegangscode: None,
            uitgaand: Vec::new(),
            concept: None,
            idempotentie: Some(o.sleutel),
        })
    }

    /// The text in this field of this act, as it was recorded when the dossier was taken over.
    ///
    /// # Errors
    /// When the store fails or an event can't be read.
    pub async fn overgenomen_veld(
        &self,
        dossier: DossierId,
        daad: &str,
        veld: &str,
    ) -> Result<Option<String>, DoenError> {
        let geladen = self.u.store.load(&self.u.tenant, dossier).await?;
        let Some(feit) = geladen.feiten.iter().find(|f| f.rij.daad == daad) else {
            return Ok(None);
        };
        let g = gebeurtenis(feit)?;
        Ok(g.velden.get(veld).and_then(Waarde::als_tekst).map(str::to_owned))
    }
}
