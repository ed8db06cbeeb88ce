//! The rows of an append, put into the store's own tables by hand: what the engine needs for these rows with their
//! indexes, without the program that decides on them, seals them and chains them.

use std::collections::HashMap;

use store::{
    Store,
    sea_orm::{
        ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement,
        TransactionTrait, Value,
        sea_query::{Expr, OnConflict, Query},
    },
};
use uuid::Uuid;

use crate::verzinsel::{STANDEN, hak, klacht, met_sleutels, open, tenant};

/// Complaints of which the rows are taken, in turn.
const MONSTERS: usize = 500;
/// Rows in one statement at most.
const RIJEN: usize = 2000;

/// In the order in which rows refer to others.
const TABELLEN: [&str; 8] = [
    "dossier",
    "gebeurtenis",
    "werkvoorraad",
    "zoekwoord",
    "deelname",
    "uitsluiting",
    "toegangscode",
    "idempotentie",
];
/// Those of which an event more writes a row.
const VAN_EEN_GEBEURTENIS: [&str; 3] = ["gebeurtenis", "werkvoorraad", "idempotentie"];

type Rij = Vec<Value>;

/// Rows of complaints as the store wrote them.
pub(crate) struct Eigen {
    kolommen: HashMap<&'static str, Vec<String>>,
    monsters: Vec<HashMap<&'static str, Vec<Rij>>>,
}

/// A complaint that was put in by hand.
#[derive(Clone, Copy)]
pub(crate) struct Ingevoerd {
    dossier: Uuid,
    monster: usize,
    versie: i64,
}

impl Eigen {
    /// Has the store write complaints in a file, and reads their rows back.
    pub(crate) async fn lees() -> Self {
        let map = tempfile::tempdir().unwrap();
        let store = open(map.path()).await;
        for deel in 0..MONSTERS / 50 {
            let klachten = (deel * 50..(deel + 1) * 50).map(klacht).collect();
            store.append_samen(&tenant(), klachten).await.unwrap();
        }
        store.sluit().await.unwrap();
        let url = format!("sqlite://{}/wederhoor.db", map.path().display());
        let db = Database::connect(url).await.unwrap();
        let mut uit = Self { kolommen: HashMap::new(), monsters: Vec::new() };
        let mut plek: HashMap<Uuid, usize> = HashMap::new();
        for tabel in TABELLEN {
            let soorten = kolommen(&db, tabel).await;
            let sql = format!("SELECT * FROM {tabel} ORDER BY dossier");
            for rij in
                db.query_all_raw(Statement::from_string(DbBackend::Sqlite, sql)).await.unwrap()
            {
                let waarden = soorten.iter().enumerate().map(|(i, (_, soort))| match &**soort {
                    "bigint" | "integer" => rij.try_get_by_index::<Option<i64>>(i).unwrap().into(),
                    "boolean" => rij.try_get_by_index::<Option<bool>>(i).unwrap().into(),
                    "blob" => rij.try_get_by_index::<Option<Vec<u8>>>(i).unwrap().into(),
                    "uuid_text" => rij.try_get_by_index::<Option<Uuid>>(i).unwrap().into(),
                    _ => rij.try_get_by_index::<Option<String>>(i).unwrap().into(),
                });
                let waarden: Rij = waarden.collect();
                let dossier: Uuid = rij.try_get("", "dossier").unwrap();
                let monster = *plek.entry(dossier).or_insert_with(|| {
                    uit.monsters.push(HashMap::new());
                    uit.monsters.len() - 1
                });
                uit.monsters[monster].entry(tabel).or_default().push(waarden);
            }
            uit.kolommen.insert(tabel, soorten.into_iter().map(|(naam, _)| naam).collect());
        }
        uit
    }

    /// Complaints, in one transaction.
    pub(crate) async fn nieuw(
        &self,
        db: &DatabaseConnection,
        begin: usize,
        aantal: usize,
    ) -> Vec<Ingevoerd> {
        let nieuwe = begin..begin + aantal;
        let nieuwe: Vec<_> = nieuwe
            .map(|n| {
                let (dossier, monster) = (Uuid::now_v7(), n % self.monsters.len());
                Ingevoerd { dossier, monster, versie: 1 }
            })
            .collect();
        self.voer_in(db, &nieuwe, &TABELLEN).await;
        nieuwe
    }

