//! The register proves itself: whoever changes it behind the program's back is found, and what he did is
//! named.

use jiff::Timestamp;
use store::{
    Anker, Ankerfout, Ankersleutel, DossierId, Feitrij, Mis, Nagezien, Schrijf, Store, Vertrouwd,
    sea_orm::ConnectionTrait, vraag,
};
use toetsbank::{motor::Motor, op_beide};

use crate::hulp::{Huis, dag, feit, huis, klacht, knoei, moment, schrijf, tenant};

fn sleutel() -> Ankersleutel {
    Ankersleutel::new(&[7; 32])
}

fn vertrouwd() -> Vertrouwd {
    Vertrouwd { sleutels: vec![sleutel().openbaar()], gepubliceerd: Vec::new() }
}

fn om(daad: &str, toen: &str) -> Feitrij {
    Feitrij { vastgelegd_op: moment(toen), ..feit(daad, "Jansen", "onderzoek") }
}

/// Three dossiers of three events, seen by a checkpoint; then one more event in the first, seen by the
/// next; then one that none has seen yet.
async fn register(motor: Motor) -> (Huis, Vec<DossierId>) {
    let huis = huis(motor).await;
    let mut dossiers = Vec::new();
    for _ in 0..3 {
        let begin = klacht("Jansen");
        let (dossier, mut al) = (begin.dossier, begin.feiten.clone());
        huis.store.append(&tenant(), begin).await.unwrap();
        for daad in ["contact_opgenomen", "onderzoek_begonnen"] {
            erbij(&huis.store, dossier, &mut al, om(daad, "2026-11-23T10:00:00Z")).await;
        }
        dossiers.push(dossier);
        if dossiers.len() == 3 {
            let mut al = vec![feit("x", "x", "x"); 3];
            anker(&huis.store, "2026-11-24", "2026-11-24T00:05:00Z").await;
            erbij(&huis.store, dossiers[0], &mut al, om("a", "2026-11-24T09:00:00Z")).await;
            anker(&huis.store, "2026-11-25", "2026-11-25T00:05:00Z").await;
            erbij(&huis.store, dossiers[0], &mut al, om("b", "2026-11-25T09:00:00Z")).await;
        }
    }
    (huis, dossiers)
}

async fn erbij(store: &Store, dossier: DossierId, al: &mut Vec<Feitrij>, nieuw: Feitrij) {
    store.append(&tenant(), schrijf(dossier, al, vec![nieuw.clone()])).await.unwrap();
    al.push(nieuw);
}

async fn anker(store: &Store, op: &str, nu: &str) -> Anker {
    let nu: Timestamp = moment(nu);
    store.zet_anker(&tenant(), &sleutel(), dag(op), nu).await.unwrap().unwrap()
}

async fn zie_na(store: &Store, vertrouwd: &Vertrouwd) -> Nagezien {
    store.zie_na(&tenant(), vertrouwd, |_| {}).await.unwrap()
}

async fn mis(store: &Store) -> Vec<Mis> {
    zie_na(store, &vertrouwd()).await.mis
}

async fn an_untouched_register_holds_and_checkpoints_follow_each_other(motor: Motor) {
    let (huis, _) = register(motor).await;
    let uit = zie_na(&huis.store, &vertrouwd()).await;
    assert_eq!((uit.dossiers, uit.gebeurtenissen, uit.ankers), (3, 11, 2));
    assert_eq!(uit.mis, []);
    let ankers = huis.store.ankers(&tenant()).await.unwrap();
    let tellen: Vec<_> = ankers.iter().map(|a| (a.nummer, a.dossiers, a.gebeurtenissen)).collect();
    assert_eq!(tellen, [(1, 3, 9), (2, 1, 4)], "only what was written on since");
    assert!(ankers.iter().all(Anker::is_getekend));

    // A day has one checkpoint, however many processes set it, and a day on which nothing happened too.
    let (store, wie) = (&huis.store, tenant());
    let nu = moment("2026-11-26T00:05:00Z");
    let (sleutel, dag) = (sleutel(), dag("2026-11-26"));
    let zet = || store.zet_anker(&wie, &sleutel, dag, nu);
    let uit = tokio::join!(zet(), zet(), zet());
    let gezet = [uit.0, uit.1, uit.2].into_iter().filter(|uit| uit.as_ref().unwrap().is_some());
    assert_eq!(gezet.count(), 1);
    let leeg = store.zet_anker(&"zorg-west".parse().unwrap(), &sleutel, dag, nu).await.unwrap();
    assert_eq!(leeg.unwrap().dossiers, 0);
    assert_eq!(mis(store).await, []);

    // What is published reads back the same, and a letter more or less does not bear its signature.
    let tekst = serde_json::to_string(&ankers[1]).unwrap();
    let terug: Anker = serde_json::from_str(&tekst).unwrap();
    assert_eq!(terug, ankers[1]);
    assert!(!Anker { gebeurtenissen: 5, ..terug }.is_getekend());
    assert!(!tekst.contains("Jansen"));
}

