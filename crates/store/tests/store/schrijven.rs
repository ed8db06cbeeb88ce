//! Writing at the same time, twice, and wrongly.

use std::{collections::BTreeSet, convert::Infallible};

use futures::future::join_all;
use sea_orm::ConnectionTrait;
use store::{
    Bij, Bladzijde, Deelname, DossierId, Filter, Herbouw, IdempotentieSleutel, Nummering,
    Projectie, Schrijf, Sortering, Store, StoreError, Tenant, Versie, sea_orm, vraag,
};
use toetsbank::{motor::Motor, op_beide};

use crate::hulp::{
    account, alles, feit, herbereken, huis, klacht, knoei, lijststand, met_projectie, schrijf,
    tenant,
};

async fn of_two_people_on_one_dossier_the_second_is_told_what_changed_and_loses_nothing(
    motor: Motor,
) {
    let huis = huis(motor).await;
    let (store, wie) = (&huis.store, tenant());
    let begin = klacht("Jansen");
    let (dossier, al) = (begin.dossier, begin.feiten.clone());
    store.append(&wie, begin).await.unwrap();

    let een = schrijf(dossier, &al, vec![feit("contact_opgenomen", "Jansen", "onderzoek")]);
    let twee = schrijf(dossier, &al, vec![feit("klacht_ingetrokken", "Jansen", "ingetrokken")]);
    let uit = tokio::join!(store.append(&wie, een.clone()), store.append(&wie, twee.clone()));
    let (eerste, wint, fout, verliest) = match uit {
        (Ok(eerste), Err(fout)) => (eerste, een, fout, twee),
        (Err(fout), Ok(eerste)) => (eerste, twee, fout, een),
        anders => panic!("one is first: {anders:?}"),
    };
    assert_eq!(eerste.versie, Versie(2));
    assert!(matches!(&fout, StoreError::Conflict { expected: 1, found: 2, .. }), "{fout}");

    let nieuw = store.load_since(&wie, dossier, Versie(1)).await.unwrap();
    assert_eq!(nieuw.len(), 1);
    assert_eq!((nieuw[0].nummer, &nieuw[0].rij.daad), (2, &wint.feiten[0].daad));

    let al: Vec<_> = al.into_iter().chain(wint.feiten).collect();
    let opnieuw = schrijf(dossier, &al, verliest.feiten);
    assert_eq!(store.append(&wie, opnieuw).await.unwrap().versie, Versie(3));
}

async fn nobody_writes_on_a_dossier_that_is_not_there_or_makes_one_twice(motor: Motor) {
    let huis = huis(motor).await;
    let (store, wie) = (&huis.store, tenant());
    let feiten = [feit("klacht_ingediend", "Jansen", "ontvangen")];
    let los = schrijf(DossierId::nieuw(), &feiten, vec![feit("x", "Jansen", "x")]);
    let fout = store.append(&wie, los).await.unwrap_err();
    assert!(matches!(fout, StoreError::Conflict { expected: 1, found: 0, .. }));

    let een = klacht("Jansen");
    store.append(&wie, een.clone()).await.unwrap();
    let fout = store.append(&wie, een.clone()).await.unwrap_err();
    assert!(matches!(fout, StoreError::Conflict { expected: 0, found: 1, .. }));
    // The version comes out of a form: anything may stand there.
    let ver = Schrijf { verwacht: Versie(u32::MAX), ..een };
    let fout = store.append(&wie, ver).await.unwrap_err();
    assert!(matches!(fout, StoreError::Conflict { expected: u32::MAX, found: 1, .. }), "{fout}");
    let leeg = Schrijf { feiten: Vec::new(), ..klacht("Jansen") };
    assert!(matches!(store.append(&wie, leeg).await, Err(StoreError::Ongeldig(_))));
}

