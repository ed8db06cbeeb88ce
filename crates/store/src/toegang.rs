//! Which part an account has in a dossier; what follows from it is decided on the floor above.

use std::collections::BTreeSet;

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::{Bij, DossierId, Store, StoreError, Tenant, sql::vraag};

/// The part of one account in one dossier.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Betrokkenheid {
    /// The roles that it has in the dossier, such as `aangeklaagde`.
    pub rollen: Vec<String>,
    /// Must it not see the dossier at all?
    pub uitgesloten: bool,
}

impl Store {
    /// The part that `account` has in a dossier; none for one that is not there.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn betrokkenheid(
        &self,
        tenant: &Tenant,
        dossier: DossierId,
        account: Uuid,
    ) -> Result<Betrokkenheid, StoreError> {
        const SQL: &str = "SELECT rol FROM deelname \
              WHERE tenant = $1 AND account = $2 AND dossier = $3 \
            UNION ALL SELECT NULL FROM uitsluiting \
              WHERE tenant = $1 AND account = $2 AND dossier = $3";
        const WAT: &str = "reading who takes part";
        let waarden = [tenant.as_str().into(), account.into(), dossier.uuid().into()];
        let lezer = self.lees(tenant).await?;
        let rijen = lezer.query_all_raw(vraag(&lezer, SQL, waarden)).await.bij(WAT)?;
        let mut uit = Betrokkenheid::default();
        for rij in rijen {
            match rij.try_get_by::<Option<String>, _>(0).bij(WAT)? {
                Some(rol) => uit.rollen.push(rol),
                None => uit.uitgesloten = true,
            }
        }
        Ok(uit)
    }

    /// The dossiers in which `account` has this role.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn dossiers_in_rol(
        &self,
        tenant: &Tenant,
        account: Uuid,
        rol: &str,
    ) -> Result<BTreeSet<DossierId>, StoreError> {
        const SQL: &str =
            "SELECT dossier FROM deelname WHERE tenant = $1 AND account = $2 AND rol = $3";
        const WAT: &str = "reading in which dossiers somebody takes part";
        let waarden = [tenant.as_str().into(), account.into(), rol.into()];
        let lezer = self.lees(tenant).await?;
        let rijen = lezer.query_all_raw(vraag(&lezer, SQL, waarden)).await.bij(WAT)?;
        rijen.iter().map(|rij| Ok(rij.try_get_by::<Uuid, _>(0).bij(WAT)?.into())).collect()
    }
}
