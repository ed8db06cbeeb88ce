//! One act, from wish to stored event: decide, write the letters, store all in one transaction.

use std::sync::Arc;

use dossier::{Besluit, Blik, Gebeurtenis, Opdracht, Stand, decide};
use jiff::Timestamp;
use regeling::Boek;
use store::{
    ConceptId, Feitrij, Geschreven, IdempotentieSleutel, Nummering, Schrijf, StoreError, StukRij,
    Uitgaand,
};
use termijn::Datum;

use crate::brieven::Opgesteld;
use crate::fout::{DoenError, Geweigerd, OnvolledigeBrief};
use crate::praktijk::{Dossier, Praktijk, gebeurtenis};
use crate::projectie::projectie;
use crate::taken::Taaksoort;

/// A file that comes in with an act; its bytes are in the store already.
#[derive(Debug, Clone)]
pub struct Bijlage {
    /// Its row.
    pub rij: StukRij,
}

/// What goes with an act beside its fields.
#[derive(Debug, Clone, Default)]
pub struct Toegift {
    /// Files.
    pub bijlagen: Vec<Bijlage>,
    /// Hash of the code for the status page, to set or replace.
    pub toegangscode: Option<Vec<u8>>,
    /// The draft from which the act came.
    pub concept: Option<ConceptId>,
    /// By which a repeated request is known.
    pub idempotentie: Option<IdempotentieSleutel>,
}

/// An act that is on disk.
#[derive(Debug, Clone)]
pub struct Gedaan {
    /// Which dossier.
    pub dossier: store::DossierId,
    /// Its number.
    pub nummer: String,
    /// How many events it has now.
    pub versie: store::Versie,
}

impl From<Geschreven> for Gedaan {
    fn from(g: Geschreven) -> Self {
        Self { dossier: g.dossier, nummer: g.nummer, versie: g.versie }
    }
}

impl Praktijk {
    /// Does an act on a dossier; `vandaag` is the day of `nu` where the provider is.
    ///
    /// # Errors
    /// The refusal; what others did meanwhile; a letter that lacks something; or a failure.
    pub async fn doe(
        &self,
        dossier: &Dossier,
        opdracht: Opdracht,
        nu: Timestamp,
        vandaag: Datum,
        toegift: Toegift,
    ) -> Result<Gedaan, DoenError> {
        let reeks = Nummering::new("K", vandaag.year())?;
        let schrijf = self.schrijf(dossier, opdracht, nu, vandaag, toegift, reeks).await?;
        match self.u.store.append(&self.u.tenant, schrijf).await {
            Ok(g) => Ok(g.into()),
            Err(StoreError::Conflict { .. }) => {
                let sinds =
                    self.u.store.load_since(&self.u.tenant, dossier.id, dossier.versie).await?;
                Err(DoenError::Conflict(sinds.iter().map(gebeurtenis).collect::<Result<_, _>>()?))
            }
            Err(ander) => Err(ander.into()),
        }
    }

    /// Decides an act and makes its letters: all that must be stored together.
    pub(crate) async fn schrijf(
        &self,
        dossier: &Dossier,
        opdracht: Opdracht,
        nu: Timestamp,
        vandaag: Datum,
        toegift: Toegift,
        nummering: Nummering,
    ) -> Result<Schrijf, DoenError> {
        let besluit = self.beslis(dossier, opdracht, vandaag).map_err(DoenError::Weigering)?;
        let nieuw = besluit.leg_vast(dossier.versie.0 + 1, nu);
        let (boek, stand) = self.daarna(dossier, &nieuw, vandaag);
        let blik = Blik::new(&boek, &stand, vandaag);
        let (brieven, brief_stukken) = self.brieven(&blik, dossier, &nieuw, nu).await?;
        let mut stukken: Vec<StukRij> = toegift.bijlagen.into_iter().map(|b| b.rij).collect();
        stukken.extend(brief_stukken);
        let uitgaand = brieven
            .iter()
            .map(|b| Uitgaand {
                soort: Taaksoort::Brief.as_str().to_owned(),
                inhoud: b.stuk.uuid().as_bytes().to_vec(),
                vanaf: nu,
            })
            .collect();
        Ok(Schrijf {
            dossier: dossier.id,
            verwacht: dossier.versie,
            nummering,
            feiten: vec![feitrij(&nieuw)?],
            projectie: projectie(&blik, &self.u.ambtsdragers),
            stukken,
            brieven,
            toegangscode: toegift.toegangscode,
            uitgaand,
            concept: toegift.concept,
            idempotentie: toegift.idempotentie,
        })
    }