async fn the_same_request_again_gives_the_first_outcome_and_does_nothing(motor: Motor) {
    let huis = huis(motor).await;
    let (store, wie) = (&huis.store, tenant());
    let sleutel = IdempotentieSleutel::van("dubbelklik");
    assert_eq!(store.herhaling(&wie, sleutel).await.unwrap(), None);
    let keer = |_| {
        let idempotentie = Some(IdempotentieSleutel::van("dubbelklik"));
        store.append(&wie, Schrijf { idempotentie, ..klacht("Jansen") })
    };
    let uitkomsten: Vec<_> =
        join_all((0..16).map(keer)).await.into_iter().map(Result::unwrap).collect();
    let dossiers: BTreeSet<_> = uitkomsten.iter().map(|uit| uit.dossier).collect();
    assert_eq!(dossiers.len(), 1, "one dossier, whatever id each request had made up");
    assert!(uitkomsten.iter().all(|uit| uit.nummer == "K-2026-0001" && uit.versie == Versie(1)));
    assert_eq!(uitkomsten.iter().filter(|uit| !uit.herhaald).count(), 1);

    // A later act does not change the answer to the old request.
    let dossier = uitkomsten[0].dossier;
    let al = [feit("klacht_ingediend", "Jansen", "ontvangen")];
    store.append(&wie, schrijf(dossier, &al, vec![feit("x", "Jansen", "y")])).await.unwrap();
    assert_eq!(keer(0).await.unwrap().versie, Versie(1));
    let gevonden = store.herhaling(&wie, sleutel).await.unwrap().unwrap();
    assert_eq!((gevonden.dossier, gevonden.versie), (dossier, Versie(1)));
    // The key is the tenant's own.
    let ander = "zorg-west".parse().unwrap();
    let idempotentie = Some(IdempotentieSleutel::van("dubbelklik"));
    let bij_ander = Schrijf { idempotentie, ..klacht("Jansen") };
    assert!(!store.append(&ander, bij_ander).await.unwrap().herhaald);
}

async fn numbers_have_no_gaps_with_64_people_at_once_some_of_whom_fail(motor: Motor) {
    let huis = huis(motor).await;
    let (store, wie) = (&huis.store, tenant());
    let bestaand = klacht("Jansen");
    store.append(&wie, bestaand.clone()).await.unwrap();
    let taken = (0..64).map(|i| {
        let (store, wie, bestaand) = (store.clone(), wie.clone(), bestaand.clone());
        tokio::spawn(async move {
            let mut nummers = Vec::new();
            for j in 0..8 {
                // One in eight takes a number and then fails on a code that cannot be.
                let mut nieuw = klacht("Jansen");
                if (i + j) % 8 == 0 {
                    nieuw.stukken = vec![dubbel_stuk(), dubbel_stuk()];
                    assert!(store.append(&wie, nieuw).await.is_err());
                    assert!(store.append(&wie, bestaand.clone()).await.is_err());
                } else {
                    nummers.push(store.append(&wie, nieuw).await.unwrap().nummer);
                }
            }
            nummers
        })
    });
    let mut nummers: Vec<String> = Vec::new();
    for taak in join_all(taken).await {
        nummers.extend(taak.unwrap());
    }
    nummers.sort();
    let verwacht: Vec<_> = (2..2 + 448).map(|n| format!("K-2026-{n:04}")).collect();
    assert_eq!(nummers, verwacht);

    let anders = Nummering::new("WZD", 2027).unwrap();
    let anders = Schrijf { nummering: anders, ..klacht("Jansen") };
    assert_eq!(store.append(&wie, anders).await.unwrap().nummer, "WZD-2027-0001");
    let ander = "zorg-west".parse().unwrap();
    assert_eq!(store.append(&ander, klacht("Pieters")).await.unwrap().nummer, "K-2026-0001");
    assert!(Nummering::new("k", 2026).is_err());
    assert!(Nummering::new("K", 26).is_err());
}

