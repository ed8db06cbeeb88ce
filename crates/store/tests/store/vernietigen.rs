//! A dossier is destroyed, and does not come back: not with an old register, not with old keys, not after a
//! crash half-way.

use std::{fs, path::Path};

use sea_orm::ConnectionTrait;
use store::{
    Bij, Filter, Schrijf, Store, StoreError, StoreOpties, StukRij, Versie, Vertrouwd, sea_orm,
    vraag,
};
use toetsbank::{motor::Motor, op_beide};

use crate::hulp::{
    Huis, account, alles, feit, herbereken, huis, klacht, knoei, moment, opties, schrijf, tenant,
};

const AKTE: &str = r#"{"artikel":"13 lid 1"}"#;

/// Two complaints, of which the first has a file.
pub(crate) async fn twee(store: &Store) -> [Schrijf; 2] {
    let (wie, nu) = (tenant(), moment("2026-11-23T09:00:00Z"));
    let foto = store.bewaar_document(&wie, b"een foto").await.unwrap();
    let mut weg = klacht("Zoë Çelik");
    weg.stukken.push(StukRij::van(foto, "foto.jpg", "bijlage", "image/jpeg", nu));
    weg.projectie.rij.bewaren_tot = Some("2026-11-22".parse().unwrap());
    weg.toegangscode = Some(vec![7; 32]);
    let blijft = klacht("De Vries");
    for nieuw in [&weg, &blijft] {
        store.append(&wie, nieuw.clone()).await.unwrap();
    }
    [weg, blijft]
}

pub(crate) async fn vernietig(store: &Store, weg: &Schrijf) {
    let nu = moment("2026-11-30T09:00:00Z");
    let wie = tenant();
    let klus = store.vernietig(&wie, weg.dossier, Versie(1), account(9), AKTE.into(), nu);
    klus.await.unwrap();
}

fn aantal_bestanden(map: &Path) -> usize {
    fs::read_dir(map)
        .unwrap()
        .map(|ingang| ingang.unwrap().path())
        .fold(0, |al, pad| al + if pad.is_dir() { aantal_bestanden(&pad) } else { 1 })
}

/// What must hold of the two afterwards, however it came about.
async fn is_weg(store: &Store, map: &Path, [weg, blijft]: &[Schrijf; 2]) {
    let wie = tenant();
    let fout = store.load(&wie, weg.dossier).await.unwrap_err();
    assert!(matches!(fout, StoreError::Vernietigd { .. }), "{fout}");
    assert!(store.rij(&wie, weg.dossier).await.is_err());
    let zoek = Filter { tekst: Some("celik".into()), ..Filter::default() };
    assert_eq!(store.tel(&wie, &zoek).await.unwrap().aantal, 0);
    assert!(store.stukken(&wie, weg.dossier).await.unwrap().is_empty());
    assert_eq!(aantal_bestanden(&map.join("documenten")), 0);
    assert!(store.toegangscode(&wie, "K-2026-0001").await.unwrap().is_none());
    let akten = store.vernietigingen(&wie, None, 10).await.unwrap();
    assert_eq!(akten.len(), 1);
    let akte = &akten[0];
    assert_eq!((akte.dossier, akte.nummer.as_str()), (weg.dossier, "K-2026-0001"));
    assert_eq!((akte.account, akte.akte.as_str(), akte.klaar), (account(9), AKTE, true));
    assert_eq!(akte.besloten_op, moment("2026-11-30T09:00:00Z"));
    assert!(store.vernietigingen(&wie, Some(akte), 10).await.unwrap().is_empty());
    assert_eq!(store.aantal_dossiers(&wie).await.unwrap(), 1);

    assert_eq!(store.load(&wie, blijft.dossier).await.unwrap().feiten, {
        let feiten = blijft.feiten.iter().cloned();
        feiten.zip(1..).map(|(rij, nummer)| store::Feit { nummer, rij }).collect::<Vec<_>>()
    });
    let gezien = store.zie_na(&wie, &Vertrouwd::default(), |_| {}).await.unwrap();
    assert_eq!(gezien.mis, [], "the chain holds, also over what cannot be read any more");
    assert_eq!(gezien.dossiers, 2);
    // Adding to it, rebuilding lists, destroying it again: nothing brings it back.
    let nog = schrijf(weg.dossier, &weg.feiten, vec![feit("x", "Çelik", "y")]);
    assert!(matches!(store.append(&wie, nog).await, Err(StoreError::Vernietigd { .. })));
    assert!(matches!(store.append(&wie, weg.clone()).await, Err(StoreError::Vernietigd { .. })));
    assert_eq!(store.herbouw(&wie, alles("2026-11-30"), herbereken, |_| {}).await.unwrap(), 1);
    assert_eq!(store.dossiers(&wie, None, 10).await.unwrap(), [blijft.dossier]);
    vernietig(store, weg).await;
}