/// Each way to change a row, and what the check says of it.
async fn whatever_is_done_to_a_row_is_found_and_named(motor: Motor) {
    let gewijzigd = |dossier, nummer| Mis::Gewijzigd { dossier, nummer };
    let ontbreekt = |dossier, (van, tot)| Mis::Ontbreekt { dossier, van, tot };
    for (wat, sql, verwacht) in [
        (
            "content",
            "UPDATE gebeurtenis SET inhoud = keten WHERE nummer = 2",
            &[(0, 2), (1, 2), (2, 2)][..],
        ),
        ("act", "UPDATE gebeurtenis SET daad = 'x' WHERE nummer = 4", &[(0, 4)]),
        ("day", "UPDATE gebeurtenis SET gebeurd_op = '2026-11-19' WHERE nummer = 4", &[(0, 4)]),
        (
            "moment",
            "UPDATE gebeurtenis SET vastgelegd_op = '2026-11-24T09:00:01.000000000Z' WHERE nummer = 4",
            &[(0, 4)],
        ),
        ("role", "UPDATE gebeurtenis SET rol = 'aangeklaagde' WHERE nummer = 5", &[(0, 5)]),
        ("account", "UPDATE gebeurtenis SET account = dossier WHERE nummer = 5", &[(0, 5)]),
        (
            "hash gone",
            "UPDATE gebeurtenis SET keten = substr(keten, 1, 4) WHERE nummer = 4",
            &[(0, 4)],
        ),
        (
            "number of the complaint",
            "UPDATE dossier SET nummer = 'K-2026-0009' WHERE nummer = 'K-2026-0001'",
            &[(0, 1)],
        ),
        (
            "put in at the end",
            "INSERT INTO gebeurtenis SELECT tenant, dossier, 6, daad, gebeurd_op, vastgelegd_op, \
             rol, account, inhoud, keten FROM gebeurtenis WHERE nummer = 5",
            &[(0, 6)],
        ),
        (
            "put in before the first",
            "INSERT INTO gebeurtenis SELECT tenant, dossier, 0, daad, gebeurd_op, vastgelegd_op, \
             rol, account, inhoud, keten FROM gebeurtenis WHERE nummer = 5",
            &[(0, 0)],
        ),
    ] {
        let (huis, dossiers) = register(motor).await;
        assert!(knoei(&huis.store, sql).await > 0, "{wat}: nothing was changed");
        let verwacht: Vec<_> = verwacht.iter().map(|(d, n)| gewijzigd(dossiers[*d], *n)).collect();
        assert_eq!(mis(&huis.store).await, verwacht, "{wat}");
    }

    for (wat, sql, verwacht) in [
        ("from the middle", "DELETE FROM gebeurtenis WHERE nummer = 4", (4, 4)),
        (
            "the last that was seen, and all after it",
            "DELETE FROM gebeurtenis WHERE nummer > 3",
            (4, 4),
        ),
        ("a whole dossier", "DELETE FROM dossier WHERE nummer = 'K-2026-0001'", (1, 4)),
        (
            "moved far away",
            "UPDATE gebeurtenis SET nummer = 4000000000 WHERE nummer = 5",
            (5, 3_999_999_999),
        ),
    ] {
        let (huis, dossiers) = register(motor).await;
        assert!(knoei(&huis.store, sql).await > 0, "{wat}: nothing was dropped");
        assert_eq!(mis(&huis.store).await, [ontbreekt(dossiers[0], verwacht)], "{wat}");
    }

    // Two that changed places: both are wrong, and what follows on them is not.
    let (huis, dossiers) = register(motor).await;
    for sql in [
        "UPDATE gebeurtenis SET nummer = 99 WHERE nummer = 3 AND dossier IN \
            (SELECT dossier FROM gebeurtenis WHERE nummer = 5)",
        "UPDATE gebeurtenis SET nummer = 3 WHERE nummer = 4",
        "UPDATE gebeurtenis SET nummer = 4 WHERE nummer = 99",
    ] {
        knoei(&huis.store, sql).await;
    }
    let verwacht = [gewijzigd(dossiers[0], 3), gewijzigd(dossiers[0], 4)];
    assert_eq!(mis(&huis.store).await, verwacht, "moved");
}

