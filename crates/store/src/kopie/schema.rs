//! Which tables there are, as the database itself says it. Always holds: the same steps give the same answer
//! on either engine; parents come before their children, and otherwise tables go by name.

use sea_orm::{ConnectionTrait, DbBackend, QueryResult};
use serde::{Deserialize, Serialize};

use crate::{
    Bij, StoreError,
    openen::{HERSTEL, STAPPEN},
    sql::{onleesbaar, vraag},
};

const WAT: &str = "reading which tables there are";

/// The tables and the steps that made them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Schema {
    pub(super) stappen: Vec<String>,
    pub(super) tabellen: Vec<Tabel>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Tabel {
    pub(super) naam: String,
    pub(super) kolommen: Vec<Kolom>,
    /// Which columns are the key, in its order.
    pub(super) sleutel: Vec<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Kolom {
    pub(super) naam: String,
    pub(super) soort: Kolomsoort,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Kolomsoort {
    Tekst,
    Uuid,
    Getal,
    Bytes,
    JaNee,
}

impl Kolomsoort {
    /// As either engine calls it.
    fn lees(naam: &str) -> Option<Self> {
        Some(match naam {
            "text" => Self::Tekst,
            "uuid" | "uuid_text" => Self::Uuid,
            "integer" | "bigint" => Self::Getal,
            "blob" | "bytea" => Self::Bytes,
            "boolean" => Self::JaNee,
            _ => return None,
        })
    }
}

impl Tabel {
    /// Where this column stands.
    pub(super) fn plek(&self, naam: &str) -> Option<usize> {
        self.kolommen.iter().position(|kolom| kolom.naam == naam)
    }
}

impl Schema {
    pub(super) async fn lees<C: ConnectionTrait>(db: &C) -> Result<Self, StoreError> {
        let sql = format!("SELECT version FROM {STAPPEN} ORDER BY version");
        let rijen = db.query_all_raw(vraag(db, &sql, [])).await.bij(WAT)?;
        let stappen =
            rijen.iter().map(|rij| rij.try_get_by(0).bij(WAT)).collect::<Result<_, _>>()?;
        let tabellen = sorteer(kolommen(db).await?, &ouders(db).await?)?;
        Ok(Self { stappen, tabellen })
    }
}

/// The tables by name, their columns in the order in which they were made.
async fn kolommen<C: ConnectionTrait>(db: &C) -> Result<Vec<Tabel>, StoreError> {
    const SQLITE: &str = "SELECT m.name, p.name, lower(p.type), p.pk FROM sqlite_master m \
        JOIN pragma_table_info(m.name) p WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' \
        ORDER BY m.name, p.cid";
    const POSTGRES: &str = "SELECT c.relname::text, a.attname::text, \
          format_type(a.atttypid, NULL)::text, \
          (COALESCE(array_position(i.indkey::int2[], a.attnum), -1) + 1)::int8 \
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace \
          JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped \
          LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary \
        WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p') \
        ORDER BY c.relname::text COLLATE \"C\", a.attnum";
    let sql = if db.get_database_backend() == DbBackend::Postgres { POSTGRES } else { SQLITE };
    let mut uit: Vec<(Tabel, Vec<(i64, usize)>)> = Vec::new();
    for rij in db.query_all_raw(vraag(db, sql, [])).await.bij(WAT)? {
        let (tabel, kolom) = tweetal(&rij)?;
        if tabel == STAPPEN || tabel == HERSTEL {
            continue;
        }
        let soort: String = rij.try_get_by(2).bij(WAT)?;
        let rang: i64 = rij.try_get_by(3).bij(WAT)?;
        let soort = Kolomsoort::lees(&soort).ok_or_else(|| {
            onleesbaar("which tables there are", format!("{tabel}.{kolom} is of a type {soort}"))
        })?;
        if uit.last().is_none_or(|(vorige, _)| vorige.naam != tabel) {
            let leeg = Tabel { naam: tabel, kolommen: Vec::new(), sleutel: Vec::new() };
            uit.push((leeg, Vec::new()));
        }
        if let Some((tabel, sleutel)) = uit.last_mut() {
            if rang > 0 {
                sleutel.push((rang, tabel.kolommen.len()));
            }
            tabel.kolommen.push(Kolom { naam: kolom, soort });
        }
    }
    uit.into_iter()
        .map(|(mut tabel, mut sleutel)| {
            sleutel.sort_unstable();
            tabel.sleutel = sleutel.into_iter().map(|(_, plek)| plek).collect();
            if tabel.sleutel.is_empty() {
                let mis = format!("{} has no key to read it by", tabel.naam);
                return Err(onleesbaar("which tables there are", mis));
            }
            Ok(tabel)
        })
        .collect()
}

/// Which table's rows belong to rows of which other.
async fn ouders<C: ConnectionTrait>(db: &C) -> Result<Vec<(String, String)>, StoreError> {
    const SQLITE: &str = "SELECT m.name, f.\"table\" FROM sqlite_master m \
        JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table'";
    const POSTGRES: &str = "SELECT c.relname::text, p.relname::text FROM pg_constraint k \
        JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class p ON p.oid = k.confrelid \
        JOIN pg_namespace n ON n.oid = c.relnamespace \
        WHERE k.contype = 'f' AND n.nspname = current_schema()";
    let sql = if db.get_database_backend() == DbBackend::Postgres { POSTGRES } else { SQLITE };
    db.query_all_raw(vraag(db, sql, [])).await.bij(WAT)?.iter().map(tweetal).collect()
}

fn tweetal(rij: &QueryResult) -> Result<(String, String), StoreError> {
    Ok((rij.try_get_by(0).bij(WAT)?, rij.try_get_by(1).bij(WAT)?))
}

/// Parents first.
fn sorteer(mut nog: Vec<Tabel>, ouders: &[(String, String)]) -> Result<Vec<Tabel>, StoreError> {
    let mut uit: Vec<Tabel> = Vec::with_capacity(nog.len());
    while !nog.is_empty() {
        let wacht = |tabel: &Tabel| {
            ouders.iter().any(|(kind, ouder)| {
                *kind == tabel.naam && ouder != kind && nog.iter().any(|ander| ander.naam == *ouder)
            })
        };
        let (later, nu): (Vec<Tabel>, Vec<Tabel>) =
            nog.iter().cloned().partition(|tabel| wacht(tabel));
        if nu.is_empty() {
            return Err(onleesbaar(
                "which tables there are",
                "some belong to each other in a ring",
            ));
        }
        uit.extend(nu);
        nog = later;
    }
    Ok(uit)
}
