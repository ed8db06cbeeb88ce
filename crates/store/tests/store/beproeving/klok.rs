//! A clock that jumps, a month ahead and a month back, while the work goes on: nothing is lost, nothing is done
//! twice at once, ids keep their order, the sweep takes nothing; and what the audit says of it is that the clock
//! was put back.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use jiff::SignedDuration;
use store::{
    Ankerfout, Ankersleutel, Inzagemis, Mis, Schrijf, StukRij, Uitgaand, Versie, Vertrouwd,
};
use toetsbank::{motor::Motor, op_beide};

use super::{
    Leven, Proef,
    load::{Gezegd, KLOK},
    oordeel::oordeel_en_mis,
    rondes,
};
use crate::hulp::{dag, feit, huis, klacht, moment, schrijf, tenant};

/// Four writers have one act each in hand, and a look, at each of two jumps ahead.
const IN_DE_HAND: usize = 2 * (4 + 2);

/// The library that lies to a process about the time (Debian's `faketime`).
fn leugenaar() -> PathBuf {
    let mappen = fs::read_dir("/usr/lib").unwrap().map(|map| map.unwrap().path());
    let namen = mappen.map(|map| map.join("faketime/libfaketimeMT.so.1"));
    namen.into_iter().find(|pad| pad.exists()).unwrap_or_else(|| {
        panic!("faketime is not here; scripts/install-test-tools.sh installs it")
    })
}

/// The clock of the process is as this file says; what it waits by is not touched.
fn met_klok(opdracht: &mut Command, klok: &Path) {
    opdracht
        .env("LD_PRELOAD", leugenaar())
        .env("FAKETIME_TIMESTAMP_FILE", klok)
        .env("FAKETIME_NO_CACHE", "1")
        .env("FAKETIME_DONT_FAKE_MONOTONIC", "1")
        .env("DONT_FAKE_MONOTONIC", "1")
        .env(KLOK, "ja");
}

/// Whole, or as it was: the process may read it at any moment.
fn zet(klok: &Path, dagen: &str) {
    let half = klok.with_extension("half");
    fs::write(&half, format!("{dagen}\n")).unwrap();
    fs::rename(half, klok).unwrap();
}

fn check_leven(gezegd: &Gezegd) {
    assert!(gezegd.fouten.is_empty(), "{:?}", gezegd.fouten);
    for ids in gezegd.volgorde.values() {
        assert!(ids.is_sorted(), "a later dossier sorts before an earlier one");
    }
    let mut neemt = gezegd.neemt.clone();
    neemt.sort_unstable();
    neemt.dedup();
    assert_eq!(neemt.len(), gezegd.neemt.len(), "a job was given out again while it was in hand");
}

async fn a_clock_that_jumps_a_month_loses_nothing_and_does_nothing_twice(motor: Motor) {
    for _ in 0..rondes(1, 20) {
        let mut proef = Proef::new("clock", motor);
        let klok = proef.map.path().join("klok");
        zet(&klok, "+0d");
        let begin = |proef: &Proef| -> Leven {
            let mut leven = proef.begin_met(|opdracht| met_klok(opdracht, &klok));
            leven.wacht_tot_open();
            leven
        };
        let mut leven = begin(&proef);
        for dagen in ["+0d", "+30d", "-30d", "+0d"] {
            zet(&klok, dagen);
            leven.wacht_op_meer(40);
            // Until the job of the checkpoint has come by.
            std::thread::sleep(std::time::Duration::from_millis(300));
        }
        let gezegd = leven.stop();
        check_leven(&gezegd);
        proef.neem(gezegd);
        // And one that starts while it is wrong, beside files of before and after; on a server also beside a
        // process whose clock is right, which has a file on disk and not its row yet.
        zet(&klok, "+30d");
        let naast = match motor {
            Motor::Sqlite => None,
            Motor::Postgres => {
                let store = proef.open().await.unwrap();
                let document = store.bewaar_document(&tenant(), b"de rij komt nog").await.unwrap();
                Some((store, document))
            }
        };
        let mut leven = begin(&proef);
        leven.wacht("a sweep", |gezegd| gezegd.geveegd);
        if let Some((store, document)) = naast {
            let (mut een, stuk) = (klacht("Jansen"), document.stuk);
            let (dossier, op) = (een.dossier, moment("2126-11-23T09:00:00Z"));
            een.feiten[0].vastgelegd_op = op;
            een.stukken.push(StukRij::van(document, "a.txt", "bijlage", "text/plain", op));
            store.append(&tenant(), een).await.unwrap();
            let rij = store.stuk(&tenant(), dossier, stuk).await.unwrap();
            let open = store.document(&tenant(), stuk, &rij.sleutel).await.unwrap();
            assert_eq!(open.heel().await.unwrap(), b"de rij komt nog", "it was swept away");
            store.sluit().await.unwrap();
        }
        leven.wacht_op_meer(20);
        let gezegd = leven.dood();
        check_leven(&gezegd);
        proef.neem(gezegd);

        let store = proef.open().await.unwrap();
        let mis = oordeel_en_mis(&store, &proef.erkend).await;
        let terug = |mis: &&Mis| matches!(mis, Mis::Anker { wat: Ankerfout::KlokTerug, .. });
        assert!(mis.iter().any(|mis| terug(&mis)), "the clock did not jump: {mis:?}");
        let ingevoegd = |mis: &&Mis| {
            let regel = |wat: &Inzagemis| matches!(wat, Inzagemis::Ingevoegd { .. });
            matches!(mis, Mis::Ingevoegd { .. })
                || matches!(mis, Mis::Inzage { wat, .. } if regel(wat))
        };
        // What somebody had in hand at the very moment at which the clock jumped ahead and a checkpoint was set.
        let in_de_hand = mis.iter().filter(ingevoegd).count();
        assert!(in_de_hand <= IN_DE_HAND, "{mis:?}");
        let anders: Vec<&Mis> = mis.iter().filter(|mis| !terug(mis) && !ingevoegd(mis)).collect();
        assert!(anders.is_empty(), "the audit finds something else: {anders:?}");
        store.sluit().await.unwrap();
        proef.klaar();
    }
}