    /// An event more in each of these, in one transaction.
    pub(crate) async fn verder(&self, db: &DatabaseConnection, al: &mut [&mut Ingevoerd]) {
        for een in &mut *al {
            een.versie += 1;
        }
        let alle: Vec<Ingevoerd> = al.iter().map(|een| **een).collect();
        self.voer_in(db, &alle, &VAN_EEN_GEBEURTENIS).await;
    }

    async fn voer_in(
        &self,
        db: &DatabaseConnection,
        alle: &[Ingevoerd],
        tabellen: &[&'static str],
    ) {
        let tx = db.begin().await.unwrap();
        for tabel in tabellen {
            let kolommen = &self.kolommen[tabel];
            let rijen: Vec<Rij> = alle.iter().flat_map(|een| self.rijen(een, tabel)).collect();
            for deel in rijen.chunks(RIJEN) {
                let mut insert = Query::insert();
                insert.into_table(*tabel).columns(kolommen.iter().cloned());
                for rij in deel {
                    insert.values_panic(rij.iter().cloned().map(Expr::val));
                }
                if *tabel == "werkvoorraad" {
                    let mut dubbel = OnConflict::columns(["tenant", "dossier"]);
                    dubbel.update_columns(kolommen[2..].iter().cloned());
                    insert.on_conflict(dubbel);
                }
                tx.execute(&insert).await.unwrap();
            }
        }
        tx.commit().await.unwrap();
    }

    /// The rows of a sample, as those of another dossier.
    fn rijen(&self, een: &Ingevoerd, tabel: &'static str) -> Vec<Rij> {
        let kolommen = &self.kolommen[tabel];
        let mut rijen = self.monsters[een.monster].get(tabel).cloned().unwrap_or_default();
        for rij in &mut rijen {
            for (naam, waarde) in kolommen.iter().zip(rij) {
                match (naam.as_str(), &waarde) {
                    ("dossier", _) => *waarde = een.dossier.into(),
                    ("sleutel", _) => {
                        *waarde = [Uuid::now_v7(); 2].map(Uuid::into_bytes).concat().into()
                    }
                    ("nummer", Value::BigInt(_)) | ("versie", _) => *waarde = een.versie.into(),
                    ("nummer", _) => *waarde = een.dossier.to_string().into(),
                    ("stand", _) => {
                        *waarde = STANDEN[hak(een.monster + een.versie as usize, 2) % 4].into()
                    }
                    _ => {}
                }
            }
        }
        rijen
    }
}

/// Names and types of the columns.
async fn kolommen(db: &DatabaseConnection, tabel: &str) -> Vec<(String, String)> {
    let sql = format!("SELECT name, type FROM pragma_table_info('{tabel}')");
    let rijen = db.query_all_raw(Statement::from_string(DbBackend::Sqlite, sql)).await.unwrap();
    let kolom = |i, rij: &store::sea_orm::QueryResult| {
        rij.try_get_by_index::<String>(i).unwrap().to_lowercase()
    };
    rijen.iter().map(|rij| (kolom(0, rij), kolom(1, rij))).collect()
}

/// The tables of the store in a new file, as the store has it open.
pub(crate) async fn bestand(map: &std::path::Path) -> DatabaseConnection {
    open(map).await.sluit().await.unwrap();
    let mut opties = ConnectOptions::new(format!("sqlite://{}/wederhoor.db", map.display()));
    opties.max_connections(1).sqlx_logging(false);
    let db = Database::connect(opties).await.unwrap();
    for sql in [
        "PRAGMA synchronous = FULL",
        "PRAGMA foreign_keys = ON",
        "PRAGMA cache_size = -16384",
        "PRAGMA wal_autocheckpoint = 16384",
    ] {
        db.execute_unprepared(sql).await.unwrap();
    }
    db
}

/// The tables of the store in a schema on a server, over so many connections.
pub(crate) async fn server(url: &str, verbindingen: u32) -> DatabaseConnection {
    let map = tempfile::tempdir().unwrap();
    let opties = met_sleutels(map.path()).op(Some(url.parse().unwrap()));
    Store::open(opties).await.unwrap().sluit().await.unwrap();
    let mut opties = ConnectOptions::new(format!("{url}%20-cwederhoor.tenant%3D{}", tenant()));
    opties.max_connections(verbindingen).min_connections(verbindingen).sqlx_logging(false);
    Database::connect(opties).await.unwrap()
}
