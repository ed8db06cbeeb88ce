//! Filling an empty place. Always holds: what is not empty is refused and left as it is; from before the first
//! row until all of it was read back and compared there is a table in it by which whoever opens it knows that
//! it is not whole.

use std::{
    fs,
    os::unix::fs::DirBuilderExt,
    path::{Path, PathBuf},
};

use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, TransactionTrait, Value};
use sea_orm_migration::MigratorTrait;

use super::{
    KopieError, Melder, Stap, document,
    foto::{huizen, som},
    inhoud::{Tabelsom, Wat},
    opzij,
    rij::{self, Rij},
    schema::{Schema, Tabel},
};
use crate::{
    Bij, Postgres, SleutelOpties, Sleutelplaats, StoreError, StoreOpties,
    bergplaats::Bergplaats,
    grendel::{Gebruik, Grendel},
    migratie,
    openen::{self, HERSTEL, postgres, sqlite},
    schot::noem,
    sleutels,
    sql::{onleesbaar, vraag},
};

/// Values in one statement: SQLite takes 32,766, PostgreSQL twice that.
const WAARDEN: usize = 10_000;
/// Rows come in the order of one key; in the order of the other indexes they fall everywhere.
const GEHEUGEN: &str = "PRAGMA cache_size = -65536";
const VOL: &str = "putting back the rows of a table";

/// A place that is being filled.
pub(super) struct Doel {
    db: DatabaseConnection,
    schema: Schema,
    waar: String,
    /// Where documents go, when they go with it.
    pub(super) documenten: Option<Bergplaats>,
    /// The data directory of a register.
    map: PathBuf,
    _grendel: Option<Grendel>,
}

impl Doel {
    /// For a register.
    pub(super) async fn register(
        opties: &StoreOpties,
        schema: &Schema,
    ) -> Result<Self, KopieError> {
        let map = &opties.map;
        fs::create_dir_all(map).map_err(|source| mis_map(map, source))?;
        let gebruik = if opties.postgres.is_none() { Gebruik::Alleen } else { Gebruik::Gedeeld };
        let grendel = Grendel::neem(map, gebruik)?;
        let documenten = Bergplaats::open(opties).await?;
        documenten.check_merk(map).await?;
        if !documenten.is_leeg().await? {
            let waar = documenten.map().map_or(documenten.waar(), |_| map.display().to_string());
            return Err(KopieError::NietLeeg { waar, wat: "there are documents in it" });
        }
        let (db, waar) = match &opties.postgres {
            None => {
                let bestand = map.join(sqlite::DATABASE);
                (op_sqlite(bestand, sqlite::Kenmerk::Register).await?, map.display().to_string())
            }
            Some(pg) => (op_postgres(pg).await?, pg.to_string()),
        };
        maak::<migratie::Migrator>(&db, &waar, schema).await?;
        Ok(Self {
            db,
            schema: schema.clone(),
            waar,
            documenten: Some(documenten),
            map: map.clone(),
            _grendel: Some(grendel),
        })
    }

    /// For keys.
    pub(super) async fn sleutels(
        opties: &SleutelOpties,
        schema: &Schema,
    ) -> Result<Self, KopieError> {
        let waar = opties.plaats.to_string();
        let db = match &opties.plaats {
            Sleutelplaats::Map(map) => {
                let maak = fs::DirBuilder::new().recursive(true).mode(0o700).create(map);
                maak.map_err(|source| mis_map(map, source))?;
                let bestand = map.join(sleutels::openen::DATABASE);
                op_sqlite(bestand, sqlite::Kenmerk::Sleutels).await?
            }
            Sleutelplaats::Postgres(pg) => op_postgres(pg).await?,
        };
        maak::<sleutels::tabellen::Migrator>(&db, &waar, schema).await?;
        let (schema, map) = (schema.clone(), PathBuf::new());
        Ok(Self { db, schema, waar, documenten: None, map, _grendel: None })
    }

    /// Adds rows to the table at this place.
    pub(super) async fn rijen(&self, plek: usize, deel: &[u8]) -> Result<(), KopieError> {
        let Some(tabel) = self.schema.tabellen.get(plek) else { return Ok(()) };
        let rijen = rij::pak_uit(tabel, deel).map_err(|mis| onleesbaar("a part of a copy", mis))?;
        let per_keer = WAARDEN / tabel.kolommen.len().max(1);
        let tx = self.db.begin().await.bij(VOL)?;
        let van = tabel.plek("tenant");
        let huis = |rij: &Rij| {
            van.and_then(|van| rij.get(van)).and_then(|cel| cel.as_text()).map(str::to_owned)
        };
        let per_huis = rijen.chunk_by(|a, b| huis(a) == huis(b));
        for partij in per_huis.flat_map(|rijen| rijen.chunks(per_keer)) {
            if let Some(huis) = partij.first().and_then(huis) {
                noem(&tx, &huis.parse().map_err(|fout| onleesbaar("a tenant", fout))?).await?;
            }
            let waarden = waarden(tabel, partij)?;
            let sql = opdracht(tabel, partij.len(), tx.get_database_backend());
            tx.execute_raw(vraag(&tx, &sql, waarden)).await.bij(VOL)?;
        }
        tx.commit().await.bij(VOL)?;
        Ok(())
    }

