//! A store as a whole, elsewhere: in an archive and back, and on the other engine. What comes back is compared
//! row by row by reading the tables here, not by the program's own sums.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::Arc,
};

use sea_orm::{ConnectionTrait, QueryResult};
use store::{
    Ankersleutel, ConceptStuk, Inzage, Inzageactie, Kijker, Schrijf, SleutelOpties, Sleutelplaats,
    Store, StoreError, StoreOpties, StukRij, Uitgaand, Versie, Vertrouwd,
    kopie::{self, Bewaar, Gekopieerd, Identiteit, KopieError, Melder, Soort},
    sea_orm, vraag,
};
use toetsbank::{motor::Motor, op_beide};
use uuid::Uuid;

use crate::hulp::{Huis, account, dag, feit, huis, klacht, knoei, moment, schrijf, tenant};

pub(crate) fn stil() -> Melder {
    Arc::new(|_| {})
}

/// Makes an archive; `wie` opens it.
pub(crate) async fn bewaar(
    opties: &StoreOpties,
    naar: &Path,
    wie: &Identiteit,
) -> Result<Gekopieerd, KopieError> {
    bewaar_met(opties, naar, wie, false).await
}

pub(crate) async fn bewaar_met(
    opties: &StoreOpties,
    naar: &Path,
    wie: &Identiteit,
    zonder_ontbrekende: bool,
) -> Result<Gekopieerd, KopieError> {
    let ontvangers = [wie.ontvanger()];
    let (nu, meld) = (moment("2026-11-30T09:00:00Z"), stil());
    let hoe = Bewaar { naar, ontvangers: &ontvangers, nu, zonder_ontbrekende, meld };
    kopie::bewaar(opties, &hoe).await
}

/// An empty place on this engine, with the keys of `van`.
pub(crate) fn elders(motor: Motor, van: &Huis) -> (tempfile::TempDir, StoreOpties) {
    let map = tempfile::tempdir().unwrap();
    let postgres = motor.ruimte().map(|url| url.parse().unwrap());
    let opties = StoreOpties::new(map.path()).op(postgres).met(van.opties.sleutels.clone());
    (map, opties)
}

/// A register in which every table but that of the projections' stand has a row.
pub(crate) async fn vol(motor: Motor) -> (Huis, [Schrijf; 2]) {
    vol_in(huis(motor).await).await
}

pub(crate) async fn vol_in(huis: Huis) -> (Huis, [Schrijf; 2]) {
    let (store, wie) = (&huis.store, tenant());
    let (nu, straks) = (moment("2026-11-23T09:00:00Z"), moment("2026-12-23T09:00:00Z"));
    let foto = store.bewaar_document(&wie, &vec![7; 300_000]).await.unwrap();
    let mut een = klacht("Zoë Çelik");
    een.stukken.push(StukRij::van(foto, "foto.jpg", "bijlage", "image/jpeg", nu));
    een.toegangscode = Some(vec![7; 32]);
    een.uitgaand.push(Uitgaand { soort: "brief".to_owned(), inhoud: b"{}".to_vec(), vanaf: nu });
    let twee = klacht("De Vries");
    for nieuw in [&een, &twee] {
        store.append(&wie, nieuw.clone()).await.unwrap();
    }
    let nog = schrijf(twee.dossier, &twee.feiten, vec![van_account()]);
    store.append(&wie, nog).await.unwrap();
    let concept = store.maak_concept(&wie, straks).await.unwrap();
    store.bewaar_stap(&wie, concept, "verhaal", b"lang".to_vec(), nu, straks).await.unwrap();
    let document = store.bewaar_document(&wie, b"concept").await.unwrap();
    let stuk = ConceptStuk { document, naam: "c.txt".into(), mime: "text/plain".into() };
    store.hang_aan_concept(&wie, concept, stuk, nu, straks).await.unwrap();
    let regel = Inzage {
        op: nu,
        wie: Kijker::Account(account(1)),
        grond: "raad_van_bestuur".to_owned(),
        actie: Inzageactie::Bekeken,
        dossier: een.dossier,
        wat: "dossier".to_owned(),
        stuk: None,
        geweigerd: None,
    };
    store.leg_inzage_vast(&wie, vec![regel.clone(), regel]).await.unwrap();
    let sleutel = Ankersleutel::new(&[7; 32]);
    store.zet_anker(&wie, &sleutel, dag("2026-11-24"), straks).await.unwrap().unwrap();
    let veel = (0..250).map(|nr| klacht(&format!("Klager {nr}")));
    for nieuw in veel {
        store.append(&"zorg-west".parse().unwrap(), nieuw).await.unwrap();
    }
    (huis, [een, twee])
}

