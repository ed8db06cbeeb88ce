//! Under what the lists of a tenant were last computed whole; and who takes part in a dossier is found by
//! the dossier. An index that held not all columns was passed over for the key, and that read all rows of
//! the tenant at every act.

use sea_orm_migration::prelude::*;

use super::tabel::{index, tabel, tekst};

/// See the module.
pub(super) struct Migratie;

impl MigrationName for Migratie {
    fn name(&self) -> &str {
        "m0003_lijsten"
    }
}

#[expect(elided_lifetimes_in_paths, reason = "the trait is written without, and must match")]
#[async_trait::async_trait]
impl MigrationTrait for Migratie {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(tabel("lijststand", [tekst("dag"), tekst("grondslag")], &[])).await?;
        for (tabel, oud, nieuw, kolommen) in [
            ("deelname", "deelname_dossier", "deelname_van", &["dossier", "account", "rol"][..]),
            ("uitsluiting", "uitsluiting_dossier", "uitsluiting_van", &["dossier", "account"]),
        ] {
            manager.drop_index(Index::drop().name(oud).table(tabel).to_owned()).await?;
            manager.create_index(index(nieuw, tabel, kolommen)).await?;
        }
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