/// Somebody with this very program makes the chain whole again after his change.
async fn a_chain_that_was_made_anew_contradicts_the_checkpoint(motor: Motor) {
    let (huis, dossiers) = register(motor).await;
    let elders = huis_zelfde(motor, dossiers[0]).await;
    let sql = "SELECT nummer, inhoud, keten FROM gebeurtenis ORDER BY nummer";
    let db = elders.store.lees(&tenant()).await.unwrap();
    let rijen = db.query_all_raw(vraag(&db, sql, [])).await;
    for rij in rijen.unwrap() {
        let (nummer, inhoud, keten): (i64, Vec<u8>, Vec<u8>) =
            (rij.try_get_by(0).unwrap(), rij.try_get_by(1).unwrap(), rij.try_get_by(2).unwrap());
        let dossier = dossiers[0].uuid();
        let wie = tenant();
        let klus = huis.store.schrijf(&wie, move |tx| {
            Box::pin(async move {
                let sql = "UPDATE gebeurtenis SET inhoud = $1, keten = $2 \
                    WHERE dossier = $3 AND nummer = $4";
                let waarden = [inhoud.into(), keten.into(), dossier.into(), nummer.into()];
                tx.execute_raw(vraag(tx, sql, waarden)).await.unwrap();
                Ok(())
            })
        });
        klus.await.unwrap();
    }
    let herschreven = |van, tot, anker| Mis::Herschreven { dossier: dossiers[0], van, tot, anker };
    assert_eq!(mis(&huis.store).await, [herschreven(1, 3, 1)]);
}

/// The same dossier with the same five events, but for what the second says.
async fn huis_zelfde(motor: Motor, dossier: DossierId) -> Huis {
    let huis = huis(motor).await;
    let begin = Schrijf { dossier, ..klacht("Jansen") };
    let mut al = begin.feiten.clone();
    huis.store.append(&tenant(), begin).await.unwrap();
    for (daad, toen) in [
        ("contact_opgenomen", "2026-11-23T10:00:00Z"),
        ("onderzoek_begonnen", "2026-11-23T10:00:00Z"),
        ("a", "2026-11-24T09:00:00Z"),
        ("b", "2026-11-25T09:00:00Z"),
    ] {
        let anders = Feitrij { inhoud: feit(daad, "Pieters", "x").inhoud, ..om(daad, toen) };
        erbij(&huis.store, dossier, &mut al, anders).await;
    }
    huis
}

/// The program itself is used to put an event in the past.
async fn what_says_that_it_is_older_than_a_checkpoint_that_does_not_know_it_was_put_in(
    motor: Motor,
) {
    let (huis, dossiers) = register(motor).await;
    let mut al = vec![feit("x", "x", "x"); 3];
    let oud = om("contact_opgenomen", "2026-11-23T11:00:00Z");
    erbij(&huis.store, dossiers[1], &mut al, oud).await;
    let nieuw = klacht("Pieters");
    let dossier = nieuw.dossier;
    huis.store.append(&tenant(), nieuw).await.unwrap();
    let ingevoegd = |dossier, nummer| Mis::Ingevoegd { dossier, nummer, anker: 1 };
    let verwacht = [ingevoegd(dossiers[1], 4), ingevoegd(dossier, 1)];
    assert_eq!(mis(&huis.store).await, verwacht);
    // A later checkpoint does not make it good.
    anker(&huis.store, "2026-11-26", "2026-11-26T00:05:00Z").await;
    assert_eq!(mis(&huis.store).await, verwacht);
}

