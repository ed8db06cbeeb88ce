//! Many writers on a database server. Always holds: a job is a task of its own, so that a caller who
//! leaves does not break it off half-way; at most [`SCHRIJVERS`] run at once, and the rest wait their
//! turn.

use std::sync::Arc;

use futures::future::BoxFuture;
use sea_orm::{DatabaseConnection, TransactionTrait};
use tokio::sync::{Mutex, Semaphore};

use super::{Transactie, zonder_paniek};
use crate::{Bij, StoreError, Tenant, fout::van_commit, grendel::Grendel, kraan::Kraan};

/// Jobs at once, each on a connection.
pub(crate) const SCHRIJVERS: u32 = 16;

/// Gives each job a transaction.
#[derive(Clone, Debug)]
pub(crate) struct Los {
    db: DatabaseConnection,
    /// As many places as connections, handed out in the order of asking.
    plaatsen: Arc<Semaphore>,
    grendel: Arc<Mutex<Option<Grendel>>>,
    kraan: Kraan,
}

impl Los {
    pub(super) fn new(db: DatabaseConnection, grendel: Option<Grendel>, kraan: Kraan) -> Self {
        let plaatsen = Arc::new(Semaphore::new(SCHRIJVERS as usize));
        Self { db, plaatsen, grendel: Arc::new(Mutex::new(grendel)), kraan }
    }

    pub(super) async fn schrijf<T, F>(
        &self,
        tenant: Option<Tenant>,
        werk: F,
    ) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: for<'t> FnOnce(&'t Transactie) -> BoxFuture<'t, Result<T, StoreError>> + Send + 'static,
    {
        let plaats = Arc::clone(&self.plaatsen).acquire_owned().await;
        let plaats = plaats.map_err(|_| StoreError::Gesloten)?;
        let (db, kraan) = (self.db.clone(), self.kraan.clone());
        let taak = tokio::spawn(async move {
            let uit = in_transactie((&db, &kraan), tenant.as_ref(), werk).await;
            drop(plaats);
            uit
        });
        taak.await.unwrap_or(Err(StoreError::Afgebroken))
    }

    pub(super) async fn sluit(&self) -> Result<(), StoreError> {
        // All places: then no job runs, and whoever asked before has been served.
        if let Ok(alle) = self.plaatsen.acquire_many(SCHRIJVERS).await {
            self.plaatsen.close();
            drop(alle);
        }
        self.db.clone().close().await.bij("closing the writing connections")?;
        drop(self.grendel.lock().await.take());
        Ok(())
    }
}

async fn in_transactie<T, F>(
    (db, kraan): (&DatabaseConnection, &Kraan),
    tenant: Option<&Tenant>,
    werk: F,
) -> Result<T, StoreError>
where
    F: for<'t> FnOnce(&'t Transactie) -> BoxFuture<'t, Result<T, StoreError>> + Send,
{
    let tx = db.begin().await.bij("beginning a transaction")?;
    let tx = Transactie::op_server(tx, tenant).await?;
    match zonder_paniek(werk, &tx).await {
        Ok(_) if kraan.sterft_bij_commit() => {
            let _ = tx.rollback().await;
            Err(StoreError::Gesloten)
        }
        Ok(goed) => {
            tx.commit().await.map_err(van_commit)?;
            Ok(goed)
        }
        Err(fout) => {
            // If this fails the connection is gone, and with it the transaction.
            let _ = tx.rollback().await;
            Err(fout)
        }
    }
}
