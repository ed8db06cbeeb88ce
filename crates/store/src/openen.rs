//! Opening a data directory: `wederhoor.db`, `documenten/` and the lock beside them. Always holds:
//! nothing is changed before it is clear that this is our directory, whole, and not newer than we.

use std::{
    fs,
    io::{ErrorKind, Read},
    path::{Path, PathBuf},
    time::Duration,
};

use object_store::local::LocalFileSystem;
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection,
    sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
};
use sea_orm_migration::MigratorTrait;

use crate::{Bij, StoreError, grendel::Grendel, migratie::Migrator, sql::vraag};

const DATABASE: &str = "wederhoor.db";
const DOCUMENTEN: &str = "documenten";
/// Marks the file as ours (SQLite's `application_id`): "Whor".
const KENMERK: i32 = 0x5768_6f72;
/// Readers at once. Each costs a thread and at most [`GEHEUGEN_KIB`] of cache.
const LEZERS: u32 = 4;
const GEHEUGEN_KIB: i32 = 4096;

/// Where the store lives.
#[derive(Clone, Debug)]
pub struct StoreOpties {
    /// The data directory. It must exist; what belongs in it is made.
    pub map: PathBuf,
}

/// What opening yields.
pub(crate) struct Geopend {
    pub(crate) grendel: Grendel,
    pub(crate) schrijver: DatabaseConnection,
    pub(crate) lezer: DatabaseConnection,
    pub(crate) documenten: LocalFileSystem,
    pub(crate) documentenmap: PathBuf,
}

/// Opens everything, in the order in which a refusal does the least.
pub(crate) async fn open(opties: &StoreOpties) -> Result<Geopend, StoreError> {
    let map = &opties.map;
    if !map.is_dir() {
        return Err(StoreError::MapOntbreekt { map: map.clone() });
    }
    let grendel = Grendel::neem(map)?;
    let bestand = map.join(DATABASE);
    let nieuw = check_bestand(&bestand)?;
    check_heel(map, nieuw)?;

    let schrijver = verbind(&bestand, Rol::Schrijver).await?;
    check_ons(&schrijver, &bestand).await?;
    check_schema(&schrijver, &bestand).await?;
    Migrator::up(&schrijver, None).await.bij("bringing the tables up to date")?;
    check_documenten(&schrijver, map).await?;

    let (documenten, documentenmap) = open_documenten(map)?;
    let lezer = verbind(&bestand, Rol::Lezer).await?;
    Ok(Geopend { grendel, schrijver, lezer, documenten, documentenmap })
}

/// Only the connection for reading: nothing is made, brought up to date or locked, so that a server may run
/// beside it.
pub(crate) async fn open_om_te_lezen(map: &Path) -> Result<DatabaseConnection, StoreError> {
    let bestand = map.join(DATABASE);
    if !map.is_dir() || check_bestand(&bestand)? {
        return Err(StoreError::MapOntbreekt { map: map.to_owned() });
    }
    let lezer = verbind(&bestand, Rol::Lezer).await?;
    check_ons(&lezer, &bestand).await?;
    check_schema(&lezer, &bestand).await?;
    Ok(lezer)
}

/// Is there no database yet? Refuses a file that is none.
fn check_bestand(bestand: &Path) -> Result<bool, StoreError> {
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
                Ok(()) => Err(StoreError::NietOnsBestand { bestand: bestand.to_owned() }),
                Err(fout) if fout.kind() == ErrorKind::UnexpectedEof => {
                    Err(StoreError::NietOnsBestand { bestand: bestand.to_owned() })
                }
                Err(fout) => Err(mis(fout)),
            }
        }
    }
}

/// Refuses documents without the database that knows them: somebody restored half.
fn check_heel(map: &Path, nieuw: bool) -> Result<(), StoreError> {
    let wees =
        nieuw && fs::read_dir(map.join(DOCUMENTEN)).is_ok_and(|mut inhoud| inhoud.next().is_some());
    if wees {
        return Err(StoreError::Onvolledig {
            map: map.to_owned(),
            wat: "there are documents but no wederhoor.db: restore the database from the same \
                  backup, or begin in an empty directory",
        });
    }
    Ok(())
}

