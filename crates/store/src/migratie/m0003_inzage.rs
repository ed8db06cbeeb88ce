//! Who saw what of a dossier. No row belongs to a row of `dossier`: the log outlives it.

use sea_orm_migration::prelude::*;

use super::tabel::{
    bytes, bytes_of, getal, getal_of, index, schei, sorteer_als_bytes, tabel, tekst, tekst_of,
    uuid, uuid_of,
};

/// See the module.
pub(super) struct Migratie;

impl MigrationName for Migratie {
    fn name(&self) -> &str {
        "m0003_inzage"
    }
}

#[expect(elided_lifetimes_in_paths, reason = "the trait is written without, and must match")]
#[async_trait::async_trait]
impl MigrationTrait for Migratie {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for tabel in tabellen() {
            manager.create_table(tabel).await?;
        }
        for (naam, kolommen) in [
            ("inzage_dossier", &["dossier", "moment", "reeks", "nummer"]),
            ("inzage_account", &["account", "moment", "reeks", "nummer"]),
        ] {
            manager.create_index(index(naam, "inzage", kolommen)).await?;
        }
        manager.create_index(index("inzageblad_reeks", "inzageblad", &["reeks", "anker"])).await?;
        for kolom in [getal_of("inzagereeksen"), getal_of("inzageregels"), bytes_of("inzagewortel")]
        {
            let mut erbij = Table::alter();
            erbij.table("anker").add_column(kolom);
            manager.alter_table(erbij.take()).await?;
        }
        sorteer_als_bytes(manager).await?;
        schei(manager, &[]).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

fn tabellen() -> [TableCreateStatement; 3] {
    [
        tabel(
            "inzagereeks",
            [uuid("reeks"), tekst("knoop"), tekst("programma"), tekst("begonnen_op")],
            &["reeks"],
        ),
        tabel(
            "inzage",
            [
                uuid("reeks"),
                getal("nummer"),
                tekst("moment"),
                uuid_of("account"),
                tekst("grond"),
                tekst("actie"),
                uuid("dossier"),
                tekst("wat"),
                uuid_of("stuk"),
                tekst_of("geweigerd"),
                bytes("keten"),
            ],
            &["reeks", "nummer"],
        ),
        tabel(
            "inzageblad",
            [getal("anker"), uuid("reeks"), getal("nummer"), bytes("keten")],
            &["anker", "reeks"],
        ),
    ]
}
