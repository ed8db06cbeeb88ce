//! Texts sort by their bytes on PostgreSQL too.

use sea_orm_migration::prelude::*;

use super::tabel::sorteer_als_bytes;

/// See the module.
pub(super) struct Migratie;

impl MigrationName for Migratie {
    fn name(&self) -> &str {
        "m0004_volgorde"
    }
}

#[expect(elided_lifetimes_in_paths, reason = "the trait is written without, and must match")]
#[async_trait::async_trait]
impl MigrationTrait for Migratie {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        sorteer_als_bytes(manager).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
