//! `kill -9` under load: a child process appends and says what was acknowledged; it is killed at
//! random moments; what it had said must be there.

use std::{
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Command, Stdio},
    time::Duration,
};

use store::{
    ConceptStuk, DossierId, Schrijf, Store, StukId, StukRij, Versie, sea_orm::ConnectionTrait,
};
use toetsbank::{motor::Motor, op_beide};

use crate::hulp::{feit, herbereken, klacht, lijststand, moment, opties, schrijf, tenant};

const MAP: &str = "WEDERHOOR_TEST_KILL";
const URL: &str = "WEDERHOOR_TEST_KILL_URL";
const RONDES: u64 = 15;
/// So many acts acknowledged say something.
const GENOEG: usize = 100;

/// Not a test: what the child does, until it is killed.
#[test]
#[ignore = "runs as the child of the test below"]
fn kind() {
    let Ok(map) = std::env::var(MAP) else { return };
    let taken = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    taken.block_on(async {
        let store = open(Path::new(&map), std::env::var(URL).ok().as_deref()).await;
        let schrijvers = (0..8).map(|i| tokio::spawn(schrijf_door(store.clone(), i)));
        futures::future::join_all(schrijvers).await;
    });
}

async fn open(map: &Path, url: Option<&str>) -> Store {
    let postgres = url.map(|url| url.parse().unwrap());
    Store::open(opties(map).op(postgres)).await.unwrap()
}

/// Dossiers of three events each, every fourth one with a document, each act told once it is safe.
async fn schrijf_door(store: Store, i: u64) {
    let wie = tenant();
    for ronde in 0_u64.. {
        let mut eerste = klacht(&format!("Klager {i}-{ronde}"));
        let (dossier, mut al) = (eerste.dossier, eerste.feiten.clone());
        if ronde % 4 == 0 {
            let stuk = store.bewaar_document(&wie, dossier.to_string().as_bytes()).await.unwrap();
            eerste.stukken.push(StukRij::van(
                stuk.clone(),
                "a.txt",
                "bijlage",
                "text/plain",
                moment("2026-11-23T09:00:00Z"),
            ));
            tussendoor(&store).await;
        }
        let stuk = eerste.stukken.first().map(|stuk| stuk.stuk);
        schrijf_en_zeg(&store, eerste, stuk).await;
        for daad in ["contact_opgenomen", "oordeel_gegeven"] {
            let nog = feit(daad, &format!("Klager {i}-{ronde}"), daad);
            schrijf_en_zeg(&store, schrijf(dossier, &al, vec![nog.clone()]), stuk).await;
            al.push(nog);
        }
    }
}

/// An upload in a draft that nobody finishes.
async fn tussendoor(store: &Store) {
    let (nu, straks) = (moment("2026-11-23T09:00:00Z"), moment("2026-11-24T09:00:00Z"));
    let concept = store.maak_concept(&tenant(), straks).await.unwrap();
    let document = store.bewaar_document(&tenant(), b"concept").await.unwrap();
    let stuk = ConceptStuk { document, naam: "c.txt".into(), mime: "text/plain".into() };
    store.hang_aan_concept(&tenant(), concept, stuk, nu, straks).await.unwrap();
}

async fn schrijf_en_zeg(store: &Store, schrijf: Schrijf, stuk: Option<StukId>) {
    let uit = store.append(&tenant(), schrijf).await.unwrap();
    let stuk = stuk.map_or("-".to_owned(), |stuk| stuk.to_string());
    let regel = format!("ack {} {} {} {stuk}\n", uit.dossier, uit.versie, uit.nummer);
    // One write, so that a line is whole or not there.
    std::io::stdout().lock().write_all(regel.as_bytes()).unwrap();
}

struct Erkend {
    dossier: DossierId,
    versie: Versie,
    nummer: String,
    stuk: Option<StukId>,
}

fn lees_regel(regel: &str) -> Option<Erkend> {
    let mut delen = regel.split("ack ").nth(1)?.split(' ');
    Some(Erkend {
        dossier: delen.next()?.parse().ok()?,
        versie: Versie(delen.next()?.parse().ok()?),
        nummer: delen.next()?.to_owned(),
        stuk: delen.next()?.trim().parse().ok(),
    })
}