/// Refuses a database of another program.
async fn check_ons(db: &DatabaseConnection, bestand: &Path) -> Result<(), StoreError> {
    const WAT: &str = "reading the database header";
    let kenmerk: i32 =
        match db.query_one_raw(vraag(db, "PRAGMA application_id", [])).await.bij(WAT)? {
            Some(rij) => rij.try_get_by(0).bij(WAT)?,
            None => 0,
        };
    if kenmerk == KENMERK {
        return Ok(());
    }
    let tabellen: i64 = db
        .query_one_raw(vraag(db, "SELECT count(*) FROM sqlite_master", []))
        .await
        .bij(WAT)?
        .map_or(Ok(0), |rij| rij.try_get_by(0))
        .bij(WAT)?;
    if kenmerk != 0 || tabellen != 0 {
        return Err(StoreError::NietOnsBestand { bestand: bestand.to_owned() });
    }
    db.execute_unprepared(&format!("PRAGMA application_id = {KENMERK}")).await.bij(WAT)?;
    Ok(())
}

/// Refuses a database that holds migrations we do not know.
async fn check_schema(db: &DatabaseConnection, bestand: &Path) -> Result<(), StoreError> {
    const WAT: &str = "reading the schema version";
    let staat = "SELECT count(*) FROM sqlite_master WHERE name = 'seaql_migrations'";
    let aantal: i64 = db
        .query_one_raw(vraag(db, staat, []))
        .await
        .bij(WAT)?
        .map_or(Ok(0), |rij| rij.try_get_by(0))
        .bij(WAT)?;
    if aantal == 0 {
        return Ok(());
    }
    let bekend: Vec<String> =
        Migrator::migrations().iter().map(|migratie| migratie.name().to_owned()).collect();
    let rijen = db
        .query_all_raw(vraag(db, "SELECT version FROM seaql_migrations ORDER BY version", []))
        .await
        .bij(WAT)?;
    let mut onbekend = Vec::new();
    for rij in rijen {
        let versie: String = rij.try_get_by(0).bij(WAT)?;
        if !bekend.contains(&versie) {
            onbekend.push(versie);
        }
    }
    if onbekend.is_empty() {
        Ok(())
    } else {
        Err(StoreError::NieuwerSchema { bestand: bestand.to_owned(), onbekend })
    }
}

/// Refuses a database that knows documents while their folder is gone.
async fn check_documenten(db: &DatabaseConnection, map: &Path) -> Result<(), StoreError> {
    const WAT: &str = "looking for documents";
    if map.join(DOCUMENTEN).is_dir() {
        return Ok(());
    }
    let een = db.query_one_raw(vraag(db, "SELECT 1 FROM stuk LIMIT 1", [])).await.bij(WAT)?;
    if een.is_some() {
        return Err(StoreError::Onvolledig {
            map: map.to_owned(),
            wat: "the database knows documents, but the folder documenten/ is gone: restore it \
                  from the same backup",
        });
    }
    Ok(())
}

fn open_documenten(map: &Path) -> Result<(LocalFileSystem, PathBuf), StoreError> {
    let pad = map.join(DOCUMENTEN);
    fs::create_dir_all(&pad)
        .and_then(|()| fs::File::open(map)?.sync_all())
        .map_err(|source| StoreError::Bestand { wat: "cannot make", pad: pad.clone(), source })?;
    let documenten = LocalFileSystem::new_with_prefix(&pad).bij("opening the documents folder")?;
    Ok((documenten.with_fsync(true), pad))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Rol {
    Schrijver,
    Lezer,
}

async fn verbind(bestand: &Path, rol: Rol) -> Result<DatabaseConnection, StoreError> {
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
    Database::connect(opties).await.bij("opening the database")
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
        .pragma("cache_size", format!("-{GEHEUGEN_KIB}"))
        .pragma("temp_store", "memory")
        .pragma("journal_size_limit", "67108864");
    match rol {
        Rol::Schrijver => opties.thread_name(|_| "store-schrijver".to_owned()),
        Rol::Lezer => opties.pragma("query_only", "on").thread_name(|_| "store-lezer".to_owned()),
    }
}
