//! Opening a data directory with its database: an SQLite file in the directory, or a PostgreSQL
//! server elsewhere. Always holds: nothing is changed before it is clear that this is our directory
//! and our database, that they are whole, and not newer than we.

pub(crate) mod postgres;
pub(crate) mod sqlite;

use std::path::PathBuf;

use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend};
use sea_orm_migration::MigratorTrait;
use uuid::Uuid;

pub use postgres::Postgres;

use crate::{
    Bij, Emmer, StoreError, StukId, alle,
    bergplaats::Bergplaats,
    grendel::{Gebruik, Grendel},
    kraan::Kraan,
    migratie::Migrator,
    schot::Lezers,
    schrijver::Schrijver,
    sleutels::{self, SleutelOpties, Sleutels},
    sql::vraag,
};

/// The first step of the tables from before contents were sealed. No version with it was released.
const ONVERSLEUTELD: &str = "m0001_begin";
/// The table with the steps that were taken.
pub(crate) const STAPPEN: &str = "seaql_migrations";
/// A table that is there as long as a backup is being put back; see [`crate::kopie`].
pub(crate) const HERSTEL: &str = "herstel_bezig";
/// On PostgreSQL other processes may be writing documents: what is younger than this is theirs.
const VERS_SECONDEN: u64 = 24 * 60 * 60;

/// Where the store lives.
#[derive(Clone, Debug)]
pub struct StoreOpties {
    /// The data directory. It must exist; what belongs in it is made.
    pub map: PathBuf,
    /// The database server; `None` is an SQLite file in the data directory.
    pub postgres: Option<Postgres>,
    /// The bucket with the documents; `None` is a folder in the data directory.
    pub emmer: Option<Emmer>,
    /// Where the keys are, and what opens them.
    pub sleutels: SleutelOpties,
    /// Who decides when something goes to disk.
    #[cfg(feature = "proef")]
    pub kraan: Kraan,
}

impl StoreOpties {
    /// All of it in this directory, and the keys in the one beside it that is called after it:
    /// `data-sleutels`.
    pub fn new(map: impl Into<PathBuf>) -> Self {
        let map = map.into();
        Self {
            sleutels: SleutelOpties::naast(&map),
            map,
            postgres: None,
            emmer: None,
            #[cfg(feature = "proef")]
            kraan: Kraan::default(),
        }
    }

    /// With the keys elsewhere.
    #[must_use]
    pub fn met(self, sleutels: SleutelOpties) -> Self {
        Self { sleutels, ..self }
    }

    /// The tables on this server.
    #[must_use]
    pub fn op(self, postgres: Option<Postgres>) -> Self {
        Self { postgres, ..self }
    }

    /// The tap that everything goes past which is put on disk.
    #[cfg(feature = "proef")]
    #[must_use]
    pub fn langs(self, kraan: Kraan) -> Self {
        Self { kraan, ..self }
    }

    #[cfg(feature = "proef")]
    pub(crate) fn kraan(&self) -> Kraan {
        self.kraan.clone()
    }

    #[cfg(not(feature = "proef"))]
    #[expect(clippy::unused_self, reason = "as it is in a simulation")]
    pub(crate) fn kraan(&self) -> Kraan {
        Kraan
    }

    /// The documents in this bucket.
    #[must_use]
    pub fn documenten_in(self, emmer: Option<Emmer>) -> Self {
        Self { emmer, ..self }
    }
}

/// Who else may have the store open.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Toegang {
    /// This is the server: on SQLite the only process.
    Server,
    /// A command beside a server that may run: it locks nothing and brings nothing up to date.
    Ernaast,
}

/// What opening yields.
pub(crate) struct Geopend {
    pub(crate) schrijver: Schrijver,
    pub(crate) taak: Option<tokio::task::JoinHandle<()>>,
    pub(crate) lezers: Lezers,
    pub(crate) sleutels: Sleutels,
    pub(crate) documenten: Bergplaats,
    /// Documents whose id sorts before this one belong to no upload that still runs.
    pub(crate) begin: StukId,
}

