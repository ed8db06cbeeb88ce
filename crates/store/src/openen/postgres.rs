//! A PostgreSQL server. Always holds: of the processes that start at once one brings the tables up to
//! date, and the others wait for it; the connections for reading cannot write; a password is in no
//! message.

use std::{fmt, path::Path, str::FromStr, time::Duration};

use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, sqlx::postgres::PgConnectOptions,
};

use super::{Toegang, check_hersteld, check_schema, tabellen, werk_bij};
use crate::{
    Bij, StoreError, bergplaats::Bergplaats, migratie::Migrator, schot::Lezers,
    schrijver::SCHRIJVERS, sql::vraag,
};

/// Readers at once.
const LEZERS: u32 = 8;
/// How long to wait for a connection.
const GEDULD: Duration = Duration::from_secs(5);
/// The advisory lock under which the tables are brought up to date: "Whor".
pub(crate) const SLOT: i64 = 0x5768_6f72;

/// The address of a database on a PostgreSQL server: `postgres://user:password@host:5432/database`,
/// with `?options=-csearch_path%3Dschema` for a schema other than the user's own.
#[derive(Clone)]
pub struct Postgres {
    url: String, // INVARIANT: the library can read it
    waar: String,
}

/// Without the password.
impl fmt::Debug for Postgres {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Postgres").field(&self.waar).finish()
    }
}

/// Server and database, without user and password.
impl fmt::Display for Postgres {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.waar)
    }
}

impl FromStr for Postgres {
    type Err = StoreError;

    fn from_str(url: &str) -> Result<Self, StoreError> {
        let onze = url.starts_with("postgres://") || url.starts_with("postgresql://");
        let gelezen = PgConnectOptions::from_str(url).map_err(|_| StoreError::GeenAdres)?;
        if !onze {
            return Err(StoreError::GeenAdres);
        }
        let database = gelezen.get_database().unwrap_or_else(|| gelezen.get_username());
        let waar =
            format!("PostgreSQL at {}:{}/{database}", gelezen.get_host(), gelezen.get_port());
        // The library takes one of the two spellings.
        let url = url.replacen("postgresql://", "postgres://", 1);
        Ok(Self { url, waar })
    }
}

/// The connections that write, and those that read.
pub(super) async fn open(
    postgres: &Postgres,
    map: &Path,
    documenten: &Bergplaats,
    toegang: Toegang,
) -> Result<(DatabaseConnection, Lezers), StoreError> {
    // One connection, because the lock is the connection's.
    let eerste = verbind(postgres, Rol::Schrijver, 1).await?;
    let uit = async {
        check_ingesteld(&eerste, postgres).await?;
        let slot = vraag(&eerste, "SELECT pg_advisory_lock($1)", [SLOT.into()]);
        eerste.execute_raw(slot).await.bij("waiting for another process that starts")?;
        check_ons(&eerste, postgres, map, documenten).await?;
        werk_bij(&eerste, toegang, &postgres.waar).await?;
        check_schot(&eerste, postgres).await?;
        documenten.check(map, &Lezers::new(eerste.clone()), toegang).await
    };
    let uit = uit.await;
    // With it goes the lock.
    eerste.close().await.bij("closing a connection")?;
    uit?;
    let schrijver = verbind(postgres, Rol::Schrijver, SCHRIJVERS).await?;
    let lezers = Lezers::new(verbind(postgres, Rol::Lezer, LEZERS).await?);
    Ok((schrijver, lezers))
}

/// Only a connection for reading.
pub(super) async fn open_om_te_lezen(postgres: &Postgres) -> Result<Lezers, StoreError> {
    let lezer = verbind(postgres, Rol::Lezer, 1).await?;
    check_ingesteld(&lezer, postgres).await?;
    if tabellen(&lezer).await?.is_empty() {
        return Err(StoreError::NietOns { waar: postgres.waar.clone() });
    }
    check_schema::<Migrator>(&lezer, &postgres.waar).await?;
    Ok(Lezers::new(lezer))
}

