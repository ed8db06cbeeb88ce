//! The tables of the keys. They are in a database of their own, so they have steps of their own.

use sea_orm_migration::prelude::*;

use crate::migratie::tabel::{bytes, getal, ja_nee, schei, sorteer_als_bytes, tabel, tekst, uuid};

/// All steps, oldest first.
pub(crate) struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![Box::new(Begin)]
    }
}

struct Begin;

impl MigrationName for Begin {
    fn name(&self) -> &str {
        "s0001_begin"
    }
}

#[expect(elided_lifetimes_in_paths, reason = "the trait is written without, and must match")]
#[async_trait::async_trait]
impl MigrationTrait for Begin {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut proef = Table::create();
        proef.table("hoofdsleutel").col(getal("een").primary_key()).col(bytes("proef"));
        manager.create_table(proef).await?;
        let huis = [getal("versie"), bytes("gewikkeld"), bytes("inhoud"), bytes("woorden")];
        manager.create_table(tabel("huissleutel", huis, &["versie"])).await?;
        let sleutel = [uuid("id"), ja_nee("concept"), getal("versie"), bytes("gewikkeld")];
        manager.create_table(tabel("sleutel", sleutel, &["id"])).await?;
        let vernietigd = [uuid("id"), tekst("op"), tekst("waarom")];
        manager.create_table(tabel("vernietigd", vernietigd, &["id"])).await?;
        sorteer_als_bytes(manager).await?;
        schei(manager, &["huissleutel"]).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
