//! Looking over all tenants: whose rows there are, and nothing else of them. Always holds: this module alone
//! sets `wederhoor.alle`, for one question, in a transaction of its own or before a tenant is named in it; an
//! answer is a list of tenants, or a yes or no; the database lets nothing be changed by it. What is then done
//! is done tenant by tenant.
//!
//! The tables that may be asked are named by the migrations (`migratie::tabel::schei`).

use jiff::Timestamp;
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, QueryResult, Value};

use crate::{
    Bij, StoreError, Tenant,
    schot::{Lezers, Transactie},
    sql::{moment, onleesbaar, vraag},
    taken::te_ver,
};

const WAT: &str = "listing whose registers there are";

/// Of whom there are dossiers or checkpoints.
pub(crate) async fn tenants(lezers: &Lezers) -> Result<Vec<Tenant>, StoreError> {
    let sql = format!("{} UNION {} ORDER BY 1", elke("dossier"), elke("anker"));
    tenants_uit(&vraag_over_alle(&lezers.begin().await?, &sql, []).await?)
}

/// Was nothing ever kept?
pub(crate) async fn is_leeg(lezers: &Lezers) -> Result<bool, StoreError> {
    const SQL: &str = "SELECT EXISTS (SELECT 1 FROM dossier) OR EXISTS (SELECT 1 FROM account) \
        OR EXISTS (SELECT 1 FROM concept) AS vol";
    let rijen = vraag_over_alle(&lezers.begin().await?, SQL, []).await?;
    Ok(!rijen.first().map_or(Ok(false), |rij| rij.try_get_by::<bool, _>(0)).bij(WAT)?)
}

/// Who have drafts whose term had passed at `nu`.
pub(crate) async fn met_oude_concepten(
    lezers: &Lezers,
    nu: Timestamp,
) -> Result<Vec<Tenant>, StoreError> {
    const SQL: &str = "SELECT DISTINCT tenant FROM concept WHERE verloopt_op <= $1 ORDER BY tenant";
    tenants_uit(&vraag_over_alle(&lezers.begin().await?, SQL, [moment(nu).into()]).await?)
}

/// Who have work that is due at `nu`.
pub(crate) async fn met_werk(lezers: &Lezers, nu: Timestamp) -> Result<Vec<Tenant>, StoreError> {
    const SQL: &str = "SELECT DISTINCT tenant FROM taak \
        WHERE klaar_op IS NULL AND (vanaf <= $1 OR vanaf > $2) ORDER BY tenant";
    let waarden = [moment(nu).into(), te_ver(nu).into()];
    tenants_uit(&vraag_over_alle(&lezers.begin().await?, SQL, waarden).await?)
}

/// Of the database of the keys: who have keys.
pub(crate) async fn met_sleutels(lezers: &Lezers) -> Result<Vec<Tenant>, StoreError> {
    tenants_uit(&vraag_over_alle(&lezers.begin().await?, SLEUTELS, []).await?)
}

/// The same, in a transaction that then goes from one to the other.
pub(crate) async fn met_sleutels_in(tx: &Transactie) -> Result<Vec<Tenant>, StoreError> {
    tenants_uit(&vraag_over_alle(tx.rauw(), SLEUTELS, []).await?)
}

/// For a copy, in the transaction that then goes from one to the other: of whom there is anything in these
/// tables, which must be such as may be asked. A provider that has been served for a minute has a checkpoint.
pub(crate) async fn met_iets_in(
    tx: &DatabaseTransaction,
    tabellen: &[&str],
) -> Result<Vec<Tenant>, StoreError> {
    let elk = tabellen.iter().map(|tabel| elke(tabel)).collect::<Vec<_>>().join(" UNION ");
    tenants_uit(&vraag_over_alle(tx, &format!("{elk} ORDER BY 1"), []).await?)
}

/// The tables that may be asked whose rows there are.
pub(crate) const TABELLEN: [&str; 6] =
    ["account", "anker", "concept", "dossier", "huissleutel", "taak"];

const SLEUTELS: &str = "SELECT DISTINCT tenant FROM huissleutel ORDER BY tenant";

/// Each tenant with rows in a table, from one to the next: as many steps as there are tenants, not rows.
fn elke(tabel: &str) -> String {
    format!(
        "SELECT tenant FROM (WITH RECURSIVE stap(tenant) AS ( \
           SELECT (SELECT tenant FROM {tabel} ORDER BY tenant LIMIT 1) \
           UNION ALL SELECT (SELECT v.tenant FROM {tabel} v WHERE v.tenant > stap.tenant \
             ORDER BY v.tenant LIMIT 1) FROM stap WHERE stap.tenant IS NOT NULL) \
         SELECT tenant FROM stap WHERE tenant IS NOT NULL) AS van_{tabel}"
    )
}

async fn vraag_over_alle(
    tx: &DatabaseTransaction,
    sql: &str,
    waarden: impl IntoIterator<Item = Value>,
) -> Result<Vec<QueryResult>, StoreError> {
    zet(tx, "ja").await?;
    let rijen = tx.query_all_raw(vraag(tx, sql, waarden)).await.bij(WAT)?;
    zet(tx, "nee").await?;
    Ok(rijen)
}

async fn zet(tx: &DatabaseTransaction, alle: &'static str) -> Result<(), StoreError> {
    const SQL: &str = "SELECT set_config('wederhoor.alle', $1, true)";
    if tx.get_database_backend() == DbBackend::Postgres {
        tx.query_one_raw(vraag(tx, SQL, [alle.into()])).await.bij(WAT)?;
    }
    Ok(())
}

fn tenants_uit(rijen: &[QueryResult]) -> Result<Vec<Tenant>, StoreError> {
    let lees = |rij: &QueryResult| {
        let tenant: String = rij.try_get_by(0).bij(WAT)?;
        tenant.parse().map_err(|fout| onleesbaar("a tenant", fout))
    };
    rijen.iter().map(lees).collect()
}
