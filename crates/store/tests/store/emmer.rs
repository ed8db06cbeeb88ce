//! Documents in a bucket: on a server of others, that is looked at through its other door.

use std::{fs, time::Duration};

use futures::FutureExt;
use store::{
    Emmer, Opgeruimd, Schrijf, Sleutel, Store, StoreError, StoreOpties, StukId, StukRij,
    kopie::{self, Identiteit, KopieError},
};
use toetsbank::{
    motor::Motor,
    s3::{Eigen, Ruimte},
};

use crate::{
    documenten::lees,
    hulp::{self, Huis, feit, klacht, moment, schrijf, tenant},
    kopie::{bewaar, elders, gelijk, leest_terug, rijen, stil, vol_in},
    vernietigen,
};

const MERK: &str = "wederhoor.merk";

fn emmer(ruimte: &Ruimte) -> Emmer {
    Emmer::new(&format!("{}/klachten", ruimte.url()), Ruimte::inlog()).unwrap()
}

/// A register on SQLite with its documents in this bucket.
async fn huis(ruimte: &Ruimte) -> Huis {
    let map = tempfile::tempdir().unwrap();
    let opties = hulp::opties(map.path()).documenten_in(Some(emmer(ruimte)));
    let store = Store::open(opties.clone()).await.unwrap();
    Huis { store, map, opties }
}

/// What is in the bucket beside the mark.
fn over(ruimte: &Ruimte) -> Vec<String> {
    let mut uit = ruimte.objecten();
    uit.retain(|naam| *naam != format!("klachten/{MERK}"));
    uit
}

