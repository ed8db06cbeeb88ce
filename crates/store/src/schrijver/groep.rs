//! The one writer of an SQLite file, committing in groups. Always holds: a job is answered only
//! after the transaction that holds it is on disk; a job that fails takes nothing with it but
//! itself, because each but the first runs under a savepoint of its own; a connection on which a group was lost is used no more.
//!
//! While one transaction is being made durable, the next jobs queue up and then share a single
//! sync: a lone writer waits for nobody, and many writers pay together.

use std::sync::Arc;

use futures::future::BoxFuture;
use sea_orm::{
    DatabaseConnection, DatabaseTransaction, SqliteTransactionMode, TransactionOptions,
    TransactionTrait,
};
use tokio::sync::{mpsc, oneshot};

use super::{Transactie, zonder_paniek};
use crate::{Bij, StoreError, fout::van_groep, kraan::Kraan};

/// How many jobs share one commit at most: bounds how long the first waits for the last.
const GROEP: usize = 128;
/// How many jobs wait at most; beyond that, callers wait to hand theirs in.
const RIJ: usize = 1024;

/// Hands jobs to the task that owns the writing connection.
#[derive(Clone, Debug)]
pub(crate) struct Groep {
    rij: mpsc::Sender<Bericht>,
}

enum Bericht {
    Werk(Box<dyn Opdracht>),
    Sluit,
}

impl Groep {
    /// Starts the writing task on `db`, a pool of exactly one connection. `anker` is kept alive
    /// until the task has ended, the lock on the directory for one.
    pub(super) fn start<A: Send + 'static>(
        db: DatabaseConnection,
        anker: A,
        kraan: Kraan,
    ) -> (Self, tokio::task::JoinHandle<()>) {
        let (rij, ontvang) = mpsc::channel(RIJ);
        let taak = tokio::spawn(async move {
            schrijf_alles(&db, ontvang, &kraan).await;
            if let Err(fout) = db.close().await {
                tracing::warn!(error = %fout, "closing the writing connection");
            }
            drop(anker);
        });
        (Self { rij }, taak)
    }

    /// Runs `werk` in a transaction and returns once it is durable.
    pub(super) async fn schrijf<T, F>(&self, werk: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: for<'t> FnOnce(&'t Transactie) -> BoxFuture<'t, Result<T, StoreError>> + Send + 'static,
    {
        let (terug, antwoord) = oneshot::channel();
        let taak = Taak { werk: Some(werk), uitkomst: None, terug };
        self.rij.send(Bericht::Werk(Box::new(taak))).await.map_err(|_| StoreError::Gesloten)?;
        antwoord.await.map_err(|_| StoreError::Gesloten)?
    }

    /// Takes no more jobs; those handed in before are still done.
    pub(super) async fn sluit(&self) {
        // Closed already is as good.
        let _ = self.rij.send(Bericht::Sluit).await;
    }
}

/// A job whose result type the writer need not know.
trait Opdracht: Send {
    /// Does nobody wait for it any more?
    fn is_verlaten(&self) -> bool;
    /// Does the work as the first of a transaction, without a savepoint. Says whether it may stay; if not, the
    /// transaction must be given up.
    fn begin<'t>(&'t mut self, tx: &'t Transactie) -> BoxFuture<'t, bool>;
    /// Why it failed by itself; it is told that as its answer otherwise.
    fn oorzaak(&mut self) -> Option<StoreError>;
    /// Does the work under its own savepoint. An error here means that the whole group is lost.
    fn voer_uit<'t>(
        &'t mut self,
        tx: &'t DatabaseTransaction,
    ) -> BoxFuture<'t, Result<(), StoreError>>;
    /// Tells the caller how it went, once the group is durable or lost.
    fn antwoord(self: Box<Self>, groep: Result<(), Arc<StoreError>>);
}

struct Taak<T, F> {
    werk: Option<F>,
    uitkomst: Option<Result<T, StoreError>>,
    terug: oneshot::Sender<Result<T, StoreError>>,
}

impl<T, F> Opdracht for Taak<T, F>
where
    T: Send + 'static,
    F: for<'t> FnOnce(&'t Transactie) -> BoxFuture<'t, Result<T, StoreError>> + Send + 'static,
{
    fn is_verlaten(&self) -> bool {
        self.terug.is_closed()
    }

    fn begin<'t>(&'t mut self, tx: &'t Transactie) -> BoxFuture<'t, bool> {
        Box::pin(async move {
            let Some(werk) = self.werk.take() else { return true };
            let uitkomst = zonder_paniek(werk, tx).await;
            let blijft = uitkomst.is_ok();
            self.uitkomst = Some(uitkomst);
            blijft
        })
    }

    fn oorzaak(&mut self) -> Option<StoreError> {
        self.uitkomst.take().and_then(Result::err)
    }

    fn voer_uit<'t>(
        &'t mut self,
        tx: &'t DatabaseTransaction,
    ) -> BoxFuture<'t, Result<(), StoreError>> {
        Box::pin(async move {
            let Some(werk) = self.werk.take() else { return Ok(()) };
            let punt = Transactie::in_bestand(tx.begin().await.bij("setting a savepoint")?);
            let uitkomst = zonder_paniek(werk, &punt).await;
            let gedaan = match &uitkomst {
                Ok(_) => punt.commit().await.bij("releasing a savepoint"),
                Err(_) => punt.rollback().await.bij("returning to a savepoint"),
            };
            match (gedaan, uitkomst) {
                (Ok(()), uitkomst) => {
                    self.uitkomst = Some(uitkomst);
                    Ok(())
                }
                // On a full disk or a failing one the engine ends the whole transaction itself;
                // then the savepoint is gone too, and the first failure is the one to tell.
                (Err(_), Err(oorzaak)) => Err(oorzaak),
                (Err(fout), Ok(_)) => Err(fout),
            }
        })
    }

    fn antwoord(self: Box<Self>, groep: Result<(), Arc<StoreError>>) {
        let uitkomst = match (groep, self.uitkomst) {
            // A job that failed by itself has its own story, whatever became of the group.
            (_, Some(Err(fout))) => Err(fout),
            (Ok(()), Some(goed)) => goed,
            (Ok(()), None) => Err(StoreError::Afgebroken),
            (Err(source), _) => Err(van_groep(source)),
        };
        // A caller that left wants no answer.
        let _ = self.terug.send(uitkomst);
    }
}

