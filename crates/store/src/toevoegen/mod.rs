//! Appending: the one way in which a dossier changes. Always holds: all of a [`Schrijf`] or none of
//! it; only on top of the version that the writer had seen; and once for each idempotency key.

mod bereid;
mod partij;
mod rijen;

use std::{collections::BTreeSet, sync::Arc};

use futures::{
    FutureExt,
    future::{BoxFuture, try_join_all},
};
use jiff::Timestamp;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use self::{
    bereid::Bereid,
    partij::{Opdracht, lees_versie},
};
use crate::{
    Bij, BriefRij, ConceptId, DossierId, Feitrij, Nummering, Projectie, Store, StoreError, StukRij,
    Tenant, Versie,
    bijeen::{Klus, Uitkomsten},
    schot::Transactie,
    sql::vraag,
    zegelaar::Zegelaar,
};

/// How often an append looks again after another process was first: it then sees what that one wrote,
/// and ends as a repetition, as a conflict, or well.
const POGINGEN: usize = 4;

/// A key by which the same request is known again. Only its hash is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IdempotentieSleutel([u8; 32]);

impl IdempotentieSleutel {
    /// The key for a text that the client chose, such as the random token of a form.
    pub fn van(tekst: &str) -> Self {
        Self(*blake3::hash(tekst.as_bytes()).as_bytes())
    }

    fn bytes(&self) -> &[u8] {
        &self.0
    }
}

/// Work for the outbox: done after the commit, by whoever claims it, perhaps twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uitgaand {
    /// What is to be done: `brief_versturen`.
    pub soort: String,
    /// The rest, as the one who does it reads it: ids, and nothing about anybody.
    pub inhoud: Vec<u8>,
    /// Not before this moment, which is at most a day ahead.
    pub vanaf: Timestamp,
}

/// One act on one dossier, with all that must be stored together.
#[derive(Clone, Debug)]
pub struct Schrijf {
    /// Which dossier.
    pub dossier: DossierId,
    /// The version that the writer decided on; [`Versie::NIEUW`] makes the dossier.
    pub verwacht: Versie,
    /// Where a new dossier takes its number from; not used for one that has a number.
    pub nummering: Nummering,
    /// What happened; at least one event.
    pub feiten: Vec<Feitrij>,
    /// What lists must show after it.
    pub projectie: Projectie,
    /// Documents that come in; their files are on disk already.
    pub stukken: Vec<StukRij>,
    /// Documents that are released.
    pub brieven: Vec<BriefRij>,
    /// The hash of the code that opens the status page, to set or to replace.
    pub toegangscode: Option<Vec<u8>>,
    /// Work for after the commit.
    pub uitgaand: Vec<Uitgaand>,
    /// The draft that this came from; it is used up. Its uploads that are not in `stukken` are
    /// swept later.
    pub concept: Option<ConceptId>,
    /// By which a repeated request is known.
    pub idempotentie: Option<IdempotentieSleutel>,
}

/// What an append came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Geschreven {
    /// Which dossier; the first one, if the request was a repetition.
    pub dossier: DossierId,
    /// Its version now, or then.
    pub versie: Versie,
    /// Its number: `K-2026-0143`.
    pub nummer: String,
    /// Was this a repetition, by its idempotency key? Then nothing was done now.
    pub herhaald: bool,
}

impl Store {
    /// Stores an act whole; returns once it is on disk.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when the dossier is not at the expected version (a dossier that is
    /// not there is at 0). Nothing is stored then.
    pub async fn append(
        &self,
        tenant: &Tenant,
        schrijf: Schrijf,
    ) -> Result<Geschreven, StoreError> {
        let concepten = schrijf.concept.into_iter().collect();
        let opdracht = self.opdracht(tenant, schrijf).await?;
        let mut poging = 1;
        loop {
            let uit = self.toevoegen.doe(tenant, opdracht.clone()).await;
            if poging == POGINGEN || !matches!(uit, Err(StoreError::Ingehaald { .. })) {
                return self.na_append(tenant, concepten, uit).await;
            }
            poging += 1;
        }
    }

    async fn opdracht(&self, tenant: &Tenant, schrijf: Schrijf) -> Result<Opdracht, StoreError> {
        let zegel = self.zegelaar_voor(tenant, &schrijf).await?;
        let bereid = zegel.map(|zegel| Bereid::new(zegel, &schrijf)).transpose()?.map(Arc::new);
        Ok(Opdracht { schrijf: Arc::new(schrijf), bereid })
    }

    /// What the write is sealed with. `None` when it is about a dossier that is not there; then nothing
    /// is written.
    async fn zegelaar_voor(
        &self,
        tenant: &Tenant,
        schrijf: &Schrijf,
    ) -> Result<Option<Zegelaar>, StoreError> {
        let id = schrijf.dossier.uuid();
        if schrijf.verwacht == Versie::NIEUW {
            return self.sleutels.zegelaar_nieuw(tenant, id).await.map(Some);
        }
        match self.sleutels.zegelaar(tenant, id).await {
            Err(StoreError::SleutelWeg { .. }) => Ok(None),
            anders => anders.map(Some),
        }
    }

