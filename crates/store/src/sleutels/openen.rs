//! Opening the keys. Always holds: where the register holds anything, keys are never made anew: without the
//! old ones nothing of it can be read, and new ones would hide that.

use std::{
    collections::HashMap, fs, os::unix::fs::DirBuilderExt, path::Path, sync::Arc, time::Duration,
};

use quick_cache::sync::Cache;
use sea_orm::{ConnectionTrait, DatabaseConnection};
use sea_orm_migration::MigratorTrait;
use tokio::{sync::Mutex as Slot, task::JoinHandle};

use super::{KAS, Kas, SleutelOpties, Sleutelplaats, Sleutels, hoofdsleutel, tabellen::Migrator};
use crate::{
    Bij, Postgres, StoreError,
    bijeen::Bijeen,
    fout::van_map,
    kraan::Kraan,
    openen::{self, Toegang, postgres, sqlite},
    schot::Lezers,
    schrijver::{SCHRIJVERS, Schrijver},
    sql::vraag,
};

pub(crate) const DATABASE: &str = "sleutels.db";
const SLOT: &str = "wederhoor.lock";
/// Between two looks at a lock that another holds.
const RUST: Duration = Duration::from_millis(20);

/// Opens the keys of a register; `leeg`: nothing was ever kept in it.
pub(crate) async fn open(
    opties: &SleutelOpties,
    toegang: Toegang,
    leeg: bool,
    kraan: Kraan,
) -> Result<Sleutels, StoreError> {
    // A command beside a server makes nothing either.
    let mag_maken = leeg && toegang == Toegang::Server;
    let waar = opties.plaats.to_string();
    let (slot, geopend) = match &opties.plaats {
        Sleutelplaats::Map(map) => {
            let slot = if toegang == Toegang::Server { wacht_op(map, leeg).await? } else { None };
            (slot, op_sqlite(map, mag_maken, kraan).await?)
        }
        Sleutelplaats::Postgres(pg) => (None, op_postgres(pg, mag_maken, kraan).await?),
    };
    let Geopend { schrijfdb, lezers, schrijver, taak } = geopend;
    let hoofd = hoofdsleutel::haal(&schrijfdb, &opties.hoofd, &waar).await?;
    drop(slot);
    Ok(Sleutels {
        maken: Bijeen::new(schrijver.clone()),
        lezers,
        schrijver,
        hoofd,
        waar: waar.into(),
        huizen: Arc::new(HashMap::new().into()),
        kas: Arc::new(Kas(Cache::new(KAS))),
        taak: Arc::new(Slot::new(taak)),
    })
}

/// Of the servers that start at once on one folder with keys, one makes or changes what is in it at a time.
/// The system lets go of the lock however the process ends.
async fn wacht_op(map: &Path, mag_maken: bool) -> Result<Option<fs::File>, StoreError> {
    let mis = |source| van_map("the folder for the keys", map, source);
    if mag_maken {
        fs::DirBuilder::new().recursive(true).mode(0o700).create(map).map_err(mis)?;
    } else if !map.join(DATABASE).is_file() {
        return Ok(None);
    }
    let slot = fs::File::options().create(true).append(true).open(map.join(SLOT)).map_err(mis)?;
    loop {
        match slot.try_lock() {
            Ok(()) => return Ok(Some(slot)),
            Err(fs::TryLockError::WouldBlock) => tokio::time::sleep(RUST).await,
            Err(fs::TryLockError::Error(source)) => return Err(mis(source)),
        }
    }
}

struct Geopend {
    /// Only to begin with.
    schrijfdb: DatabaseConnection,
    lezers: Lezers,
    schrijver: Schrijver,
    taak: Option<JoinHandle<()>>,
}

fn weg(waar: String) -> StoreError {
    StoreError::SleutelsWeg { waar }
}

async fn op_sqlite(map: &Path, mag_maken: bool, kraan: Kraan) -> Result<Geopend, StoreError> {
    let bestand = map.join(DATABASE);
    if !mag_maken && !bestand.is_file() {
        return Err(weg(map.display().to_string()));
    }
    sqlite::check_bestand(&bestand)?;
    let db = sqlite::verbind(&bestand, sqlite::Rol::Schrijver).await?;
    sqlite::check_ons(&db, &bestand, sqlite::Kenmerk::Sleutels).await?;
    sqlite::check_schrijfbaar(&db).await?;
    werk_bij(&db, &bestand.display().to_string(), mag_maken).await?;
    let lezers = Lezers::new(sqlite::verbind(&bestand, sqlite::Rol::Lezer).await?);
    let (schrijver, taak) = Schrijver::groep(db.clone(), None, kraan);
    Ok(Geopend { schrijfdb: db, lezers, schrijver, taak: Some(taak) })
}

