//! Why a day is the last one, for the worklist; which notices of a term were given; and what somebody wrote
//! for a report.

use sea_orm_migration::prelude::*;

use super::tabel::{sorteer_als_bytes, tabel, tekst, tekst_of, uuid, van};

/// See the module.
pub(super) struct Migratie;

impl MigrationName for Migratie {
    fn name(&self) -> &str {
        "m0006_herinneringen"
    }
}

#[expect(elided_lifetimes_in_paths, reason = "the trait is written without, and must match")]
#[async_trait::async_trait]
impl MigrationTrait for Migratie {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut erbij = Table::alter();
        erbij.table("werkvoorraad").add_column(tekst_of("termijn_waarom"));
        manager.alter_table(erbij.take()).await?;
        let herinnering = tabel(
            "herinnering",
            [
                uuid("dossier"),
                tekst("plicht"),
                tekst("soort"),
                tekst("uiterlijk"),
                tekst("gegeven_op"),
            ],
            &["dossier", "plicht", "soort", "uiterlijk"],
        );
        manager.create_table(van("dossier", "dossier", herinnering)).await?;
        let verslag = [tekst("periode"), tekst("tekst"), uuid("account"), tekst("bewaard_op")];
        manager.create_table(tabel("verslagtekst", verslag, &["periode"])).await?;
        sorteer_als_bytes(manager).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
