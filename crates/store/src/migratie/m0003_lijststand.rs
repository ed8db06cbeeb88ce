//! Under what the lists of a tenant were last computed whole.

use sea_orm_migration::prelude::*;

use super::tabel::{tabel, tekst};

/// See the module.
pub(super) struct Migratie;

impl MigrationName for Migratie {
    fn name(&self) -> &str {
        "m0003_lijststand"
    }
}

#[expect(elided_lifetimes_in_paths, reason = "the trait is written without, and must match")]
#[async_trait::async_trait]
impl MigrationTrait for Migratie {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(tabel("lijststand", [tekst("dag"), tekst("grondslag")], &[])).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
