//! Opening a data directory: what is refused, and what the refusal says.

use std::{fs, path::Path};

use store::{Store, StoreError};
use toetsbank::motor::Motor;

use crate::hulp::{feit, huis, klacht, open, schrijf, tenant};

#[track_caller]
fn zegt(uit: Result<Store, StoreError>, woorden: &str) {
    let fout = uit.expect_err("this must be refused").to_string();
    assert!(fout.contains(woorden), "{fout}");
}

#[tokio::test]
async fn a_directory_that_is_not_there_or_no_directory_is_refused() {
    let map = tempfile::tempdir().unwrap();
    zegt(open(&map.path().join("nergens")).await, "does not exist: create it");
    fs::write(map.path().join("bestand"), "x").unwrap();
    zegt(open(&map.path().join("bestand")).await, "does not exist: create it");
}

#[tokio::test]
async fn a_directory_that_cannot_be_written_is_refused() {
    // Even root cannot make a file here.
    zegt(open(Path::new("/proc/self")).await, "cannot write in the data directory");
}

#[tokio::test]
async fn one_process_at_a_time_and_the_next_may_when_it_has_gone() {
    let huis = huis(Motor::Sqlite).await;
    zegt(
        open(huis.map.path()).await,
        &format!("in use by another process (pid {})", std::process::id()),
    );
    huis.store.sluit().await.unwrap();
    open(huis.map.path()).await.unwrap();
}

#[tokio::test]
async fn a_file_that_is_no_database_is_refused_and_left_alone() {
    let map = tempfile::tempdir().unwrap();
    let bestand = map.path().join("wederhoor.db");
    for inhoud in ["kort", "iets heel anders dan een database, en lang genoeg"] {
        fs::write(&bestand, inhoud).unwrap();
        zegt(open(map.path()).await, "is not a database of this program");
        assert_eq!(fs::read_to_string(&bestand).unwrap(), inhoud);
    }
}

#[tokio::test]
async fn a_database_of_another_program_is_refused() {
    let huis = huis(Motor::Sqlite).await;
    huis.store.sluit().await.unwrap();
    let bestand = huis.map.path().join("wederhoor.db");
    // The mark of who made it stands at byte 68 of the header.
    let mut inhoud = fs::read(&bestand).unwrap();
    inhoud[68..72].copy_from_slice(&[0, 0, 0, 9]);
    fs::write(&bestand, inhoud).unwrap();
    zegt(open(huis.map.path()).await, "is not a database of this program");
}

#[tokio::test]
async fn a_database_of_a_newer_program_is_refused_with_what_to_do() {
    let huis = huis(Motor::Sqlite).await;
    huis.store
        .schrijf(&tenant(), |tx| {
            Box::pin(async move {
                use store::{Bij, sea_orm::ConnectionTrait};
                let sql = "INSERT INTO seaql_migrations VALUES ('m0999_toekomst', 1)";
                tx.execute_unprepared(sql).await.bij("test")?;
                Ok(())
            })
        })
        .await
        .unwrap();
    huis.store.sluit().await.unwrap();
    zegt(
        open(huis.map.path()).await,
        "written by a newer version of this program (it holds m0999_toekomst): run that version",
    );
}

#[tokio::test]
async fn half_a_restored_directory_is_refused_both_ways() {
    let huis = huis(Motor::Sqlite).await;
    let (store, wie) = (&huis.store, tenant());
    let stuk = store.bewaar_document(&wie, b"inhoud").await.unwrap();
    let mut met_stuk = klacht("Jansen");
    met_stuk.stukken.push(store::StukRij::van(
        stuk.clone(),
        "a.txt",
        "bijlage",
        "text/plain",
        jiff::Timestamp::UNIX_EPOCH,
    ));
    store.append(&wie, met_stuk).await.unwrap();
    huis.store.sluit().await.unwrap();

    let map = huis.map.path();
    fs::rename(map.join("documenten"), map.join("elders")).unwrap();
    zegt(open(map).await, "the folder documenten/ is gone: restore it");
    fs::rename(map.join("elders"), map.join("documenten")).unwrap();
    fs::rename(map.join("wederhoor.db"), map.join("elders.db")).unwrap();
    zegt(open(map).await, "there are documents but no wederhoor.db");
    fs::rename(map.join("elders.db"), map.join("wederhoor.db")).unwrap();
    open(map).await.unwrap();
}

#[tokio::test]
async fn a_damaged_file_is_called_damaged() {
    let huis = huis(Motor::Sqlite).await;
    let (store, wie) = (&huis.store, tenant());
    let een = klacht("Jansen");
    let dossier = een.dossier;
    let mut al = een.feiten.clone();
    store.append(&wie, een).await.unwrap();
    for _ in 0..40 {
        let mut nog = feit("x", "Jansen", "y");
        nog.inhoud.resize(3000, b' ');
        store.append(&wie, schrijf(dossier, &al, vec![nog.clone()])).await.unwrap();
        al.push(nog);
    }
    huis.store.sluit().await.unwrap();
    let bestand = huis.map.path().join("wederhoor.db");
    let goed = fs::read(&bestand).unwrap();

    // The first page: the program does not start into it.
    let mut kapot = goed.clone();
    kapot[100..4096].fill(0xa5);
    fs::write(&bestand, &kapot).unwrap();
    zegt(open(huis.map.path()).await, "the database is damaged");

    // Pages with content: the dossier says so when it is read.
    let mut kapot = goed;
    let helft = kapot.len() / 2;
    kapot[helft..].fill(0xa5);
    fs::write(&bestand, &kapot).unwrap();
    let uit = match open(huis.map.path()).await {
        Ok(store) => store.load(&wie, dossier).await.map(|_| ()),
        Err(fout) => Err(fout),
    };
    assert!(matches!(uit, Err(StoreError::Beschadigd { .. })), "{uit:?}");
}