async fn what_is_destroyed_is_gone_and_the_rest_stays(motor: Motor) {
    let huis = huis(motor).await;
    let beide = twee(&huis.store).await;
    let wie = tenant();
    let op = "2026-11-23".parse().unwrap();
    assert_eq!(huis.store.voorbij_bewaartermijn(&wie, op, 10).await.unwrap(), [beide[0].dossier]);
    vernietig(&huis.store, &beide[0]).await;
    is_weg(&huis.store, huis.map.path(), &beide).await;
    assert!(huis.store.voorbij_bewaartermijn(&wie, op, 10).await.unwrap().is_empty());
}

/// Another server read the keys before: it reads nothing all the same, and adds nothing.
async fn what_is_destroyed_is_gone_for_who_had_it_open(motor: Motor) {
    let huis = huis(motor).await;
    let [weg, blijft] = twee(&huis.store).await;
    let (wie, ander) = (tenant(), Store::open_ernaast(huis.opties.clone()).await.unwrap());
    ander.load(&wie, weg.dossier).await.unwrap();
    vernietig(&huis.store, &weg).await;
    let fout = ander.load(&wie, weg.dossier).await.unwrap_err();
    assert!(matches!(fout, StoreError::Vernietigd { .. }), "{fout}");
    let nog = schrijf(weg.dossier, &weg.feiten, vec![feit("x", "Çelik", "y")]);
    assert!(ander.append(&wie, nog).await.is_err());
    ander.load(&wie, blijft.dossier).await.unwrap();
}

async fn what_changed_since_it_was_decided_is_not_destroyed(motor: Motor) {
    let huis = huis(motor).await;
    let (store, wie) = (&huis.store, tenant());
    let [weg, _] = twee(store).await;
    let nog = schrijf(weg.dossier, &weg.feiten, vec![feit("geschil_ingediend", "Çelik", "y")]);
    store.append(&wie, nog).await.unwrap();
    let nu = moment("2026-11-30T09:00:00Z");
    let klus = store.vernietig(&wie, weg.dossier, Versie(1), account(9), AKTE.into(), nu);
    let fout = klus.await.unwrap_err();
    assert!(matches!(fout, StoreError::Conflict { expected: 1, found: 2, .. }), "{fout}");
    assert_eq!(store.load(&wie, weg.dossier).await.unwrap().feiten.len(), 2);
    assert!(store.vernietigingen(&wie, None, 10).await.unwrap().is_empty());
}

/// Writes a decision as if a crash had come right after it.
async fn alleen_besloten(store: &Store, weg: &Schrijf, inhoud: Vec<u8>) {
    let (wie, dossier) = (tenant(), weg.dossier.uuid());
    let sql = "INSERT INTO vernietiging (tenant, dossier, besloten_op, inhoud, klaar) \
        VALUES ($1, $2, '2026-11-30T09:00:00.000000000Z', $3, false)";
    let van = tenant();
    let klus = store.schrijf(&van, move |tx| {
        Box::pin(async move {
            let waarden = [wie.as_str().into(), dossier.into(), inhoud.into()];
            tx.execute_raw(vraag(tx, sql, waarden)).await.bij("deciding")?;
            Ok(())
        })
    });
    klus.await.unwrap();
}

/// A crash after the decision, and one after the key: the next start finishes both.
async fn what_was_begun_is_finished_at_the_next_start(motor: Motor) {
    let huis = huis(motor).await;
    let beide = twee(&huis.store).await;
    let besluit = serde_json::json!({
        "nummer": "K-2026-0001",
        "besloten_op": "2026-11-30T09:00:00Z",
        "account": account(9),
        "akte": AKTE,
    });
    let sleutels = huis.store.huis(&tenant()).await.unwrap();
    let id = beide[0].dossier.uuid();
    let inhoud = sleutels.verzegel("vernietiging", id.as_bytes(), besluit.to_string().as_bytes());
    alleen_besloten(&huis.store, &beide[0], inhoud.unwrap()).await;
    huis.store.clone().sluit().await.unwrap();
    let store = huis.open().await.unwrap();
    is_weg(&store, huis.map.path(), &beide).await;
    knoei(&store, "UPDATE vernietiging SET klaar = false").await;
    store.sluit().await.unwrap();
    is_weg(&huis.open().await.unwrap(), huis.map.path(), &beide).await;
}

