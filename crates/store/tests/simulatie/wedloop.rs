//! Where statements of two transactions meet on a server. A seed cannot decide that, so here it is set up by
//! hand: a third connection holds what one of them needs next.

use std::time::Duration;

use store::{
    Schrijf, SleutelOpties, Sleutelplaats, Store, StoreOpties,
    sea_orm::{
        ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, TransactionTrait, Value,
    },
    vraag,
};
use toetsbank::motor::{als_beheerder, leeg_schema};

use crate::hulp::{alles, herbereken, klacht, moment, opties, tenant};

async fn tx(url: &str) -> (DatabaseConnection, DatabaseTransaction, i32) {
    let db = Database::connect(als_beheerder(url)).await.unwrap();
    let tx = db.begin().await.unwrap();
    let rij = tx.query_one_raw(vraag(&tx, "SELECT pg_backend_pid()", [])).await;
    let pid = rij.unwrap().unwrap().try_get_by(0).unwrap();
    (db, tx, pid)
}

/// Whom this one keeps waiting, if it does.
async fn wacht_op(db: &DatabaseConnection, pid: i32) -> Option<i32> {
    const SQL: &str = "SELECT pid FROM pg_stat_activity WHERE $1 = ANY(pg_blocking_pids(pid))";
    let rij = db.query_one_raw(vraag(db, SQL, [Value::from(pid)])).await.unwrap();
    rij.map(|rij| rij.try_get_by(0).unwrap())
}

async fn tot_iemand_wacht(db: &DatabaseConnection, pid: i32) -> i32 {
    loop {
        if let Some(wie) = wacht_op(db, pid).await {
            return wie;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_rebuild_that_waited_for_a_destruction_brings_nothing_back() {
    let (map, url) = (tempfile::tempdir().unwrap(), leeg_schema());
    let opties = opties(map.path()).op(Some(url.parse().unwrap()));
    let store = Store::open(opties).await.unwrap();
    let weg = klacht("Jansen");
    store.append(&tenant(), weg.clone()).await.unwrap();

    let (db, tx, pid) = tx(&url).await;
    tx.execute_unprepared("SELECT 1 FROM dossier FOR NO KEY UPDATE").await.unwrap();
    let ander = store.clone();
    let herbouw = tokio::spawn(async move {
        ander.herbouw(&tenant(), alles("2026-11-23"), herbereken, |_| {}).await
    });
    tot_iemand_wacht(&db, pid).await;
    let sql = "INSERT INTO vernietiging (tenant, dossier, besloten_op, inhoud, klaar) \
        VALUES ($1, $2, '2026-11-30T09:00:00.000000000Z', $3, true)";
    let waarden = ["zorg-oost".into(), weg.dossier.uuid().into(), vec![0_u8].into()];
    tx.execute_raw(vraag(&tx, sql, waarden)).await.unwrap();
    tx.execute_unprepared("DELETE FROM werkvoorraad").await.unwrap();
    tx.commit().await.unwrap();

    assert_eq!(herbouw.await.unwrap().unwrap(), 0);
    let rijen = db.query_all_raw(vraag(&db, "SELECT 1 FROM werkvoorraad", [])).await.unwrap();
    assert!(rijen.is_empty(), "a dossier that was destroyed stands in the lists");
}

/// Their clocks differ, and it is about the hour.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_turns_of_a_duty_that_are_planned_at_once_one_is_there() {
    let (map, url) = (tempfile::tempdir().unwrap(), leeg_schema());
    let opties = opties(map.path()).op(Some(url.parse().unwrap()));
    let (een, twee) =
        (Store::open(opties.clone()).await.unwrap(), Store::open(opties).await.unwrap());
    let (wie, nu) = (tenant(), moment("2026-11-23T09:00:00Z"));
    for ronde in 0..20 {
        let beurten = [format!("{ronde} eerste"), format!("{ronde} tweede")];
        let (hier, daar) = tokio::join!(
            een.plan_taak(&wie, "opruimen", &beurten[0], nu),
            twee.plan_taak(&wie, "opruimen", &beurten[1], nu),
        );
        assert_ne!(
            hier.unwrap(),
            daar.unwrap(),
            "one is planned, the other is told that one waits"
        );
        let taak = een.neem_taken(&wie, nu, nu, 9).await.unwrap().remove(0);
        een.taak_klaar(&wie, &taak, nu).await.unwrap();
    }
}

/// It wraps with a key of the provider that is two replacements old, and was still there when it looked.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_key_that_is_made_while_the_one_around_it_is_dropped_opens_afterwards() {
    let (map, url, sleutels) = (tempfile::tempdir().unwrap(), leeg_schema(), leeg_schema());
    let in_map = SleutelOpties::in_map(map.path());
    let plaats = Sleutelplaats::Postgres(sleutels.parse().unwrap());
    let opties = StoreOpties::new(map.path())
        .op(Some(url.parse().unwrap()))
        .met(SleutelOpties { plaats, ..in_map });
    let traag = Store::open(opties.clone()).await.unwrap();
    traag.append(&tenant(), klacht("Jansen")).await.unwrap();
    let vlug = Store::open(opties.clone()).await.unwrap();
    vlug.vervang_huissleutel(&tenant()).await.unwrap();

    let (db, tx, pid) = tx(&sleutels).await;
    tx.execute_unprepared("LOCK TABLE vernietigd IN ACCESS EXCLUSIVE MODE").await.unwrap();
    let nieuw = klacht("De Vries");
    let (dossier, schrijf): (_, Schrijf) = (nieuw.dossier, nieuw);
    let maakt = tokio::spawn(async move { traag.append(&tenant(), schrijf).await });
    let maker = tot_iemand_wacht(&db, pid).await;
    let vervangt = tokio::spawn(async move { vlug.vervang_huissleutel(&tenant()).await });
    while !vervangt.is_finished() && wacht_op(&db, maker).await.is_none() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    tx.rollback().await.unwrap();
    maakt.await.unwrap().unwrap();
    vervangt.await.unwrap().unwrap();

    let anew = Store::open(opties).await.unwrap();
    assert_eq!(anew.load(&tenant(), dossier).await.unwrap().feiten.len(), 1);
}