/// Jobs that were planned, claimed and given back a month ahead.
async fn what_a_clock_that_was_ahead_planned_or_claimed_is_done_when_it_is_right_again(
    motor: Motor,
) {
    let huis = huis(motor).await;
    let (store, wie) = (&huis.store, tenant());
    let nu = moment("2026-11-23T09:00:00Z");
    let later = |dagen: i64| nu.checked_add(SignedDuration::from_hours(24 * dagen)).unwrap();
    let taak = |soort: &str| Uitgaand { soort: soort.into(), inhoud: vec![1], vanaf: later(30) };
    for soort in ["genomen", "mislukt"] {
        let uitgaand = vec![taak(soort)];
        store.append(&wie, Schrijf { uitgaand, ..klacht("x") }).await.unwrap();
    }
    assert!(store.plan_taak(&wie, "opruimen", "2026-12-23T09", later(30)).await.unwrap());
    let een = store.neem_taken(&wie, later(30), later(31), 1).await.unwrap().remove(0);
    let twee = store.neem_taken(&wie, later(30), later(31), 1).await.unwrap().remove(0);
    store.taak_mislukt(&wie, &twee, "schijf", later(30)).await.unwrap();

    assert_eq!(store.tenants_met_werk(nu).await.unwrap(), std::slice::from_ref(&wie));
    let straks = nu.checked_add(SignedDuration::from_mins(5)).unwrap();
    let weer = store.neem_taken(&wie, nu, straks, 10).await.unwrap();
    assert_eq!(weer.len(), 3, "they would wait for a month");
    assert!(weer.iter().any(|taak| (taak.id, taak.pogingen) == (een.id, 2)));
    // And now they are somebody's.
    assert!(store.neem_taken(&wie, nu, straks, 10).await.unwrap().is_empty());
}

/// A checkpoint that was set a month ahead saw nothing of what comes after the clock was put right; that is no
/// reason to say of all of it that it was put in.
async fn a_checkpoint_of_a_clock_that_was_ahead_accuses_nobody(motor: Motor) {
    let huis = huis(motor).await;
    let (store, wie, sleutel) = (&huis.store, tenant(), Ankersleutel::new(&[7; 32]));
    let een = klacht("Jansen");
    store.append(&wie, een.clone()).await.unwrap();
    let zet = async |dag_: &str, op: &str| {
        store.zet_anker(&wie, &sleutel, dag(dag_), moment(op)).await.unwrap()
    };
    zet("2026-12-23", "2026-12-23T00:10:00Z").await.unwrap();
    // Put right; this is recorded before the next checkpoint.
    let nog = feit("contact_opgenomen", "Jansen", "x");
    store.append(&wie, schrijf(een.dossier, &een.feiten, vec![nog])).await.unwrap();
    assert!(
        zet("2026-11-23", "2026-11-23T10:00:00Z").await.is_some(),
        "a month without checkpoints"
    );
    assert!(zet("2026-11-23", "2026-11-23T10:05:00Z").await.is_none(), "one a day");
    zet("2026-11-24", "2026-11-24T00:10:00Z").await.unwrap();
    let mis = async || store.zie_na(&wie, &Vertrouwd::default(), |_| {}).await.unwrap().mis;
    let terug = Mis::Anker { nummer: 2, wat: Ankerfout::KlokTerug };
    assert_eq!(mis().await, std::slice::from_ref(&terug));

    // Who puts something in after that is still found.
    let mut oud = feit("oordeel_gegeven", "Jansen", "x");
    oud.vastgelegd_op = moment("2026-11-23T09:40:00Z");
    let al = store.load(&wie, een.dossier).await.unwrap().feiten;
    let al: Vec<_> = al.into_iter().map(|feit| feit.rij).collect();
    let zet_in = schrijf(een.dossier, &al, vec![oud]);
    assert_eq!(zet_in.verwacht, Versie(2));
    store.append(&wie, zet_in).await.unwrap();
    let ingevoegd = Mis::Ingevoegd { dossier: een.dossier, nummer: 3, anker: 3 };
    assert_eq!(mis().await, [terug, ingevoegd]);
}

op_beide!(
    a_clock_that_jumps_a_month_loses_nothing_and_does_nothing_twice,
    what_a_clock_that_was_ahead_planned_or_claimed_is_done_when_it_is_right_again,
    a_checkpoint_of_a_clock_that_was_ahead_accuses_nobody,
);
