//! The rows of a database as they were at one moment. Always holds: while it lives nothing that others write is
//! seen (SQLite: a reading transaction in WAL; PostgreSQL: `REPEATABLE READ READ ONLY`), and nobody waits for
//! it; rows come in the order of their key.

use std::collections::BTreeSet;

use ciborium::Value as Cbor;
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, Value};

use super::{
    KopieError, Melder, Stap,
    document::Stukken,
    inhoud::{PARTIJ, Tabelsom, Wat},
    rij,
    schema::{Schema, Tabel},
};
use crate::{
    Bij, StoreError, Tenant, alle,
    schot::{Lezers, noem},
    sql::{onleesbaar, vraag},
};

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
    pub(super) async fn neem(db: &Lezers) -> Result<Self, StoreError> {
        let tx = db.foto().await?;
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
        let huizen = huizen(&self.tx, &self.schema, &[]).await?;
        for (plek, tabel) in self.schema.tabellen.iter().enumerate() {
            let van = tabel.plek("tenant");
            let som = som(&self.tx, tabel, &huizen, async |rij, deel| {
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

/// Whose rows there are, where they must be named to be seen (`schot`): with those that are named here.
pub(super) async fn huizen(
    tx: &DatabaseTransaction,
    schema: &Schema,
    ook: &[String],
) -> Result<Vec<Tenant>, StoreError> {
    if tx.get_database_backend() != DbBackend::Postgres {
        return Ok(Vec::new());
    }
    let er_is = |tabel: &&str| schema.tabellen.iter().any(|deze| deze.naam == **tabel);
    let tabellen: Vec<&str> = alle::TABELLEN.into_iter().filter(er_is).collect();
    let mut uit: BTreeSet<Tenant> = alle::met_iets_in(tx, &tabellen).await?.into_iter().collect();
    for tenant in ook {
        uit.insert(tenant.parse().map_err(|fout| onleesbaar("a tenant", fout))?);
    }
    Ok(uit.into_iter().collect())
}

/// Reads a table, of one provider after the other where they must be named; `bij_rij` gets each row, and with
/// the one that fills a part that part. What is left at the end comes back.
pub(super) async fn som(
    tx: &DatabaseTransaction,
    tabel: &Tabel,
    huizen: &[Tenant],
    mut bij_rij: impl AsyncFnMut(&rij::Rij, Option<Vec<u8>>) -> Result<(), KopieError>,
) -> Result<(Tabelsom, Vec<u8>), KopieError> {
    let (mut hash, mut rijen, mut deel) = (blake3::Hasher::new(), 0, Vec::new());
    // Every key begins with the tenant, so this is the order of the key. A table without one is read once.
    let apart = tabel.plek("tenant").is_some() && tx.get_database_backend() == DbBackend::Postgres;
    let beurten: Vec<Option<&Tenant>> =
        if apart { huizen.iter().map(Some).collect() } else { vec![None] };
    for huis in beurten {
        if let Some(huis) = huis {
            noem(tx, huis).await?;
        }
        let mut na: Option<Vec<Value>> = None;
        loop {
            let vanaf = na.is_some();
            let vraag = vraag(tx, &selectie(tabel, vanaf), na.take().unwrap_or_default());
            let partij = tx.query_all_raw(vraag).await.bij(WAT)?;
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
