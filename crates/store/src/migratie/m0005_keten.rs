//! Events carry the chain, and checkpoints over it are kept. What was recorded before is chained now, as
//! it stands.

use sea_orm::{ConnectionTrait, DbErr};
use sea_orm_migration::prelude::*;
use uuid::Uuid;

use super::tabel::{bytes, bytes_of, getal, index, sorteer_als_bytes, tabel, tekst, uuid, van};
use crate::{
    Tenant,
    keten::{Rij, Schakel},
    vraag,
};

/// See the module.
pub(super) struct Migratie;

impl MigrationName for Migratie {
    fn name(&self) -> &str {
        "m0005_keten"
    }
}

#[expect(elided_lifetimes_in_paths, reason = "the trait is written without, and must match")]
#[async_trait::async_trait]
impl MigrationTrait for Migratie {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut kolom = Table::alter();
        kolom.table("gebeurtenis").add_column(bytes_of("keten"));
        manager.alter_table(kolom).await?;
        for tabel in tabellen() {
            manager.create_table(tabel).await?;
        }
        manager
            .create_index(index("ankerblad_dossier", "ankerblad", &["dossier", "anker"]))
            .await?;
        sorteer_als_bytes(manager).await?;
        keten_alles(manager.get_connection()).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

fn tabellen() -> Vec<TableCreateStatement> {
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

/// Dossier by dossier, so that what is in memory stays small.
async fn keten_alles<C: ConnectionTrait>(db: &C) -> Result<(), DbErr> {
    const SQL: &str = "SELECT tenant, dossier, nummer FROM dossier \
        WHERE (tenant, dossier) > ($1, $2) ORDER BY tenant, dossier LIMIT 500";
    let mut na = (String::new(), Uuid::nil());
    loop {
        let rijen = db.query_all_raw(vraag(db, SQL, [na.0.into(), na.1.into()])).await?;
        let Some(laatste) = rijen.last() else { return Ok(()) };
        na = (laatste.try_get_by(0)?, laatste.try_get_by(1)?);
        for rij in &rijen {
            keten_dossier(db, rij.try_get_by(0)?, rij.try_get_by(1)?, rij.try_get_by(2)?).await?;
        }
    }
}

async fn keten_dossier<C: ConnectionTrait>(
    db: &C,
    tenant: String,
    dossier: Uuid,
    nummer: String,
) -> Result<(), DbErr> {
    const LEES: &str = "SELECT nummer, daad, gebeurd_op, vastgelegd_op, rol, account, inhoud \
        FROM gebeurtenis WHERE tenant = $1 AND dossier = $2 ORDER BY nummer";
    const ZET: &str =
        "UPDATE gebeurtenis SET keten = $4 WHERE tenant = $1 AND dossier = $2 AND nummer = $3";
    let wie: Tenant = tenant.parse().map_err(|e| DbErr::Custom(format!("a tenant: {e}")))?;
    let mut schakel = Schakel::begin(&wie, dossier.into(), &nummer);
    let waarden = [tenant.as_str().into(), dossier.into()];
    for rij in db.query_all_raw(vraag(db, LEES, waarden)).await? {
        let nummer: i64 = rij.try_get_by(0)?;
        let tekst = |plaats: usize| rij.try_get_by::<String, _>(plaats);
        let (daad, gebeurd_op, vastgelegd_op, rol) = (tekst(1)?, tekst(2)?, tekst(3)?, tekst(4)?);
        let inhoud: Vec<u8> = rij.try_get_by(6)?;
        schakel = schakel.met(Rij {
            nummer: TryFrom::try_from(nummer)
                .map_err(|e: std::num::TryFromIntError| DbErr::Custom(format!("a number: {e}")))?,
            daad: &daad,
            gebeurd_op: &gebeurd_op,
            vastgelegd_op: &vastgelegd_op,
            rol: &rol,
            account: rij.try_get_by(5)?,
            inhoud: &inhoud,
        });
        let waarden =
            [tenant.as_str().into(), dossier.into(), nummer.into(), schakel.bytes().into()];
        db.execute_raw(vraag(db, ZET, waarden)).await?;
    }
    Ok(())
}