    /// The key of a draft goes when the draft was used up. If this is not reached it is swept later.
    async fn na_append(
        &self,
        tenant: &Tenant,
        concepten: Vec<ConceptId>,
        uit: Result<Geschreven, StoreError>,
    ) -> Result<Geschreven, StoreError> {
        let geschreven = uit?;
        for concept in concepten {
            // The act is on disk: a key that is left does not undo it, and is swept.
            if let Err(fout) = self.sleutels.gooi_weg(tenant, concept.uuid()).await {
                tracing::warn!(error = %fout, "the key of a draft that was used up is left behind");
            }
        }
        Ok(geschreven)
    }

    /// Stores acts on several dossiers, all of them or none; gives what the first came to. When the first
    /// is a repetition, nothing is done.
    ///
    /// # Errors
    /// As [`Store::append`], of whichever fails.
    pub async fn append_samen(
        &self,
        tenant: &Tenant,
        samen: Vec<Schrijf>,
    ) -> Result<Geschreven, StoreError> {
        let concepten = samen.iter().filter_map(|schrijf| schrijf.concept).collect();
        // At once, so that new keys share a sync.
        let opdrachten: Vec<BoxFuture<'_, _>> =
            samen.into_iter().map(|schrijf| self.opdracht(tenant, schrijf).boxed()).collect();
        let (alle, wie) = (try_join_all(opdrachten).await?, tenant.clone());
        let uit = self
            .schrijf(tenant, move |tx| Box::pin(async move { schrijf_alle(tx, &wie, &alle).await }))
            .await;
        self.na_append(tenant, concepten, uit).await
    }

    /// What an earlier request with this key came to, if there was one.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn herhaling(
        &self,
        tenant: &Tenant,
        sleutel: IdempotentieSleutel,
    ) -> Result<Option<Geschreven>, StoreError> {
        const SQL: &str = "SELECT dossier, nummer, versie FROM idempotentie \
            WHERE tenant = $1 AND sleutel = $2";
        const WAT: &str = "looking for an earlier request";
        let waarden = [tenant.as_str().into(), sleutel.0.to_vec().into()];
        let lezer = self.lees(tenant).await?;
        let rij = lezer.query_one_raw(vraag(&lezer, SQL, waarden)).await.bij(WAT)?;
        let Some(rij) = rij else { return Ok(None) };
        Ok(Some(Geschreven {
            dossier: rij.try_get_by::<Uuid, _>(0).bij(WAT)?.into(),
            nummer: rij.try_get_by(1).bij(WAT)?,
            versie: lees_versie(rij.try_get_by(2).bij(WAT)?)?,
            herhaald: true,
        }))
    }
}

/// Appending, many at once.
pub(crate) enum Toevoegen {}

/// What two appends in one batch may not share.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kenmerk {
    Dossier(Uuid),
    Verzoek([u8; 32]),
}

impl Klus for Toevoegen {
    type Vraag = Opdracht;
    type Uit = Geschreven;
    type Kenmerk = Kenmerk;

    fn kenmerken(Opdracht { schrijf, .. }: &Opdracht) -> Vec<Kenmerk> {
        let verzoek = schrijf.idempotentie.map(|sleutel| Kenmerk::Verzoek(sleutel.0));
        [Kenmerk::Dossier(schrijf.dossier.uuid())].into_iter().chain(verzoek).collect()
    }

    fn schrijf<'t>(
        tx: &'t Transactie,
        tenant: &'t Tenant,
        vragen: &'t [Opdracht],
    ) -> BoxFuture<'t, Uitkomsten<Geschreven>> {
        partij::schrijf(tx, tenant, vragen).boxed()
    }
}

/// All of them or none; nothing when the first is a repetition.
async fn schrijf_alle(
    tx: &Transactie,
    tenant: &Tenant,
    opdrachten: &[Opdracht],
) -> Result<Geschreven, StoreError> {
    let (mut eerste, mut rest) = (None, opdrachten);
    while !rest.is_empty() {
        // The first alone decides whether there is anything to do. Then as many as are each about another dossier.
        let aantal = if eerste.is_none() { 1 } else { zonder_botsing(rest) };
        let (deze, later) = rest.split_at(aantal);
        for uitkomst in partij::schrijf(tx, tenant, deze).await? {
            let geschreven = uitkomst?;
            if eerste.is_none() && geschreven.herhaald {
                return Ok(geschreven);
            }
            eerste.get_or_insert(geschreven);
        }
        rest = later;
    }
    eerste.ok_or(StoreError::Ongeldig("an append without events"))
}

/// How many of these, from the first on, may go in one batch; at least one.
fn zonder_botsing(opdrachten: &[Opdracht]) -> usize {
    let mut gezien = BTreeSet::new();
    let mut alle = opdrachten.iter();
    let botst =
        alle.position(|een| !Toevoegen::kenmerken(een).into_iter().all(|k| gezien.insert(k)));
    botst.unwrap_or(opdrachten.len()).max(1)
}
