//! The handle that the other floors hold. Always holds: reading goes through a small pool that
//! cannot write, writing through [`Store::schrijf`] and nothing else; who reads or writes named a tenant.

use std::sync::{Arc, OnceLock};

use futures::future::BoxFuture;
use kluis::Sleutel;
use tokio::{sync::Mutex, task::JoinHandle};

use crate::{
    StoreError, StoreOpties, StukId, Tenant,
    bergplaats::Bergplaats,
    bijeen::Bijeen,
    inzage::Inzageschrijver,
    openen::{self, Toegang},
    schot::{Lezer, Lezers, Transactie},
    schrijver::Schrijver,
    sleutels::{Huissleutels, Sleutels},
    toevoegen::Toevoegen,
    wezen::Vorige,
};

/// The store. Cheap to clone; all clones are one.
#[derive(Clone, Debug)]
pub struct Store {
    pub(crate) lezers: Lezers,
    pub(crate) schrijver: Schrijver,
    /// Begun when the first line of the access log is written.
    pub(crate) inzage: Arc<OnceLock<Inzageschrijver>>,
    /// Where appends are handed in.
    pub(crate) toevoegen: Bijeen<Toevoegen>,
    pub(crate) sleutels: Sleutels,
    pub(crate) documenten: Bergplaats,
    /// Ids that sort before it are of uploads that have ended, one way or the other.
    pub(crate) begin: StukId,
    /// What the last sweep met, where other processes write documents too.
    pub(crate) vorige: Option<Vorige>,
    taak: Arc<Mutex<Option<JoinHandle<()>>>>,
}

impl Store {
    /// Opens the data directory, makes what a new one lacks, and brings the tables up to date.
    ///
    /// # Errors
    /// Whatever makes it unsafe to go on, with what to do about it: a directory that is missing,
    /// read-only, in use or incomplete; a file that is damaged, foreign, or from a newer program.
    pub async fn open(opties: StoreOpties) -> Result<Self, StoreError> {
        Self::open_als(&opties, Toegang::Server).await
    }

    /// Opens a store beside a server that may run on it, for a command that writes: the directory is
    /// not locked. Each of its writes waits for the server's, and the other way round.
    ///
    /// # Errors
    /// As [`Store::open`]; and when the tables are not up to date, which only a server does.
    pub async fn open_ernaast(opties: StoreOpties) -> Result<Self, StoreError> {
        Self::open_als(&opties, Toegang::Ernaast).await
    }

    async fn open_als(opties: &StoreOpties, toegang: Toegang) -> Result<Self, StoreError> {
        let geopend = openen::open(opties, toegang).await?;
        let store = Self {
            lezers: geopend.lezers,
            toevoegen: Bijeen::new(geopend.schrijver.clone()),
            schrijver: geopend.schrijver,
            sleutels: geopend.sleutels,
            inzage: Arc::default(),
            documenten: geopend.documenten,
            begin: geopend.begin,
            vorige: opties.postgres.as_ref().map(|_| Vorige::default()),
            taak: Arc::new(Mutex::new(geopend.taak)),
        };
        if toegang == Toegang::Server
            && let Err(fout) = store.maak_vernietiging_af().await
        {
            store.sluit().await?;
            return Err(fout);
        }
        Ok(store)
    }

    /// A connection for reading rows of this tenant; it meets no row of another. There are few of them: who
    /// holds one asks for no second, and lets go of it soon.
    ///
    /// # Errors
    /// Only when the database cannot be reached.
    pub async fn lees(&self, tenant: &Tenant) -> Result<Lezer, StoreError> {
        self.lezers.van(tenant).await
    }

    /// The keys of a tenant, for floors that keep personal data of their own here. Ask before a
    /// transaction, and seal in it.
    ///
    /// # Errors
    /// Only when the keys cannot be read.
    pub async fn huis(&self, tenant: &Tenant) -> Result<Arc<Huissleutels>, StoreError> {
        self.sleutels.huis(tenant).await
    }

    /// Wraps all keys with another master key; nothing that was kept is rewritten. Says how many keys
    /// were wrapped anew. Processes that run on the old one must be started again with the new.
    ///
    /// # Errors
    /// Only when the keys cannot be written; then the old one still holds.
    pub async fn vervang_hoofdsleutel(&self, nieuw: &Sleutel) -> Result<u64, StoreError> {
        self.sleutels.vervang_hoofdsleutel(nieuw).await
    }

    /// Gives a tenant another wrapping key, and wraps the keys of its dossiers with it; nothing that was
    /// kept is rewritten, and servers may go on meanwhile. Says how many keys were wrapped anew.
    ///
    /// # Errors
    /// Only when the keys cannot be written; doing it again goes on where it was.
    pub async fn vervang_huissleutel(&self, tenant: &Tenant) -> Result<u64, StoreError> {
        self.sleutels.vervang_huissleutel(tenant).await
    }

    /// Runs `werk` in one transaction on rows of this tenant, and returns its result once that is on disk. If
    /// `werk` returns an error (or panics), nothing of it is kept.
    ///
    /// Others wait while `werk` runs: it awaits the transaction and nothing else. On a database server
    /// other processes write at the same time: what `werk` read may be old when it writes, unless it
    /// locked it ([`vergrendel`](crate::vergrendel)).
    ///
    /// ```ignore
    /// store.schrijf(&tenant, |tx| Box::pin(async move { tx.execute(&insert).await.bij("adding")?; Ok(()) })).await?;
    /// ```
    ///
    /// # Errors
    /// The error of `werk`, or [`StoreError::NietVastgelegd`] if the commit failed.
    pub async fn schrijf<T, F>(&self, tenant: &Tenant, werk: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: for<'t> FnOnce(&'t Transactie) -> BoxFuture<'t, Result<T, StoreError>> + Send + 'static,
    {
        self.schrijver.schrijf(tenant, werk).await
    }

    /// Finishes what was handed in, folds the log into the database file and lets go of the
    /// directory. Other clones get [`StoreError::Gesloten`] from then on.
    ///
    /// # Errors
    /// When the connections cannot be closed; the writes are safe all the same.
    pub async fn sluit(self) -> Result<(), StoreError> {
        let Self { lezers, schrijver, toevoegen, sleutels, taak, .. } = self;
        toevoegen.sluit().await;
        lezers.sluit().await?;
        schrijver.sluit().await?;
        sleutels.sluit().await?;
        if let Some(taak) = taak.lock().await.take() {
            // It ends only by ending: it is never aborted, and it catches the panics of its jobs.
            let _ = taak.await;
        }
        Ok(())
    }
}