async fn a_checkpoint_that_was_changed_dropped_or_signed_by_another_is_named(motor: Motor) {
    let fout = |nummer, wat| Mis::Anker { nummer, wat };
    let (een, twee) = (1, 2);
    for (sql, verwacht) in [
        (
            "UPDATE anker SET dag = '2026-11-20' WHERE anker = 1",
            vec![fout(een, Ankerfout::Handtekening), fout(twee, Ankerfout::Vervolg)],
        ),
        ("DELETE FROM anker WHERE anker = 1", vec![fout(een, Ankerfout::Weg)]),
        (
            "DELETE FROM ankerblad WHERE anker = 1 AND versie = 3",
            vec![fout(een, Ankerfout::Bladen)],
        ),
        // Too short for a hash: nothing else is left unchecked for it.
        (
            "UPDATE anker SET wortel = vorige || vorige WHERE anker = 1",
            vec![fout(een, Ankerfout::Onleesbaar)],
        ),
        (
            "UPDATE ankerblad SET keten = keten || keten WHERE anker = 1 AND versie = 3",
            vec![fout(een, Ankerfout::Bladen)],
        ),
    ] {
        let (huis, _) = register(motor).await;
        assert!(knoei(&huis.store, sql).await > 0);
        let ankers: Vec<_> = mis(&huis.store).await;
        let ankers: Vec<_> =
            ankers.into_iter().filter(|mis| matches!(mis, Mis::Anker { .. })).collect();
        assert_eq!(ankers, verwacht, "{sql}");
    }

    // One that does not hold leaves the others to say what they saw.
    for sql in [
        "UPDATE anker SET dag = '2026-11-20' WHERE anker = 1",
        "UPDATE anker SET wortel = sleutel || sleutel WHERE anker = 1",
    ] {
        let (huis, dossiers) = register(motor).await;
        assert!(knoei(&huis.store, sql).await > 0);
        let mut al = vec![feit("x", "x", "x"); 3];
        let oud = om("contact_opgenomen", "2026-11-23T11:00:00Z");
        erbij(&huis.store, dossiers[1], &mut al, oud).await;
        let mis = mis(&huis.store).await;
        assert!(mis.iter().any(|mis| matches!(mis, Mis::Ingevoegd { anker: 2, .. })), "{mis:?}");
    }

    // The last one can be dropped unseen, unless it was published.
    let (huis, _) = register(motor).await;
    let gepubliceerd = huis.store.ankers(&tenant()).await.unwrap();
    knoei(&huis.store, "DELETE FROM anker WHERE anker = 2").await;
    assert_eq!(mis(&huis.store).await, []);
    let kent = Vertrouwd { gepubliceerd: gepubliceerd.clone(), ..vertrouwd() };
    assert_eq!(zie_na(&huis.store, &kent).await.mis, [fout(twee, Ankerfout::Weg)]);

    // Who has the program but not the key signs with his own.
    let ander = Ankersleutel::new(&[8; 32]);
    let (op, nu) = (dag("2026-11-25"), moment("2026-11-25T00:05:00Z"));
    huis.store.zet_anker(&tenant(), &ander, op, nu).await.unwrap().unwrap();
    assert_eq!(mis(&huis.store).await, [fout(twee, Ankerfout::VreemdeSleutel)]);
    let fouten = zie_na(&huis.store, &kent).await.mis;
    assert!(fouten.contains(&fout(twee, Ankerfout::Anders)), "{fouten:?}");
    assert_eq!(zie_na(&huis.store, &Vertrouwd::default()).await.mis, []);
}

async fn a_checkpoint_of_many_dossiers_names_each_once(motor: Motor) {
    let huis = huis(motor).await;
    let (store, wie) = (&huis.store, tenant());
    // More than are looked at together, and just as many.
    let mut alle = Vec::new();
    for (dag, erbij) in [("2026-11-23", 500), ("2026-11-24", 541), ("2026-11-25", 3)] {
        for partij in vec![(); erbij].chunks(50) {
            let samen: Vec<_> = partij.iter().map(|()| klacht("Jansen")).collect();
            alle.extend(samen.iter().map(|een| een.dossier));
            store.append_samen(&wie, samen).await.unwrap();
        }
        // And one that was there before.
        let begin = vec![feit("klacht_ingediend", "Jansen", "ontvangen")];
        let nieuw = vec![feit("contact_opgenomen", "Jansen", "onderzoek")];
        let eerder = alle[alle.len() - erbij / 2 - 1];
        store.append(&wie, schrijf(eerder, &begin, nieuw)).await.unwrap();
        let gezet = anker(store, dag, "2026-11-23T10:05:00Z").await;
        assert_eq!((gezet.dossiers, gezet.gebeurtenissen), (erbij as u64, erbij as u64 + 1));
    }
    let nagezien = zie_na(store, &vertrouwd()).await;
    assert_eq!((nagezien.dossiers, nagezien.mis), (1044, vec![]));
}

op_beide!(
    a_checkpoint_of_many_dossiers_names_each_once,
    an_untouched_register_holds_and_checkpoints_follow_each_other,
    whatever_is_done_to_a_row_is_found_and_named,
    a_chain_that_was_made_anew_contradicts_the_checkpoint,
    what_says_that_it_is_older_than_a_checkpoint_that_does_not_know_it_was_put_in,
    a_checkpoint_that_was_changed_dropped_or_signed_by_another_is_named,
);