async fn schrijf_alles(db: &DatabaseConnection, mut rij: mpsc::Receiver<Bericht>, kraan: &Kraan) {
    while let Some(bericht) = rij.recv().await {
        let Bericht::Werk(eerste) = bericht else {
            rij.close();
            continue;
        };
        let mut gedaan = Vec::new();
        let groep =
            schrijf_groep(db, eerste, (&mut rij, kraan), &mut gedaan).await.map_err(Arc::new);
        if let Err(fout) = &groep {
            tracing::error!(error = %fout, writes = gedaan.len(), "a group of writes was lost");
            vervang(db).await;
        }
        for opdracht in gedaan {
            opdracht.antwoord(groep.clone());
        }
    }
}

/// Puts another connection in the place of the one on which a group was lost. On a full disk the engine ends a
/// transaction by itself, while the library goes on counting: what is written after that lands in a transaction that
/// nobody commits, and is told as kept.
async fn vervang(db: &DatabaseConnection) {
    let weg = async { db.get_sqlite_connection_pool().acquire().await?.close().await };
    if let Err(fout) = weg.await {
        tracing::warn!(error = %fout, "closing the connection of a group that was lost");
    }
}

async fn schrijf_groep(
    db: &DatabaseConnection,
    eerste: Box<dyn Opdracht>,
    (rij, kraan): (&mut mpsc::Receiver<Bericht>, &Kraan),
    gedaan: &mut Vec<Box<dyn Opdracht>>,
) -> Result<(), StoreError> {
    let Some(tx) = begin_groep(db, eerste, rij, gedaan).await? else { return Ok(()) };
    while gedaan.len() < GROEP
        && let Some(mut opdracht) = volgende(rij)
    {
        if opdracht.is_verlaten() {
            continue;
        }
        let uitkomst = opdracht.voer_uit(tx.rauw()).await;
        gedaan.push(opdracht);
        if let Err(fout) = uitkomst {
            // The engine may have ended the transaction itself (a full disk does that).
            let _ = tx.rollback().await;
            return Err(fout);
        }
    }
    if kraan.sterft_bij_commit() {
        let _ = tx.rollback().await;
        return Err(StoreError::Gesloten);
    }
    tx.commit().await.bij("committing")
}

/// Begins a transaction with the first job that succeeds: it needs no savepoint, for when it fails there is nothing else
/// to keep. `None` when no job is left.
async fn begin_groep(
    db: &DatabaseConnection,
    eerste: Box<dyn Opdracht>,
    rij: &mut mpsc::Receiver<Bericht>,
    gedaan: &mut Vec<Box<dyn Opdracht>>,
) -> Result<Option<Transactie>, StoreError> {
    let opties = || TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..TransactionOptions::default()
    };
    let mut eerstvolgende = Some(eerste);
    while let Some(mut opdracht) = eerstvolgende {
        if !opdracht.is_verlaten() {
            let tx = match db.begin_with_options(opties()).await.bij("beginning a transaction") {
                Ok(tx) => Transactie::in_bestand(tx),
                Err(fout) => {
                    gedaan.push(opdracht);
                    return Err(fout);
                }
            };
            let blijft = opdracht.begin(&tx).await;
            if blijft {
                gedaan.push(opdracht);
                return Ok(Some(tx));
            }
            let terug = tx.rollback().await.bij("giving up a transaction");
            if let Err(fout) = terug {
                // As with a savepoint: the first failure is the one to tell.
                let fout = opdracht.oorzaak().unwrap_or(fout);
                gedaan.push(opdracht);
                return Err(fout);
            }
            gedaan.push(opdracht);
        }
        eerstvolgende = if gedaan.len() < GROEP { volgende(rij) } else { None };
    }
    Ok(None)
}

/// The next job that waits, if one does.
fn volgende(rij: &mut mpsc::Receiver<Bericht>) -> Option<Box<dyn Opdracht>> {
    match rij.try_recv() {
        Ok(Bericht::Werk(opdracht)) => Some(opdracht),
        Ok(Bericht::Sluit) => {
            rij.close();
            None
        }
        Err(_) => None,
    }
}
