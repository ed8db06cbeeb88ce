//! Each table that bears a tenant, tried with plain statements as the program's own user: it owns the tables,
//! and the wall holds for it too.

use store::{
    Store, StoreError,
    sea_orm::{ConnectionTrait, DatabaseConnection, DatabaseTransaction, TransactionTrait},
    vraag,
};
use toetsbank::motor::{Motor, als_beheerder, leeg_schema};

use super::vol::{Huis, een, eigenaar, tabellen, vreemde, vul};
use crate::hulp::{self, klacht, tenant};

/// Tables that are of no provider.
const VAN_NIEMAND: &[&str] = &["seaql_migrations", "hoofdsleutel"];
/// Tables that may be looked at over all providers; see docs/security.md.
const OVER_ALLE: &[&str] = &["account", "anker", "concept", "dossier", "huissleutel", "taak"];

async fn lijst(db: &DatabaseConnection, sql: &str) -> Vec<String> {
    let rijen = db.query_all_raw(vraag(db, sql, [])).await.unwrap();
    rijen.iter().map(|rij| rij.try_get_by(0).unwrap()).collect()
}

#[tokio::test]
async fn every_table_bears_a_tenant_and_has_the_wall() {
    const ZONDER: &str = "SELECT c.relname::text FROM pg_class c \
        WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') \
          AND NOT EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid \
            AND a.attname = 'tenant' AND a.attnotnull) ORDER BY 1";
    const OPEN: &str = "SELECT c.relname::text FROM pg_class c \
        WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') \
          AND NOT (c.relrowsecurity AND c.relforcerowsecurity) ORDER BY 1";
    const REGELS: &str = "SELECT concat_ws(' ', tablename, policyname, cmd, permissive, roles::text, \
          qual, '/', with_check) FROM pg_policies WHERE schemaname = current_schema() ORDER BY 1";
    let huis = Huis::new(Motor::Postgres).await;
    for db in &huis.beheer {
        for tabel in lijst(db, ZONDER).await.iter().chain(&lijst(db, OPEN).await) {
            assert!(VAN_NIEMAND.contains(&tabel.as_str()), "{tabel} has no tenant, or no wall");
        }
        let van = "(tenant = current_setting('wederhoor.tenant'::text, true))";
        let alle = "(current_setting('wederhoor.alle'::text, true) = 'ja'::text)";
        let mut moet = Vec::new();
        for tabel in tabellen(db, Motor::Postgres).await {
            moet.push(format!("{tabel} van_tenant ALL PERMISSIVE {{public}} {van} / {van}"));
            if OVER_ALLE.contains(&tabel.as_str()) {
                moet.push(format!("{tabel} over_alle SELECT PERMISSIVE {{public}} {alle} /"));
            }
        }
        let (mut regels, _) = (lijst(db, REGELS).await, moet.sort());
        regels.sort();
        assert_eq!(regels, moet);
    }
}

/// A transaction of the program's user in which these settings hold.
async fn als(db: &DatabaseConnection, instellingen: &[(&str, &str)]) -> DatabaseTransaction {
    let tx = db.begin().await.unwrap();
    for (naam, waarde) in instellingen {
        let sql = "SELECT set_config($1, $2, true)";
        let waarden = [(*naam).into(), (*waarde).into()];
        tx.query_one_raw(vraag(&tx, sql, waarden)).await.unwrap();
    }
    tx
}

const TENANT: &str = "wederhoor.tenant";
const ALLE: &str = "wederhoor.alle";

#[tokio::test]
async fn with_another_tenant_or_none_nothing_is_read_changed_added_or_removed() {
    let huis = Huis::new(Motor::Postgres).await;
    vul(&huis).await;
    let mut geprobeerd = 0;
    for (beheer, gewoon) in huis.beheer.iter().zip(&huis.gewoon) {
        for tabel in tabellen(beheer, Motor::Postgres).await {
            let telt = format!("SELECT count(*) FROM \"{tabel}\" WHERE tenant = 'zorg-oost'");
            let er_zijn: i64 = een(beheer, &telt, []).await;
            assert!(er_zijn > 0, "{tabel} is empty: nothing would be shown");
            let rij = format!("SELECT to_jsonb(t)::text FROM \"{tabel}\" t LIMIT 1");
            let rij: String = een(beheer, &rij, []).await;
            for wie in [&[(TENANT, "zorg-west")][..], &[(TENANT, "")], &[], &[(ALLE, "ja")]] {
                let mag_kijken = wie == [(ALLE, "ja")] && OVER_ALLE.contains(&tabel.as_str());
                let ziet: i64 = een(&als(gewoon, wie).await, &telt, []).await;
                assert_eq!(ziet, if mag_kijken { er_zijn } else { 0 }, "{tabel} {wie:?}");
                dicht(gewoon, &tabel, wie, &rij).await;
                geprobeerd += 1;
            }
            // And a row of one's own is not given away.
            let tx = als(gewoon, &[(TENANT, "zorg-oost")]).await;
            let sql = format!("UPDATE \"{tabel}\" SET tenant = 'zorg-west'");
            let fout = tx.execute_unprepared(&sql).await.unwrap_err().to_string();
            assert!(fout.contains("row-level security"), "{tabel}: {fout}");
            assert_eq!(een::<i64>(beheer, &telt, []).await, er_zijn);
        }
    }
    assert!(geprobeerd > 100, "{geprobeerd}");
}

