//! Short ways to describe a table. Always holds: `tenant` is the first column of every table and the
//! first of every key and index.

use sea_orm::{ConnectionTrait, DbBackend};
use sea_orm_migration::prelude::*;

/// A text that is always there.
pub(crate) fn tekst(naam: &'static str) -> ColumnDef {
    ColumnDef::new(naam).text().not_null().take()
}
/// A text that may be absent.
pub(crate) fn tekst_of(naam: &'static str) -> ColumnDef {
    ColumnDef::new(naam).text().take()
}
/// A UUID that is always there.
pub(crate) fn uuid(naam: &'static str) -> ColumnDef {
    ColumnDef::new(naam).uuid().not_null().take()
}
/// A UUID that may be absent.
pub(crate) fn uuid_of(naam: &'static str) -> ColumnDef {
    ColumnDef::new(naam).uuid().take()
}
/// A whole number of 64 bits.
pub(crate) fn getal(naam: &'static str) -> ColumnDef {
    ColumnDef::new(naam).big_integer().not_null().take()
}
/// Bytes.
pub(crate) fn bytes(naam: &'static str) -> ColumnDef {
    ColumnDef::new(naam).blob().not_null().take()
}
/// A whole number of 64 bits that may be absent.
pub(crate) fn getal_of(naam: &'static str) -> ColumnDef {
    ColumnDef::new(naam).big_integer().take()
}
/// Bytes that may be absent.
pub(crate) fn bytes_of(naam: &'static str) -> ColumnDef {
    ColumnDef::new(naam).blob().take()
}
/// A yes or no.
pub(crate) fn ja_nee(naam: &'static str) -> ColumnDef {
    ColumnDef::new(naam).boolean().not_null().take()
}

/// A table with `tenant` before its own columns and before the rest of its key.
pub(crate) fn tabel(
    naam: &'static str,
    kolommen: impl IntoIterator<Item = ColumnDef>,
    sleutel: &[&'static str],
) -> TableCreateStatement {
    let mut tabel = Table::create();
    tabel.table(naam).col(tekst("tenant"));
    for kolom in kolommen {
        tabel.col(kolom);
    }
    let mut pk = Index::create();
    pk.primary().col("tenant");
    for kolom in sleutel {
        pk.col(*kolom);
    }
    tabel.primary_key(&mut pk).take()
}

/// The same, where each row belongs to a row of `ouder` and goes with it.
pub(crate) fn van(
    ouder: &'static str,
    sleutel: &'static str,
    mut tabel: TableCreateStatement,
) -> TableCreateStatement {
    let naam = tabel.get_table_name().cloned();
    let mut vreemd = ForeignKey::create();
    if let Some(naam) = naam {
        vreemd.from_tbl(naam);
    }
    vreemd
        .from_col("tenant")
        .from_col(sleutel)
        .to_tbl(ouder)
        .to_col("tenant")
        .to_col(sleutel)
        .on_delete(ForeignKeyAction::Cascade);
    tabel.foreign_key(&mut vreemd).take()
}

/// On PostgreSQL: puts the wall (`schot`) around every table with a tenant that has none yet. A row is shown,
/// changed, added or removed only in a transaction that named its tenant; that holds for the owner of the table
/// too. `ook_over_alle` may be looked at, and no more, by who asks over all tenants (`alle`). Each step that
/// adds a table ends with this.
pub(crate) async fn schei(
    manager: &SchemaManager<'_>,
    ook_over_alle: &[&'static str],
) -> Result<(), DbErr> {
    const SQL: &str = "SELECT c.relname::text FROM pg_class c \
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant' AND NOT a.attisdropped \
        WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') \
          AND NOT c.relrowsecurity ORDER BY 1";
    let db = manager.get_connection();
    if manager.get_database_backend() != DbBackend::Postgres {
        return Ok(());
    }
    for rij in db.query_all_raw(crate::vraag(db, SQL, [])).await? {
        let tabel: String = rij.try_get_by(0)?;
        db.execute_unprepared(&format!(
            "ALTER TABLE \"{tabel}\" ENABLE ROW LEVEL SECURITY; \
             ALTER TABLE \"{tabel}\" FORCE ROW LEVEL SECURITY; \
             CREATE POLICY van_tenant ON \"{tabel}\" \
               USING (tenant = current_setting('wederhoor.tenant', true)) \
               WITH CHECK (tenant = current_setting('wederhoor.tenant', true))"
        ))
        .await?;
    }
    for tabel in ook_over_alle {
        db.execute_unprepared(&format!(
            "CREATE POLICY over_alle ON \"{tabel}\" FOR SELECT \
               USING (current_setting('wederhoor.alle', true) = 'ja')"
        ))
        .await?;
    }
    Ok(())
}

/// On PostgreSQL: makes every text sort by its bytes, as SQLite does, whatever the language of the
/// database. Days and moments are compared as texts, and words by how they begin. Each step that adds
/// a text ends with this.
pub(crate) async fn sorteer_als_bytes(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    const SQL: &str = "SELECT table_name::text, string_agg(format( \
          'ALTER COLUMN %I TYPE text COLLATE \"C\"', column_name), ', ') \
        FROM information_schema.columns WHERE table_schema = current_schema() \
          AND data_type = 'text' AND collation_name IS DISTINCT FROM 'C' \
        GROUP BY table_name ORDER BY table_name";
    let db = manager.get_connection();
    if manager.get_database_backend() != DbBackend::Postgres {
        return Ok(());
    }
    for rij in db.query_all_raw(crate::vraag(db, SQL, [])).await? {
        let (tabel, wijziging): (String, String) = (rij.try_get_by(0)?, rij.try_get_by(1)?);
        db.execute_unprepared(&format!("ALTER TABLE \"{tabel}\" {wijziging}")).await?;
    }
    Ok(())
}

/// An index that begins with `tenant`.
pub(crate) fn index(
    naam: &'static str,
    tabel: &'static str,
    kolommen: &[&'static str],
) -> IndexCreateStatement {
    let mut index = Index::create();
    index.name(naam).table(tabel).col("tenant");
    for kolom in kolommen {
        index.col(*kolom);
    }
    index.take()
}
