//! The judge: whatever happened to the process or to what is under it, everything that was acknowledged is there
//! and says what it said.

use std::collections::{BTreeMap, BTreeSet};

use store::{
    DossierId, Herbouw, Mis, Store, StoreError, Vertrouwd, sea_orm::ConnectionTrait, vraag,
};
use uuid::Uuid;

use super::load::{Gezegd, heeft_taak, hoort};
use crate::hulp::{herbereken, lijststand, tenant};

/// All of it: acts, documents, drafts, jobs, the access log, the chains, the lists, the numbers.
pub(super) async fn oordeel(store: &Store, gezegd: &Gezegd) {
    assert_eq!(oordeel_en_mis(store, gezegd).await, [], "the audit finds something");
}

/// The same; gives what the audit finds.
pub(super) async fn oordeel_en_mis(store: &Store, gezegd: &Gezegd) -> Vec<Mis> {
    let weg = dossiers(store, gezegd).await;
    concepten(store, gezegd).await;
    taken(store, gezegd, &weg).await;
    inzagen(store, gezegd).await;
    let vertrouwd = Vertrouwd { gepubliceerd: gezegd.ankers.clone(), ..Vertrouwd::default() };
    let nagezien = store.zie_na(&tenant(), &vertrouwd, |_| {}).await.unwrap();
    store.check_bestand().await.unwrap();
    assert_eq!(store.ruim_wezen().await.unwrap().verdacht, 0);
    // What is there after the sweep: nothing that a row names went with it.
    documenten(store, gezegd, &weg).await;
    lijsten(store).await;
    nagezien.mis
}

/// The dossiers that were destroyed; the others are there, with what was said.
async fn dossiers(store: &Store, gezegd: &Gezegd) -> BTreeSet<DossierId> {
    let wie = tenant();
    let mut weg = BTreeSet::new();
    let mut nummers = BTreeSet::new();
    for (dossier, (versie, nummer, _)) in &gezegd.daden {
        assert!(nummers.insert(nummer), "{nummer} was given twice");
        let geladen = match store.load(&wie, *dossier).await {
            Err(StoreError::Vernietigd { .. }) if gezegd.gaatweg.contains(dossier) => {
                weg.insert(*dossier);
                continue;
            }
            anders => anders.unwrap_or_else(|fout| panic!("{dossier}, acknowledged: {fout}")),
        };
        assert!(!gezegd.weg.contains(dossier), "what was destroyed is back");
        assert!(geladen.versie.0 >= *versie, "an acknowledged event is gone");
        for (nr, feit) in geladen.feiten.iter().enumerate() {
            let mut moet = hoort(*dossier, nr);
            if gezegd.klok {
                moet.vastgelegd_op = feit.rij.vastgelegd_op;
            }
            assert_eq!(feit.rij, moet, "an event says something else");
        }
        let rij = store.rij(&wie, *dossier).await.unwrap();
        assert_eq!((rij.versie, &rij.nummer), (geladen.versie, nummer));
    }
    weg
}

async fn documenten(store: &Store, gezegd: &Gezegd, weg: &BTreeSet<DossierId>) {
    let wie = tenant();
    for (dossier, (_, _, stuk)) in &gezegd.daden {
        let Some(stuk) = stuk.filter(|_| !weg.contains(dossier)) else { continue };
        let rij = store.stuk(&wie, *dossier, stuk).await.unwrap();
        let inhoud = store.document(&wie, stuk, &rij.sleutel).await.unwrap().heel().await;
        assert_eq!(inhoud.unwrap(), dossier.to_string().as_bytes());
    }
}

async fn concepten(store: &Store, gezegd: &Gezegd) {
    let (wie, nu) = (tenant(), jiff::Timestamp::UNIX_EPOCH);
    for (concept, stuk) in &gezegd.concepten {
        let inhoud = store.concept(&wie, *concept, nu).await.unwrap();
        let er = inhoud.stukken.iter().find(|er| er.document.stuk == *stuk).unwrap();
        let open = store.document(&wie, *stuk, &er.document.sleutel).await.unwrap();
        assert_eq!(open.heel().await.unwrap(), concept.to_string().as_bytes());
    }
}

/// Each acknowledged act that gave work has it once, done or to be done; what was done stays done.
async fn taken(store: &Store, gezegd: &Gezegd, weg: &BTreeSet<DossierId>) {
    let sql = "SELECT dossier, taak, klaar_op FROM taak WHERE dossier IS NOT NULL";
    let mut van: BTreeMap<DossierId, (Uuid, bool)> = BTreeMap::new();
    let db = store.lees(&tenant()).await.unwrap();
    for rij in db.query_all_raw(vraag(&db, sql, [])).await.unwrap() {
        let dossier: Uuid = rij.try_get_by(0).unwrap();
        let klaar = rij.try_get_by::<Option<String>, _>(2).unwrap().is_some();
        let eerder = van.insert(dossier.into(), (rij.try_get_by(1).unwrap(), klaar));
        assert!(eerder.is_none(), "a job was made twice");
    }
    let moet = gezegd.daden.keys().filter(|d| heeft_taak(**d) && !weg.contains(d));
    for dossier in moet {
        assert!(van.contains_key(dossier), "the job of {dossier} is lost");
    }
    for (taak, klaar) in van.values() {
        assert!(*klaar || !gezegd.klaar.contains(taak), "a job that was done is not done");
    }
}

async fn inzagen(store: &Store, gezegd: &Gezegd) {
    let sql = "SELECT dossier, count(*) FROM inzage GROUP BY dossier";
    let db = store.lees(&tenant()).await.unwrap();
    let rijen = db.query_all_raw(vraag(&db, sql, [])).await.unwrap();
    let er: BTreeMap<DossierId, i64> = rijen
        .iter()
        .map(|rij| {
            let dossier: Uuid = rij.try_get_by(0).unwrap();
            (dossier.into(), rij.try_get_by(1).unwrap())
        })
        .collect();
    for (dossier, keer) in &gezegd.inzagen {
        let er = er.get(dossier).copied().unwrap_or_default();
        assert!(er.unsigned_abs() >= *keer, "a look that was shown is not in the log");
    }
}

/// The projections are what the events say, and the numbers have no gap.
async fn lijsten(store: &Store) {
    let tabellen = [
        "SELECT dossier, nummer || ' ' || CAST(versie AS text) || ' ' || stand || ' ' || termijn || \
            CASE WHEN open THEN ' open' ELSE '' END FROM werkvoorraad ORDER BY dossier",
        "SELECT dossier, CAST(woord AS text) FROM zoekwoord ORDER BY woord, dossier",
    ];
    let foto = async || {
        let mut uit: Vec<(Uuid, String)> = Vec::new();
        for sql in tabellen {
            let db = store.lees(&tenant()).await.unwrap();
            let rijen = db.query_all_raw(vraag(&db, sql, [])).await.unwrap().into_iter();
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
    store
        .herbouw(&tenant(), (lijststand("2026-11-23"), Herbouw::Alles), herbereken, |_| {})
        .await
        .unwrap();
    assert_eq!(voor, foto().await, "a projection differs from its events");
    let sql = "SELECT count(*) = COALESCE(max(n.laatste), 0) FROM dossier d \
        LEFT JOIN nummering n ON n.tenant = d.tenant";
    let db = store.lees(&tenant()).await.unwrap();
    let rij = db.query_one_raw(vraag(&db, sql, [])).await.unwrap().unwrap();
    assert!(rij.try_get_by::<bool, _>(0).unwrap(), "a gap in the numbers");
}
