//! Jobs: claimed once, again after a worker died, tried again later and later, and done for good.

use std::{
    io::{BufRead, BufReader, Lines, Write},
    path::Path,
    process::{Child, ChildStdout, Command, Stdio},
    time::Duration,
};

use futures::future::join_all;
use jiff::Timestamp;
use store::{Schrijf, Store, Taakstand, Uitgaand};
use toetsbank::{
    motor::{Motor, leeg_schema},
    op_beide,
};
use uuid::Uuid;

use crate::hulp::{huis, klacht, moment, opties, tenant};

fn om(tijd: &str) -> Timestamp {
    moment(&format!("2026-11-23T{tijd}:00Z"))
}

async fn a_job_is_claimed_by_one_worker_and_again_when_that_one_dies(motor: Motor) {
    let huis = huis(motor).await;
    let (store, wie) = (&huis.store, tenant());
    let taak = |soort: &str, vanaf| Uitgaand { soort: soort.into(), inhoud: vec![1], vanaf };
    let uitgaand = vec![taak("nu", om("09:00")), taak("later", om("12:00"))];
    let dossier = klacht("Jansen");
    let id = dossier.dossier;
    store.append(&wie, Schrijf { uitgaand, ..dossier }).await.unwrap();

    assert!(store.tenants_met_werk(om("08:00")).await.unwrap().is_empty());
    assert!(store.neem_taken(&wie, om("08:00"), om("08:05"), 10).await.unwrap().is_empty());
    assert_eq!(store.tenants_met_werk(om("09:00")).await.unwrap(), std::slice::from_ref(&wie));
    let (een, twee) = tokio::join!(
        store.neem_taken(&wie, om("09:00"), om("09:05"), 10),
        store.neem_taken(&wie, om("09:00"), om("09:05"), 10),
    );
    let eerst = [een.unwrap(), twee.unwrap()].concat();
    assert_eq!(eerst.len(), 1, "only one of them has it");

    // That worker dies; after its time another claims it.
    let weer = store.neem_taken(&wie, om("09:05"), om("09:10"), 10).await.unwrap();
    assert_eq!((weer.len(), weer[0].pogingen), (1, 2));
    assert_eq!((weer[0].dossier, weer[0].soort.as_str()), (Some(id), "nu"));
    // The first was only slow: it gives back what is no longer its own, and keeps nothing.
    store.taak_mislukt(&wie, &eerst[0], "schijf", om("09:06")).await.unwrap();
    assert!(!store.houd_taak(&wie, &eerst[0], om("10:00")).await.unwrap());
    let rij = &store.taken(&wie, om("09:06"), 10).await.unwrap()[0];
    assert_eq!((rij.stand, &rij.fout), (Taakstand::Bezig(om("09:10")), &None));
    assert!(!store.taak_nu(&wie, weer[0].id, om("09:06")).await.unwrap(), "somebody has it");
    // One that takes long is kept, by who has it.
    assert!(store.houd_taak(&wie, &weer[0], om("09:30")).await.unwrap());
    assert!(store.neem_taken(&wie, om("09:20"), om("09:25"), 10).await.unwrap().is_empty());

    let laatst = store.neem_taken(&wie, om("12:00"), om("12:05"), 1).await.unwrap();
    assert_eq!(laatst[0].soort, "nu", "the oldest first");
    store.taak_klaar(&wie, &laatst[0], om("12:00")).await.unwrap();
    let rest = store.neem_taken(&wie, om("13:00"), om("13:05"), 10).await.unwrap();
    assert_eq!(rest.len(), 1);
    assert_eq!(rest[0].soort, "later");
}

async fn what_a_process_that_stops_gives_back_is_there_for_the_next_at_once(motor: Motor) {
    let huis = huis(motor).await;
    let (store, wie) = (&huis.store, tenant());
    let uitgaand = vec![Uitgaand { soort: "nu".into(), inhoud: vec![1], vanaf: om("09:00") }];
    store.append(&wie, Schrijf { uitgaand, ..klacht("Jansen") }).await.unwrap();
    let mijn = store.neem_taken(&wie, om("09:00"), om("09:05"), 1).await.unwrap();
    store.geef_taak_terug(&wie, &mijn[0], om("09:01")).await.unwrap();
    let weer = store.neem_taken(&wie, om("09:01"), om("09:06"), 1).await.unwrap();
    assert_eq!((weer.len(), weer[0].pogingen), (1, 1), "it was no attempt");
    // What another has by now is not given back for him.
    let ander = store.neem_taken(&wie, om("09:06"), om("09:11"), 1).await.unwrap();
    store.geef_taak_terug(&wie, &weer[0], om("09:07")).await.unwrap();
    assert!(store.neem_taken(&wie, om("09:07"), om("09:12"), 1).await.unwrap().is_empty());
    store.taak_klaar(&wie, &ander[0], om("09:08")).await.unwrap();
    assert!(store.neem_taken(&wie, om("10:00"), om("10:05"), 1).await.unwrap().is_empty());
}