/// Opens everything, in the order in which a refusal does the least.
pub(crate) async fn open(opties: &StoreOpties, toegang: Toegang) -> Result<Geopend, StoreError> {
    let map = &opties.map;
    if !map.is_dir() {
        return Err(StoreError::MapOntbreekt { map: map.clone() });
    }
    let grendel = match (toegang, &opties.postgres) {
        (Toegang::Ernaast, _) => None,
        (Toegang::Server, None) => Some(Grendel::neem(map, Gebruik::Alleen)?),
        (Toegang::Server, Some(_)) => Some(Grendel::neem(map, Gebruik::Gedeeld)?),
    };
    let eerste = StukId::nieuw();
    let documenten = Bergplaats::open(opties).await?;
    let (db, lezers) = match &opties.postgres {
        None => sqlite::open(map, &documenten, toegang).await?,
        Some(postgres) => postgres::open(postgres, map, &documenten, toegang).await?,
    };
    // Before the writer takes the lock over: a refusal lets go of it at once.
    let leeg = alle::is_leeg(&lezers).await?;
    let sleutels = sleutels::open(&opties.sleutels, toegang, leeg, opties.kraan()).await?;
    let documenten = documenten.maak()?;
    let (schrijver, taak, begin) = match &opties.postgres {
        None => {
            let (schrijver, taak) = Schrijver::groep(db, grendel, opties.kraan());
            (schrijver, Some(taak), eerste)
        }
        Some(_) => (Schrijver::los(db, grendel, opties.kraan()), None, eerder(eerste)),
    };
    Ok(Geopend { schrijver, taak, lezers, sleutels, documenten, begin })
}

/// Only the connection for reading, and the keys: nothing is made, brought up to date or locked, so that a
/// server may run beside it.
pub(crate) async fn open_om_te_lezen(
    opties: &StoreOpties,
) -> Result<(Lezers, Sleutels), StoreError> {
    let lezers = open_zonder_sleutels(opties).await?;
    let sleutels =
        sleutels::open(&opties.sleutels, Toegang::Ernaast, false, opties.kraan()).await?;
    Ok((lezers, sleutels))
}

/// The same without the keys: for who passes on what is sealed, and opens nothing.
pub(crate) async fn open_zonder_sleutels(opties: &StoreOpties) -> Result<Lezers, StoreError> {
    match &opties.postgres {
        None => sqlite::open_om_te_lezen(&opties.map).await,
        Some(postgres) => postgres::open_om_te_lezen(postgres).await,
    }
}

/// The id of a document that was begun a day before this one.
fn eerder(stuk: StukId) -> StukId {
    let seconden = stuk.uuid().get_timestamp().map_or(0, |t| t.to_unix().0);
    let toen = seconden.saturating_sub(VERS_SECONDEN);
    let toen = uuid::Timestamp::from_unix(uuid::NoContext, toen, 0);
    Uuid::new_v7(toen).into()
}

/// Brings a database up to date that was looked at: `waar` is what to call it.
async fn werk_bij(db: &DatabaseConnection, toegang: Toegang, waar: &str) -> Result<(), StoreError> {
    const WAT: &str = "bringing the tables up to date";
    check_schema::<Migrator>(db, waar).await?;
    if toegang == Toegang::Ernaast {
        let wachtend = Migrator::get_pending_migrations_read_only(db).await.bij(WAT)?;
        let ouder = StoreError::OuderSchema { waar: waar.to_owned() };
        return if wachtend.is_empty() { Ok(()) } else { Err(ouder) };
    }
    Migrator::up(db, None).await.bij(WAT)
}

/// Refuses a database that is half put back, and one that holds migrations we do not know.
pub(crate) async fn check_schema<M: MigratorTrait>(
    db: &DatabaseConnection,
    waar: &str,
) -> Result<(), StoreError> {
    const WAT: &str = "reading the schema version";
    check_hersteld(db, waar).await?;
    if !tabellen(db).await?.iter().any(|tabel| tabel == STAPPEN) {
        return Ok(());
    }
    let bekend = stappen::<M>();
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
    if onbekend.iter().any(|versie| versie == ONVERSLEUTELD) {
        Err(StoreError::Onversleuteld { waar: waar.to_owned() })
    } else if onbekend.is_empty() {
        Ok(())
    } else {
        Err(StoreError::NieuwerSchema { waar: waar.to_owned(), onbekend })
    }
}

/// Refuses a database in which a backup is being put back, or was half put back.
pub(crate) async fn check_hersteld(db: &DatabaseConnection, waar: &str) -> Result<(), StoreError> {
    if tabellen(db).await?.iter().any(|tabel| tabel == HERSTEL) {
        return Err(StoreError::HalfHersteld { waar: waar.to_owned() });
    }
    Ok(())
}

/// The steps that we know, oldest first.
pub(crate) fn stappen<M: MigratorTrait>() -> Vec<String> {
    M::migrations().iter().map(|migratie| migratie.name().to_owned()).collect()
}

/// The tables that are there, whoever made them.
pub(crate) async fn tabellen(db: &DatabaseConnection) -> Result<Vec<String>, StoreError> {
    const WAT: &str = "reading the database header";
    let sql = match db.get_database_backend() {
        DbBackend::Postgres => {
            "SELECT table_name::text FROM information_schema.tables \
             WHERE table_schema = current_schema()"
        }
        _ => "SELECT name FROM sqlite_master WHERE type = 'table'",
    };
    let rijen = db.query_all_raw(vraag(db, sql, [])).await.bij(WAT)?;
    rijen.iter().map(|rij| rij.try_get_by(0).bij(WAT)).collect()
}