/// Waits until the bucket holds so much beside the mark.
async fn wordt(ruimte: &Ruimte, aantal: usize) {
    for _ in 0..200 {
        if over(ruimte).len() == aantal {
            return;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("{:?}", over(ruimte));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_document_comes_back_from_a_bucket_as_it_went_in_whatever_its_size() {
    const DEEL: usize = 5 << 20;
    let ruimte = Ruimte::new();
    let huis = huis(&ruimte).await;
    let mut namen = Vec::new();
    for grootte in [0, 1, 300_000, DEEL - 200, DEEL, 2 * DEEL + 7] {
        let inhoud: Vec<u8> = (0..grootte).map(|i: usize| (i % 251) as u8).collect();
        let mut schrijver = huis.store.nieuw_document(&tenant()).await.unwrap();
        for stukje in inhoud.chunks(100_000) {
            schrijver.write(stukje).await.unwrap();
        }
        let document = schrijver.klaar().await.unwrap();
        assert_eq!(document.bytes, grootte as u64);
        assert_eq!(lees(&huis.store, &document).await, inhoud);
        let naam = document.stuk.to_string();
        namen.push(format!("klachten/zorg-oost/{}/{naam}", &naam[34..]));
        // Another process that asks sees it whole at once.
        let daar = ruimte.inhoud(namen.last().unwrap());
        assert!(daar.len() > grootte, "it is sealed");
        assert!(grootte < 100 || !daar.windows(100).any(|deel| deel == &inhoud[..100]));
    }
    namen.sort();
    assert_eq!(over(&ruimte), namen, "and no unfinished piece is left");
    let heel = huis.store.bewaar_document(&tenant(), &vec![7; 3 * DEEL]).await.unwrap();
    assert_eq!(lees(&huis.store, &heel).await, vec![7; 3 * DEEL]);
    assert!(!huis.map.path().join("documenten").exists(), "nothing of it is on this disk");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_upload_that_is_given_up_leaves_nothing_in_the_bucket() {
    let ruimte = Ruimte::new();
    let huis = huis(&ruimte).await;
    for grootte in [700_000, 12 << 20] {
        let begin = async || {
            let mut schrijver = huis.store.nieuw_document(&tenant()).await.unwrap();
            schrijver.write(&vec![1; grootte]).await.unwrap();
            schrijver
        };
        begin().await.breek_af().await.unwrap();
        assert_eq!(over(&ruimte), [""; 0]);
        drop(begin().await);
        wordt(&ruimte, 0).await;
        // Who stops waiting while it is being completed: a visitor who closes the page.
        let mut klaar = Box::pin(begin().await.klaar());
        assert!((&mut klaar).now_or_never().is_none(), "it was complete at once");
        drop(klaar);
        // It may be there for a moment.
        tokio::time::sleep(Duration::from_millis(500)).await;
        wordt(&ruimte, 0).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_missing_document_is_named_and_a_missing_bucket_is_another_thing() {
    let ruimte = Ruimte::new();
    let huis = huis(&ruimte).await;
    let (store, wie) = (&huis.store, tenant());
    let (weg, sleutel) = (StukId::nieuw(), Sleutel::nieuw().unwrap());
    let fout = store.document(&wie, weg, &sleutel).await.err().unwrap();
    assert!(matches!(fout, StoreError::DocumentWeg { stuk } if stuk == weg), "{fout}");
    let concept = store.maak_concept(&wie, moment("2026-12-24T09:00:00Z")).await.unwrap();
    let document = store.bewaar_document(&wie, b"van een concept").await.unwrap();
    let stuk = store::ConceptStuk {
        document: document.clone(),
        naam: "a.txt".into(),
        mime: "text/plain".into(),
    };
    let (nu, straks) = (moment("2026-11-23T09:00:00Z"), moment("2026-12-24T09:00:00Z"));
    store.hang_aan_concept(&wie, concept, stuk, nu, straks).await.unwrap();

    ruimte.verwijder("");
    let zegt = |fout: StoreError| {
        let fout = fout.to_string();
        assert!(fout.contains("is not there: make the bucket"), "{fout}");
        assert!(fout.contains("NoSuchBucket") && fout.contains(&ruimte.url()), "{fout}");
    };
    zegt(store.document(&wie, document.stuk, &document.sleutel).await.err().unwrap());
    zegt(store.bewaar_document(&wie, b"x").await.unwrap_err());
    // What could not be removed is not called removed.
    zegt(store.verwijder_concept(&wie, concept).await.unwrap_err());
    zegt(store.ruim_wezen().await.unwrap_err());
    zegt(Store::open_ernaast(huis.opties.clone()).await.unwrap_err());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_crash_left_in_the_bucket_is_swept_and_nothing_else() {
    let ruimte = Ruimte::new();
    let huis = huis(&ruimte).await;
    let wie = tenant();
    let mut een = klacht("Jansen");
    let nu = moment("2026-11-23T09:00:00Z");
    let foto = huis.store.bewaar_document(&wie, b"een foto").await.unwrap();
    een.stukken.push(StukRij::van(foto.clone(), "foto.jpg", "bijlage", "image/jpeg", nu));
    huis.store.append(&wie, een).await.unwrap();
    let wees = huis.store.bewaar_document(&wie, b"de rij kwam nooit").await.unwrap();
    huis.store.sluit().await.unwrap();
    // Of the operator, and of another register in a folder of this one's.
    ruimte.leg("klachten/LEESMIJ", b"van de beheerder");
    let vreemd = format!("klachten/ander/zorg-oost/00/{}", wees.stuk);
    ruimte.leg(&vreemd, b"van een ander");
    assert_eq!(over(&ruimte).len(), 4);

    tokio::time::sleep(Duration::from_millis(2)).await;
    let store = Store::open(huis.opties).await.unwrap();
    let vers = store.bewaar_document(&wie, b"de rij komt nog").await.unwrap();
    let uit = store.ruim_wezen().await.unwrap();
    assert_eq!(uit, Opgeruimd { wezen: 1, halve: 0, verdacht: 0 });
    assert_eq!(store.ruim_wezen().await.unwrap(), Opgeruimd::default());
    let namen = over(&ruimte);
    assert_eq!(namen.len(), 4, "{namen:?}");
    assert!(!namen.iter().any(|naam| naam.ends_with(&wees.stuk.to_string()) && *naam != vreemd));
    assert_eq!(lees(&store, &foto).await, b"een foto");
    assert_eq!(lees(&store, &vers).await, b"de rij komt nog");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_destroyed_is_gone_from_the_bucket_too() {
    let ruimte = Ruimte::new();
    let huis = huis(&ruimte).await;
    let beide = vernietigen::twee(&huis.store).await;
    assert_eq!(over(&ruimte).len(), 1);
    vernietigen::vernietig(&huis.store, &beide[0]).await;
    assert_eq!(over(&ruimte), [""; 0]);
    let fout = huis.store.load(&tenant(), beide[0].dossier).await.unwrap_err();
    assert!(matches!(fout, StoreError::Vernietigd { .. }), "{fout}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_goes_from_a_folder_to_a_bucket_and_back_and_so_does_a_copy() {
    let (huis, beide) = vol_in(hulp::huis(Motor::Sqlite).await).await;
    let (map, wie) = (tempfile::tempdir().unwrap(), Identiteit::nieuw());
    let archief = map.path().join("register.tar.age");
    let bewaard = bewaar(&huis.opties, &archief, &wie).await.unwrap();
    let voor = rijen(&huis.store).await;

    let ruimte = Ruimte::new();
    let (_map, in_emmer) = elders(Motor::Postgres, &huis);
    let in_emmer = in_emmer.documenten_in(Some(emmer(&ruimte)));
    let sleutel = std::slice::from_ref(&wie);
    let terug = kopie::zet_terug(&in_emmer, &archief, sleutel, &stil()).await.unwrap();
    assert_eq!(terug, bewaard);
    let store = Store::open(in_emmer.clone()).await.unwrap();
    gelijk(&rijen(&store).await, &voor);
    leest_terug(&store, &beide).await;
    let eerst = over(&ruimte);
    assert_eq!(eerst.len(), 2);

    // From the bucket, while a server runs on it, into a folder.
    let archief = map.path().join("uit-de-emmer.tar.age");
    let opnieuw = bewaar(&in_emmer, &archief, &wie).await.unwrap();
    assert_eq!((opnieuw.documenten, &opnieuw.weg[..]), (2, &[][..]));
    assert_eq!(opnieuw.documentbytes, bewaard.documentbytes);
    store.sluit().await.unwrap();
    let (_map2, in_map) = elders(Motor::Sqlite, &huis);
    kopie::zet_terug(&in_map, &archief, sleutel, &stil()).await.unwrap();
    let store = Store::open(in_map.clone()).await.unwrap();
    gelijk(&rijen(&store).await, &voor);
    leest_terug(&store, &beide).await;
    store.sluit().await.unwrap();

    // What is not empty is refused, whatever is in it, and left as it is.
    let nu = moment("2026-11-30T09:00:00Z");
    let naar = async |ruimte: &Ruimte| {
        let (map, daar) = elders(Motor::Sqlite, &huis);
        let daar = daar.documenten_in(Some(emmer(ruimte)));
        let uit = kopie::kopieer(&in_map, &daar, nu, &stil()).await;
        uit.map(|_| (map, daar))
    };
    let fout = naar(&ruimte).await.unwrap_err();
    assert!(matches!(fout, KopieError::NietLeeg { .. }), "{fout}");
    assert_eq!(over(&ruimte), eerst);
    let leeg = Ruimte::new();
    leeg.leg(&format!("klachten/{MERK}"), b"0191e2a0-0000-7000-8000-000000000000");
    let fout = naar(&leeg).await.unwrap_err();
    assert!(matches!(fout, KopieError::NietLeeg { .. }), "{fout}");
    leeg.verwijder(&format!("klachten/{MERK}"));
    let (_map3, daar) = naar(&leeg).await.unwrap();
    let store = Store::open(daar).await.unwrap();
    leest_terug(&store, &beide).await;

    // From bucket to bucket; and a document that is lost is told.
    let (derde, (_map4, daar)) = (Ruimte::new(), elders(Motor::Sqlite, &huis));
    let daar = daar.documenten_in(Some(emmer(&derde)));
    let gekopieerd = kopie::kopieer(&in_emmer, &daar, nu, &stil()).await.unwrap();
    assert_eq!(gekopieerd.documentbytes, bewaard.documentbytes);
    derde.verwijder(&over(&derde)[0]);
    let fout = bewaar(&daar, &map.path().join("half"), &wie).await.unwrap_err();
    assert!(matches!(fout, KopieError::DocumentenWeg { .. }), "{fout}");
    assert!(!map.path().join("half").exists());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bucket_that_cannot_be_used_is_told_with_what_to_do_and_nothing_is_made() {
    let ruimte = Ruimte::new();
    let map = tempfile::tempdir().unwrap();
    let zegt = async |url: &str, inlog: &[(String, String)], woorden: &[&str]| {
        let emmer = Emmer::new(url, inlog.to_vec()).unwrap();
        let opties = hulp::opties(map.path()).documenten_in(Some(emmer));
        let fout = Store::open(opties).await.unwrap_err();
        for woord in woorden {
            assert!(fout.to_string().contains(woord), "{woord}: {fout}");
        }
        let alles = format!("{fout} {fout:?}");
        for geheim in inlog.iter().take(2) {
            assert!(!alles.contains(&geheim.1), "{} is told: {alles}", geheim.0);
        }
        assert!(std::error::Error::source(&fout).is_none(), "an answer may hold the name of a key");
    };
    let wel = Ruimte::inlog();
    let met = |naam: &str, waarde: &str| {
        let mut uit = wel.clone();
        uit.iter_mut().filter(|paar| paar.0 == naam).for_each(|paar| paar.1 = waarde.to_owned());
        uit
    };
    let url = format!("{}/klachten", ruimte.url());
    let fout = met("AWS_SECRET_ACCESS_KEY", "eenanderwachtwoord");
    let check = "does not accept how this program logs in: check AWS_ACCESS_KEY_ID";
    zegt(&url, &fout, &[check, "SignatureDoesNotMatch", &url]).await;
    let fout = met("AWS_ACCESS_KEY_ID", "ONBEKENDESLEUTEL");
    zegt(&url, &fout, &[check, "InvalidAccessKeyId"]).await;
    let geen = format!("{}/nooit-gemaakt/klachten", ruimte.server());
    zegt(&geen, &wel, &["is not there: make the bucket, or name another", "NoSuchBucket", &geen])
        .await;
    let dicht = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let dicht = format!("http://{dicht}/klachten");
    let woorden = ["does not answer: check that it runs", "Connection refused", &dicht];
    zegt(&dicht, &wel, &woorden).await;
    // It may look, and not write: that is known before a document is lost on it.
    assert!(!map.path().join("wederhoor.db").exists(), "something was made");
    let mag = ["does not allow it", "to read, write and delete in it", "AccessDenied"];
    zegt(&url, &Ruimte::lezer(), &mag).await;
    assert_eq!(ruimte.objecten(), [""; 0]);
    // And with everything right it goes on from there.
    let opties = hulp::opties(map.path()).documenten_in(Some(emmer(&ruimte)));
    Store::open(opties).await.unwrap().sluit().await.unwrap();
}

/// Two registers, of which one is started on the documents of the other: the sweep would take all of them for
/// orphans.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_register_is_not_started_on_documents_of_another_and_these_are_left_alone() {
    let (een, twee) = (Ruimte::new(), Ruimte::new());
    let (hier, daar) = (huis(&een).await, huis(&twee).await);
    let (eerste, tweede) =
        (vernietigen::twee(&hier.store).await, vernietigen::twee(&daar.store).await);
    hier.store.clone().sluit().await.unwrap();
    daar.store.clone().sluit().await.unwrap();
    let (in_een, in_twee) = (over(&een), over(&twee));
    let weigert = async |opties: StoreOpties, woorden: &str| {
        for uit in [Store::open_ernaast(opties.clone()).await, Store::open(opties.clone()).await] {
            let fout = uit.unwrap_err().to_string();
            assert!(fout.contains(woorden), "{fout}");
        }
    };
    let verwisseld = hier.opties.clone().documenten_in(Some(emmer(&twee)));
    weigert(verwisseld.clone(), "it bears the mark of another register").await;
    let wie = Identiteit::nieuw();
    let fout = bewaar(&verwisseld, &hier.map.path().join("a"), &wie).await.unwrap_err();
    assert!(fout.to_string().contains("it bears the mark of another register"), "{fout}");
    // Forgotten: then new documents would go to a folder, and old ones seem lost.
    let vergeten = hier.opties.clone().documenten_in(None);
    let zegt = format!("are in {}/klachten: say so with --documenten", een.url());
    weigert(vergeten.clone(), &zegt).await;
    let fout = bewaar(&vergeten, &hier.map.path().join("a"), &wie).await.unwrap_err();
    assert!(fout.to_string().contains(&zegt), "{fout}");
    // A new register on documents that are there, and an old one on an empty bucket.
    let map = tempfile::tempdir().unwrap();
    let nieuw = hulp::opties(map.path()).documenten_in(Some(emmer(&een)));
    let fout = Store::open(nieuw).await.unwrap_err().to_string();
    assert!(fout.contains("there are documents but no wederhoor.db"), "{fout}");
    let leeg = Ruimte::new();
    let ander = hier.opties.clone().documenten_in(Some(emmer(&leeg)));
    weigert(ander, "none of the newest documents of this register is in it").await;
    assert_eq!(leeg.objecten(), [""; 0], "nothing was made in it");
    assert_eq!((over(&een), over(&twee)), (in_een, in_twee));

    // Without the file in the data directory, the documents themselves show whose bucket it is.
    for (huis, [daad, _]) in [(&hier, &eerste), (&daar, &tweede)] {
        fs::remove_file(huis.map.path().join("documenten.merk")).unwrap();
        let store = Store::open(huis.opties.clone()).await.unwrap();
        let rij = store.stuk(&tenant(), daad.dossier, daad.stukken[0].stuk).await.unwrap();
        let document = store.document(&tenant(), rij.stuk, &rij.sleutel).await.unwrap();
        assert_eq!(document.heel().await.unwrap(), b"een foto");
        assert_eq!(store.ruim_wezen().await.unwrap(), Opgeruimd::default());
        store.sluit().await.unwrap();
    }
    fs::remove_file(hier.map.path().join("documenten.merk")).unwrap();
    weigert(verwisseld, "none of the newest documents of this register is in it").await;
}

/// The server of the bucket stops while people work: what they do is refused or said, and what was
/// acknowledged is there when it is back.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_store_that_stops_loses_nothing_and_works_again_when_it_is_back() {
    let mut server = Eigen::start();
    let ruimte = server.ruimte();
    let huis = huis(&ruimte).await;
    let (store, wie) = (&huis.store, tenant());
    let [daad, _] = vernietigen::twee(store).await;
    let groot = store.bewaar_document(&wie, &vec![3; 6 << 20]).await.unwrap();
    let mut half = store.nieuw_document(&wie).await.unwrap();
    half.write(&vec![1; 6 << 20]).await.unwrap();

    server.stop();
    let stil = |fout: StoreError| {
        assert!(fout.is_tijdelijk(), "{fout}");
        assert!(fout.to_string().contains("does not answer: check that it runs"), "{fout}");
    };
    let schrijven = store.bewaar_document(&wie, b"een brief");
    let lezen = store.document(&wie, groot.stuk, &groot.sleutel);
    let vernietigen = async {
        let nu = moment("2026-11-30T09:00:00Z");
        let akte = r#"{"artikel":"13"}"#.to_owned();
        store.vernietig(&wie, daad.dossier, store::Versie(1), hulp::account(9), akte, nu).await
    };
    let (schreef, af, las, vernietigd) = tokio::join!(schrijven, half.klaar(), lezen, vernietigen);
    stil(schreef.unwrap_err());
    stil(af.unwrap_err());
    stil(las.err().unwrap());
    stil(vernietigd.unwrap_err());
    // What needs no document goes on.
    let nieuw = klacht("Pieters");
    store.append(&wie, nieuw.clone()).await.unwrap();
    let nog: Schrijf = schrijf(nieuw.dossier, &nieuw.feiten, vec![feit("x", "Pieters", "y")]);
    store.append(&wie, nog).await.unwrap();

    server.weer();
    assert_eq!(lees(store, &groot).await, vec![3; 6 << 20]);
    let brief = store.bewaar_document(&wie, b"een brief").await.unwrap();
    assert_eq!(lees(store, &brief).await, b"een brief");
    // A destruction that was begun is finished by the next start.
    huis.store.sluit().await.unwrap();
    let store = Store::open(huis.opties).await.unwrap();
    assert!(store.stukken(&wie, daad.dossier).await.unwrap().is_empty());
    let weg = daad.stukken[0].stuk.to_string();
    assert!(!over(&ruimte).iter().any(|naam| naam.ends_with(&weg)), "{:?}", over(&ruimte));
}