/// One life of the child; what it acknowledged before the end.
fn leef(map: &Path, url: Option<&str>, duur: Duration) -> Vec<Erkend> {
    let mut kind = Command::new(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", "kill::kind", "--nocapture", "--test-threads=1"])
        .env(MAP, map)
        .envs(url.map(|url| (URL, url)))
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let uit = BufReader::new(kind.stdout.take().unwrap());
    let lezer = std::thread::spawn(move || {
        uit.lines().map_while(Result::ok).filter_map(|regel| lees_regel(&regel)).collect()
    });
    std::thread::sleep(duur);
    // On Unix this is SIGKILL.
    kind.kill().unwrap();
    kind.wait().unwrap();
    lezer.join().unwrap()
}

async fn what_was_acknowledged_survives_a_kill_at_any_moment(motor: Motor) {
    let map = tempfile::tempdir().unwrap();
    let url = motor.ruimte();
    let wie = tenant();
    let mut erkend: Vec<Erkend> = Vec::new();
    for ronde in 0_u64.. {
        // On a machine that is busy with other things a life is too short to do anything: then longer ones.
        let erbij = ronde.saturating_sub(RONDES) * 200;
        if ronde >= RONDES && erkend.len() > GENOEG {
            break;
        }
        assert!(ronde < 2 * RONDES, "the child did too little: {}", erkend.len());
        // 40 to 400 ms, spread without a source of chance: in the midst of starting, too.
        let duur = Duration::from_millis(40 + (ronde * 7919 + 131) % 360 + erbij);
        erkend.extend(leef(map.path(), url.as_deref(), duur));
        let store = open(map.path(), url.as_deref()).await;
        let mut nummers = std::collections::BTreeSet::new();
        for daad in &erkend {
            let geladen = store.load(&wie, daad.dossier).await.unwrap();
            assert!(geladen.versie >= daad.versie, "an acknowledged event is gone");
            let rij = store.rij(&wie, daad.dossier).await.unwrap();
            assert_eq!((rij.versie, &rij.nummer), (geladen.versie, &daad.nummer));
            nummers.insert(rij.nummer);
            if let Some(stuk) = daad.stuk {
                let rij = store.stuk(&wie, daad.dossier, stuk).await.unwrap();
                let document = store.document(&wie, stuk, &rij.sleutel).await.unwrap();
                assert_eq!(document.heel().await.unwrap(), daad.dossier.to_string().as_bytes());
            }
        }
        assert!(store.ruim_wezen().await.unwrap().verdacht == 0);
        check_herbouw(&store).await;
        store.sluit().await.unwrap();
    }
}

/// The projections after the crash are what the events say, and the numbers have no gap.
async fn check_herbouw(store: &Store) {
    let tabellen = [
        "SELECT dossier, nummer || ' ' || CAST(versie AS text) || ' ' || stand || ' ' || termijn || \
            CASE WHEN open THEN ' open' ELSE '' END FROM werkvoorraad ORDER BY dossier",
        "SELECT dossier, CAST(woord AS text) FROM zoekwoord ORDER BY woord, dossier",
    ];
    let foto = async || {
        let mut uit: Vec<(uuid::Uuid, String)> = Vec::new();
        for sql in tabellen {
            let db = store.lees(&tenant()).await.unwrap();
            let rijen = db.query_all_raw(store::vraag(&db, sql, [])).await;
            let rijen = rijen.unwrap().into_iter();
            uit.extend(rijen.map(|r| (r.try_get_by(0).unwrap(), r.try_get_by(1).unwrap())));
        }
        // What is sealed is sealed anew: it says the same and has other bytes.
        for dossier in store.dossiers(&tenant(), None, u16::MAX).await.unwrap() {
            let rij = store.rij(&tenant(), dossier).await.unwrap();
            uit.push((dossier.uuid(), format!("{rij:?}")));
        }
        uit
    };
    let voor = foto().await;
    store.herbouw(&tenant(), lijststand("2026-11-23"), herbereken, |_| {}).await.unwrap();
    assert_eq!(voor, foto().await, "a projection differs from its events");
    let sql = "SELECT count(*) = COALESCE(max(n.laatste), 0) FROM dossier d \
        LEFT JOIN nummering n ON n.tenant = d.tenant";
    let db = store.lees(&tenant()).await.unwrap();
    let rij = db.query_one_raw(store::vraag(&db, sql, [])).await;
    assert!(rij.unwrap().unwrap().try_get_by::<bool, _>(0).unwrap(), "a gap in the numbers");
}

op_beide!(what_was_acknowledged_survives_a_kill_at_any_moment);