/// Nobody who named somebody else changes, removes or adds a row.
async fn dicht(db: &DatabaseConnection, tabel: &str, wie: &[(&str, &str)], rij: &str) {
    for sql in [
        format!("UPDATE \"{tabel}\" SET tenant = tenant"),
        format!("UPDATE \"{tabel}\" SET tenant = 'zorg-west' WHERE tenant = 'zorg-oost'"),
        format!("DELETE FROM \"{tabel}\""),
    ] {
        let uit = als(db, wie).await.execute_unprepared(&sql).await.unwrap();
        assert_eq!(uit.rows_affected(), 0, "{sql} {wie:?}");
    }
    let sql = format!(
        "INSERT INTO \"{tabel}\" SELECT (jsonb_populate_record(NULL::\"{tabel}\", $1::jsonb)).*"
    );
    let tx = als(db, wie).await;
    let fout = tx.execute_raw(vraag(&tx, &sql, [rij.into()])).await.unwrap_err().to_string();
    assert!(fout.contains("row-level security"), "{tabel} {wie:?}: {fout}");
}

#[tokio::test]
async fn a_connection_that_is_handed_on_names_nobody() {
    let huis = Huis::new(Motor::Postgres).await;
    vul(&huis).await;
    let db = &huis.gewoon[0];
    for _ in 0..20 {
        let tx = als(db, &[(TENANT, "zorg-oost"), (ALLE, "ja")]).await;
        assert!(een::<i64>(&tx, "SELECT count(*) FROM gebeurtenis", []).await > 0);
        tx.commit().await.unwrap();
        assert_eq!(een::<i64>(db, "SELECT count(*) FROM gebeurtenis", []).await, 0);
        assert_eq!(een::<i64>(db, "SELECT count(*) FROM dossier", []).await, 0);
    }
    let (wie, ander) = (eigenaar(), vreemde());
    assert_eq!(huis.store.aantal_dossiers(&wie).await.unwrap(), 1);
    assert_eq!(huis.store.aantal_dossiers(&ander).await.unwrap(), 0);
}

#[tokio::test]
async fn a_user_for_whom_the_wall_does_not_hold_is_refused() {
    let map = tempfile::tempdir().unwrap();
    let url = leeg_schema();
    let (gewoon, baas) = (url.parse().unwrap(), als_beheerder(&url).parse().unwrap());
    let opties = hulp::opties(map.path());
    let fout = Store::open(opties.clone().op(Some(baas))).await.unwrap_err();
    assert!(matches!(fout, StoreError::Ongeschikt { .. }), "{fout}");
    assert!(fout.to_string().contains("superuser or has BYPASSRLS"), "{fout}");
    assert!(fout.to_string().contains("make an ordinary user"), "{fout}");
    let store = Store::open(opties.op(Some(gewoon))).await.unwrap();
    store.append(&tenant(), klacht("Jansen")).await.unwrap();
}

#[tokio::test]
async fn tables_from_which_the_wall_was_taken_are_refused() {
    let huis = Huis::new(Motor::Postgres).await;
    for (beheer, tabel) in huis.beheer.iter().zip(["brief", "sleutel"]) {
        for (weg, terug) in [("DISABLE", "ENABLE"), ("NO FORCE", "FORCE")] {
            let zet = async |hoe: &str| {
                let sql = format!("ALTER TABLE {tabel} {hoe} ROW LEVEL SECURITY");
                beheer.execute_unprepared(&sql).await.unwrap();
            };
            zet(weg).await;
            let fout = Store::open_ernaast(huis.opties.clone()).await.unwrap_err().to_string();
            assert!(fout.contains("has no wall between providers"), "{fout}");
            zet(terug).await;
            Store::open_ernaast(huis.opties.clone()).await.unwrap();
        }
    }
}
