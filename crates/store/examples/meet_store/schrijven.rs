//! Durable appends a second: a new complaint, and an event more in a dossier that is there. Beside each what
//! the engine itself does with as many syncs: the same rows put into the same tables by hand (`eigen`), and rows of the
//! same number and bytes, a batch for each append, in a table with nothing but a key.

use std::{
    path::Path,
    sync::atomic::{AtomicUsize, Ordering},
    time::{Duration, Instant},
};

use store::{
    DossierId, Projectie, Schrijf, Store, Versie,
    sea_orm::{
        ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement,
        TransactionTrait, Value,
    },
};
use uuid::Uuid;

use crate::eigen::Eigen;
use crate::verzinsel::{feit, klacht, met_sleutels, open, projectie, tenant};

/// Writers at once.
const SCHRIJVERS: [usize; 3] = [1, 8, 64];
/// Dossiers among which a writer of events goes round.
const DOSSIERS: usize = 20;
/// Appends of which the rows are counted.
const GETELD: usize = 40;
/// As many connections as the store has.
const VERBINDINGEN: u32 = 16;

/// What is appended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wat {
    /// A new dossier with one event, found by its names, with an access code. Its key is a write of its own.
    Klacht,
    /// One event more, after which the line in the list is another.
    Gebeurtenis,
}

/// What one append writes.
#[derive(Clone, Copy)]
struct Partij {
    rijen: usize,
    bytes: usize,
}

/// Prints appends a second on SQLite, and on PostgreSQL where `DATABASE_URL` is.
pub(crate) async fn meet(duur: Duration) {
    let server = std::env::var("DATABASE_URL").ok();
    let eigen = Eigen::lees().await;
    for wat in [Wat::Klacht, Wat::Gebeurtenis] {
        let partij = tel(wat).await;
        let naam = if wat == Wat::Klacht { "a new complaint" } else { "an event more" };
        println!("\n{naam}: {} rows, {} bytes", partij.rijen, partij.bytes);
        for url in [None, server.as_deref()].into_iter().take(1 + usize::from(server.is_some())) {
            for schrijvers in SCHRIJVERS {
                let echt = echt(wat, schrijvers, duur, url).await;
                let zelf = match url {
                    None => zelf_bestand(&eigen, wat, schrijvers, duur).await,
                    Some(url) => zelf_server(&eigen, wat, schrijvers, duur, url).await,
                };
                let kaal = match url {
                    None => kaal_bestand(wat, partij, schrijvers, duur).await,
                    Some(url) => kaal_server(wat, partij, schrijvers, duur, url).await,
                };
                println!(
                    "{:<10} {schrijvers:>3} writers: {echt:>6.0} a second | the same rows by hand: \
                     {zelf:>6.0} (ratio {:.2}) | in a bare table: {kaal:>6.0} (ratio {:.2})",
                    if url.is_some() { "PostgreSQL" } else { "SQLite" },
                    echt / zelf,
                    echt / kaal,
                );
            }
        }
    }
}

/// Rows and bytes that an append adds, counted in a file.
async fn tel(wat: Wat) -> Partij {
    let map = tempfile::tempdir().unwrap();
    let store = open(map.path()).await;
    let dossiers = begin(&store, 0).await;
    schrijf(&store, wat, &dossiers, 0, 0).await;
    let db = Database::connect(format!("sqlite://{}/wederhoor.db", map.path().display())).await;
    let db = db.unwrap();
    let voor = omvang(&db).await;
    for n in 1..=GETELD {
        schrijf(&store, wat, &dossiers, 0, n).await;
    }
    let na = omvang(&db).await;
    let (mut rijen, mut bytes) = ((na.0 - voor.0) / GETELD, (na.1 - voor.1) / GETELD);
    if wat == Wat::Gebeurtenis {
        // The line in the list is written anew: a row that was there.
        let lijn = regel(&db, "werkvoorraad").await;
        (rijen, bytes) = (rijen + 1, bytes + lijn.1 / lijn.0);
    }
    Partij { rijen, bytes }
}