async fn acts_that_come_at_once_are_each_judged_by_what_came_before(motor: Motor) {
    let huis = huis(motor).await;
    let (store, wie) = (&huis.store, tenant());
    let zaak = klacht("Jansen");
    store.append(&wie, zaak.clone()).await.unwrap();
    // Ten complaints, each sent three times with one key and a dossier of its own; ten people on one dossier.
    let mut samen = Vec::new();
    for i in 0..30 {
        let idempotentie = Some(IdempotentieSleutel::van(&format!("formulier {}", i % 10)));
        samen.push(Schrijf { idempotentie, ..klacht("Yılmaz") });
    }
    for i in 0..10 {
        let nieuw = vec![feit("contact_opgenomen", &format!("Beller {i}"), "onderzoek")];
        samen.push(schrijf(zaak.dossier, &zaak.feiten, nieuw));
    }
    let alle = samen.iter().map(|een| store.append(&wie, een.clone()));
    let uitkomsten = join_all(alle).await;
    let nieuwe: Vec<_> = uitkomsten[..30].iter().map(|een| een.as_ref().unwrap()).collect();
    for i in 0..10 {
        let drie: Vec<_> = nieuwe.iter().skip(i).step_by(10).collect();
        assert!(drie.iter().all(|een| een.dossier == drie[0].dossier));
        assert_eq!(drie.iter().filter(|een| !een.herhaald).count(), 1);
    }
    assert_eq!(store.aantal_dossiers(&wie).await.unwrap(), 11);
    let (goed, fout): (Vec<_>, Vec<_>) = uitkomsten[30..].iter().partition(|een| een.is_ok());
    assert_eq!((goed.len(), fout.len()), (1, 9));
    for een in fout {
        assert!(matches!(een, Err(StoreError::Conflict { expected: 1, found: 2, .. })), "{een:?}");
    }
    assert_eq!(store.load(&wie, zaak.dossier).await.unwrap().feiten.len(), 2);

    // Who gives up takes nothing with it that others wait for.
    let blijft = store.append(&wie, klacht("Blijft"));
    let weg: Vec<_> = (0..20).map(|_| store.append(&wie, klacht("Weg"))).collect();
    let (uit, _) = futures::join!(blijft, async {
        let mut weg = join_all(weg);
        std::future::poll_fn(|cx| {
            let _ = futures::Future::poll(std::pin::Pin::new(&mut weg), cx);
            std::task::Poll::Ready(())
        })
        .await;
        drop(weg);
    });
    uit.unwrap();
    let nagezien = store.zie_na(&wie, &store::Vertrouwd::default(), |_| {}).await.unwrap();
    assert_eq!(nagezien.mis, []);
}

/// Twice the same id: the second cannot be stored.
fn dubbel_stuk() -> store::StukRij {
    store::StukRij {
        stuk: account(5).into(),
        naam: "x".into(),
        soort: "bijlage".into(),
        mime: "text/plain".into(),
        bytes: 0,
        blake3: [0; 32],
        sleutel: store::Sleutel::nieuw().unwrap(),
        toegevoegd_op: jiff::Timestamp::UNIX_EPOCH,
    }
}

/// A panic that the compiler cannot foresee.
fn panic_als(altijd: bool) {
    assert!(!altijd, "a mistake in the program");
}

async fn a_write_that_panics_or_fails_takes_no_other_write_with_it(motor: Motor) {
    let huis = huis(motor).await;
    let (store, wie) = (&huis.store, tenant());
    let paniek = store.schrijf(&wie, |tx| {
        Box::pin(async move {
            tx.execute_unprepared("DELETE FROM werkvoorraad").await.bij("test")?;
            panic_als(tx.get_database_backend() != sea_orm::DbBackend::MySql);
            Ok(())
        })
    });
    let fout = store.schrijf(&wie, |tx| {
        Box::pin(async move {
            tx.execute_unprepared("DELETE FROM gebeurtenis").await.bij("test")?;
            tx.execute_unprepared("not sql").await.bij("test")?;
            Ok(())
        })
    });
    let (een, twee) = (klacht("Een"), klacht("Twee"));
    let dossiers = [een.dossier, twee.dossier];
    let (een, paniek, fout, twee) =
        tokio::join!(store.append(&wie, een), paniek, fout, store.append(&wie, twee));
    assert!(matches!(paniek, Err(StoreError::Afgebroken)));
    assert!(matches!(fout, Err(StoreError::Db { wat: "test", .. })));
    een.unwrap();
    twee.unwrap();
    for dossier in dossiers {
        assert_eq!(store.load(&wie, dossier).await.unwrap().versie, Versie(1));
        store.rij(&wie, dossier).await.unwrap();
    }
}

