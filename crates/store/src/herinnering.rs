//! Notices of terms: which were given, so that none is given twice. Always holds: a notice is known by its
//! duty, its kind and the last day that it is about; giving it again changes nothing; it goes with its
//! dossier.

use jiff::{Timestamp, civil::Date};
use sea_orm::{
    ConnectionTrait, FromQueryResult,
    sea_query::{Expr, ExprTrait, Query},
};
use uuid::Uuid;

use crate::{
    Bij, DossierId, Store, StoreError, Tenant,
    sql::{dag, lees_dag, moment, vraag},
    vernietigen::ER_NOG,
};

/// A notice that was given.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct HerinneringRij {
    /// In which dossier.
    pub dossier: DossierId,
    /// Of which duty: no personal data.
    pub plicht: String,
    /// What it tells: `vooraf`, `te_laat`.
    pub soort: String,
    /// The last day that it is about.
    pub uiterlijk: Date,
}

impl Store {
    /// The notices that were given in these dossiers.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn herinneringen(
        &self,
        tenant: &Tenant,
        dossiers: &[DossierId],
    ) -> Result<Vec<HerinneringRij>, StoreError> {
        const WAT: &str = "reading the notices of terms";
        if dossiers.is_empty() {
            return Ok(Vec::new());
        }
        let select = Query::select()
            .columns(["dossier", "plicht", "soort", "uiterlijk"])
            .from("herinnering")
            .and_where(Expr::col("tenant").eq(tenant.as_str()))
            .and_where(Expr::col("dossier").is_in(dossiers.iter().map(|d| d.uuid())))
            .take();
        let lezer = self.lees(tenant).await?;
        let rijen = lezer.query_all(&select).await.bij(WAT)?;
        rijen
            .iter()
            .map(|rij| {
                let rij = Rij::from_query_result(rij, "").bij(WAT)?;
                Ok(HerinneringRij {
                    dossier: rij.dossier.into(),
                    plicht: rij.plicht,
                    soort: rij.soort,
                    uiterlijk: lees_dag(&rij.uiterlijk)?,
                })
            })
            .collect()
    }

    /// Remembers that these notices were given.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn herinner(
        &self,
        tenant: &Tenant,
        gegeven: Vec<HerinneringRij>,
        nu: Timestamp,
    ) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO herinnering \
            (tenant, dossier, plicht, soort, uiterlijk, gegeven_op) \
            VALUES ($1, $2, $3, $4, $5, $6) \
            ON CONFLICT (tenant, dossier, plicht, soort, uiterlijk) DO NOTHING";
        let wie = tenant.clone();
        self.schrijf(tenant, move |tx| {
            Box::pin(async move {
                for h in gegeven {
                    let waarden = [
                        wie.as_str().into(),
                        h.dossier.uuid().into(),
                        h.plicht.into(),
                        h.soort.into(),
                        dag(h.uiterlijk).into(),
                        moment(nu).into(),
                    ];
                    tx.execute_raw(vraag(tx, SQL, waarden)).await.bij("keeping a notice")?;
                }
                Ok(())
            })
        })
        .await
    }

    /// The open dossiers with a duty that is due by this day, in the order of their ids, from after `na` on.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn dossiers_met_plicht_tot(
        &self,
        tenant: &Tenant,
        tot: Date,
        na: Option<DossierId>,
        hoogstens: u16,
    ) -> Result<Vec<DossierId>, StoreError> {
        const SQL: &str = "SELECT dossier FROM werkvoorraad \
            WHERE tenant = $1 AND open AND volgende_uiterlijk <= $2 AND dossier > $3 \
            ORDER BY dossier LIMIT $4";
        let na = na.map_or(Uuid::nil(), |d| d.uuid());
        let waarden =
            [tenant.as_str().into(), dag(tot).into(), na.into(), i64::from(hoogstens).into()];
        self.dossierlijst(tenant, SQL, waarden).await
    }

    /// All dossiers that were not destroyed, in the order of their ids, from after `na` on.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn dossiers(
        &self,
        tenant: &Tenant,
        na: Option<DossierId>,
        hoogstens: u16,
    ) -> Result<Vec<DossierId>, StoreError> {
        let sql = format!(
            "SELECT dossier FROM dossier d WHERE tenant = $1 AND dossier > $2 AND {ER_NOG} \
             ORDER BY dossier LIMIT $3"
        );
        let na = na.map_or(Uuid::nil(), |d| d.uuid());
        let waarden = [tenant.as_str().into(), na.into(), i64::from(hoogstens).into()];
        self.dossierlijst(tenant, &sql, waarden).await
    }

    pub(crate) async fn dossierlijst<const N: usize>(
        &self,
        tenant: &Tenant,
        sql: &str,
        waarden: [sea_orm::Value; N],
    ) -> Result<Vec<DossierId>, StoreError> {
        const WAT: &str = "listing dossiers";
        let lezer = self.lees(tenant).await?;
        let rijen = lezer.query_all_raw(vraag(&lezer, sql, waarden)).await.bij(WAT)?;
        rijen.iter().map(|r| Ok(r.try_get_by::<Uuid, _>(0).bij(WAT)?.into())).collect()
    }
}

#[derive(FromQueryResult)]
struct Rij {
    dossier: Uuid,
    plicht: String,
    soort: String,
    uiterlijk: String,
}
