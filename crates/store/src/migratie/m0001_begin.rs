//! The first tables: dossiers and their events, the projections, documents and letters, drafts,
//! outbox.

use sea_orm_migration::prelude::*;

use super::tabel::{bytes, getal, index, ja_nee, tabel, tekst, tekst_of, uuid, uuid_of, van};

/// See the module.
pub(super) struct Migratie;

impl MigrationName for Migratie {
    fn name(&self) -> &str {
        "m0001_begin"
    }
}

#[expect(elided_lifetimes_in_paths, reason = "the trait is written without, and must match")]
#[async_trait::async_trait]
impl MigrationTrait for Migratie {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for tabel in [waarheid(), projecties(), stukken(), concepten(), de_rest()].concat() {
            manager.create_table(tabel).await?;
        }
        for index in indexen() {
            manager.create_index(index).await?;
        }
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

/// What is true: dossiers, their events, and how far the numbers have come.
fn waarheid() -> Vec<TableCreateStatement> {
    vec![
        tabel("dossier", [uuid("dossier"), tekst("nummer")], &["dossier"]),
        tabel(
            "nummering",
            [tekst("voorvoegsel"), getal("jaar"), getal("laatste")],
            &["voorvoegsel", "jaar"],
        ),
        van(
            "dossier",
            "dossier",
            tabel(
                "gebeurtenis",
                [
                    uuid("dossier"),
                    getal("nummer"),
                    tekst("daad"),
                    tekst("gebeurd_op"),
                    tekst("vastgelegd_op"),
                    tekst("rol"),
                    uuid_of("account"),
                    bytes("inhoud"),
                ],
                &["dossier", "nummer"],
            ),
        ),
        tabel(
            "idempotentie",
            [
                bytes("sleutel"),
                uuid("dossier"),
                getal("versie"),
                tekst("nummer"),
                tekst("vastgelegd_op"),
            ],
            &["sleutel"],
        ),
    ]
}

/// What can be computed again.
fn projecties() -> Vec<TableCreateStatement> {
    vec![
        van(
            "dossier",
            "dossier",
            tabel(
                "werkvoorraad",
                [
                    uuid("dossier"),
                    getal("versie"),
                    tekst("nummer"),
                    tekst("onderwerp"),
                    tekst("klager_naam"),
                    tekst("aangeklaagden"),
                    tekst_of("locatie"),
                    tekst("stand"),
                    tekst("stand_tekst"),
                    tekst("wetten"),
                    uuid_of("behandelaar"),
                    tekst("ontvangen_op"),
                    tekst_of("leidend_uiterlijk"),
                    tekst_of("leidend_wettelijk"),
                    tekst_of("volgende_plicht"),
                    tekst_of("volgende_uiterlijk"),
                    tekst_of("wacht_op"),
                    ja_nee("open"),
                    tekst_of("bewaren_tot"),
                    // The day that the list is sorted by; far away when no term runs.
                    tekst("termijn"),
                ],
                &["dossier"],
            ),
        ),
        tabel("zoekwoord", [tekst("woord"), uuid("dossier")], &["woord", "dossier"]),
        tabel(
            "deelname",
            [uuid("account"), uuid("dossier"), tekst("rol")],
            &["account", "dossier", "rol"],
        ),
        tabel("uitsluiting", [uuid("account"), uuid("dossier")], &["account", "dossier"]),
    ]
}

fn stukken() -> Vec<TableCreateStatement> {
    vec![
        van(
            "dossier",
            "dossier",
            tabel(
                "stuk",
                [
                    uuid("stuk"),
                    uuid("dossier"),
                    tekst("naam"),
                    tekst("soort"),
                    tekst("mime"),
                    getal("bytes"),
                    bytes("blake3"),
                    tekst("toegevoegd_op"),
                ],
                &["stuk"],
            ),
        ),
        van(
            "stuk",
            "stuk",
            tabel(
                "brief",
                [
                    uuid("stuk"),
                    tekst("geadresseerde"),
                    uuid("dossier"),
                    tekst("soort"),
                    tekst("vrijgegeven_op"),
                    tekst_of("gelezen_op"),
                ],
                &["stuk", "geadresseerde"],
            ),
        ),
    ]
}

fn concepten() -> Vec<TableCreateStatement> {
    vec![
        tabel("concept", [uuid("concept"), tekst("verloopt_op")], &["concept"]),
        van(
            "concept",
            "concept",
            tabel(
                "conceptstap",
                [uuid("concept"), tekst("stap"), bytes("inhoud")],
                &["concept", "stap"],
            ),
        ),
        van(
            "concept",
            "concept",
            tabel(
                "conceptstuk",
                [
                    uuid("concept"),
                    uuid("stuk"),
                    tekst("naam"),
                    tekst("mime"),
                    getal("bytes"),
                    bytes("blake3"),
                ],
                &["concept", "stuk"],
            ),
        ),
    ]
}

fn de_rest() -> Vec<TableCreateStatement> {
    vec![
        van(
            "dossier",
            "dossier",
            tabel(
                "toegangscode",
                [tekst("nummer"), uuid("dossier"), bytes("code_hash")],
                &["nummer"],
            ),
        ),
        tabel(
            "uitgaand",
            [
                uuid("uitgaand"),
                uuid_of("dossier"),
                tekst("soort"),
                bytes("inhoud"),
                tekst("vanaf"),
                getal("pogingen"),
                tekst_of("klaar_op"),
            ],
            &["uitgaand"],
        ),
    ]
}

fn indexen() -> Vec<IndexCreateStatement> {
    const RIJ: &str = "werkvoorraad";
    vec![
        index("dossier_nummer", "dossier", &["nummer"]).unique().take(),
        // One index a view: its filter first, then the order of the list, then the filters that
        // are often added to it, so that rows which these drop are never fetched.
        index("werkvoorraad_nummer", RIJ, &["nummer"]).unique().take(),
        index("werkvoorraad_termijn", RIJ, &["open", "termijn", "dossier"]),
        index(
            "werkvoorraad_stand",
            RIJ,
            &["open", "stand", "termijn", "dossier", "locatie", "wacht_op"],
        ),
        index(
            "werkvoorraad_locatie",
            RIJ,
            &["open", "locatie", "termijn", "dossier", "stand", "wacht_op"],
        ),
        index(
            "werkvoorraad_wacht_op",
            RIJ,
            &["open", "wacht_op", "termijn", "dossier", "stand", "locatie"],
        ),
        index("werkvoorraad_behandelaar", RIJ, &["open", "behandelaar", "termijn", "dossier"]),
        index("werkvoorraad_ontvangen", RIJ, &["open", "ontvangen_op", "dossier"]),
        index("zoekwoord_dossier", "zoekwoord", &["dossier", "woord"]),
        index("deelname_dossier", "deelname", &["dossier"]),
        index("uitsluiting_dossier", "uitsluiting", &["dossier"]),
        index("stuk_dossier", "stuk", &["dossier"]),
        index("brief_dossier", "brief", &["dossier", "geadresseerde"]),
        Index::create().name("concept_verloopt").table("concept").col("verloopt_op").take(),
        index("conceptstuk_stuk", "conceptstuk", &["stuk"]),
        index("toegangscode_dossier", "toegangscode", &["dossier"]),
        // Work is claimed over all tenants at once.
        Index::create()
            .name("uitgaand_vanaf")
            .table("uitgaand")
            .col("klaar_op")
            .col("vanaf")
            .take(),
    ]
}