    /// May this be done? Under the version of the regulation that held for the dossier on the day on which
    /// it was done, which is an earlier one when an act is recorded late.
    ///
    /// # Errors
    /// The refusal, with the version that refuses.
    pub fn beslis(
        &self,
        dossier: &Dossier,
        opdracht: Opdracht,
        vandaag: Datum,
    ) -> Result<Besluit, Geweigerd> {
        let dag = opdracht.gebeurd_op.min(vandaag);
        let boek = if dossier.gebeurtenissen.is_empty() {
            self.versies().op(dag)
        } else {
            self.versies().voor(&dossier.gebeurtenissen, dag)
        };
        let ander =
            (!Arc::ptr_eq(boek, &dossier.boek)).then(|| Stand::van(boek, &dossier.gebeurtenissen));
        decide(boek, ander.as_ref().unwrap_or(&dossier.stand), opdracht, vandaag)
            .map_err(|weigering| Geweigerd { weigering, boek: Arc::clone(boek) })
    }

    /// The dossier as it would stand if this act were done now: the version under which it then runs, and
    /// what is known.
    ///
    /// # Errors
    /// The refusal.
    pub fn vooruit(
        &self,
        dossier: &Dossier,
        opdracht: Opdracht,
        nu: Timestamp,
        vandaag: Datum,
    ) -> Result<(Arc<Boek>, Stand), Geweigerd> {
        let besluit = self.beslis(dossier, opdracht, vandaag)?;
        Ok(self.daarna(dossier, &besluit.leg_vast(dossier.versie.0 + 1, nu), vandaag))
    }

    /// The letters that would go with this act, if it were done now.
    ///
    /// # Errors
    /// The refusal, or a letter that lacks something.
    pub fn proef(
        &self,
        dossier: &Dossier,
        opdracht: Opdracht,
        nu: Timestamp,
        vandaag: Datum,
    ) -> Result<Vec<Opgesteld>, DoenError> {
        let besluit = self.beslis(dossier, opdracht, vandaag).map_err(DoenError::Weigering)?;
        let nieuw = besluit.leg_vast(dossier.versie.0 + 1, nu);
        let (boek, stand) = self.daarna(dossier, &nieuw, vandaag);
        self.stel_op(&Blik::new(&boek, &stand, vandaag), &dossier.nummer, nieuw.nummer)
    }

    /// The dossier with one more event: under which version it then runs, and what is known.
    fn daarna(&self, dossier: &Dossier, nieuw: &Gebeurtenis, vandaag: Datum) -> (Arc<Boek>, Stand) {
        if let [enige] = self.versies().alle() {
            return (Arc::clone(enige), dossier.stand.clone().evolve(enige, nieuw));
        }
        let mut alle = dossier.gebeurtenissen.clone();
        alle.push(nieuw.clone());
        let boek = Arc::clone(self.versies().voor(&alle, vandaag));
        let stand = Stand::van(&boek, &alle);
        (boek, stand)
    }

    /// What a request with this key came to before, so that the answer to it can be given again.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn herhaling(
        &self,
        sleutel: IdempotentieSleutel,
    ) -> Result<Option<Gedaan>, DoenError> {
        Ok(self.u.store.herhaling(&self.u.tenant, sleutel).await?.map(Gedaan::from))
    }

    /// What the letters of this act would lack, before anybody presses the button.
    pub(crate) fn onvolledig(naam: &str, ontbreekt: Vec<String>) -> DoenError {
        DoenError::OnvolledigeBrief(OnvolledigeBrief { brief: naam.to_owned(), ontbreekt })
    }
}

pub(crate) fn feitrij(g: &Gebeurtenis) -> Result<Feitrij, DoenError> {
    Ok(Feitrij {
        daad: g.daad.clone(),
        gebeurd_op: g.gebeurd_op,
        vastgelegd_op: g.vastgelegd_op,
        rol: g.rol.clone(),
        account: g.account,
        inhoud: serde_json::to_vec(g)?,
    })
}