async fn what_fails_is_tried_later_and_later_until_somebody_presses(motor: Motor) {
    let huis = huis(motor).await;
    let (store, wie) = (&huis.store, tenant());
    assert!(store.plan_taak(&wie, "herinneren", "2026-11-23T09", om("09:00")).await.unwrap());
    let mut nu = om("09:00");
    for (poging, minuten) in [1, 2, 4, 8, 16, 32, 60, 60, 60].into_iter().enumerate() {
        let taak = store.neem_taken(&wie, nu, nu, 1).await.unwrap().remove(0);
        assert_eq!(taak.pogingen as usize, poging + 1);
        // A text is not kept: it could say something about somebody.
        let fout = if poging == 0 { "Mevr. Bakker is boos" } else { "schijf" };
        store.taak_mislukt(&wie, &taak, fout, nu).await.unwrap();
        let weer = nu.checked_add(jiff::SignedDuration::from_mins(minuten)).unwrap();
        let rij = store.taken(&wie, nu, 10).await.unwrap().remove(0);
        assert_eq!(rij.stand, Taakstand::Mislukt(weer));
        assert_eq!(rij.fout.as_deref(), Some(if poging == 0 { "anders" } else { "schijf" }));
        let net_niet = weer.checked_sub(jiff::SignedDuration::from_secs(1)).unwrap();
        assert!(store.neem_taken(&wie, net_niet, weer, 1).await.unwrap().is_empty());
        nu = weer;
    }
    let id = store.taken(&wie, nu, 10).await.unwrap()[0].id;
    let eerder = nu.checked_sub(jiff::SignedDuration::from_mins(30)).unwrap();
    assert!(store.taak_nu(&wie, id, eerder).await.unwrap());
    let taak = store.neem_taken(&wie, eerder, nu, 1).await.unwrap().remove(0);
    store.taak_klaar(&wie, &taak, nu).await.unwrap();
    assert!(!store.taak_nu(&wie, id, nu).await.unwrap(), "it was done");
    let rij = store.taken(&wie, nu, 10).await.unwrap().remove(0);
    assert_eq!((rij.stand, rij.pogingen), (Taakstand::Klaar(nu), 10));
    assert_eq!(store.ruim_taken(&wie, nu).await.unwrap(), 0);
    assert_eq!(store.ruim_taken(&wie, om("23:00")).await.unwrap(), 1);
}

async fn a_turn_of_a_duty_is_planned_once_and_done_before_the_next(motor: Motor) {
    let huis = huis(motor).await;
    let (store, wie) = (&huis.store, tenant());
    let plan = |beurt| {
        let wie = wie.clone();
        async move { store.plan_taak(&wie, "opruimen", beurt, om("09:00")).await.unwrap() }
    };
    let gepland = join_all((0..8).map(|_| plan("2026-11-23T09"))).await;
    assert_eq!(gepland.iter().filter(|nieuw| **nieuw).count(), 1);
    assert!(!plan("2026-11-23T10").await, "the turn before is not done");
    let taak = store.neem_taken(&wie, om("09:00"), om("09:05"), 9).await.unwrap();
    assert_eq!(taak.len(), 1);
    assert!(!plan("2026-11-23T10").await, "somebody is doing it");
    store.taak_klaar(&wie, &taak[0], om("09:01")).await.unwrap();
    assert!(!plan("2026-11-23T09").await, "it was done");
    assert!(plan("2026-11-23T10").await);
    // Of another kind, and of another provider, it is another.
    assert!(store.plan_taak(&wie, "anker", "2026-11-23", om("09:00")).await.unwrap());
    let ander = "zorg-west".parse().unwrap();
    assert!(store.plan_taak(&ander, "opruimen", "2026-11-23T10", om("09:00")).await.unwrap());
}

// --- Two processes, of which one is killed ----------------------------------------------------

const MAP: &str = "WEDERHOOR_TAKEN_MAP";
const URL: &str = "WEDERHOOR_TAKEN_URL";
/// The job, counted from one, in which it stays for ever.
const BLIJFT: &str = "WEDERHOOR_TAKEN_BLIJFT";
const AANTAL: usize = 40;

async fn open(map: &Path, url: &str) -> Store {
    Store::open(opties(map).op(Some(url.parse().unwrap()))).await.unwrap()
}

