//! What somebody wrote for a report: recommendations, kept until the report is made. Always holds: one text
//! a period; the last one that was kept counts.

use jiff::Timestamp;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::{
    Bij, Store, StoreError, Tenant,
    sql::{moment, onleesbaar, vraag},
};

/// The table, as what is sealed in it is bound to it.
const TABEL: &str = "verslagtekst";

impl Store {
    /// The text for this period; empty when nobody wrote one.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn verslagtekst(&self, tenant: &Tenant, periode: &str) -> Result<String, StoreError> {
        const SQL: &str = "SELECT inhoud FROM verslagtekst WHERE tenant = $1 AND periode = $2";
        const WAT: &str = "reading the text of a report";
        let lezer = self.lees(tenant).await?;
        let vraag = vraag(&lezer, SQL, [tenant.as_str().into(), periode.into()]);
        let rij = lezer.query_one_raw(vraag).await.bij(WAT)?;
        let Some(rij) = rij else { return Ok(String::new()) };
        let zegel: Vec<u8> = rij.try_get_by(0).bij(WAT)?;
        let huis = self.sleutels.huis(tenant).await?;
        let tekst = huis.open(TABEL, periode.as_bytes(), &zegel)?;
        String::from_utf8(tekst).map_err(|fout| onleesbaar("the text of a report", fout))
    }

    /// Keeps the text for this period, in place of an earlier one.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn bewaar_verslagtekst(
        &self,
        tenant: &Tenant,
        periode: &str,
        tekst: String,
        account: Uuid,
        nu: Timestamp,
    ) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO verslagtekst (tenant, periode, inhoud, account, bewaard_op) \
            VALUES ($1, $2, $3, $4, $5) ON CONFLICT (tenant, periode) DO UPDATE SET \
            inhoud = excluded.inhoud, account = excluded.account, bewaard_op = excluded.bewaard_op";
        let huis = self.sleutels.huis(tenant).await?;
        let zegel = huis.verzegel(TABEL, periode.as_bytes(), tekst.as_bytes())?;
        let waarden = [
            tenant.as_str().into(),
            periode.into(),
            zegel.into(),
            account.into(),
            moment(nu).into(),
        ];
        self.schrijf(tenant, move |tx| {
            Box::pin(async move {
                tx.execute_raw(vraag(tx, SQL, waarden))
                    .await
                    .bij("keeping the text of a report")?;
                Ok(())
            })
        })
        .await
    }
}
