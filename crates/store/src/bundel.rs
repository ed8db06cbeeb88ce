//! Statements that need no answer, sent together. Always holds: all of them are done or none, in the
//! transaction of the caller.
//!
//! A statement costs a message, to the thread that owns the connection or to the server, and that costs
//! more than the statement: so rows of one table go in one insert, of however many dossiers they are, and
//! all inserts in one message. SQLite takes statements one after the other. PostgreSQL takes one statement,
//! of which the others are parts that all look at how it was before: none may read what another writes.

use std::fmt::Write;

use sea_orm::{
    ConnectionTrait, DbBackend, Statement, Value,
    sea_query::{
        DeleteStatement, Expr, OnConflict, PostgresQueryBuilder, Query, QueryStatementBuilder,
        SqlWriter, SqlWriterValues, SqliteQueryBuilder,
    },
};

use crate::{Bij, StoreError, projectie::Zaak, schot::Transactie, sql::zonder_nullen};

/// Values in one statement at most: SQLite takes 32,766, PostgreSQL 65,535.
const WAARDEN: usize = 30_000;

/// Statements to be run.
pub(crate) struct Bundel {
    motor: DbBackend,
    weg: Vec<DeleteStatement>,
    getallen: Vec<Getallen>,
    /// In the order in which the tables were first met: what rows refer to comes before them.
    erbij: Vec<Erbij>,
}

/// Rows of one whole number each, for one table, which may be many.
struct Getallen {
    tabel: &'static str,
    kolom: &'static str,
    tenant: Value,
    dossiers: Vec<Reeks>,
}

/// The numbers of a dossier, as a text: one value to bind instead of three for each.
struct Reeks {
    dossier: Value,
    getallen: String,
    /// Are there rows already, which give way?
    vervangt: bool,
}

/// Rows for one table.
struct Erbij {
    tabel: &'static str,
    kolommen: Vec<&'static str>,
    dubbel: Option<OnConflict>,
    rijen: Vec<Vec<Value>>,
}

impl Bundel {
    /// None yet, for the engine behind `tx`.
    pub(crate) fn new(tx: &Transactie) -> Self {
        let motor = tx.get_database_backend();
        Self { motor, weg: Vec::new(), getallen: Vec::new(), erbij: Vec::new() }
    }

    /// Does it pay to name only the columns of a row that change? SQLite writes an index anew for each column that is
    /// named. PostgreSQL looks which are another; there each other list of columns is a statement to be planned.
    pub(crate) fn noemt_wat_verandert(&self) -> bool {
        self.motor != DbBackend::Postgres
    }

    /// Adds a statement that deletes: before what is added, which it does not look at.
    pub(crate) fn verwijder(&mut self, opdracht: DeleteStatement) {
        self.weg.push(opdracht);
    }