/// The work of a job: a file, whole or not there.
async fn werk(map: &Path, id: Uuid, blijft: bool) {
    let half = map.join(format!("{id}.deel"));
    std::fs::write(&half, "half").unwrap();
    if blijft {
        std::future::pending::<()>().await;
    }
    tokio::time::sleep(Duration::from_millis(20)).await;
    std::fs::rename(half, map.join(format!("{id}.klaar"))).unwrap();
}

/// Not a test: a process of the story below.
#[tokio::test]
#[ignore = "runs as the child of the test below"]
async fn kind() {
    let (Ok(map), Ok(url)) = (std::env::var(MAP), std::env::var(URL)) else { return };
    let zeg = |wat: &str, id: Uuid| {
        // Below what the test runner says on the same line.
        std::io::stdout().lock().write_all(format!("\n{wat} {id}\n").as_bytes()).unwrap();
    };
    let blijft = std::env::var(BLIJFT).ok().and_then(|keer| keer.parse::<usize>().ok());
    let store = open(map.as_ref(), &url).await;
    for keer in 1.. {
        let taak = store.neem_taken(&tenant(), om("09:00"), om("09:05"), 1).await.unwrap().pop();
        let Some(taak) = taak else { break };
        zeg("neemt", taak.id);
        werk(map.as_ref(), taak.id, blijft == Some(keer)).await;
        store.taak_klaar(&tenant(), &taak, om("09:00")).await.unwrap();
        zeg("klaar", taak.id);
    }
}

fn begin(map: &Path, url: &str, blijft: usize) -> (Child, Lines<BufReader<ChildStdout>>) {
    let mut kind = Command::new(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", "taken::kind", "--nocapture", "--test-threads=1"])
        .env(MAP, map)
        .env(URL, url)
        .env(BLIJFT, blijft.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let regels = BufReader::new(kind.stdout.take().unwrap()).lines();
    (kind, regels)
}

/// The ids of the lines that say this.
fn ids(regels: &[String], wat: &str) -> Vec<Uuid> {
    regels.iter().filter_map(|regel| regel.strip_prefix(wat)?.trim().parse().ok()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_process_that_is_killed_in_the_middle_of_a_job_loses_nothing_and_does_nothing_twice() {
    let (map, url) = (tempfile::tempdir().unwrap(), leeg_schema());
    let store = open(map.path(), &url).await;
    for _ in 0..AANTAL {
        let uitgaand = vec![Uitgaand { soort: "x".into(), inhoud: vec![1], vanaf: om("09:00") }];
        store.append(&tenant(), Schrijf { uitgaand, ..klacht("x") }).await.unwrap();
    }
    let (mut een, regels) = begin(map.path(), &url, 3);
    let mut hier = Vec::new();
    let mut regels = regels.map_while(Result::ok);
    while ids(&hier, "neemt ").is_empty() {
        hier.push(regels.next().unwrap());
    }
    let (mut twee, andere) = begin(map.path(), &url, 0);
    let daar = std::thread::spawn(move || andere.map_while(Result::ok).collect::<Vec<_>>());
    while ids(&hier, "neemt ").len() < 3 {
        hier.push(regels.next().unwrap());
    }
    een.kill().unwrap();
    een.wait().unwrap();
    twee.wait().unwrap();
    let daar = daar.join().unwrap();

    let (nam, nam_ook) = (ids(&hier, "neemt "), ids(&daar, "neemt "));
    assert!(nam.iter().all(|id| !nam_ook.contains(id)), "a job was given out twice");
    assert_eq!((nam.len(), nam_ook.len()), (3, AANTAL - 3));
    assert_eq!(ids(&daar, "klaar "), nam_ook);
    // What it had is nobody's until its time is over, and then somebody else's.
    assert!(store.neem_taken(&tenant(), om("09:04"), om("09:09"), 99).await.unwrap().is_empty());
    let over = store.neem_taken(&tenant(), om("09:05"), om("09:10"), 99).await.unwrap();
    assert_eq!(over.iter().map(|taak| (taak.id, taak.pogingen)).collect::<Vec<_>>(), [(nam[2], 2)]);
    werk(map.path(), over[0].id, false).await;
    store.taak_klaar(&tenant(), &over[0], om("09:06")).await.unwrap();
    let taken = store.taken(&tenant(), om("09:06"), 99).await.unwrap();
    assert_eq!(taken.len(), AANTAL);
    for taak in taken {
        assert!(matches!(taak.stand, Taakstand::Klaar(_)), "{taak:?}");
        assert!(map.path().join(format!("{}.klaar", taak.id)).exists());
    }
}

op_beide!(
    a_job_is_claimed_by_one_worker_and_again_when_that_one_dies,
    what_a_process_that_stops_gives_back_is_there_for_the_next_at_once,
    what_fails_is_tried_later_and_later_until_somebody_presses,
    a_turn_of_a_duty_is_planned_once_and_done_before_the_next,
);