/// Refuses a server that would not keep what it is given as it was given.
pub(crate) async fn check_ingesteld(
    db: &DatabaseConnection,
    postgres: &Postgres,
) -> Result<(), StoreError> {
    const WAT: &str = "reading the settings of the database server";
    const SQL: &str = "SELECT current_setting('server_encoding'), current_schema()::text, \
        current_setting('fsync'), \
        (SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user)";
    let mis = |wat| Err(StoreError::Ongeschikt { waar: postgres.waar.clone(), wat });
    let Some(rij) = db.query_one_raw(vraag(db, SQL, [])).await.bij(WAT)? else {
        return mis("it says nothing of its settings");
    };
    let codering: String = rij.try_get_by(0).bij(WAT)?;
    if codering != "UTF8" {
        return mis("its encoding is not UTF8: make the database with ENCODING 'UTF8'");
    }
    if rij.try_get_by::<Option<String>, _>(1).bij(WAT)?.is_none() {
        return mis("the schema in its search_path is not there: make it, or name another");
    }
    // Null would be a role that is not there.
    if rij.try_get_by::<Option<bool>, _>(3).bij(WAT)? != Some(false) {
        return mis(
            "its user is a superuser or has BYPASSRLS, for whom the wall between providers \
            does not hold: make an ordinary user (CREATE ROLE wederhoor LOGIN PASSWORD '…') who owns \
            the database, and use that one",
        );
    }
    if rij.try_get_by::<String, _>(2).bij(WAT)? != "on" {
        tracing::warn!(
            database = %postgres,
            "fsync is off: what was acknowledged does not survive a power cut of that server"
        );
    }
    Ok(())
}

/// Refuses tables without the wall between tenants: of an earlier build, or from which somebody took it.
pub(crate) async fn check_schot(
    db: &DatabaseConnection,
    postgres: &Postgres,
) -> Result<(), StoreError> {
    const SQL: &str = "SELECT 1 FROM pg_class c \
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant' AND NOT a.attisdropped \
        WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') \
          AND NOT (c.relrowsecurity AND c.relforcerowsecurity) LIMIT 1";
    let open = db.query_one_raw(vraag(db, SQL, [])).await;
    match open.bij("looking whether the wall between providers stands")? {
        None => Ok(()),
        Some(_) => Err(StoreError::Ongeschikt {
            waar: postgres.waar.clone(),
            wat: "a table in it has no wall between providers: when somebody took it away, put it back \
                  with ENABLE and FORCE ROW LEVEL SECURITY; when an earlier build made the tables, make \
                  them anew (no version without the wall was released)",
        }),
    }
}

/// Refuses the tables of another program, and documents that these tables do not know.
async fn check_ons(
    db: &DatabaseConnection,
    postgres: &Postgres,
    map: &Path,
    documenten: &Bergplaats,
) -> Result<(), StoreError> {
    let tabellen = tabellen(db).await?;
    let heeft = |naam: &str| tabellen.iter().any(|tabel| tabel == naam);
    if tabellen.is_empty() {
        if documenten.heeft_documenten().await? {
            return Err(StoreError::Onvolledig {
                map: map.to_owned(),
                wat: "there are documents but the database is empty: restore the database from \
                      the same backup, or begin in an empty directory",
            });
        }
        return Ok(());
    }
    check_hersteld(db, &postgres.waar).await?;
    // Only the list of steps: a process was stopped between making it and taking the first.
    let pas_begonnen = tabellen == ["seaql_migrations"];
    if pas_begonnen || heeft("seaql_migrations") && heeft("gebeurtenis") {
        Ok(())
    } else {
        Err(StoreError::NietOns { waar: postgres.waar.clone() })
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rol {
    Schrijver,
    Lezer,
}

pub(crate) async fn verbind(
    postgres: &Postgres,
    rol: Rol,
    hoogstens: u32,
) -> Result<DatabaseConnection, StoreError> {
    let mut opties = ConnectOptions::new(postgres.url.clone());
    opties
        .max_connections(hoogstens)
        .min_connections(1)
        // A server that is just starting gets so long.
        .acquire_timeout(GEDULD)
        .test_before_acquire_if_idle_for(Duration::from_secs(30))
        .sqlx_logging(false)
        .map_sqlx_postgres_opts(move |postgres| match rol {
            // Whatever the server's own setting: an answer means that it is on disk.
            Rol::Schrijver => {
                postgres.application_name("wederhoor").options([("synchronous_commit", "on")])
            }
            Rol::Lezer => postgres
                .application_name("wederhoor-lezer")
                .options([("default_transaction_read_only", "on")]),
        });
    Database::connect(opties)
        .await
        .map_err(|source| StoreError::GeenVerbinding { waar: postgres.waar.clone(), source })
}
