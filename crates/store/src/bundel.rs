//! Statements that need no answer, sent together. Always holds: all of them are done or none, in the
//! transaction of the caller.
//!
//! A statement costs a message, to the thread that owns the connection or to the server, and that costs
//! more than the statement: a complaint is a dozen inserts, and in one message they take a third of the
//! time. SQLite takes statements one after the other. PostgreSQL takes one statement, of which the others
//! are parts that all look at how it was before: none may read what another writes.

use std::fmt::Write;

use sea_orm::{
    ConnectionTrait, DbBackend, Statement, Value,
    sea_query::{
        Expr, OnConflict, PostgresQueryBuilder, Query, QueryStatementBuilder, SqlWriterValues,
        SqliteQueryBuilder,
    },
};

use crate::{Bij, StoreError, projectie::Zaak, schot::Transactie, sql::zonder_nullen};

/// Statements to be run, all of one dossier.
pub(crate) struct Bundel<'a> {
    tx: &'a Transactie,
    zaak: Zaak<'a>,
    sql: SqlWriterValues,
    aantal: usize,
}

impl<'a> Bundel<'a> {
    /// An empty one.
    pub(crate) fn new(tx: &'a Transactie, zaak: Zaak<'a>) -> Self {
        let sql = match tx.get_database_backend() {
            DbBackend::Postgres => SqlWriterValues::new("$", true),
            _ => SqlWriterValues::new("?", false),
        };
        Self { tx, zaak, sql, aantal: 0 }
    }

    /// The dossier that the statements are about.
    pub(crate) fn zaak(&self) -> Zaak<'a> {
        self.zaak
    }

    /// Adds a statement.
    pub(crate) fn voeg_toe(&mut self, opdracht: &impl QueryStatementBuilder) {
        let is_postgres = self.tx.get_database_backend() == DbBackend::Postgres;
        if is_postgres {
            let (nummer, begin) = (self.aantal, if self.aantal == 0 { "WITH" } else { "," });
            self.schrijf(format_args!("{begin} deel{nummer} AS ("));
            opdracht.build_collect_any_into(&PostgresQueryBuilder, &mut self.sql);
            self.schrijf(format_args!(")\n"));
        } else {
            opdracht.build_collect_any_into(&SqliteQueryBuilder, &mut self.sql);
            self.schrijf(format_args!(";\n"));
        }
        self.aantal += 1;
    }

    fn schrijf(&mut self, tekst: std::fmt::Arguments<'_>) {
        // Writing to memory does not fail.
        let _ = self.sql.write_fmt(tekst);
    }

    /// Adds an insert of rows that begin with the tenant and the dossier; nothing if there are no
    /// rows. `dubbel` says what to do about rows that are there already; without it that fails.
    pub(crate) fn insert(
        &mut self,
        tabel: &'static str,
        kolommen: &[&'static str],
        rijen: impl IntoIterator<Item = Vec<Value>>,
        dubbel: Option<OnConflict>,
    ) {
        let mut insert = Query::insert();
        insert.into_table(tabel).columns(["tenant", "dossier"].iter().chain(kolommen).copied());
        let mut leeg = true;
        for rij in rijen {
            insert.values_panic(self.zaak.sleutel().into_iter().chain(rij).map(Expr::val));
            leeg = false;
        }
        if let Some(dubbel) = dubbel {
            insert.on_conflict(dubbel);
        }
        if !leeg {
            self.voeg_toe(&insert);
        }
    }

    /// Runs them.
    pub(crate) async fn voer_uit(mut self, wat: &'static str) -> Result<(), StoreError> {
        if self.aantal == 0 {
            return Ok(());
        }
        let db_backend = self.tx.get_database_backend();
        if db_backend == DbBackend::Postgres {
            self.schrijf(format_args!("SELECT 1"));
        }
        let (sql, waarden) = self.sql.into_parts();
        let alles = Statement { sql, values: Some(zonder_nullen(waarden)), db_backend };
        self.tx.execute_raw(alles).await.bij(wat)?;
        Ok(())
    }
}

/// Leave a row with this key as it is.
pub(crate) fn laat_staan<const N: usize>(sleutel: [&'static str; N]) -> Option<OnConflict> {
    let mut dubbel = OnConflict::columns(sleutel);
    dubbel.do_nothing();
    Some(dubbel)
}

/// Replace these columns of a row with this key.
pub(crate) fn vervang<const N: usize>(
    sleutel: [&'static str; N],
    kolommen: &[&'static str],
) -> Option<OnConflict> {
    let mut dubbel = OnConflict::columns(sleutel);
    dubbel.update_columns(kolommen.to_vec());
    Some(dubbel)
}
