//! People: accounts and their offices, sessions, and attempts to log in. Moments are whole seconds
//! since 1970: these tables are asked what is past, and nothing else.

use sea_orm_migration::prelude::*;

use super::tabel::{
    bytes, getal, index, ja_nee, schei, sorteer_als_bytes, tabel, tekst, uuid, uuid_of, van,
};

/// See the module.
pub(super) struct Migratie;

impl MigrationName for Migratie {
    fn name(&self) -> &str {
        "m0002_toegang"
    }
}

#[expect(elided_lifetimes_in_paths, reason = "the trait is written without, and must match")]
#[async_trait::async_trait]
impl MigrationTrait for Migratie {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for tabel in tabellen() {
            manager.create_table(tabel).await?;
        }
        for index in indexen() {
            manager.create_index(index).await?;
        }
        sorteer_als_bytes(manager).await?;
        schei(manager, &["account"]).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

fn tabellen() -> Vec<TableCreateStatement> {
    let sessie = tabel(
        "sessie",
        // What the token proves, never the token; then an account or a dossier.
        [
            bytes("sessie"),
            uuid_of("account"),
            uuid_of("dossier"),
            getal("begonnen_op"),
            getal("gezien_op"),
        ],
        &["sessie"],
    );
    vec![
        tabel(
            "account",
            [
                uuid("account"),
                // Name and address, sealed; and a token of the address, to log in by.
                bytes("inhoud"),
                bytes("email"),
                tekst("wachtwoord"),
                ja_nee("actief"),
            ],
            &["account"],
        ),
        van(
            "account",
            "account",
            tabel("account_ambt", [uuid("account"), tekst("ambt")], &["account", "ambt"]),
        ),
        van("dossier", "dossier", van("account", "account", sessie)),
        tabel(
            "aanmeldpoging",
            [bytes("sleutel"), getal("pogingen"), getal("laatste_op"), getal("vrij_op")],
            &["sleutel"],
        ),
    ]
}

fn indexen() -> Vec<IndexCreateStatement> {
    vec![
        index("account_email", "account", &["email"]).unique().take(),
        index("account_ambt_ambt", "account_ambt", &["ambt"]),
        index("sessie_account", "sessie", &["account"]),
        index("sessie_dossier", "sessie", &["dossier"]),
    ]
}
