//! Access codes of the public status page. Always holds: only a hash is here, and a number opens
//! nothing without its code.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::{Bij, DossierId, Store, StoreError, Tenant, sql::vraag};

/// What a number and its code open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toegangscode {
    /// Which dossier.
    pub dossier: DossierId,
    /// The hash of the code, as the caller made it; compare in constant time.
    pub code_hash: Vec<u8>,
}

impl Store {
    /// The access code that goes with a complaint number, if there is one.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn toegangscode(
        &self,
        tenant: &Tenant,
        nummer: &str,
    ) -> Result<Option<Toegangscode>, StoreError> {
        const SQL: &str =
            "SELECT dossier, code_hash FROM toegangscode WHERE tenant = $1 AND nummer = $2";
        const WAT: &str = "reading an access code";
        let lezer = self.lees(tenant).await?;
        let vraag = vraag(&lezer, SQL, [tenant.as_str().into(), nummer.into()]);
        let rij = lezer.query_one_raw(vraag).await.bij(WAT)?;
        rij.map(|rij| {
            let dossier: Uuid = rij.try_get_by(0).bij(WAT)?;
            let code_hash = rij.try_get_by(1).bij(WAT)?;
            Ok(Toegangscode { dossier: dossier.into(), code_hash })
        })
        .transpose()
    }
}