/// Rows of all tables, and the bytes in them.
async fn omvang(db: &DatabaseConnection) -> (usize, usize) {
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'";
    let tabellen = db.query_all_raw(Statement::from_string(DbBackend::Sqlite, sql)).await.unwrap();
    let mut uit = (0, 0);
    for tabel in tabellen {
        let (rijen, bytes) = regel(db, &tabel.try_get_by_index::<String>(0).unwrap()).await;
        uit = (uit.0 + rijen, uit.1 + bytes);
    }
    uit
}

async fn regel(db: &DatabaseConnection, tabel: &str) -> (usize, usize) {
    let sql = format!("SELECT name FROM pragma_table_info('{tabel}')");
    let kolommen = db.query_all_raw(Statement::from_string(DbBackend::Sqlite, sql)).await.unwrap();
    let kolommen: Vec<String> = kolommen
        .iter()
        .map(|k| format!("ifnull(length(\"{}\"), 0)", k.try_get_by_index::<String>(0).unwrap()))
        .collect();
    let sql = format!("SELECT count(*), ifnull(sum({}), 0) FROM \"{tabel}\"", kolommen.join(" + "));
    let rij = db.query_one_raw(Statement::from_string(DbBackend::Sqlite, sql)).await.unwrap();
    let rij = rij.unwrap();
    let getal = |i| usize::try_from(rij.try_get_by_index::<i64>(i).unwrap()).unwrap();
    (getal(0), getal(1))
}

/// Appends a second.
async fn echt(wat: Wat, schrijvers: usize, duur: Duration, server: Option<&str>) -> f64 {
    let map = tempfile::tempdir().unwrap();
    let ruimte = match server {
        Some(url) => Some(schema(url).await),
        None => None,
    };
    let postgres = ruimte.as_deref().map(|url| url.parse().unwrap());
    let store = Store::open(met_sleutels(map.path()).op(postgres)).await.unwrap();
    let mut dossiers = Vec::new();
    for schrijver in 0..schrijvers {
        let mijn =
            if wat == Wat::Gebeurtenis { begin(&store, schrijver).await } else { Vec::new() };
        dossiers.push(mijn);
    }
    let aantal = tegelijk(schrijvers, duur, |schrijver, n| {
        let (store, dossiers) = (store.clone(), &dossiers[schrijver]);
        async move { schrijf(&store, wat, dossiers, schrijver, n).await }
    });
    let echt = aantal.await;
    store.sluit().await.unwrap();
    if let (Some(url), Some(ruimte)) = (server, ruimte) {
        weg(url, &ruimte).await;
    }
    echt
}

/// The same rows, put into the same tables by hand: as many in a commit as there are writers.
async fn zelf_bestand(eigen: &Eigen, wat: Wat, schrijvers: usize, duur: Duration) -> f64 {
    let map = tempfile::tempdir().unwrap();
    let (sleutels, db) =
        (bestand(map.path(), "kaal").await, crate::eigen::bestand(map.path()).await);
    let mut al = match wat {
        Wat::Klacht => Vec::new(),
        Wat::Gebeurtenis => eigen.nieuw(&db, 0, schrijvers * DOSSIERS).await,
    };
    let begin = Instant::now();
    let mut aantal = 0;
    while begin.elapsed() < duur {
        if wat == Wat::Klacht {
            vul(&sleutels, SLEUTEL, schrijvers).await;
            eigen.nieuw(&db, aantal, schrijvers).await;
        } else {
            // Each writer goes round among its own.
            let mut ronde: Vec<_> =
                al.iter_mut().skip(aantal / schrijvers % DOSSIERS).step_by(DOSSIERS).collect();
            eigen.verder(&db, &mut ronde).await;
        }
        aantal += schrijvers;
    }
    aantal as f64 / begin.elapsed().as_secs_f64()
}

