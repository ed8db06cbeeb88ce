//! Less to write for an act. Marks in the line of a dossier, of the line and of the rows that other tables hold of it:
//! what has the same mark need not be written. They are empty in what is there already, which is then written anew
//! once. And on SQLite the tokens, which are most of the rows, stand in their key alone, and not in a table beside it.

use sea_orm::{ConnectionTrait, DbBackend};
use sea_orm_migration::prelude::*;

use super::tabel::{bytes_of, getal, index, tabel, uuid};

/// See the module.
pub(super) struct Migratie;

impl MigrationName for Migratie {
    fn name(&self) -> &str {
        "m0004_minder"
    }
}

#[expect(elided_lifetimes_in_paths, reason = "the trait is written without, and must match")]
#[async_trait::async_trait]
impl MigrationTrait for Migratie {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for kolom in ["merk", "elders"] {
            let mut erbij = Table::alter();
            erbij.table("werkvoorraad").add_column(bytes_of(kolom));
            manager.alter_table(erbij.take()).await?;
        }
        if manager.get_database_backend() != DbBackend::Sqlite {
            return Ok(());
        }
        let db = manager.get_connection();
        db.execute_unprepared("ALTER TABLE zoekwoord RENAME TO zoekwoord_oud").await?;
        let kolommen = [getal("woord"), uuid("dossier")];
        let mut nieuw = tabel("zoekwoord", kolommen, &["woord", "dossier"]);
        manager.create_table(nieuw.extra("WITHOUT ROWID").take()).await?;
        let over = "INSERT INTO zoekwoord (tenant, woord, dossier) \
            SELECT tenant, woord, dossier FROM zoekwoord_oud";
        db.execute_unprepared(over).await?;
        db.execute_unprepared("DROP TABLE zoekwoord_oud").await?;
        manager.create_index(index("zoekwoord_dossier", "zoekwoord", &["dossier", "woord"])).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