async fn op_postgres(pg: &Postgres, mag_maken: bool, kraan: Kraan) -> Result<Geopend, StoreError> {
    // One connection, because the lock is the connection's.
    let eerste = postgres::verbind(pg, postgres::Rol::Schrijver, 1).await?;
    let uit = async {
        postgres::check_ingesteld(&eerste, pg).await?;
        let slot = vraag(&eerste, "SELECT pg_advisory_lock($1)", [postgres::SLOT.into()]);
        eerste.execute_raw(slot).await.bij("waiting for another process that starts")?;
        openen::check_hersteld(&eerste, &pg.to_string()).await?;
        let tabellen = openen::tabellen(&eerste).await?;
        let heeft = |naam: &str| tabellen.iter().any(|tabel| tabel == naam);
        if heeft("gebeurtenis") {
            return Err(StoreError::Ongeschikt {
                waar: pg.to_string(),
                wat: "the register is in it, and keys must not be in one backup with it: give \
                      them a database or a schema of their own",
            });
        }
        let pas_begonnen = tabellen.iter().all(|tabel| tabel == "seaql_migrations");
        if !pas_begonnen && !heeft("huissleutel") {
            return Err(StoreError::NietOns { waar: pg.to_string() });
        }
        werk_bij(&eerste, &pg.to_string(), mag_maken).await?;
        postgres::check_schot(&eerste, pg).await
    };
    let uit = uit.await;
    eerste.close().await.bij("closing a connection")?;
    uit?;
    let db = postgres::verbind(pg, postgres::Rol::Schrijver, SCHRIJVERS).await?;
    let lezers = Lezers::new(postgres::verbind(pg, postgres::Rol::Lezer, SCHRIJVERS).await?);
    let schrijver = Schrijver::los(db.clone(), None, kraan);
    Ok(Geopend { schrijfdb: db, lezers, schrijver, taak: None })
}

/// Only a connection for reading the wrapped keys; nothing is opened with the master key.
pub(crate) async fn open_om_te_lezen(opties: &SleutelOpties) -> Result<Lezers, StoreError> {
    let waar = opties.plaats.to_string();
    let lezer = match &opties.plaats {
        Sleutelplaats::Map(map) => {
            let bestand = map.join(DATABASE);
            if sqlite::check_bestand(&bestand)? {
                return Err(weg(waar));
            }
            let lezer = sqlite::verbind(&bestand, sqlite::Rol::Lezer).await?;
            sqlite::check_ons(&lezer, &bestand, sqlite::Kenmerk::Sleutels).await?;
            lezer
        }
        Sleutelplaats::Postgres(pg) => {
            let lezer = postgres::verbind(pg, postgres::Rol::Lezer, 1).await?;
            postgres::check_ingesteld(&lezer, pg).await?;
            lezer
        }
    };
    openen::check_schema::<Migrator>(&lezer, &waar).await?;
    if openen::tabellen(&lezer).await?.iter().any(|tabel| tabel == "huissleutel") {
        Ok(Lezers::new(lezer))
    } else {
        Err(weg(waar))
    }
}

/// Brings the tables up to date, and refuses those of a newer program, or an empty place where keys
/// must be.
async fn werk_bij(db: &DatabaseConnection, waar: &str, mag_maken: bool) -> Result<(), StoreError> {
    openen::check_schema::<Migrator>(db, waar).await?;
    let nieuw = !openen::tabellen(db).await?.iter().any(|tabel| tabel == "hoofdsleutel");
    if nieuw && !mag_maken {
        return Err(weg(waar.to_owned()));
    }
    Migrator::up(db, None).await.bij("bringing the tables of the keys up to date")?;
    let proef = db.query_one_raw(vraag(db, "SELECT 1 FROM hoofdsleutel", [])).await;
    if proef.bij("reading the proof of the master key")?.is_none() && !mag_maken {
        return Err(weg(waar.to_owned()));
    }
    Ok(())
}