/// An event of an account, so that the account has a part in the dossier.
fn van_account() -> store::Feitrij {
    store::Feitrij { account: Some(account(3)), ..feit("contact_opgenomen", "De Vries", "x") }
}

fn cel(rij: &QueryResult, plek: usize) -> String {
    let bytes = |bytes: &[u8]| bytes.iter().map(|b| format!("{b:02x}")).collect::<String>();
    if let Ok(uit) = rij.try_get_by::<Option<String>, _>(plek) {
        return format!("{uit:?}");
    }
    if let Ok(uit) = rij.try_get_by::<Option<i64>, _>(plek) {
        return format!("{uit:?}");
    }
    if let Ok(uit) = rij.try_get_by::<Option<bool>, _>(plek) {
        return format!("{:?}", uit.map(i64::from));
    }
    if let Ok(uit) = rij.try_get_by::<Option<Uuid>, _>(plek) {
        return format!("{:?}", uit.map(|uuid| bytes(uuid.as_bytes())));
    }
    format!("{:?}", rij.try_get_by::<Option<Vec<u8>>, _>(plek).unwrap().map(|b| bytes(&b)))
}

/// All tables with all their rows, sorted as texts.
pub(crate) async fn rijen(store: &Store) -> BTreeMap<String, Vec<String>> {
    let mut uit: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for huis in ["zorg-oost", "zorg-west"] {
        let db = store.lees(&huis.parse().unwrap()).await.unwrap();
        let sql = match db.get_database_backend() {
            sea_orm::DbBackend::Postgres => {
                "SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema()"
            }
            _ => "SELECT name FROM sqlite_master WHERE type = 'table'",
        };
        for tabel in db.query_all_raw(vraag(&db, sql, [])).await.unwrap() {
            let tabel: String = tabel.try_get_by(0).unwrap();
            if tabel == "seaql_migrations" {
                continue;
            }
            let sql = format!("SELECT * FROM {tabel} WHERE tenant = $1");
            let alles = db.query_all_raw(vraag(&db, &sql, [huis.into()])).await.unwrap();
            let rij = |rij: &QueryResult| {
                let namen = rij.column_names();
                let cellen =
                    namen.iter().enumerate().map(|(nr, naam)| format!("{naam}={}", cel(rij, nr)));
                cellen.collect::<Vec<_>>().join(" ")
            };
            uit.entry(tabel).or_default().extend(alles.iter().map(rij));
        }
    }
    uit.values_mut().for_each(|rijen| rijen.sort_unstable());
    uit
}

/// Names the first row that differs, instead of all there are.
#[track_caller]
pub(crate) fn gelijk(is: &BTreeMap<String, Vec<String>>, hoort: &BTreeMap<String, Vec<String>>) {
    assert!(is.keys().eq(hoort.keys()), "other tables");
    for (tabel, rijen) in hoort {
        for (daar, hier) in is[tabel].iter().zip(rijen) {
            assert_eq!(daar, hier, "{tabel}");
        }
        assert_eq!(is[tabel].len(), rijen.len(), "{tabel}");
    }
}

/// Both dossiers and the photo read back through the program, and the chains hold.
pub(crate) async fn leest_terug(store: &Store, [een, twee]: &[Schrijf; 2]) {
    let wie = tenant();
    assert_eq!(store.load(&wie, een.dossier).await.unwrap().feiten.len(), 1);
    assert_eq!(store.load(&wie, twee.dossier).await.unwrap().feiten.len(), 2);
    let rij = store.stuk(&wie, een.dossier, een.stukken[0].stuk).await.unwrap();
    let document = store.document(&wie, rij.stuk, &rij.sleutel).await.unwrap();
    assert_eq!(document.heel().await.unwrap(), vec![7; 300_000]);
    let sleutels = vec![Ankersleutel::new(&[7; 32]).openbaar()];
    let vertrouwd = Vertrouwd { sleutels, ..Vertrouwd::default() };
    for (tenant, dossiers, inzagen, ankers) in [("zorg-oost", 2, 2, 1), ("zorg-west", 250, 0, 0)] {
        let gezien = store.zie_na(&tenant.parse().unwrap(), &vertrouwd, |_| {}).await.unwrap();
        assert_eq!(gezien.mis, []);
        assert_eq!((gezien.dossiers, gezien.inzagen, gezien.ankers), (dossiers, inzagen, ankers));
    }
}