/// On a server: a commit for each append, over as many connections as the store has.
async fn zelf_server(eigen: &Eigen, wat: Wat, schrijvers: usize, duur: Duration, url: &str) -> f64 {
    let ruimte = schema(url).await;
    let db = crate::eigen::server(&ruimte, VERBINDINGEN).await;
    let map = tempfile::tempdir().unwrap();
    let sleutels = Sleutelbestand::open(map.path()).await;
    let mut al = Vec::new();
    if wat == Wat::Gebeurtenis {
        al = eigen.nieuw(&db, 0, schrijvers * DOSSIERS).await;
    }
    let al: Vec<_> =
        al.chunks(DOSSIERS).map(|mijn| tokio::sync::Mutex::new(mijn.to_vec())).collect();
    let uit = tegelijk(schrijvers, duur, |schrijver, n| {
        let (db, sleutels, al) = (&db, &sleutels, &al);
        async move {
            if wat == Wat::Klacht {
                sleutels.schrijf().await;
                eigen.nieuw(db, schrijver * 7919 + n, 1).await;
            } else {
                let mut mijn = al[schrijver].lock().await;
                eigen.verder(db, &mut [&mut mijn[n % DOSSIERS]]).await;
            }
        }
    });
    let uit = uit.await;
    db.close().await.unwrap();
    weg(url, &ruimte).await;
    uit
}

/// The dossiers of one writer, each with an event.
async fn begin(store: &Store, schrijver: usize) -> Vec<DossierId> {
    let alle: Vec<Schrijf> = (0..DOSSIERS).map(|i| klacht(schrijver * 7919 + i)).collect();
    let ids = alle.iter().map(|s| s.dossier).collect();
    store.append_samen(&tenant(), alle).await.unwrap();
    ids
}

/// The `n`th append of this writer.
async fn schrijf(store: &Store, wat: Wat, dossiers: &[DossierId], schrijver: usize, n: usize) {
    let nieuw = klacht(schrijver * 7919 + n);
    let wat = match wat {
        Wat::Klacht => nieuw,
        Wat::Gebeurtenis => {
            let welk = n % DOSSIERS;
            let versie = u32::try_from(1 + n / DOSSIERS).unwrap();
            let eerst = projectie(schrijver * 7919 + welk);
            // Where it stands changes with an event; who takes part does not.
            let rij = store::DossierRij { stand: nieuw.projectie.rij.stand.clone(), ..eerst.rij };
            Schrijf {
                dossier: dossiers[welk],
                verwacht: Versie(versie),
                feiten: vec![feit(n)],
                projectie: Projectie { rij, ..eerst },
                toegangscode: None,
                ..nieuw
            }
        }
    };
    store.append(&tenant(), wat).await.unwrap();
}

/// How often a second `doe` is done by so many at once, each told which writer does it, and how many times it did before.
async fn tegelijk<F>(schrijvers: usize, duur: Duration, doe: impl Fn(usize, usize) -> F) -> f64
where
    F: Future<Output = ()>,
{
    let (begin, doe) = (Instant::now(), &doe);
    let taken = (0..schrijvers).map(|i| async move {
        let mut aantal = 0;
        while begin.elapsed() < duur {
            doe(i, aantal).await;
            aantal += 1;
        }
        aantal
    });
    let aantal: usize = futures::future::join_all(taken).await.into_iter().sum();
    aantal as f64 / begin.elapsed().as_secs_f64()
}

/// An empty schema on the server.
async fn schema(url: &str) -> String {
    let naam = format!("meet_{}", Uuid::new_v4().simple());
    let db = store::sea_orm::Database::connect(url).await.unwrap();
    db.execute_unprepared(&format!("CREATE SCHEMA {naam}")).await.unwrap();
    let teken = if url.contains('?') { '&' } else { '?' };
    format!("{url}{teken}options=-csearch_path%3D{naam}")
}

async fn weg(url: &str, ruimte: &str) {
    let naam = ruimte.rsplit_once("%3D").unwrap().1;
    let db = Database::connect(url).await.unwrap();
    db.execute_unprepared(&format!("DROP SCHEMA {naam} CASCADE")).await.unwrap();
}

const TABEL: &str = "CREATE TABLE kaal (sleutel bytea PRIMARY KEY, inhoud bytea NOT NULL)";