    /// Adds rows that begin with the tenant and the dossier. `dubbel` says what to do about rows that are
    /// there already; without it that fails. The columns are the same whenever the table is.
    pub(crate) fn insert(
        &mut self,
        zaak: Zaak<'_>,
        tabel: &'static str,
        kolommen: &[&'static str],
        rijen: impl IntoIterator<Item = Vec<Value>>,
        dubbel: Option<OnConflict>,
    ) {
        let met_sleutel =
            rijen.into_iter().map(|rij| zaak.sleutel().into_iter().chain(rij).collect());
        let zelfde = |erbij: &&mut Erbij| erbij.tabel == tabel && erbij.dubbel == dubbel;
        if let Some(al) = self.erbij.iter_mut().find(zelfde) {
            al.rijen.extend(met_sleutel);
            return;
        }
        let kolommen = ["tenant", "dossier"].iter().chain(kolommen).copied().collect();
        self.erbij.push(Erbij { tabel, kolommen, dubbel, rijen: met_sleutel.collect() });
    }

    /// Makes these numbers the rows of the dossier in a table of nothing else; those that are there stay
    /// untouched. `eerste` when there are no rows yet.
    pub(crate) fn vervang_getallen(
        &mut self,
        zaak: Zaak<'_>,
        eerste: bool,
        (tabel, kolom): (&'static str, &'static str),
        getallen: impl IntoIterator<Item = i64>,
    ) {
        let [tenant, dossier] = zaak.sleutel();
        let getallen: Vec<String> = getallen.into_iter().map(|getal| getal.to_string()).collect();
        let reeks = Reeks { dossier, getallen: getallen.join(","), vervangt: !eerste };
        if let Some(al) = self.getallen.iter_mut().find(|al| al.tabel == tabel) {
            al.dossiers.push(reeks);
            return;
        }
        self.getallen.push(Getallen { tabel, kolom, tenant, dossiers: vec![reeks] });
    }

    /// Runs them.
    pub(crate) async fn voer_uit(
        self,
        tx: &Transactie,
        wat: &'static str,
    ) -> Result<(), StoreError> {
        let mut bericht = Bericht::new(self.motor);
        for weg in &self.weg {
            bericht.voeg_toe(weg);
        }
        for mut erbij in self.erbij {
            let per_rij = erbij.kolommen.len();
            while !erbij.rijen.is_empty() {
                let rest = erbij.rijen.split_off(erbij.rijen.len().min(WAARDEN / per_rij));
                let aantal = erbij.rijen.len() * per_rij;
                if bericht.waarden + aantal > WAARDEN {
                    bericht.stuur(tx, wat).await?;
                    bericht = Bericht::new(self.motor);
                }
                bericht.voeg_toe(&erbij.insert());
                bericht.waarden += aantal;
                erbij.rijen = rest;
            }
        }
        for getallen in &self.getallen {
            getallen.voeg_toe_aan(&mut bericht);
        }
        bericht.stuur(tx, wat).await
    }
}

impl Getallen {
    fn voeg_toe_aan(&self, bericht: &mut Bericht) {
        let Self { tabel, kolom, tenant, dossiers } = self;
        let op_server = bericht.motor == DbBackend::Postgres;
        for reeks in dossiers.iter().filter(|reeks| reeks.vervangt) {
            bericht.begin();
            bericht.schrijf(format_args!("DELETE FROM {tabel} WHERE tenant = "));
            bericht.bind(tenant.clone());
            bericht.schrijf(format_args!(" AND dossier = "));
            bericht.bind(reeks.dossier.clone());
            let (voor, na) = if op_server {
                ("<> ALL (string_to_array(", ", ',')::bigint[])")
            } else {
                ("NOT IN (SELECT value FROM json_each('[' || ", " || ']'))")
            };
            bericht.schrijf(format_args!(" AND {kolom} {voor}"));
            bericht.bind(reeks.getallen.as_str().into());
            bericht.schrijf(format_args!("{na}"));
            bericht.eind();
        }
        bericht.begin();
        bericht.schrijf(format_args!("INSERT INTO {tabel} (tenant, dossier, {kolom}) SELECT "));
        bericht.bind(tenant.clone());
        bericht.schrijf(format_args!(
            ", v.column1, {} FROM (VALUES ",
            if op_server { "unnest(string_to_array(v.column2, ',')::bigint[])" } else { "j.value" }
        ));
        for (i, reeks) in dossiers.iter().enumerate() {
            bericht.schrijf(format_args!("{}", if i == 0 { "(" } else { ", (" }));
            bericht.bind(reeks.dossier.clone());
            bericht.schrijf(format_args!(", "));
            bericht.bind(reeks.getallen.as_str().into());
            bericht.schrijf(format_args!(")"));
        }
        bericht.schrijf(format_args!(
            ") AS v{} WHERE true ON CONFLICT (tenant, dossier, {kolom}) DO NOTHING",
            if op_server { "" } else { ", json_each('[' || v.column2 || ']') AS j" }
        ));
        bericht.eind();
    }
}

impl Erbij {
    /// One insert of the rows; they are gone from here then.
    fn insert(&mut self) -> sea_orm::sea_query::InsertStatement {
        let mut insert = Query::insert();
        insert.into_table(self.tabel).columns(self.kolommen.iter().copied());
        for rij in self.rijen.drain(..) {
            insert.values_panic(rij.into_iter().map(Expr::val));
        }
        if let Some(dubbel) = self.dubbel.clone() {
            insert.on_conflict(dubbel);
        }
        insert
    }
}

/// What goes at once.
struct Bericht {
    motor: DbBackend,
    sql: SqlWriterValues,
    opdrachten: usize,
    /// Of the rows in it.
    waarden: usize,
}

impl Bericht {
    fn new(motor: DbBackend) -> Self {
        let sql = match motor {
            DbBackend::Postgres => SqlWriterValues::new("$", true),
            _ => SqlWriterValues::new("?", false),
        };
        Self { motor, sql, opdrachten: 0, waarden: 0 }
    }

    fn voeg_toe(&mut self, opdracht: &impl QueryStatementBuilder) {
        self.begin();
        match self.motor {
            DbBackend::Postgres => {
                opdracht.build_collect_any_into(&PostgresQueryBuilder, &mut self.sql);
            }
            _ => opdracht.build_collect_any_into(&SqliteQueryBuilder, &mut self.sql),
        }
        self.eind();
    }

    /// Here a statement begins.
    fn begin(&mut self) {
        if self.motor == DbBackend::Postgres {
            let (nummer, begin) =
                (self.opdrachten, if self.opdrachten == 0 { "WITH" } else { "," });
            self.schrijf(format_args!("{begin} deel{nummer} AS ("));
        }
        self.opdrachten += 1;
    }

    /// Here it ends.
    fn eind(&mut self) {
        let eind = if self.motor == DbBackend::Postgres { ")\n" } else { ";\n" };
        self.schrijf(format_args!("{eind}"));
    }

    /// A place for a value.
    fn bind(&mut self, waarde: Value) {
        match self.motor {
            DbBackend::Postgres => self.sql.push_param(waarde, &PostgresQueryBuilder),
            _ => self.sql.push_param(waarde, &SqliteQueryBuilder),
        }
    }

    fn schrijf(&mut self, tekst: std::fmt::Arguments<'_>) {
        // Writing to memory does not fail.
        let _ = self.sql.write_fmt(tekst);
    }

    async fn stuur(mut self, tx: &Transactie, wat: &'static str) -> Result<(), StoreError> {
        if self.opdrachten == 0 {
            return Ok(());
        }
        if self.motor == DbBackend::Postgres {
            self.schrijf(format_args!("SELECT 1"));
        }
        let (sql, waarden) = self.sql.into_parts();
        let values = Some(zonder_nullen(waarden));
        tx.execute_raw(Statement { sql, values, db_backend: self.motor }).await.bij(wat)?;
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
    kolommen: impl IntoIterator<Item = &'static str>,
) -> Option<OnConflict> {
    let mut dubbel = OnConflict::columns(sleutel);
    dubbel.update_columns(kolommen);
    Some(dubbel)
}
