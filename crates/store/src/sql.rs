//! Small helpers to say a statement. Always holds: values are bound, never pasted; placeholders are
//! `$1`, `$2`…, which both engines read.

use jiff::{Timestamp, civil::Date};
use sea_orm::{ConnectionTrait, Statement, Value};

use crate::StoreError;

/// A statement in plain SQL with its values, for the engine behind `db`.
pub fn vraag<C: ConnectionTrait>(
    db: &C,
    sql: &str,
    waarden: impl IntoIterator<Item = Value>,
) -> Statement {
    Statement::from_sql_and_values(db.get_database_backend(), sql, waarden)
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