#[tokio::test]
async fn a_full_disk_refuses_the_write_whole_and_the_next_one_succeeds() {
    let huis = huis(Motor::Sqlite).await;
    let (store, wie) = (&huis.store, tenant());
    store.append(&wie, klacht("Jansen")).await.unwrap();
    let pragma = |sql: &'static str| {
        store.schrijf(&wie, move |tx| {
            Box::pin(async move {
                tx.query_one_raw(vraag(tx, sql, [])).await.bij("test")?;
                Ok(())
            })
        })
    };
    pragma("PRAGMA max_page_count = 1").await.unwrap();
    let mut groot = klacht("Pieters");
    groot.feiten[0].inhoud = vec![b'x'; 1 << 20];
    let (dossier, kan_later) = (groot.dossier, groot.clone());
    let (groot, klein) = tokio::join!(store.append(&wie, groot), store.append(&wie, klacht("Vos")));
    let fout = groot.unwrap_err();
    let vol = match &fout {
        StoreError::NietVastgelegd { source } => matches!(**source, StoreError::Vol { .. }),
        anders => matches!(anders, StoreError::Vol { .. }),
    };
    assert!(vol, "{fout:?}");
    assert!(fout.is_tijdelijk());
    drop(klein);
    assert!(store.load(&wie, dossier).await.is_err());

    pragma("PRAGMA max_page_count = 4294967294").await.unwrap();
    store.append(&wie, kan_later).await.unwrap();
    store.load(&wie, dossier).await.unwrap();
}

async fn the_reading_connections_cannot_write(motor: Motor) {
    let huis = huis(motor).await;
    let lezer = huis.store.lees(&tenant()).await.unwrap();
    let fout = lezer.execute_unprepared("DELETE FROM dossier").await;
    let fout = fout.unwrap_err().to_string();
    assert!(fout.contains("readonly") || fout.contains("read-only"), "{fout}");
}

async fn a_closed_store_says_so(motor: Motor) {
    let huis = huis(motor).await;
    let kloon = huis.store.clone();
    huis.store.clone().sluit().await.unwrap();
    let fout = kloon.append(&tenant(), klacht("Jansen")).await.unwrap_err();
    assert!(matches!(fout, StoreError::Gesloten));
}

async fn a_projection_replaces_the_earlier_one_with_words_and_people(motor: Motor) {
    let huis = huis(motor).await;
    let (store, wie) = (&huis.store, tenant());
    let (anna, bert) = (account(1), account(2));
    let rol = |account, rol: &str| Deelname { account, rol: rol.to_owned() };
    let met = Projectie {
        deelnames: vec![rol(anna, "aangeklaagde"), rol(bert, "behandelaar")],
        uitgesloten: vec![anna],
        ..Projectie::default()
    };
    let dossier = met_projectie(store, met).await.dossier;
    let deel = store.betrokkenheid(&wie, dossier, anna).await.unwrap();
    assert!(deel.uitgesloten);
    assert_eq!(deel.rollen, ["aangeklaagde"]);

    let al = klacht("x").feiten;
    let mut anders = schrijf(dossier, &al, vec![feit("x", "Pieters", "y")]);
    anders.projectie.deelnames = vec![rol(anna, "getuige")];
    store.append(&wie, anders).await.unwrap();
    let deel = store.betrokkenheid(&wie, dossier, anna).await.unwrap();
    assert!(!deel.uitgesloten);
    assert_eq!(deel.rollen, ["getuige"]);
    assert_eq!(store.betrokkenheid(&wie, dossier, bert).await.unwrap(), Default::default());
}

/// The numbers of the dossiers that a word finds.
async fn gevonden(store: &Store, wie: &Tenant, woord: &str) -> Vec<String> {
    let filter = Filter { tekst: Some(woord.to_owned()), ..Filter::default() };
    let (op, eerste) = (Sortering::Termijn, Bladzijde::Eerste);
    let pagina = store.werkvoorraad(wie, &filter, op, eerste, 25).await.unwrap();
    pagina.rijen.into_iter().map(|rij| rij.nummer).collect()
}

