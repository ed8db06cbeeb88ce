//! SQLite files: the register in the data directory, and the keys in theirs. Always holds: a file that is
//! not ours, or is the other one, is left as it is.

use std::{
    fs,
    io::{ErrorKind, Read},
    path::Path,
    time::Duration,
};

use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, SqliteTransactionMode,
    TransactionOptions, TransactionTrait,
    sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
};

use super::{Toegang, check_schema, tabellen, werk_bij};
use crate::{
    Bij, StoreError, bergplaats::Bergplaats, migratie::Migrator, schot::Lezers, sql::vraag,
};

pub(crate) const DATABASE: &str = "wederhoor.db";
/// Marks a file as ours (SQLite's `application_id`).
#[derive(Clone, Copy)]
pub(crate) enum Kenmerk {
    /// "Whor".
    Register = 0x5768_6f72,
    /// "Whsl".
    Sleutels = 0x5768_736c,
}
/// Readers at once. Each costs a thread and at most so much cache.
const LEZERS: u32 = 4;
const LEESGEHEUGEN_KIB: i32 = 4096;
/// What the writer keeps of the file. The words of a complaint lie scattered over their index, so a group of
/// complaints touches thousands of pages; what does not fit is written more than once.
const SCHRIJFGEHEUGEN_KIB: i32 = 16 * 1024;
/// Pages of 4 KiB that the log may hold before it is folded into the file: the more, the fewer of them are
/// written twice. As many as stay on disk after that (`journal_size_limit`).
const LOG_PAGINAS: i32 = 16 * 1024;

/// The one connection that writes, and those that read.
pub(super) async fn open(
    map: &Path,
    documenten: &Bergplaats,
    toegang: Toegang,
) -> Result<(DatabaseConnection, Lezers), StoreError> {
    let bestand = map.join(DATABASE);
    let nieuw = check_bestand(&bestand)?;
    if nieuw && toegang == Toegang::Ernaast {
        return Err(StoreError::MapOntbreekt { map: map.to_owned() });
    }
    // Documents without the database that knows them: somebody restored half.
    if nieuw && documenten.heeft_documenten().await? {
        return Err(StoreError::Onvolledig {
            map: map.to_owned(),
            wat: "there are documents but no wederhoor.db: restore the database from the same \
                  backup, set DATABASE_URL if it is on a server, or begin in an empty directory",
        });
    }
    let schrijver = verbind(&bestand, Rol::Schrijver).await?;
    check_ons(&schrijver, &bestand, Kenmerk::Register).await?;
    check_schrijfbaar(&schrijver).await?;
    werk_bij(&schrijver, toegang, &bestand.display().to_string()).await?;
    let lezers = Lezers::new(verbind(&bestand, Rol::Lezer).await?);
    documenten.check(map, &lezers, toegang).await?;
    Ok((schrijver, lezers))
}

/// Only a connection for reading.
pub(super) async fn open_om_te_lezen(map: &Path) -> Result<Lezers, StoreError> {
    let bestand = map.join(DATABASE);
    if !map.is_dir() || check_bestand(&bestand)? {
        return Err(StoreError::MapOntbreekt { map: map.to_owned() });
    }
    let lezer = verbind(&bestand, Rol::Lezer).await?;
    check_ons(&lezer, &bestand, Kenmerk::Register).await?;
    check_schema::<Migrator>(&lezer, &bestand.display().to_string()).await?;
    Ok(Lezers::new(lezer))
}

fn niet_ons(bestand: &Path) -> StoreError {
    StoreError::NietOns { waar: bestand.display().to_string() }
}

