//! The register: dossiers with their events and the checkpoints over them, the projections, documents and
//! letters, drafts, outbox, notices. What people wrote is in columns `inhoud`, sealed.

use sea_orm_migration::prelude::*;

use super::tabel::{
    bytes, getal, getal_of, index, ja_nee, schei, sorteer_als_bytes, tabel, tekst, tekst_of, uuid,
    uuid_of, van,
};

/// See the module.
pub(super) struct Migratie;

impl MigrationName for Migratie {
    fn name(&self) -> &str {
        "m0001_register"
    }
}

#[expect(elided_lifetimes_in_paths, reason = "the trait is written without, and must match")]
#[async_trait::async_trait]
impl MigrationTrait for Migratie {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tabellen = [waarheid(), ankers(), projecties(), stukken(), concepten(), de_rest()];
        for tabel in tabellen.concat() {
            manager.create_table(tabel).await?;
        }
        for index in indexen() {
            manager.create_index(index).await?;
        }
        sorteer_als_bytes(manager).await?;
        schei(manager, &["dossier", "anker", "concept", "taak"]).await
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
                    bytes("keten"),
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

/// Signed checkpoints over the chains.
fn ankers() -> Vec<TableCreateStatement> {
    let blad = tabel(
        "ankerblad",
        [getal("anker"), uuid("dossier"), getal("versie"), bytes("keten")],
        &["anker", "dossier"],
    );
    vec![
        tabel(
            "anker",
            [
                getal("anker"),
                tekst("dag"),
                tekst("gezet_op"),
                getal("dossiers"),
                getal("gebeurtenissen"),
                bytes("vorige"),
                bytes("wortel"),
                bytes("sleutel"),
                bytes("handtekening"),
            ],
            &["anker"],
        ),
        van("anker", "anker", blad),
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
                    // What is shown of it and is about people; the rest is to filter and sort by.
                    bytes("inhoud"),
                    // A token: the place itself may be one that somebody typed.
                    getal_of("locatie"),
                    tekst("stand"),
                    tekst("wetten"),
                    uuid_of("behandelaar"),
                    tekst("ontvangen_op"),
                    tekst_of("leidend_uiterlijk"),
                    tekst_of("leidend_wettelijk"),
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
        // Tokens of words and of their beginnings.
        tabel("zoekwoord", [getal("woord"), uuid("dossier")], &["woord", "dossier"]),
        tabel(
            "deelname",
            [uuid("account"), uuid("dossier"), tekst("rol")],
            &["account", "dossier", "rol"],
        ),
        tabel("uitsluiting", [uuid("account"), uuid("dossier")], &["account", "dossier"]),
        tabel("lijststand", [tekst("dag"), tekst("grondslag")], &[]),
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
                    // The name of the file, and the key of its content.
                    bytes("inhoud"),
                    tekst("soort"),
                    tekst("mime"),
                    getal("bytes"),
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
                [uuid("concept"), uuid("stuk"), bytes("inhoud"), tekst("mime"), getal("bytes")],
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
            "taak",
            [
                uuid("taak"),
                uuid_of("dossier"),
                tekst("soort"),
                bytes("inhoud"),
                // The day or hour of a duty that comes back.
                tekst_of("beurt"),
                tekst("vanaf"),
                // While somebody has it.
                tekst_of("bezig_tot"),
                getal("pogingen"),
                // Why it last failed, as a key.
                tekst_of("fout"),
                tekst_of("klaar_op"),
            ],
            &["taak"],
        ),
        van(
            "dossier",
            "dossier",
            tabel(
                "herinnering",
                [
                    uuid("dossier"),
                    tekst("plicht"),
                    tekst("soort"),
                    tekst("uiterlijk"),
                    tekst("gegeven_op"),
                ],
                &["dossier", "plicht", "soort", "uiterlijk"],
            ),
        ),
        tabel(
            "verslagtekst",
            [tekst("periode"), bytes("inhoud"), uuid("account"), tekst("bewaard_op")],
            &["periode"],
        ),
        van(
            "dossier",
            "dossier",
            tabel(
                "vernietiging",
                [
                    uuid("dossier"),
                    tekst("besloten_op"),
                    // Sealed, though it is about nobody: so that nobody else can decide.
                    bytes("inhoud"),
                    ja_nee("klaar"),
                ],
                &["dossier"],
            ),
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
        index("werkvoorraad_bewaren", RIJ, &["bewaren_tot", "dossier"]),
        index("zoekwoord_dossier", "zoekwoord", &["dossier", "woord"]),
        // All columns: with fewer the key is taken instead, and that reads all rows of the tenant.
        index("deelname_van", "deelname", &["dossier", "account", "rol"]),
        index("uitsluiting_van", "uitsluiting", &["dossier", "account"]),
        index("ankerblad_dossier", "ankerblad", &["dossier", "anker"]),
        index("stuk_dossier", "stuk", &["dossier"]),
        index("brief_dossier", "brief", &["dossier", "geadresseerde"]),
        index("concept_verloopt", "concept", &["verloopt_op"]),
        index("conceptstuk_stuk", "conceptstuk", &["stuk"]),
        index("toegangscode_dossier", "toegangscode", &["dossier"]),
        index("taak_van", "taak", &["klaar_op", "vanaf", "taak"]),
        index("taak_beurt", "taak", &["soort", "beurt"]).unique().take(),
        // Whose work is due is asked over all tenants at once.
        Index::create()
            .name("taak_vanaf")
            .table("taak")
            .col("klaar_op")
            .col("vanaf")
            .col("tenant")
            .take(),
    ]
}
