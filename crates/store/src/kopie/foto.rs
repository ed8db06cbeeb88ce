//! The rows of a database as they were at one moment. Always holds: while it lives nothing that others write is
//! seen (SQLite: a reading transaction in WAL; PostgreSQL: `REPEATABLE READ READ ONLY`), and nobody waits for
//! it; rows come in the order of their key.

use std::collections::BTreeSet;

use ciborium::Value as Cbor;
use sea_orm::{
    AccessMode, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend,
    IsolationLevel, TransactionOptions, TransactionTrait, Value,
};

use super::{
    KopieError, Melder, Stap,
    document::Stukken,
    inhoud::{PARTIJ, Tabelsom, Wat},
    rij,
    schema::{Schema, Tabel},
};
use crate::{Bij, StoreError, sql::vraag};

/// Rows in one look at the database.
const PER_KEER: usize = 200;
const WAT: &str = "reading the rows of a table";

pub(super) struct Foto {
    tx: DatabaseTransaction,
    pub(super) schema: Schema,
}

/// What was read.
#[derive(Default)]
pub(super) struct Gelezen {
    pub(super) wat: Wat,
    /// The documents that rows name.
    pub(super) stukken: Stukken,
}

impl Foto {
    pub(super) async fn neem(db: &DatabaseConnection) -> Result<Self, StoreError> {
        const WAT: &str = "beginning to read the register of one moment";
        let opties = match db.get_database_backend() {
            DbBackend::Postgres => TransactionOptions {
                isolation_level: Some(IsolationLevel::RepeatableRead),
                access_mode: Some(AccessMode::ReadOnly),
                ..TransactionOptions::default()
            },
            _ => TransactionOptions::default(),
        };
        let tx = db.begin_with_options(opties).await.bij(WAT)?;
        // The first look is what fixes the moment.
        let schema = Schema::lees(&tx).await?;
        Ok(Self { tx, schema })
    }

    /// Reads everything, and hands on each part with the place of its table.
    pub(super) async fn lees(
        &self,
        meld: &Melder,
        mut bij_deel: impl AsyncFnMut(usize, Vec<u8>) -> Result<(), KopieError>,
    ) -> Result<Gelezen, KopieError> {
        let mut uit = Gelezen::default();
        let mut tenants = BTreeSet::new();
        for (plek, tabel) in self.schema.tabellen.iter().enumerate() {
            let van = tabel.plek("tenant");
            let som = som(&self.tx, tabel, async |rij, deel| {
                if let Some(Cbor::Text(tenant)) = van.and_then(|van| rij.get(van))
                    && !tenants.contains(tenant)
                {
                    tenants.insert(tenant.clone());
                }
                uit.stukken.neem(tabel, rij);
                match deel {
                    Some(deel) => bij_deel(plek, deel).await,
                    None => Ok(()),
                }
            });
            let (som, rest) = som.await?;
            if !rest.is_empty() {
                bij_deel(plek, rest).await?;
            }
            meld(Stap::Tabel(&tabel.naam, som.rijen));
            uit.wat.tabellen.push(som);
        }
        uit.stukken.klaar();
        uit.wat.tenants = tenants.into_iter().collect();
        Ok(uit)
    }

    pub(super) async fn sluit(self) -> Result<(), StoreError> {
        self.tx.commit().await.bij("ending to read the register of one moment")
    }
}

/// Reads a table; `bij_rij` gets each row, and with the one that fills a part that part. What is left at the
/// end comes back.
pub(super) async fn som<C: ConnectionTrait>(
    db: &C,
    tabel: &Tabel,
    mut bij_rij: impl AsyncFnMut(&rij::Rij, Option<Vec<u8>>) -> Result<(), KopieError>,
) -> Result<(Tabelsom, Vec<u8>), KopieError> {
    let (mut hash, mut rijen, mut deel) = (blake3::Hasher::new(), 0, Vec::new());
    let mut na: Option<Vec<Value>> = None;
    loop {
        let vanaf = na.is_some();
        let vraag = vraag(db, &selectie(tabel, vanaf), na.take().unwrap_or_default());
        let partij = db.query_all_raw(vraag).await.bij(WAT)?;
        for gelezen in &partij {
            let begin = deel.len();
            let rij = rij::lees(tabel, gelezen)?;
            rij::schrijf(&rij, &mut deel)?;
            hash.update(deel.get(begin..).unwrap_or_default());
            rijen += 1;
            let vol = (deel.len() >= PARTIJ).then(|| std::mem::take(&mut deel));
            bij_rij(&rij, vol).await?;
            na = sleutel(tabel, &rij);
        }
        if partij.len() < PER_KEER || na.is_none() {
            break;
        }
    }
    let blake3 = hash.finalize().to_hex().to_string();
    Ok((Tabelsom { naam: tabel.naam.clone(), rijen, blake3 }, deel))
}

fn selectie(tabel: &Tabel, vanaf: bool) -> String {
    let namen = |plekken: &mut dyn Iterator<Item = usize>| -> String {
        let namen = plekken.filter_map(|plek| tabel.kolommen.get(plek));
        namen.map(|kolom| format!("\"{}\"", kolom.naam)).collect::<Vec<_>>().join(", ")
    };
    let kolommen = namen(&mut (0..tabel.kolommen.len()));
    let sleutel = namen(&mut tabel.sleutel.iter().copied());
    let waar = if vanaf {
        let plekken: Vec<String> = (1..=tabel.sleutel.len()).map(|n| format!("${n}")).collect();
        format!("WHERE ({sleutel}) > ({}) ", plekken.join(", "))
    } else {
        String::new()
    };
    format!("SELECT {kolommen} FROM \"{}\" {waar}ORDER BY {sleutel} LIMIT {PER_KEER}", tabel.naam)
}

fn sleutel(tabel: &Tabel, rij: &rij::Rij) -> Option<Vec<Value>> {
    let cel = |plek: &usize| rij::bind(tabel.kolommen.get(*plek)?.soort, rij.get(*plek)?);
    tabel.sleutel.iter().map(cel).collect()
}
