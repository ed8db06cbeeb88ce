//! Statements that need no answer, sent together. Always holds: they run in the order in which they
//! were added, in the transaction of the caller; after a failure the rest does not run.
//!
//! A statement costs a message to the thread that owns the connection, and that costs more than the
//! statement: a complaint is a dozen inserts, and in one message they take a third of the time.

use sea_orm::{
    ConnectionTrait, DbBackend, Statement, StatementBuilder, Value,
    sea_query::{Expr, OnConflict, Query, Values},
};

use crate::{Bij, StoreError, projectie::Zaak, schrijver::Transactie};

/// Statements to be run, all of one dossier.
pub(crate) struct Bundel<'a> {
    tx: &'a Transactie,
    zaak: Zaak<'a>,
    opdrachten: Vec<Statement>,
}

impl<'a> Bundel<'a> {
    /// An empty one.
    pub(crate) fn new(tx: &'a Transactie, zaak: Zaak<'a>) -> Self {
        Self { tx, zaak, opdrachten: Vec::new() }
    }

    /// The dossier that the statements are about.
    pub(crate) fn zaak(&self) -> Zaak<'a> {
        self.zaak
    }

    /// Adds a statement.
    pub(crate) fn voeg_toe(&mut self, opdracht: &impl StatementBuilder) {
        self.opdrachten.push(opdracht.build(&self.tx.get_database_backend()));
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
    pub(crate) async fn voer_uit(self, wat: &'static str) -> Result<(), StoreError> {
        if self.tx.get_database_backend() != DbBackend::Sqlite {
            // Elsewhere a message holds one statement.
            for opdracht in self.opdrachten {
                self.tx.execute_raw(opdracht).await.bij(wat)?;
            }
            return Ok(());
        }
        let mut sql = String::new();
        let mut waarden = Vec::new();
        for opdracht in self.opdrachten {
            // Built with `?`, so the values simply follow each other.
            sql.push_str(&opdracht.sql);
            sql.push_str(";\n");
            waarden.extend(opdracht.values.into_iter().flat_map(|values| values.0));
        }
        if sql.is_empty() {
            return Ok(());
        }
        let alles = Statement { sql, values: Some(Values(waarden)), db_backend: DbBackend::Sqlite };
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
