//! The tables, one step a file, in the order in which they came. Always holds: a step that was
//! released is never changed; each runs in one transaction; every key begins with `tenant`.

mod m0001_register;
mod m0002_toegang;
mod m0003_inzage;
mod m0004_minder;
pub(crate) mod tabel;

use sea_orm_migration::prelude::*;

/// All steps, oldest first.
pub(crate) struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_register::Migratie),
            Box::new(m0002_toegang::Migratie),
            Box::new(m0003_inzage::Migratie),
            Box::new(m0004_minder::Migratie),
        ]
    }
}

#[cfg(test)]
mod tests {
    use sea_orm::{ConnectOptions, ConnectionTrait, Database};

    use super::*;
    use crate::{SleutelOpties, Store, StoreOpties};

    fn opties(map: &std::path::Path) -> StoreOpties {
        StoreOpties::new(map).met(SleutelOpties::in_map(map.join("sleutels")))
    }

    #[tokio::test]
    async fn an_act_on_one_dossier_reads_no_rows_of_another() {
        let map = tempfile::tempdir().unwrap();
        let store = Store::open(opties(map.path())).await.unwrap();
        for (tabel, rest) in [
            ("zoekwoord", "NOT (woord = 'x') AND NOT (woord = 'y')"),
            ("deelname", "NOT (account = x'00' AND rol = 'y')"),
            ("uitsluiting", "NOT (account = x'00')"),
        ] {
            let sql = format!(
                "EXPLAIN QUERY PLAN DELETE FROM {tabel} \
                 WHERE tenant = 'a' AND dossier = x'00' AND {rest}"
            );
            let db = store.lees(&"a".parse().unwrap()).await.unwrap();
            let plan = db.query_one_raw(crate::vraag(&db, &sql, [])).await;
            let stap: String = plan.unwrap().unwrap().try_get("", "detail").unwrap();
            assert!(stap.contains("(tenant=? AND dossier=?)"), "{stap}");
        }
    }

    #[tokio::test]
    async fn a_file_of_any_earlier_version_is_brought_up_to_date_and_keeps_its_rows() {
        for stappen in 0..=Migrator::migrations().len() {
            let map = tempfile::tempdir().unwrap();
            let url = format!("sqlite://{}/wederhoor.db?mode=rwc", map.path().display());
            let oud = Database::connect(ConnectOptions::new(url)).await.unwrap();
            oud.execute_unprepared("PRAGMA application_id = 1466462066").await.unwrap();
            if stappen > 0 {
                Migrator::up(&oud, stappen.try_into().ok()).await.unwrap();
                let rij = "INSERT INTO nummering VALUES ('zorg-oost', 'K', 2026, 41)";
                oud.execute_unprepared(rij).await.unwrap();
            }
            oud.close().await.unwrap();

            let store = Store::open(opties(map.path())).await.unwrap();
            let url = format!("sqlite://{}/wederhoor.db", map.path().display());
            let db = Database::connect(ConnectOptions::new(url)).await.unwrap();
            let wachtend = Migrator::get_pending_migrations(&db).await.unwrap();
            assert!(wachtend.is_empty());
            let sql = "SELECT count(*) FROM nummering WHERE laatste = 41";
            let rij = db.query_one_raw(crate::vraag(&db, sql, [])).await;
            store.sluit().await.unwrap();
            let aantal: i64 = rij.unwrap().unwrap().try_get_by(0).unwrap();
            assert_eq!(aantal, i64::from(stappen > 0));
        }
    }
}
