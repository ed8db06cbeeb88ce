//! Documents: streamed in and out, given up, and swept.

use std::{fs, path::Path};

use futures::TryStreamExt;
use store::{ConceptStuk, Document, Opgeruimd, Sleutel, Store, StoreError, StukId};
use toetsbank::{motor::Motor, op_beide};

use crate::hulp::{huis, moment, tenant};

pub(crate) async fn lees(store: &Store, document: &Document) -> Vec<u8> {
    let lezer = store.document(&tenant(), document.stuk, &document.sleutel).await.unwrap();
    let mut uit = Vec::new();
    let mut stroom = lezer.stroom;
    while let Some(deel) = stroom.try_next().await.unwrap() {
        uit.extend_from_slice(&deel);
    }
    assert_eq!(lezer.bytes, uit.len() as u64);
    uit
}

/// All files under the documents folder.
fn bestanden(map: &Path) -> Vec<String> {
    let mut uit = Vec::new();
    let mut mappen = vec![map.join("documenten")];
    while let Some(map) = mappen.pop() {
        for ingang in fs::read_dir(map).unwrap() {
            let ingang = ingang.unwrap();
            if ingang.file_type().unwrap().is_dir() {
                mappen.push(ingang.path());
            } else {
                uit.push(ingang.file_name().into_string().unwrap());
            }
        }
    }
    uit
}

async fn a_document_comes_back_as_it_went_in_whatever_its_size(motor: Motor) {
    let huis = huis(motor).await;
    for grootte in [0, 1, 256 * 1024, 3 * 1024 * 1024 + 7] {
        let inhoud: Vec<u8> = (0..grootte).map(|i: usize| (i % 251) as u8).collect();
        let mut schrijver = huis.store.nieuw_document(&tenant()).await.unwrap();
        for stukje in inhoud.chunks(10_000) {
            schrijver.write(stukje).await.unwrap();
        }
        let document = schrijver.klaar().await.unwrap();
        assert_eq!(document.bytes, grootte as u64);
        assert_eq!(document.blake3, *blake3::hash(&inhoud).as_bytes());
        assert_eq!(lees(&huis.store, &document).await, inhoud);
    }
}

async fn an_upload_that_is_given_up_leaves_nothing_behind(motor: Motor) {
    let huis = huis(motor).await;
    let mut schrijver = huis.store.nieuw_document(&tenant()).await.unwrap();
    schrijver.write(&[1; 700_000]).await.unwrap();
    assert_eq!(schrijver.bytes(), 700_000);
    schrijver.breek_af().await.unwrap();
    assert!(bestanden(huis.map.path()).is_empty());

    let mut schrijver = huis.store.nieuw_document(&tenant()).await.unwrap();
    schrijver.write(&[1; 700_000]).await.unwrap();
    drop(schrijver);
    for _ in 0..100 {
        if bestanden(huis.map.path()).is_empty() {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    panic!("the file of a dropped upload is still there");
}

async fn a_missing_file_is_named(motor: Motor) {
    let huis = huis(motor).await;
    let stuk = StukId::nieuw();
    let fout =
        huis.store.document(&tenant(), stuk, &Sleutel::nieuw().unwrap()).await.err().unwrap();
    assert!(matches!(fout, StoreError::DocumentWeg { stuk: weg } if weg == stuk));
    assert!(fout.to_string().contains(&stuk.to_string()));
}

#[tokio::test]
async fn what_a_crash_left_is_swept_and_nothing_else() {
    let huis = huis(Motor::Sqlite).await;
    let (store, wie) = (&huis.store, tenant());
    let straks = moment("2026-11-24T09:00:00Z");
    let concept = store.maak_concept(&wie, straks).await.unwrap();
    let document = store.bewaar_document(&wie, b"van een concept").await.unwrap();
    let stuk =
        ConceptStuk { document: document.clone(), naam: "a.txt".into(), mime: "text/plain".into() };
    let nu = moment("2026-11-23T09:00:00Z");
    store.hang_aan_concept(&wie, concept, stuk, nu, straks).await.unwrap();
    let wees = store.bewaar_document(&wie, b"de rij kwam nooit").await.unwrap();
    huis.store.clone().sluit().await.unwrap();
    let half = format!("{}#1", wees.stuk);
    let vak = huis.map.path().join("documenten").join(wie.as_str()).join("00");
    fs::create_dir_all(&vak).unwrap();
    fs::write(vak.join(&half), "half").unwrap();
    fs::write(vak.join("LEESMIJ"), "van de beheerder").unwrap();

    tokio::time::sleep(std::time::Duration::from_millis(2)).await;
    let store = huis.open().await.unwrap();
    let vers = store.bewaar_document(&wie, b"de rij komt nog").await.unwrap();
    let uit = store.ruim_wezen().await.unwrap();
    assert_eq!(uit, Opgeruimd { wezen: 1, halve: 1, verdacht: 0 });
    assert_eq!(store.ruim_wezen().await.unwrap(), Opgeruimd::default());
    let mut over = bestanden(huis.map.path());
    over.sort();
    let mut verwacht = vec!["LEESMIJ".to_owned(), document.stuk.to_string(), vers.stuk.to_string()];
    verwacht.sort();
    assert_eq!(over, verwacht);
}

#[tokio::test]
async fn an_old_database_beside_new_documents_costs_no_document() {
    let huis = huis(Motor::Sqlite).await;
    let van_wie = huis.map.path().join("documenten").join(tenant().as_str());
    huis.store.clone().sluit().await.unwrap();
    for _ in 0..1001 {
        let naam = StukId::nieuw().to_string();
        let vak = van_wie.join(&naam[34..]);
        fs::create_dir_all(&vak).unwrap();
        fs::write(vak.join(naam), "x").unwrap();
    }
    tokio::time::sleep(std::time::Duration::from_millis(2)).await;
    let store = huis.open().await.unwrap();
    let uit = store.ruim_wezen().await.unwrap();
    assert_eq!(uit, Opgeruimd { wezen: 0, halve: 0, verdacht: 1001 });
    assert_eq!(bestanden(huis.map.path()).len(), 1001);
}

/// Another process may have put a file on disk and not its row yet.
#[tokio::test]
async fn on_a_server_only_what_is_a_day_old_is_swept_at_the_second_look() {
    let huis = huis(Motor::Postgres).await;
    let wie = tenant();
    let vers = huis.store.bewaar_document(&wie, b"de rij komt nog").await.unwrap();
    let nu = vers.stuk.uuid().get_timestamp().unwrap().to_unix().0;
    let van = |uren: u64| {
        let toen = uuid::Timestamp::from_unix(uuid::NoContext, nu - uren * 3600, 0);
        StukId::from(uuid::Uuid::new_v7(toen))
    };
    for (uren, staart) in [(23, ""), (23, "#1"), (25, ""), (25, "#1")] {
        let naam = van(uren).to_string();
        let vak = huis.map.path().join("documenten").join(wie.as_str()).join(&naam[34..]);
        fs::create_dir_all(&vak).unwrap();
        fs::write(vak.join(naam + staart), "x").unwrap();
    }
    let ander = huis.open().await.unwrap();
    assert_eq!(ander.ruim_wezen().await.unwrap(), Opgeruimd::default());
    let uit = ander.ruim_wezen().await.unwrap();
    assert_eq!(uit, Opgeruimd { wezen: 1, halve: 1, verdacht: 0 });
    assert_eq!(bestanden(huis.map.path()).len(), 3);
}

op_beide!(
    a_document_comes_back_as_it_went_in_whatever_its_size,
    an_upload_that_is_given_up_leaves_nothing_behind,
    a_missing_file_is_named,
);