fn ander(motor: Motor) -> Motor {
    match motor {
        Motor::Sqlite => Motor::Postgres,
        Motor::Postgres => Motor::Sqlite,
    }
}

async fn what_comes_back_is_the_same_register_row_for_row_on_either_engine(motor: Motor) {
    let (huis, beide) = vol(motor).await;
    let (map, wie) = (tempfile::tempdir().unwrap(), Identiteit::nieuw());
    let archief = map.path().join("register.tar.age");
    // A server has it open meanwhile.
    let bewaard = bewaar(&huis.opties, &archief, &wie).await.unwrap();
    let voor = rijen(&huis.store).await;
    let leeg: Vec<&String> =
        voor.iter().filter(|(_, rijen)| rijen.is_empty()).map(|t| t.0).collect();
    assert!(leeg.len() < voor.len() / 2, "little was put in to lose: {leeg:?}");
    let namen: Vec<&str> = bewaard.tabellen.iter().map(|tabel| tabel.naam.as_str()).collect();
    for (tabel, rijen) in &voor {
        let som = bewaard.tabellen.iter().find(|som| som.naam == *tabel);
        let som = som.unwrap_or_else(|| panic!("{tabel} is forgotten: {namen:?}"));
        assert_eq!(som.rijen, rijen.len() as u64, "{tabel}");
    }
    assert_eq!((bewaard.documenten, bewaard.tenants.len(), &bewaard.weg[..]), (2, 2, &[][..]));
    assert_eq!(
        kopie::kijk_na(&archief, Soort::Register, std::slice::from_ref(&wie)).unwrap(),
        bewaard
    );

    for naar in [motor, ander(motor)] {
        let (_map, opties) = elders(naar, &huis);
        let terug =
            kopie::zet_terug(&opties, &archief, std::slice::from_ref(&wie), &stil()).await.unwrap();
        assert_eq!(terug, bewaard);
        let store = Store::open_ernaast(opties).await.unwrap();
        gelijk(&rijen(&store).await, &voor);
        leest_terug(&store, &beide).await;
        store.sluit().await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn from_a_file_to_a_server_and_back_it_is_the_same_register_with_its_keys() {
    let (huis, beide) = vol(Motor::Sqlite).await;
    let voor = rijen(&huis.store).await;
    let nu = moment("2026-11-30T09:00:00Z");
    let (_a, op_server) = elders(Motor::Postgres, &huis);
    let fout = kopie::kopieer(&huis.opties, &op_server, nu, &stil()).await.unwrap_err();
    assert!(fout.to_string().contains("in use by another process"), "{fout}");
    let van = huis.opties.clone();
    huis.store.sluit().await.unwrap();

    let sleutels = Motor::Postgres.ruimte().unwrap();
    let op_server = op_server.met(SleutelOpties {
        plaats: Sleutelplaats::Postgres(sleutels.parse().unwrap()),
        hoofd: van.sleutels.hoofd.clone(),
    });
    let heen = kopie::kopieer(&van, &op_server, nu, &stil()).await.unwrap();
    kopie::kopieer_sleutels(&van.sleutels, &op_server.sleutels, nu, &stil()).await.unwrap();
    let store = Store::open(op_server.clone()).await.unwrap();
    gelijk(&rijen(&store).await, &voor);
    leest_terug(&store, &beide).await;
    store.sluit().await.unwrap();

    let map = tempfile::tempdir().unwrap();
    let in_bestand = StoreOpties::new(map.path().join("data")).met(SleutelOpties {
        plaats: Sleutelplaats::Map(map.path().join("sleutels")),
        hoofd: van.sleutels.hoofd.clone(),
    });
    let terug = kopie::kopieer(&op_server, &in_bestand, nu, &stil()).await.unwrap();
    assert_eq!(terug.tabellen, heen.tabellen, "the same sums on either engine");
    kopie::kopieer_sleutels(&op_server.sleutels, &in_bestand.sleutels, nu, &stil()).await.unwrap();
    let store = Store::open(in_bestand.clone()).await.unwrap();
    gelijk(&rijen(&store).await, &voor);
    leest_terug(&store, &beide).await;
    store.sluit().await.unwrap();

    let fout = kopie::kopieer(&van, &in_bestand, nu, &stil()).await.unwrap_err();
    assert!(matches!(fout, KopieError::NietLeeg { .. }), "{fout}");
    let fout = kopie::kopieer_sleutels(&van.sleutels, &op_server.sleutels, nu, &stil()).await;
    assert!(matches!(fout, Err(KopieError::NietLeeg { .. })), "{fout:?}");
}

/// People go on while the backup is made: what was acknowledged before it began is in it, each dossier is
/// whole, and the register that comes back proves itself.
async fn what_was_acknowledged_before_a_backup_is_in_it_while_people_go_on(motor: Motor) {
    let huis = huis(motor).await;
    let (map, wie) = (tempfile::tempdir().unwrap(), Identiteit::nieuw());
    let archief = map.path().join("register.tar.age");
    let klaar = Arc::new(std::sync::atomic::AtomicBool::new(false));
    let erkend: Arc<std::sync::Mutex<Vec<Schrijf>>> = Arc::default();
    let mut druk = Vec::new();
    for nr in 0..4 {
        let (store, klaar, erkend) = (huis.store.clone(), klaar.clone(), erkend.clone());
        druk.push(tokio::spawn(async move {
            let nu = moment("2026-11-23T09:00:00Z");
            while !klaar.load(std::sync::atomic::Ordering::SeqCst) {
                let mut nieuw = klacht(&format!("Klager {nr}"));
                let inhoud = nieuw.dossier.to_string();
                let stuk = store.bewaar_document(&tenant(), inhoud.as_bytes()).await.unwrap();
                let rij = StukRij::van(stuk, "a", "bijlage", "text/plain", nu);
                nieuw.stukken.push(rij);
                store.append(&tenant(), nieuw.clone()).await.unwrap();
                let nog = schrijf(nieuw.dossier, &nieuw.feiten, vec![feit("x", "y", "z")]);
                store.append(&tenant(), nog).await.unwrap();
                erkend.lock().unwrap().push(nieuw);
            }
        }));
    }
    while erkend.lock().unwrap().len() < 60 {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    let ervoor = erkend.lock().unwrap().clone();
    let bewaard = bewaar(&huis.opties, &archief, &wie).await.unwrap();
    let erna = erkend.lock().unwrap().len();
    klaar.store(true, std::sync::atomic::Ordering::SeqCst);
    for klus in druk {
        klus.await.unwrap();
    }
    assert!(erna > ervoor.len(), "nobody did anything while the backup was made");
    assert_eq!(bewaard.weg, [], "documents are there before their rows");

    let (_map, opties) = elders(motor, &huis);
    kopie::zet_terug(&opties, &archief, &[wie], &stil()).await.unwrap();
    let store = Store::open(opties).await.unwrap();
    for daad in &ervoor {
        let geladen = store.load(&tenant(), daad.dossier).await.unwrap();
        assert_eq!(geladen.versie, Versie(2), "what was acknowledged is not in it");
        let rij = store.stuk(&tenant(), daad.dossier, daad.stukken[0].stuk).await.unwrap();
        let document = store.document(&tenant(), rij.stuk, &rij.sleutel).await.unwrap();
        assert_eq!(document.heel().await.unwrap(), daad.dossier.to_string().as_bytes());
    }
    let gezien = store.zie_na(&tenant(), &Vertrouwd::default(), |_| {}).await.unwrap();
    assert_eq!(gezien.mis, []);
    assert!(gezien.dossiers >= ervoor.len() as u64);
}

/// The register of then and the keys of now: what was destroyed since stays gone, from the archive too.
async fn what_was_destroyed_since_does_not_come_back_and_the_rest_does(motor: Motor) {
    let (huis, [weg, blijft]) = vol(motor).await;
    let (map, wie) = (tempfile::tempdir().unwrap(), Identiteit::nieuw());
    let archief = map.path().join("register.tar.age");
    bewaar(&huis.opties, &archief, &wie).await.unwrap();
    let nu = moment("2026-12-01T09:00:00Z");
    let akte = r#"{"artikel":"13"}"#.to_owned();
    huis.store.vernietig(&tenant(), weg.dossier, Versie(1), account(9), akte, nu).await.unwrap();
    huis.store.clone().sluit().await.unwrap();

    let (hier, opties) = elders(motor, &huis);
    kopie::zet_terug(&opties, &archief, &[wie], &stil()).await.unwrap();
    let stuk = weg.stukken[0].stuk.to_string();
    let bestand = bestanden(&hier.path().join("documenten"));
    assert!(bestand.iter().any(|pad| pad.ends_with(&stuk)), "it was in the archive");
    let store = Store::open(opties).await.unwrap();
    let fout = store.load(&tenant(), weg.dossier).await.unwrap_err();
    assert!(matches!(fout, StoreError::Vernietigd { .. }), "{fout}");
    assert_eq!(store.vernietigingen(&tenant(), None, 10).await.unwrap().len(), 1);
    assert!(!bestanden(&hier.path().join("documenten")).iter().any(|pad| pad.ends_with(&stuk)));
    assert_eq!(store.load(&tenant(), blijft.dossier).await.unwrap().feiten.len(), 2);
    let west = "zorg-west".parse().unwrap();
    let andere = store.dossiers(&west, None, u16::MAX).await.unwrap();
    assert_eq!(andere.len(), 250);
    for dossier in andere {
        assert_eq!(store.load(&west, dossier).await.unwrap().feiten.len(), 1);
    }
    let gezien = store.zie_na(&tenant(), &Vertrouwd::default(), |_| {}).await.unwrap();
    assert_eq!(gezien.mis, []);
}

pub(crate) fn bestanden(map: &Path) -> Vec<PathBuf> {
    let Ok(inhoud) = std::fs::read_dir(map) else { return Vec::new() };
    inhoud
        .map(|ingang| ingang.unwrap().path())
        .flat_map(|pad| if pad.is_dir() { bestanden(&pad) } else { vec![pad] })
        .collect()
}

/// A file that is gone: explained by a destruction that is under way, or a reason to stop.
async fn a_document_without_a_file_is_told_and_stops_a_backup_unless_it_was_destroyed(
    motor: Motor,
) {
    let (huis, [een, twee]) = vol(motor).await;
    let (map, wie) = (tempfile::tempdir().unwrap(), Identiteit::nieuw());
    let weg = een.stukken[0].stuk.to_string();
    let alle = bestanden(&huis.map.path().join("documenten"));
    std::fs::remove_file(alle.iter().find(|pad| pad.ends_with(&weg)).unwrap()).unwrap();
    let fout = bewaar(&huis.opties, &map.path().join("a"), &wie).await.unwrap_err().to_string();
    assert!(fout.contains(&weg) && fout.contains("--zonder-ontbrekende"), "{fout}");
    assert!(bestanden(map.path()).is_empty(), "half an archive is left");

    let toch = bewaar_met(&huis.opties, &map.path().join("b"), &wie, true).await.unwrap();
    assert_eq!((toch.weg.len(), toch.weg[0].verklaard), (1, false));
    let (_daar, opties) = elders(motor, &huis);
    kopie::zet_terug(&opties, &map.path().join("b"), std::slice::from_ref(&wie), &stil())
        .await
        .unwrap();
    let store = Store::open(opties).await.unwrap();
    assert_eq!(store.load(&tenant(), twee.dossier).await.unwrap().feiten.len(), 2);
    store.sluit().await.unwrap();

    // A crash came after the files of a dossier were removed, and before its rows were.
    knoei(
        &huis.store,
        "INSERT INTO vernietiging (tenant, dossier, besloten_op, inhoud, klaar) \
         SELECT tenant, dossier, '2026-11-30T09:00:00.000000000Z', inhoud, false FROM stuk",
    )
    .await;
    let goed = bewaar(&huis.opties, &map.path().join("c"), &wie).await.unwrap();
    assert_eq!((goed.weg.len(), goed.weg[0].verklaard), (1, true));
    kopie::kijk_na(&map.path().join("c"), Soort::Register, &[wie]).unwrap();
}

op_beide!(
    what_comes_back_is_the_same_register_row_for_row_on_either_engine,
    what_was_acknowledged_before_a_backup_is_in_it_while_people_go_on,
    what_was_destroyed_since_does_not_come_back_and_the_rest_does,
    a_document_without_a_file_is_told_and_stops_a_backup_unless_it_was_destroyed,
);
