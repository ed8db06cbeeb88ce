//! The key of one dossier or draft. Always holds: what it seals is bound to the tenant, to the dossier, and
//! to its place in it.

use kluis::{Sleutel, Waar};
use uuid::Uuid;

use crate::{StoreError, Tenant};

/// Seals and opens what belongs to one dossier or one draft.
#[derive(Clone, Debug)]
pub(crate) struct Zaaksleutel {
    tenant: Tenant,
    id: Uuid,
    sleutel: Sleutel,
}

impl Zaaksleutel {
    pub(crate) fn new(tenant: &Tenant, id: Uuid, sleutel: Sleutel) -> Self {
        Self { tenant: tenant.clone(), id, sleutel }
    }

    /// By which the same content is known again, and says nothing to who has not the key: 32 bytes.
    pub(crate) fn merk(&self, inhoud: &[u8]) -> Vec<u8> {
        let sleutel = self.sleutel.voor("merk");
        blake3::keyed_hash(sleutel.bytes(), inhoud).as_bytes().to_vec()
    }

    /// Seals what stands at `plek` in the table `wat`.
    pub(crate) fn verzegel(
        &self,
        wat: &'static str,
        plek: &[u8],
        inhoud: &[u8],
    ) -> Result<Vec<u8>, StoreError> {
        Ok(self.sleutel.verzegel(&self.waar(wat, plek), inhoud)?)
    }

    /// Opens what stands at `plek` in the table `wat`.
    pub(crate) fn open(
        &self,
        wat: &'static str,
        plek: &[u8],
        zegel: &[u8],
    ) -> Result<Vec<u8>, StoreError> {
        let open = self.sleutel.open(&self.waar(wat, plek), zegel);
        open.map_err(|source| StoreError::Geschonden { wat, id: self.id, source })
    }

    fn waar(&self, wat: &'static str, plek: &[u8]) -> Waar {
        Waar::new(wat).deel(self.tenant.as_str().as_bytes()).deel(self.id.as_bytes()).deel(plek)
    }
}