    /// Reads back what was put there, and only then takes the mark away.
    pub(super) async fn klaar(self, wat: &Wat, meld: &Melder) -> Result<(), KopieError> {
        const WAT: &str = "ending to put something back";
        meld(Stap::Teruglezen);
        let tx = self.db.begin().await.bij(WAT)?;
        let huizen = huizen(&tx, &self.schema, &wat.tenants).await?;
        for tabel in &self.schema.tabellen {
            let (som, _) = som(&tx, tabel, &huizen, async |_, _| Ok(())).await?;
            if !wat.tabellen.contains(&som) {
                return Err(self.anders(som));
            }
        }
        tx.commit().await.bij(WAT)?;
        if let Some(plaats) = &self.documenten {
            plaats.merk_nieuw(&self.map).await?;
        }
        let in_map = self.documenten.as_ref().and_then(Bergplaats::map).map(Path::to_owned);
        if let Some(map) = in_map {
            let vast = move || {
                fs::create_dir_all(&map).map_err(|source| mis_map(&map, source))?;
                document::leg_mappen_vast(&map)
            };
            opzij(vast).await?;
        }
        if self.db.get_database_backend() == DbBackend::Postgres {
            // So that its first questions are not planned as if it were empty. Ours alone: what others in the same
            // database drop meanwhile would make it fail.
            for tabel in &self.schema.tabellen {
                self.db.execute_unprepared(&format!("ANALYZE {}", tabel.naam)).await.bij(WAT)?;
            }
        }
        self.db.execute_unprepared(&format!("DROP TABLE {HERSTEL}")).await.bij(WAT)?;
        Ok(self.db.close().await.bij(WAT)?)
    }

    fn anders(&self, som: Tabelsom) -> KopieError {
        KopieError::Anders { waar: self.waar.clone(), tabel: som.naam }
    }
}

fn mis_map(map: &Path, source: std::io::Error) -> KopieError {
    KopieError::Bestand { wat: "cannot make the folder", pad: map.to_owned(), source }
}

async fn op_sqlite(
    bestand: PathBuf,
    kenmerk: sqlite::Kenmerk,
) -> Result<DatabaseConnection, KopieError> {
    if !sqlite::check_bestand(&bestand)? {
        let waar = bestand.display().to_string();
        return Err(KopieError::NietLeeg { waar, wat: "there is a database" });
    }
    let db = sqlite::verbind(&bestand, sqlite::Rol::Schrijver).await?;
    sqlite::check_ons(&db, &bestand, kenmerk).await?;
    db.execute_unprepared(GEHEUGEN).await.bij("making room in memory")?;
    merk(&db).await?;
    Ok(db)
}

async fn op_postgres(pg: &Postgres) -> Result<DatabaseConnection, KopieError> {
    // One connection, because the lock is the connection's.
    let db = postgres::verbind(pg, postgres::Rol::Schrijver, 1).await?;
    postgres::check_ingesteld(&db, pg).await?;
    let slot = |sql| vraag(&db, sql, [postgres::SLOT.into()]);
    const WAT: &str = "waiting for another process that starts";
    db.execute_raw(slot("SELECT pg_advisory_lock($1)")).await.bij(WAT)?;
    let tabellen = openen::tabellen(&db).await?;
    if !tabellen.is_empty() {
        return Err(KopieError::NietLeeg { waar: pg.to_string(), wat: "there are tables in it" });
    }
    merk(&db).await?;
    // A server that starts now is refused, instead of waiting until all is back.
    db.execute_raw(slot("SELECT pg_advisory_unlock($1)")).await.bij(WAT)?;
    Ok(db)
}

async fn merk(db: &DatabaseConnection) -> Result<(), StoreError> {
    let sql = format!("CREATE TABLE {HERSTEL} (een integer)");
    db.execute_unprepared(&sql).await.bij("marking what is being put back")?;
    Ok(())
}

/// The tables, by the steps that made those of the copy.
async fn maak<M: MigratorTrait>(
    db: &DatabaseConnection,
    waar: &str,
    schema: &Schema,
) -> Result<(), KopieError> {
    let stappen = u32::try_from(schema.stappen.len()).ok();
    M::up(db, stappen).await.bij("making the tables")?;
    let onze = Schema::lees(db).await?;
    if onze == *schema {
        return Ok(());
    }
    let anders = schema.tabellen.iter().find(|tabel| !onze.tabellen.contains(tabel));
    let wat = anders.map_or("there are more here".to_owned(), |tabel| tabel.naam.clone());
    Err(KopieError::AndereTabellen { waar: waar.to_owned(), wat })
}

fn opdracht(tabel: &Tabel, aantal: usize, motor: DbBackend) -> String {
    let namen: Vec<String> =
        tabel.kolommen.iter().map(|kolom| format!("\"{}\"", kolom.naam)).collect();
    let breed = namen.len();
    let rij = |nr: usize| {
        let plek = |n| match motor {
            DbBackend::Postgres => format!("${}", nr * breed + n),
            // SQLite looks each name up among all before it: with thousands that takes minutes.
            _ => "?".to_owned(),
        };
        format!("({})", (1..=breed).map(plek).collect::<Vec<_>>().join(", "))
    };
    let rijen: Vec<String> = (0..aantal).map(rij).collect();
    format!("INSERT INTO \"{}\" ({}) VALUES {}", tabel.naam, namen.join(", "), rijen.join(", "))
}

fn waarden(tabel: &Tabel, rijen: &[Rij]) -> Result<Vec<Value>, StoreError> {
    let cellen = rijen.iter().flat_map(|rij| tabel.kolommen.iter().zip(rij));
    cellen
        .map(|(kolom, cel)| {
            rij::bind(kolom.soort, cel).ok_or_else(|| {
                let mis = format!("{}.{} holds something else", tabel.naam, kolom.naam);
                onleesbaar("a part of a copy", mis)
            })
        })
        .collect()
}
