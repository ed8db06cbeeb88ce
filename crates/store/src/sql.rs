//! Small helpers to say a statement. Always holds: values are bound, never pasted; placeholders are
//! `$1`, `$2`…, which both engines read; no text holds the character NUL, which PostgreSQL cannot keep.

use jiff::{Timestamp, civil::Date};
use sea_orm::{ConnectionTrait, DbBackend, Statement, StatementBuilder, Value, sea_query::Values};

use crate::{Bij, StoreError, Tenant, schot::Transactie};

/// A statement in plain SQL with its values, for the engine behind `db`.
pub fn vraag<C: ConnectionTrait>(
    db: &C,
    sql: &str,
    waarden: impl IntoIterator<Item = Value>,
) -> Statement {
    let waarden = waarden.into_iter().map(zonder_nul);
    Statement::from_sql_and_values(db.get_database_backend(), sql, waarden)
}

/// `$2, $3, $4`: places for so many values, from this one on.
pub(crate) fn plaatsen(eerste: usize, aantal: usize) -> String {
    let namen: Vec<String> = (eerste..eerste + aantal).map(|plek| format!("${plek}")).collect();
    namen.join(", ")
}

/// A built statement, for the engine behind `db`.
pub(crate) fn bouw<C: ConnectionTrait>(db: &C, opdracht: &impl StatementBuilder) -> Statement {
    let mut uit = opdracht.build(&db.get_database_backend());
    uit.values = uit.values.map(zonder_nullen);
    uit
}

pub(crate) fn zonder_nullen(Values(waarden): Values) -> Values {
    Values(waarden.into_iter().map(zonder_nul).collect())
}

/// A text with NUL is stored and sought with the sign for what cannot be shown in its place.
fn zonder_nul(waarde: Value) -> Value {
    match waarde {
        Value::String(Some(tekst)) if tekst.contains('\0') => {
            Value::String(Some(tekst.replace('\0', "\u{fffd}")))
        }
        anders => anders,
    }
}

/// Until this transaction ends, others that ask for the same lock wait: for who reads and then writes
/// what follows from it. On SQLite there is one writer, and nothing to wait for.
///
/// Who takes several takes them in the order of their names, or two may wait for each other.
///
/// # Errors
/// Only when the database fails.
pub async fn vergrendel(tx: &Transactie, tenant: &Tenant, wat: &[u8]) -> Result<(), StoreError> {
    if tx.get_database_backend() != DbBackend::Postgres {
        return Ok(());
    }
    let mut hash = blake3::Hasher::new_derive_key("wederhoor 2026 slot");
    hash.update(tenant.as_str().as_bytes()).update(b"\0").update(wat);
    let [a, b, c, d, e, f, g, h, ..] = *hash.finalize().as_bytes();
    let slot = i64::from_le_bytes([a, b, c, d, e, f, g, h]);
    let vraag = vraag(tx, "SELECT pg_advisory_xact_lock($1)", [slot.into()]);
    tx.execute_raw(vraag).await.bij("waiting for another process")?;
    Ok(())
}

/// At the end of a select of rows to be changed: others wait for them, where others can be.
pub(crate) fn om_te_wijzigen<C: ConnectionTrait>(db: &C) -> &'static str {
    match db.get_database_backend() {
        DbBackend::Postgres => " FOR NO KEY UPDATE",
        _ => "",
    }
}

/// At the end of a select of rows that must stay as long as this transaction runs.
pub(crate) fn om_te_houden<C: ConnectionTrait>(db: &C) -> &'static str {
    match db.get_database_backend() {
        DbBackend::Postgres => " FOR KEY SHARE",
        _ => "",
    }
}

/// At the end of a select of rows to be deleted: those who hold them go first.
pub(crate) fn om_weg_te_doen<C: ConnectionTrait>(db: &C) -> &'static str {
    match db.get_database_backend() {
        DbBackend::Postgres => " FOR UPDATE",
        _ => "",
    }
}

/// At the end of a select of rows to be taken: those that another takes are passed over.
pub(crate) fn om_te_nemen<C: ConnectionTrait>(db: &C) -> &'static str {
    match db.get_database_backend() {
        DbBackend::Postgres => " FOR UPDATE SKIP LOCKED",
        _ => "",
    }
}

/// A day as it is stored: `2026-11-23`, which sorts as text.
pub(crate) fn dag(datum: Date) -> String {
    datum.to_string()
}

/// A moment as it is stored: UTC with nine decimals, exact and sorting as text.
pub(crate) fn moment(moment: Timestamp) -> String {
    format!("{moment:.9}")
}

/// Reads a stored day.
pub(crate) fn lees_dag(tekst: &str) -> Result<Date, StoreError> {
    tekst.parse().map_err(|fout: jiff::Error| onleesbaar("a date", fout))
}

/// Reads a stored day that may be absent.
pub(crate) fn lees_dag_of(tekst: Option<String>) -> Result<Option<Date>, StoreError> {
    tekst.as_deref().map(lees_dag).transpose()
}

/// Reads a stored moment.
pub(crate) fn lees_moment(tekst: &str) -> Result<Timestamp, StoreError> {
    tekst.parse().map_err(|fout: jiff::Error| onleesbaar("a timestamp", fout))
}

/// A stored value that makes no sense.
pub(crate) fn onleesbaar(
    wat: &'static str,
    source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
) -> StoreError {
    StoreError::Onleesbaar { wat, source: source.into() }
}
