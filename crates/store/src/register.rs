//! The register for who looks whether it is whole. Always holds: nothing is written and nothing is opened, so no
//! key is needed; a server may run beside it.

use crate::{
    Anker, Nagezien, Store, StoreError, StoreOpties, Tenant, Vertrouwd, alle, openen,
    schot::{Lezer, Lezers},
    sleutels,
};

/// The tables of a store, without what opens them.
#[derive(Debug)]
pub struct Register {
    pub(crate) lezers: Lezers,
    /// The wrapped keys, when they are where they are looked for.
    sleutels: Option<Lezers>,
}

impl Register {
    /// Of the store that is there. The data directory is not locked.
    ///
    /// # Errors
    /// When there is no store of ours, or one of a newer or older program.
    pub async fn open(opties: &StoreOpties) -> Result<Self, StoreError> {
        let lezers = openen::open_zonder_sleutels(opties).await?;
        // That they are not there is no fault of the register.
        let sleutels = sleutels::openen::open_om_te_lezen(&opties.sleutels).await.ok();
        Ok(Self { lezers, sleutels })
    }

    /// Of whom there are dossiers or checkpoints.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn tenants(&self) -> Result<Vec<Tenant>, StoreError> {
        alle::tenants(&self.lezers).await
    }

    /// Looks whether the database files are whole: every page, and whether every index says what its table
    /// says; that of the keys too, when it is there. On a server its own checksums tell, when a page is read.
    ///
    /// # Errors
    /// [`StoreError::Beschadigd`] when something is wrong with them.
    pub async fn check_bestand(&self) -> Result<(), StoreError> {
        self.lezers.check_bestand().await?;
        match &self.sleutels {
            Some(sleutels) => sleutels.check_bestand().await,
            None => Ok(()),
        }
    }

    /// All checkpoints, oldest first: what is published.
    ///
    /// # Errors
    /// When the database fails, or holds what is no checkpoint.
    pub async fn ankers(&self, tenant: &Tenant) -> Result<Vec<Anker>, StoreError> {
        self.lees_ankers(tenant).await?.into_iter().map(|(_, anker)| anker).collect()
    }

    /// A connection for reading rows of this tenant.
    pub(crate) async fn lees(&self, tenant: &Tenant) -> Result<Lezer, StoreError> {
        self.lezers.van(tenant).await
    }

    /// Lets go of it.
    ///
    /// # Errors
    /// When the connections cannot be closed.
    pub async fn sluit(self) -> Result<(), StoreError> {
        self.lezers.sluit().await?;
        match self.sleutels {
            Some(sleutels) => sleutels.sluit().await,
            None => Ok(()),
        }
    }
}

impl Store {
    /// What of this store can be looked at without keys.
    pub fn register(&self) -> Register {
        Register { lezers: self.lezers.clone(), sleutels: Some(self.sleutels.lezers()) }
    }

    /// [`Register::tenants`] of this store.
    ///
    /// # Errors
    /// As there.
    pub async fn tenants(&self) -> Result<Vec<Tenant>, StoreError> {
        self.register().tenants().await
    }

    /// [`Register::check_bestand`] of this store.
    ///
    /// # Errors
    /// As there.
    pub async fn check_bestand(&self) -> Result<(), StoreError> {
        self.register().check_bestand().await
    }

    /// [`Register::ankers`] of this store.
    ///
    /// # Errors
    /// As there.
    pub async fn ankers(&self, tenant: &Tenant) -> Result<Vec<Anker>, StoreError> {
        self.register().ankers(tenant).await
    }

    /// [`Register::zie_na`] of this store.
    ///
    /// # Errors
    /// As there.
    pub async fn zie_na(
        &self,
        tenant: &Tenant,
        vertrouwd: &Vertrouwd,
        voortgang: impl FnMut(u64) + Send,
    ) -> Result<Nagezien, StoreError> {
        self.register().zie_na(tenant, vertrouwd, voortgang).await
    }
}