async fn a_rebuild_mends_what_was_spoilt_and_names_the_dossier_that_it_cannot_read(motor: Motor) {
    let huis = huis(motor).await;
    let (store, wie) = (&huis.store, tenant());
    let mut rijen = Vec::new();
    for i in 0..130 {
        let uit = store.append(&wie, klacht(&format!("Klager {i}"))).await.unwrap();
        rijen.push(store.rij(&wie, uit.dossier).await.unwrap());
    }
    for sql in [
        "DELETE FROM werkvoorraad WHERE nummer > 'K-2026-0030'",
        "UPDATE werkvoorraad SET stand = 'onzin', open = false",
        "DELETE FROM zoekwoord",
    ] {
        knoei(store, sql).await;
    }
    let mut stappen = Vec::new();
    let gedaan =
        store.herbouw(&wie, alles("2026-11-23"), herbereken, |n| stappen.push(n)).await.unwrap();
    assert_eq!(store.lijststand(&wie).await.unwrap(), Some(lijststand("2026-11-23")));
    assert_eq!((gedaan, stappen), (130, vec![32, 64, 96, 128, 130]));
    for rij in &rijen {
        assert_eq!(&store.rij(&wie, rij.dossier).await.unwrap(), rij);
    }

    // On another day only what is not the same is written: this goes by the marks, and sees no such damage.
    knoei(store, "UPDATE werkvoorraad SET stand = 'onzin' WHERE nummer <= 'K-2026-0030'").await;
    let ander = rijen[0].dossier;
    store
        .herbouw(
            &wie,
            (lijststand("2026-11-24"), Herbouw::WatAndersIs),
            move |tenant, dossier, feiten| {
                let mut nieuw = herbereken(tenant, dossier, feiten)?;
                if dossier == ander {
                    nieuw.rij.klager_naam = "Zuzana Ķēniņa".to_owned();
                }
                Ok::<_, Infallible>(nieuw)
            },
            |_| {},
        )
        .await
        .unwrap();
    assert_eq!(store.rij(&wie, ander).await.unwrap().rij.klager_naam, "Zuzana Ķēniņa");
    assert_eq!(gevonden(store, &wie, "kenina").await, [rijen[0].nummer.clone()]);
    assert_eq!(store.rij(&wie, rijen[1].dossier).await.unwrap().rij.stand, "onzin");
    assert_eq!(store.rij(&wie, rijen[120].dossier).await.unwrap(), rijen[120]);
    store.herbouw(&wie, alles("2026-11-23"), herbereken, |_| {}).await.unwrap();
    assert_eq!(gevonden(store, &wie, "kenina").await, [] as [String; 0]);
    assert_eq!(store.rij(&wie, rijen[1].dossier).await.unwrap(), rijen[1]);

    let slecht = rijen[110].dossier;
    let fout = store
        .herbouw(
            &wie,
            alles("2026-11-24"),
            move |tenant, dossier, feiten| match dossier == slecht {
                true => Err("unknown act"),
                false => Ok(herbereken(tenant, dossier, feiten).unwrap()),
            },
            |_| {},
        )
        .await
        .unwrap_err();
    assert!(matches!(fout, StoreError::Projectie { dossier, .. } if dossier == slecht));
    // What was not finished does not count.
    assert_eq!(store.lijststand(&wie).await.unwrap(), Some(lijststand("2026-11-23")));

    // Another tenant's dossiers are not touched.
    let ander = "zorg-west".parse().unwrap();
    let niets = store.herbouw(&ander, alles("2026-11-24"), herbereken, |_| {}).await.unwrap();
    assert_eq!(niets, 0);
}

op_beide!(
    of_two_people_on_one_dossier_the_second_is_told_what_changed_and_loses_nothing,
    nobody_writes_on_a_dossier_that_is_not_there_or_makes_one_twice,
    the_same_request_again_gives_the_first_outcome_and_does_nothing,
    numbers_have_no_gaps_with_64_people_at_once_some_of_whom_fail,
    acts_that_come_at_once_are_each_judged_by_what_came_before,
    a_write_that_panics_or_fails_takes_no_other_write_with_it,
    the_reading_connections_cannot_write,
    a_closed_store_says_so,
    a_projection_replaces_the_earlier_one_with_words_and_people,
    a_rebuild_mends_what_was_spoilt_and_names_the_dossier_that_it_cannot_read,
);
