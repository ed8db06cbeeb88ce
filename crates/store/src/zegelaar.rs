//! What a write on a dossier seals with: the dossier's own key, and that of its tenant for the tokens by
//! which it is found. Always holds: it is fetched before the transaction, because a transaction waits for
//! nothing else.

use std::sync::Arc;

use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;

use crate::{
    StoreError, Tenant,
    sleutels::{Huissleutels, Sleutels, Van, Zaaksleutel},
    sql::onleesbaar,
};

/// Seals what is written about one dossier.
#[derive(Clone, Debug)]
pub(crate) struct Zegelaar {
    pub(crate) huis: Arc<Huissleutels>,
    pub(crate) zaak: Zaaksleutel,
}

impl Sleutels {
    /// For a dossier that is new.
    pub(crate) async fn zegelaar_nieuw(
        &self,
        tenant: &Tenant,
        id: Uuid,
    ) -> Result<Zegelaar, StoreError> {
        Ok(Zegelaar {
            zaak: self.maak(tenant, id, Van::Dossier).await?,
            huis: self.huis(tenant).await?,
        })
    }

    /// For a dossier that is there.
    pub(crate) async fn zegelaar(&self, tenant: &Tenant, id: Uuid) -> Result<Zegelaar, StoreError> {
        Ok(Zegelaar { zaak: self.van(tenant, id).await?, huis: self.huis(tenant).await? })
    }
}

impl Zaaksleutel {
    /// Seals a value: what stands at `plek` in the table `wat`.
    pub(crate) fn verzegel_waarde<T: Serialize>(
        &self,
        wat: &'static str,
        plek: &[u8],
        waarde: &T,
    ) -> Result<Vec<u8>, StoreError> {
        let bytes = serde_json::to_vec(waarde).map_err(|fout| onleesbaar(wat, fout))?;
        self.verzegel(wat, plek, &bytes)
    }

    /// Opens it again.
    pub(crate) fn open_waarde<T: DeserializeOwned>(
        &self,
        wat: &'static str,
        plek: &[u8],
        zegel: &[u8],
    ) -> Result<T, StoreError> {
        serde_json::from_slice(&self.open(wat, plek, zegel)?).map_err(|fout| onleesbaar(wat, fout))
    }
}
