//! Writing: a job in a transaction, answered once it is on disk. Always holds: a job that fails or
//! panics takes nothing with it but itself; what was handed in before the store closed is still done.
//!
//! SQLite has one writer, so jobs share its commits (`groep`). PostgreSQL has many and shares the sync
//! of their commits itself, so there each job has a transaction of its own (`los`).

mod groep;
mod los;

use std::panic::AssertUnwindSafe;

use futures::{FutureExt, future::BoxFuture};
use sea_orm::DatabaseConnection;
use tokio::task::JoinHandle;

use crate::{
    StoreError, Tenant,
    grendel::Grendel,
    kraan::{Kraan, Plaats},
    schot::Transactie,
};
pub(crate) use los::SCHRIJVERS;

/// Where jobs are handed in.
#[derive(Clone, Debug)]
pub(crate) struct Schrijver {
    hoe: Hoe,
    kraan: Kraan,
}

#[derive(Clone, Debug)]
enum Hoe {
    Groep(groep::Groep),
    Los(los::Los),
}

impl Schrijver {
    /// One writer on `db`, a pool of exactly one connection. The lock on the directory is kept until
    /// the task that writes has ended.
    pub(crate) fn groep(
        db: DatabaseConnection,
        grendel: Option<Grendel>,
        kraan: Kraan,
    ) -> (Self, JoinHandle<()>) {
        let (groep, taak) = groep::Groep::start(db, grendel, kraan.clone());
        (Self { hoe: Hoe::Groep(groep), kraan }, taak)
    }

    /// Many writers on `db`, a pool of [`SCHRIJVERS`] connections.
    pub(crate) fn los(db: DatabaseConnection, grendel: Option<Grendel>, kraan: Kraan) -> Self {
        let hoe = Hoe::Los(los::Los::new(db, grendel, kraan.clone()));
        Self { hoe, kraan }
    }

    /// Runs `werk` in a transaction on rows of this tenant, and returns once it is durable.
    pub(crate) async fn schrijf<T, F>(&self, tenant: &Tenant, werk: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: for<'t> FnOnce(&'t Transactie) -> BoxFuture<'t, Result<T, StoreError>> + Send + 'static,
    {
        self.kraan.langs(Plaats::VoorTransactie).await;
        let uit = self.voer_uit(tenant, werk).await;
        self.kraan.langs(Plaats::NaTransactie).await;
        uit
    }

    /// The same for who passed the tap already, and passes it after.
    pub(crate) async fn voer_uit<T, F>(&self, tenant: &Tenant, werk: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: for<'t> FnOnce(&'t Transactie) -> BoxFuture<'t, Result<T, StoreError>> + Send + 'static,
    {
        match &self.hoe {
            Hoe::Groep(groep) => groep.schrijf(werk).await,
            Hoe::Los(los) => los.schrijf(Some(tenant.clone()), werk).await,
        }
    }

    /// The same for work that is of no tenant, or names one after the other.
    pub(crate) async fn schrijf_zonder<T, F>(&self, werk: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: for<'t> FnOnce(&'t Transactie) -> BoxFuture<'t, Result<T, StoreError>> + Send + 'static,
    {
        self.kraan.langs(Plaats::VoorTransactie).await;
        let uit = match &self.hoe {
            Hoe::Groep(groep) => groep.schrijf(werk).await,
            Hoe::Los(los) => los.schrijf(None, werk).await,
        };
        self.kraan.langs(Plaats::NaTransactie).await;
        uit
    }

    /// The tap on what is written here.
    pub(crate) fn kraan(&self) -> &Kraan {
        &self.kraan
    }

    /// Takes no more jobs; those handed in before are still done.
    pub(crate) async fn sluit(&self) -> Result<(), StoreError> {
        match &self.hoe {
            Hoe::Groep(groep) => {
                groep.sluit().await;
                Ok(())
            }
            Hoe::Los(los) => los.sluit().await,
        }
    }
}

/// A panic in a job is a failure of that job.
async fn zonder_paniek<T, F>(werk: F, tx: &Transactie) -> Result<T, StoreError>
where
    F: for<'t> FnOnce(&'t Transactie) -> BoxFuture<'t, Result<T, StoreError>>,
{
    let klus = AssertUnwindSafe(async { werk(tx).await }).catch_unwind();
    klus.await.unwrap_or(Err(StoreError::Afgebroken))
}