/// Who can write in the database and has no key decides nothing.
async fn a_decision_that_nobody_with_the_keys_made_destroys_nothing(motor: Motor) {
    let huis = huis(motor).await;
    let [weg, _] = twee(&huis.store).await;
    alleen_besloten(&huis.store, &weg, b"{}".to_vec()).await;
    huis.store.clone().sluit().await.unwrap();
    let fout = huis.open().await.err().unwrap();
    assert!(matches!(fout, StoreError::Geschonden { wat: "vernietiging", .. }), "{fout}");
    let ernaast = Store::open_ernaast(huis.opties.clone()).await.unwrap();
    knoei(&ernaast, "DELETE FROM vernietiging").await;
    ernaast.sluit().await.unwrap();
    let store = huis.open().await.unwrap();
    assert_eq!(store.load(&tenant(), weg.dossier).await.unwrap().feiten.len(), 1);
}

/// Copies a directory with all that is in it.
fn kopieer(van: &Path, naar: &Path) {
    fs::create_dir_all(naar).unwrap();
    for ingang in fs::read_dir(van).unwrap() {
        let pad = ingang.unwrap().path();
        let doel = naar.join(pad.file_name().unwrap());
        if pad.is_dir() {
            kopieer(&pad, &doel);
        } else {
            fs::copy(&pad, &doel).unwrap();
        }
    }
}

/// Closes the store, copies what `wat` names of it, and opens it again.
async fn bewaar(huis: &mut Huis, wat: &[&str], naar: &Path) {
    huis.store.clone().sluit().await.unwrap();
    for naam in wat {
        let pad = huis.map.path().join(naam);
        if pad.is_dir() {
            kopieer(&pad, &naar.join(naam));
        } else {
            fs::copy(&pad, naar.join(naam)).unwrap();
        }
    }
    huis.store = huis.open().await.unwrap();
}

#[tokio::test]
async fn an_old_backup_of_the_register_does_not_bring_it_back_and_brings_back_the_rest() {
    let mut huis = huis(Motor::Sqlite).await;
    let beide = twee(&huis.store).await;
    let kopie = tempfile::tempdir().unwrap();
    bewaar(&mut huis, &["wederhoor.db", "documenten"], kopie.path()).await;
    vernietig(&huis.store, &beide[0]).await;
    huis.store.clone().sluit().await.unwrap();

    // The register of then, the keys of now.
    kopieer(&huis.map.path().join("sleutels"), &kopie.path().join("sleutels"));
    let store = Store::open(opties(kopie.path())).await.unwrap();
    is_weg(&store, kopie.path(), &beide).await;
}

#[tokio::test]
async fn old_keys_beside_the_register_of_now_are_destroyed_again_before_anything_is_read() {
    let mut huis = huis(Motor::Sqlite).await;
    let beide = twee(&huis.store).await;
    let kopie = tempfile::tempdir().unwrap();
    bewaar(&mut huis, &["sleutels"], kopie.path()).await;
    vernietig(&huis.store, &beide[0]).await;
    huis.store.clone().sluit().await.unwrap();

    let met_oude = StoreOpties::new(huis.map.path())
        .met(store::SleutelOpties::in_map(kopie.path().join("sleutels")));
    is_weg(&Store::open(met_oude).await.unwrap(), huis.map.path(), &beide).await;
}

#[tokio::test]
async fn a_destroyed_key_is_in_no_file_any_more() {
    let huis = huis(Motor::Sqlite).await;
    let [weg, blijft] = twee(&huis.store).await;
    let gewikkeld = async |dossier: store::DossierId| {
        let pad = huis.map.path().join("sleutels/sleutels.db");
        let db = store::sea_orm::Database::connect(format!("sqlite://{}?mode=ro", pad.display()));
        let db = db.await.unwrap();
        let sql = "SELECT gewikkeld FROM sleutel WHERE id = $1";
        let vraag = store::vraag(&db, sql, [dossier.uuid().into()]);
        let rij = store::sea_orm::ConnectionTrait::query_one_raw(&db, vraag).await.unwrap();
        rij.unwrap().try_get_by::<Vec<u8>, _>(0).unwrap()
    };
    let (van_weg, van_blijft) = (gewikkeld(weg.dossier).await, gewikkeld(blijft.dossier).await);
    vernietig(&huis.store, &weg).await;
    huis.store.sluit().await.unwrap();
    let map = huis.map.path().join("sleutels");
    let bytes: Vec<u8> = fs::read_dir(map)
        .unwrap()
        .flat_map(|ingang| fs::read(ingang.unwrap().path()).unwrap())
        .collect();
    let staat = |wat: &[u8]| bytes.windows(wat.len()).any(|deel| deel == wat);
    assert!(staat(&van_blijft), "the file was looked at");
    assert!(!staat(&van_weg), "the wrapped key can still be found");
}

op_beide!(
    what_is_destroyed_is_gone_and_the_rest_stays,
    what_is_destroyed_is_gone_for_who_had_it_open,
    what_changed_since_it_was_decided_is_not_destroyed,
    what_was_begun_is_finished_at_the_next_start,
    a_decision_that_nobody_with_the_keys_made_destroys_nothing,
);