/// Is there no database yet? Refuses a file that is none.
pub(crate) fn check_bestand(bestand: &Path) -> Result<bool, StoreError> {
    let mis = |source| StoreError::Bestand { wat: "cannot read", pad: bestand.to_owned(), source };
    let mut kop = [0; 16];
    match fs::File::open(bestand) {
        Err(fout) if fout.kind() == ErrorKind::NotFound => Ok(true),
        Err(fout) => Err(mis(fout)),
        Ok(mut open) => {
            if open.metadata().map_err(mis)?.len() == 0 {
                return Ok(true);
            }
            match open.read_exact(&mut kop) {
                Ok(()) if kop == *b"SQLite format 3\0" => Ok(false),
                Ok(()) => Err(niet_ons(bestand)),
                Err(fout) if fout.kind() == ErrorKind::UnexpectedEof => Err(niet_ons(bestand)),
                Err(fout) => Err(mis(fout)),
            }
        }
    }
}

/// Refuses a file that may only be read: the engine would open it, and fail at the first act. Nothing is kept of
/// what is written here.
pub(crate) async fn check_schrijfbaar(db: &DatabaseConnection) -> Result<(), StoreError> {
    const WAT: &str = "opening a database file to write in it";
    let opties = TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..TransactionOptions::default()
    };
    let tx = db.begin_with_options(opties).await.bij(WAT)?;
    // To begin is allowed; to change something is not.
    tx.execute_unprepared("PRAGMA user_version = 1").await.bij(WAT)?;
    tx.rollback().await.bij(WAT)
}

/// Refuses a database of another program.
pub(crate) async fn check_ons(
    db: &DatabaseConnection,
    bestand: &Path,
    ons: Kenmerk,
) -> Result<(), StoreError> {
    const WAT: &str = "reading the database header";
    let kenmerk: i32 =
        match db.query_one_raw(vraag(db, "PRAGMA application_id", [])).await.bij(WAT)? {
            Some(rij) => rij.try_get_by(0).bij(WAT)?,
            None => 0,
        };
    if kenmerk == ons as i32 {
        return Ok(());
    }
    if kenmerk != 0 || !tabellen(db).await?.is_empty() {
        return Err(niet_ons(bestand));
    }
    db.execute_unprepared(&format!("PRAGMA application_id = {}", ons as i32)).await.bij(WAT)?;
    Ok(())
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rol {
    Schrijver,
    Lezer,
}

pub(crate) async fn verbind(bestand: &Path, rol: Rol) -> Result<DatabaseConnection, StoreError> {
    let pad = bestand.to_owned();
    let mut opties = ConnectOptions::new("sqlite://wederhoor.db");
    opties
        .max_connections(if rol == Rol::Schrijver { 1 } else { LEZERS })
        .min_connections(1)
        .idle_timeout(None)
        .max_lifetime(None)
        .acquire_timeout(Duration::from_secs(10))
        .test_before_acquire(false)
        .sqlx_logging(false)
        .map_sqlx_sqlite_opts(move |sqlite| stel_in(sqlite, &pad, rol));
    Database::connect(opties).await.bij("opening a database file")
}

fn stel_in(opties: SqliteConnectOptions, bestand: &Path, rol: Rol) -> SqliteConnectOptions {
    let opties = opties
        .filename(bestand)
        .create_if_missing(rol == Rol::Schrijver)
        .busy_timeout(Duration::from_secs(10))
        .foreign_keys(true)
        .journal_mode(SqliteJournalMode::Wal)
        // In WAL mode FULL, not NORMAL, is what makes a commit survive a power cut.
        .synchronous(SqliteSynchronous::Full)
        .pragma("temp_store", "memory")
        // What is deleted is written over: a key that was destroyed must not lie in the file.
        .pragma("secure_delete", "on")
        .pragma("journal_size_limit", "67108864");
    match rol {
        Rol::Schrijver => opties
            .pragma("cache_size", format!("-{SCHRIJFGEHEUGEN_KIB}"))
            .pragma("wal_autocheckpoint", LOG_PAGINAS.to_string())
            .thread_name(|_| "store-schrijver".to_owned()),
        Rol::Lezer => opties
            .pragma("cache_size", format!("-{LEESGEHEUGEN_KIB}"))
            .pragma("query_only", "on")
            .thread_name(|_| "store-lezer".to_owned()),
    }
}
