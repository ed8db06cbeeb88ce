//! The outbox: claimed once, again after a worker died, and done for good.

use store::{Schrijf, Uitgaand};
use toetsbank::{motor::Motor, op_beide};

use crate::hulp::{huis, klacht, moment, tenant};

async fn a_task_is_claimed_by_one_worker_and_again_when_that_one_dies(motor: Motor) {
    let huis = huis(motor).await;
    let (store, wie) = (&huis.store, tenant());
    let om = |tijd: &str| moment(&format!("2026-11-23T{tijd}:00Z"));
    let taak = |soort: &str, vanaf| Uitgaand { soort: soort.into(), inhoud: vec![1], vanaf };
    let uitgaand = vec![taak("nu", om("09:00")), taak("later", om("12:00"))];
    let dossier = klacht("Jansen");
    let id = dossier.dossier;
    store.append(&wie, Schrijf { uitgaand, ..dossier }).await.unwrap();

    assert!(store.claim_uitgaand(&wie, om("08:00"), om("08:05"), 10).await.unwrap().is_empty());
    let (een, twee) = tokio::join!(
        store.claim_uitgaand(&wie, om("09:00"), om("09:05"), 10),
        store.claim_uitgaand(&wie, om("09:00"), om("09:05"), 10),
    );
    let (een, twee) = (een.unwrap(), twee.unwrap());
    assert_eq!(een.len() + twee.len(), 1, "only one of them has it");

    // That worker dies; after its time another claims it, fails, and gives it back.
    let weer = store.claim_uitgaand(&wie, om("09:05"), om("09:10"), 10).await.unwrap();
    assert_eq!((weer.len(), weer[0].pogingen), (1, 2));
    assert_eq!((weer[0].dossier, weer[0].soort.as_str()), (Some(id), "nu"));
    store.uitgaand_mislukt(&wie, weer[0].id, om("10:00")).await.unwrap();
    assert!(store.claim_uitgaand(&wie, om("09:30"), om("09:35"), 10).await.unwrap().is_empty());

    let laatst = store.claim_uitgaand(&wie, om("12:00"), om("12:05"), 1).await.unwrap();
    assert_eq!(laatst[0].soort, "nu", "the oldest first");
    store.uitgaand_klaar(&wie, laatst[0].id, om("12:00")).await.unwrap();
    let rest = store.claim_uitgaand(&wie, om("13:00"), om("13:05"), 10).await.unwrap();
    assert_eq!(rest.len(), 1);
    assert_eq!(rest[0].soort, "later");
}

op_beide!(a_task_is_claimed_by_one_worker_and_again_when_that_one_dies,);