/// One insert of a batch.
fn partij(motor: DbBackend, partij: Partij) -> Statement {
    let per_rij = partij.bytes / partij.rijen;
    let (mut sql, mut waarden) = (String::from("INSERT INTO kaal VALUES "), Vec::new());
    for i in 0..partij.rijen {
        let n = waarden.len();
        let komma = if i == 0 { "" } else { ", " };
        sql += &match motor {
            DbBackend::Postgres => format!("{komma}(${}, ${})", n + 1, n + 2),
            _ => format!("{komma}(?, ?)"),
        };
        waarden.push(Value::from(Uuid::now_v7().as_bytes().to_vec()));
        waarden.push(Value::from(vec![7_u8; per_rij.saturating_sub(16)]));
    }
    Statement::from_sql_and_values(motor, sql, waarden)
}

/// A row of the size of a sealed key.
const SLEUTEL: Partij = Partij { rijen: 1, bytes: 120 };

async fn bestand(map: &Path, naam: &str) -> DatabaseConnection {
    let mut opties = ConnectOptions::new(format!("sqlite://{}/{naam}.db?mode=rwc", map.display()));
    opties.max_connections(1).sqlx_logging(false);
    let db = Database::connect(opties).await.unwrap();
    for sql in ["PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", TABEL] {
        db.execute_unprepared(sql).await.unwrap();
    }
    db
}

/// Batches a second in a file: as many in a commit as there are writers, and where the store writes a key
/// first, so does this.
async fn kaal_bestand(wat: Wat, van: Partij, schrijvers: usize, duur: Duration) -> f64 {
    let map = tempfile::tempdir().unwrap();
    let (sleutels, db) = (bestand(map.path(), "sleutels").await, bestand(map.path(), "kaal").await);
    let begin = Instant::now();
    let mut aantal = 0;
    while begin.elapsed() < duur {
        if wat == Wat::Klacht {
            vul(&sleutels, SLEUTEL, schrijvers).await;
        }
        vul(&db, van, schrijvers).await;
        aantal += schrijvers;
    }
    aantal as f64 / begin.elapsed().as_secs_f64()
}

async fn vul(db: &DatabaseConnection, van: Partij, keer: usize) {
    let tx = db.begin().await.unwrap();
    for _ in 0..keer {
        tx.execute_raw(partij(DbBackend::Sqlite, van)).await.unwrap();
    }
    tx.commit().await.unwrap();
}

/// The same on a server: a commit for each batch, of which it shares the syncs, over as many connections as
/// the store has. The keys are in a file there too.
async fn kaal_server(wat: Wat, van: Partij, schrijvers: usize, duur: Duration, url: &str) -> f64 {
    let mut opties = ConnectOptions::new(url.to_owned());
    opties.max_connections(VERBINDINGEN).min_connections(VERBINDINGEN).sqlx_logging(false);
    let db = Database::connect(opties).await.unwrap();
    db.execute_unprepared("DROP TABLE IF EXISTS kaal").await.unwrap();
    db.execute_unprepared(TABEL).await.unwrap();
    let map = tempfile::tempdir().unwrap();
    let sleutels = Sleutelbestand::open(map.path()).await;
    let uit = tegelijk(schrijvers, duur, |_, _| async {
        if wat == Wat::Klacht {
            sleutels.schrijf().await;
        }
        let tx = db.begin().await.unwrap();
        tx.execute_raw(partij(DbBackend::Postgres, van)).await.unwrap();
        tx.commit().await.unwrap();
    });
    let uit = uit.await;
    db.execute_unprepared("DROP TABLE kaal").await.unwrap();
    uit
}

/// Keys in a file, of which those that come at the same moment share a commit.
struct Sleutelbestand {
    db: DatabaseConnection,
    gevraagd: AtomicUsize,
    klaar: tokio::sync::Mutex<usize>,
}

impl Sleutelbestand {
    async fn open(map: &Path) -> Self {
        let db = bestand(map, "kaal").await;
        Self { db, gevraagd: AtomicUsize::new(0), klaar: tokio::sync::Mutex::new(0) }
    }

    /// Whoever comes first writes the keys of all who wait.
    async fn schrijf(&self) {
        let mijn = self.gevraagd.fetch_add(1, Ordering::SeqCst) + 1;
        let mut tot = self.klaar.lock().await;
        if *tot < mijn {
            let alle = self.gevraagd.load(Ordering::SeqCst);
            vul(&self.db, SLEUTEL, alle - *tot).await;
            *tot = alle;
        }
    }
}
