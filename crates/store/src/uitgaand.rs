//! The outbox: work that follows from an act and is done after its commit. Always holds: a task is
//! claimed for a time, not for good, so a worker that dies loses nothing; a task may run twice.

use jiff::Timestamp;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use crate::{
    Bij, DossierId, Store, StoreError, Tenant, alle,
    sql::{moment, om_te_nemen, onleesbaar, vraag},
};

/// A claimed task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UitgaandTaak {
    /// Whose.
    pub tenant: Tenant,
    /// Which task.
    pub id: Uuid,
    /// From which dossier it came.
    pub dossier: Option<DossierId>,
    /// What is to be done.
    pub soort: String,
    /// The rest.
    pub inhoud: Vec<u8>,
    /// How often it was claimed, this time included.
    pub pogingen: u32,
}

impl Store {
    /// Of whom there is work that is due at `nu`.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn tenants_met_werk(&self, nu: Timestamp) -> Result<Vec<Tenant>, StoreError> {
        alle::met_werk(&self.lezers, nu).await
    }

    /// Claims at most `hoogstens` tasks of this tenant that are due at `nu`. Whoever has not
    /// finished one by `tot` may see it claimed again.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn claim_uitgaand(
        &self,
        tenant: &Tenant,
        nu: Timestamp,
        tot: Timestamp,
        hoogstens: u16,
    ) -> Result<Vec<UitgaandTaak>, StoreError> {
        const KIES: &str = "WITH gekozen AS (SELECT uitgaand FROM uitgaand \
            WHERE tenant = $1 AND klaar_op IS NULL AND vanaf <= $2 ORDER BY vanaf LIMIT $4";
        const NEEM: &str = ") UPDATE uitgaand SET vanaf = $3, pogingen = pogingen + 1 \
            WHERE tenant = $1 AND uitgaand IN (SELECT uitgaand FROM gekozen) \
            RETURNING tenant, uitgaand, dossier, soort, inhoud, pogingen";
        let waarden = [
            tenant.as_str().into(),
            moment(nu).into(),
            moment(tot).into(),
            i64::from(hoogstens).into(),
        ];
        let rijen = self
            .schrijf(tenant, move |tx| {
                Box::pin(async move {
                    let sql = format!("{KIES}{}{NEEM}", om_te_nemen(tx));
                    Rij::find_by_statement(vraag(tx, &sql, waarden))
                        .all(tx)
                        .await
                        .bij("claiming outbox tasks")
                })
            })
            .await?;
        rijen.into_iter().map(UitgaandTaak::try_from).collect()
    }

    /// Marks a task as done.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn uitgaand_klaar(
        &self,
        tenant: &Tenant,
        id: Uuid,
        nu: Timestamp,
    ) -> Result<(), StoreError> {
        const SQL: &str = "UPDATE uitgaand SET klaar_op = $3 WHERE tenant = $1 AND uitgaand = $2";
        self.werk_uitgaand_bij(SQL, tenant, id, nu).await
    }

    /// Gives a task back, to be claimed again from `vanaf`.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn uitgaand_mislukt(
        &self,
        tenant: &Tenant,
        id: Uuid,
        vanaf: Timestamp,
    ) -> Result<(), StoreError> {
        const SQL: &str = "UPDATE uitgaand SET vanaf = $3 WHERE tenant = $1 AND uitgaand = $2";
        self.werk_uitgaand_bij(SQL, tenant, id, vanaf).await
    }

    async fn werk_uitgaand_bij(
        &self,
        sql: &'static str,
        tenant: &Tenant,
        id: Uuid,
        wanneer: Timestamp,
    ) -> Result<(), StoreError> {
        let waarden = [tenant.as_str().into(), id.into(), moment(wanneer).into()];
        self.schrijf(tenant, move |tx| {
            Box::pin(async move {
                tx.execute_raw(vraag(tx, sql, waarden)).await.bij("updating an outbox task")?;
                Ok(())
            })
        })
        .await
    }
}

#[derive(FromQueryResult)]
struct Rij {
    tenant: String,
    uitgaand: Uuid,
    dossier: Option<Uuid>,
    soort: String,
    inhoud: Vec<u8>,
    pogingen: i64,
}

impl TryFrom<Rij> for UitgaandTaak {
    type Error = StoreError;
    fn try_from(rij: Rij) -> Result<Self, StoreError> {
        Ok(Self {
            tenant: rij.tenant.parse().map_err(|fout| onleesbaar("a tenant", fout))?,
            id: rij.uitgaand,
            dossier: rij.dossier.map(DossierId::from),
            soort: rij.soort,
            inhoud: rij.inhoud,
            pogingen: u32::try_from(rij.pogingen)
                .map_err(|fout| onleesbaar("a task's attempts", fout))?,
        })
    }
}
