//! What is different on a server: other processes write too, and it has settings of its own.

use std::{
    fs,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use futures::future::join_all;
use store::{
    Filter, Herbouw, IdempotentieSleutel, Postgres, Schrijf, Sortering, Store, StoreError,
    TermijnFilter, Uitgaand, Versie,
    sea_orm::{ConnectionTrait, Database},
    vraag,
};
use toetsbank::motor::{Motor, leeg_schema};

use crate::hulp::{
    self, dag, feit, herbereken, huis, klacht, lijststand, moment, opties, schrijf, tenant,
};

async fn een(store: &Store, sql: &str) -> String {
    let db = store.lees(&tenant()).await.unwrap();
    let rij = db.query_one_raw(vraag(&db, sql, [])).await;
    rij.unwrap().unwrap().try_get_by(0).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_processes_on_one_dossier_one_is_told_that_it_moved_on() {
    let huis = huis(Motor::Postgres).await;
    let ander = huis.open().await.unwrap();
    let wie = tenant();
    let begin = klacht("Jansen");
    let (dossier, mut al) = (begin.dossier, begin.feiten.clone());
    huis.store.append(&wie, begin).await.unwrap();
    for ronde in 0..20 {
        let daad = |naam| schrijf(dossier, &al, vec![feit(naam, "Jansen", "onderzoek")]);
        let (hier, daar) = (daad("contact_opgenomen"), daad("klacht_ingetrokken"));
        let uit =
            tokio::join!(huis.store.append(&wie, hier.clone()), ander.append(&wie, daar.clone()),);
        let gelukt = match uit {
            (Ok(_), Err(StoreError::Conflict { expected, found, .. })) => {
                assert_eq!((expected, found), (ronde + 1, ronde + 2));
                hier
            }
            (Err(StoreError::Conflict { .. }), Ok(_)) => daar,
            anders => panic!("one succeeds, the other is told: {anders:?}"),
        };
        al.extend(gelukt.feiten);
    }
    assert_eq!(ander.load(&wie, dossier).await.unwrap().versie, Versie(21));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_that_reaches_two_processes_is_done_once() {
    let huis = huis(Motor::Postgres).await;
    let ander = huis.open().await.unwrap();
    for ronde in 0..10 {
        let keer = |store: Store| async move {
            let idempotentie = Some(IdempotentieSleutel::van(&format!("klik {ronde}")));
            let nieuw = Schrijf { idempotentie, ..klacht("Jansen") };
            store.append(&tenant(), nieuw).await.unwrap()
        };
        let stores = [&huis.store, &ander, &huis.store, &ander];
        let uit = join_all(stores.map(|store| keer(store.clone()))).await;
        assert!(uit.iter().all(|keer| keer.dossier == uit[0].dossier));
        assert!(uit.iter().all(|keer| keer.nummer == format!("K-2026-{:04}", ronde + 1)));
        assert_eq!(uit.iter().filter(|keer| !keer.herhaald).count(), 1);
    }
    // And one dossier that two processes make at once is made by one of them.
    let nieuw = klacht("Pieters");
    let wie = tenant();
    let uit =
        tokio::join!(huis.store.append(&wie, nieuw.clone()), ander.append(&wie, nieuw.clone()),);
    let is_botsing =
        |uit: &Result<_, _>| matches!(uit, Err(StoreError::Conflict { expected: 0, found: 1, .. }));
    assert!(is_botsing(&uit.0) != is_botsing(&uit.1), "{uit:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_task_goes_to_one_of_many_processes() {
    let huis = huis(Motor::Postgres).await;
    let (nu, tot) = (moment("2026-11-23T09:00:00Z"), moment("2026-11-23T09:05:00Z"));
    let taak = || Uitgaand { soort: "brief".into(), inhoud: vec![1], vanaf: nu };
    for _ in 0..40 {
        let uitgaand = vec![taak()];
        huis.store.append(&tenant(), Schrijf { uitgaand, ..klacht("x") }).await.unwrap();
    }
    let ander = huis.open().await.unwrap();
    let stores = [&huis.store, &ander, &huis.store, &ander];
    let wie = &tenant();
    let genomen = join_all(stores.map(|store| store.neem_taken(wie, nu, tot, 10))).await;
    let mut ids: Vec<_> = genomen.into_iter().flat_map(Result::unwrap).map(|t| t.id).collect();
    let aantal = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), aantal, "a task was handed out twice");
    assert_eq!(aantal, 40, "and none was passed over");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_act_during_a_rebuild_by_another_process_is_never_overwritten() {
    let huis = huis(Motor::Postgres).await;
    let ander = Store::open_ernaast(huis.opties.clone()).await.unwrap();
    let wie = tenant();
    let begin: Vec<_> = (0..40).map(|i| klacht(&format!("Klager {i}"))).collect();
    for klacht in &begin {
        huis.store.append(&wie, klacht.clone()).await.unwrap();
    }
    let genoeg = Arc::new(AtomicBool::new(false));
    let bezig = tokio::spawn({
        let (wie, genoeg) = (wie.clone(), Arc::clone(&genoeg));
        async move {
            let mut keer = 0;
            while !genoeg.load(Ordering::SeqCst) {
                let hoe = [Herbouw::Alles, Herbouw::WatAndersIs][keer % 2];
                let stand = (lijststand("2026-11-23"), hoe);
                ander.herbouw(&wie, stand, herbereken, |_| {}).await.unwrap();
                keer += 1;
            }
            keer
        }
    });
    let mut al: Vec<_> = begin.iter().map(|klacht| klacht.feiten.clone()).collect();
    for acts in 0..200 {
        let i = acts % begin.len();
        let nieuw = vec![feit("contact_opgenomen", &format!("Na {acts}"), "onderzoek")];
        huis.store.append(&wie, schrijf(begin[i].dossier, &al[i], nieuw.clone())).await.unwrap();
        al[i].extend(nieuw);
    }
    genoeg.store(true, Ordering::SeqCst);
    assert!(bezig.await.unwrap() > 1, "the acts left no room for a rebuild");
    for (klacht, al) in begin.iter().zip(&al) {
        let rij = huis.store.rij(&wie, klacht.dossier).await.unwrap();
        assert_eq!(rij.versie.0 as usize, al.len());
        assert_eq!(rij.rij, herbereken(&wie, klacht.dossier, &als_feiten(al)).unwrap().rij);
    }
}

fn als_feiten(rijen: &[store::Feitrij]) -> Vec<store::Feit> {
    (1..).zip(rijen).map(|(nummer, rij)| store::Feit { nummer, rij: rij.clone() }).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn processes_that_start_at_once_make_the_tables_once() {
    let (map, url) = (tempfile::tempdir().unwrap(), leeg_schema());
    let opties = hulp::opties(map.path()).op(Some(url.parse().unwrap()));
    let stores = join_all((0..4).map(|_| Store::open(opties.clone()))).await;
    for (nummer, store) in (1..).zip(stores) {
        let uit = store.unwrap().append(&tenant(), klacht("Jansen")).await.unwrap();
        assert_eq!(uit.nummer, format!("K-2026-{nummer:04}"));
    }
}

#[tokio::test]
async fn a_process_that_was_stopped_while_making_the_tables_is_followed_by_another() {
    let (map, url) = (tempfile::tempdir().unwrap(), leeg_schema());
    let db = store::sea_orm::Database::connect(&url).await.unwrap();
    let begin =
        "CREATE TABLE seaql_migrations (version text PRIMARY KEY, applied_at bigint NOT NULL)";
    db.execute_unprepared(begin).await.unwrap();
    let opties = hulp::opties(map.path()).op(Some(url.parse().unwrap()));
    Store::open(opties).await.unwrap().append(&tenant(), klacht("Jansen")).await.unwrap();
}

#[tokio::test]
async fn texts_sort_by_their_bytes_whatever_the_language_of_the_database() {
    let huis = huis(Motor::Postgres).await;
    let taal = "SELECT datlocprovider::text FROM pg_database WHERE datname = current_database()";
    assert_eq!(een(&huis.store, taal).await, "i", "else this proves nothing");
    let anders = "SELECT string_agg(table_name || '.' || column_name, ' ') \
        FROM information_schema.columns WHERE table_schema = current_schema() \
        AND data_type = 'text' AND collation_name IS DISTINCT FROM 'C'";
    let anders = format!("SELECT COALESCE(({anders}), '')");
    assert_eq!(een(&huis.store, &anders).await, "", "a migration must end with sorteer_als_bytes");
}

#[tokio::test]
async fn an_answer_means_on_disk_whatever_the_server_has_as_its_own() {
    let map = tempfile::tempdir().unwrap();
    let url = format!("{}%20-csynchronous_commit%3Doff", leeg_schema());
    let opties = hulp::opties(map.path()).op(Some(url.parse().unwrap()));
    let store = Store::open(opties).await.unwrap();
    let wie = tenant();
    let stand = store.schrijf(&wie, |tx| {
        Box::pin(async move {
            let rij = tx.query_one_raw(vraag(tx, "SHOW synchronous_commit", [])).await.unwrap();
            Ok(rij.unwrap().try_get_by::<String, _>(0).unwrap())
        })
    });
    assert_eq!(stand.await.unwrap(), "on");
}

#[tokio::test]
async fn a_sign_that_the_server_cannot_keep_costs_no_complaint_and_no_search() {
    let huis = huis(Motor::Postgres).await;
    let mut vreemd = klacht("Jan\0sen");
    vreemd.projectie.rij.locatie = Some("Noord\0".into());
    vreemd.projectie.rij.onderwerp = "\0".into();
    let dossier = huis.store.append(&tenant(), vreemd).await.unwrap().dossier;
    assert_eq!(huis.store.rij(&tenant(), dossier).await.unwrap().rij.klager_naam, "Jan\0sen");
    for filter in [
        Filter { locatie: Some("Noord\0".into()), ..Filter::default() },
        Filter { tekst: Some("jan\0sen".into()), ..Filter::default() },
        Filter {
            termijn: Some(TermijnFilter::Binnen7Dagen { vandaag: dag("2027-01-01") }),
            ..Filter::default()
        },
    ] {
        let (wie, eerste) = (tenant(), store::Bladzijde::Eerste);
        let lijst = huis.store.werkvoorraad(&wie, &filter, Sortering::Termijn, eerste, 10);
        assert_eq!(lijst.await.unwrap().rijen.len(), 1, "{filter:?}");
    }
}

#[test]
fn an_address_that_is_none_is_refused_and_a_password_is_told_to_nobody() {
    for url in ["", "mysql://jan:geheim@db/x", "sqlite://x", "postgres://jan:geheim@db:poort/x"] {
        let fout = url.parse::<Postgres>().unwrap_err().to_string();
        assert!(fout.contains("write postgres://") && !fout.contains("geheim"), "{fout}");
    }
    let goed: Postgres = "postgresql://jan:geheim@db.example:5433/klachten".parse().unwrap();
    assert_eq!(goed.to_string(), "PostgreSQL at db.example:5433/klachten");
    assert!(!format!("{goed:?}").contains("geheim"), "{goed:?}");
}

#[tokio::test]
async fn a_server_that_does_not_answer_is_named_with_what_to_check() {
    let map = tempfile::tempdir().unwrap();
    let dicht = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let url = format!("postgres://jan:geheim@{dicht}/klachten");
    let fout = Store::open(opties(map.path()).op(Some(url.parse().unwrap()))).await;
    let fout = fout.unwrap_err();
    let zin = format!("cannot open PostgreSQL at {dicht}/klachten: check that the server runs");
    assert!(fout.to_string().starts_with(&zin), "{fout}");
    assert!(!format!("{fout:?}").contains("geheim"), "{fout:?}");
}

#[tokio::test]
async fn tables_of_others_a_newer_program_and_half_a_restore_are_refused() {
    let map = tempfile::tempdir().unwrap();
    let url = leeg_schema();
    let opties = hulp::opties(map.path()).op(Some(url.parse().unwrap()));
    let zegt = async |woorden: &str| {
        let fout = Store::open(opties.clone()).await.unwrap_err().to_string();
        assert!(fout.contains(woorden), "{fout}");
    };
    let db = Database::connect(&url).await.unwrap();
    db.execute_unprepared("CREATE TABLE facturen (nummer bigint)").await.unwrap();
    zegt("is not a database of this program").await;
    db.execute_unprepared("DROP TABLE facturen").await.unwrap();

    fs::create_dir_all(map.path().join("documenten/zorg-oost")).unwrap();
    zegt("there are documents but the database is empty").await;
    fs::remove_dir_all(map.path().join("documenten")).unwrap();

    let beneden = Store::open_ernaast(opties.clone()).await.unwrap_err().to_string();
    assert!(beneden.contains("start the server of this version once"), "{beneden}");
    let store = Store::open(opties.clone()).await.unwrap();
    store.append(&tenant(), klacht("Jansen")).await.unwrap();
    Store::open_ernaast(opties.clone()).await.unwrap().sluit().await.unwrap();
    store.sluit().await.unwrap();
    let later = "INSERT INTO seaql_migrations VALUES ('m0999_toekomst', 1)";
    db.execute_unprepared(later).await.unwrap();
    zegt("written by a newer version of this program (it holds m0999_toekomst)").await;

    let elders = format!("{}_weg", url.trim_end_matches("_weg"));
    let opties = hulp::opties(map.path()).op(Some(elders.parse().unwrap()));
    let fout = Store::open(opties).await.unwrap_err().to_string();
    assert!(fout.contains("the schema in its search_path is not there"), "{fout}");
}
