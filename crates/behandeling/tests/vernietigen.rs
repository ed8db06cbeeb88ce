//! After the term of keeping: what may go, what holds a dossier back, and what stays of it.
#![allow(clippy::unwrap_used, reason = "a test that cannot begin must stop")]

mod gemeen;

use behandeling::{Dossier, KLAGER, NietVernietigen, Praktijk};
use dossier::Wie;
use gemeen::{dag, doe, om, velden};
use regeling::{Velden, Waarde};
use store::{IdempotentieSleutel, StoreError};
use uuid::Uuid;

const WIE: Uuid = Uuid::from_u128(9);
const BESTUUR: &str = "raad_van_bestuur";

async fn praktijk(map: &tempfile::TempDir) -> Praktijk {
    Praktijk::new(gemeen::uitrusting(map.path()).await)
}

async fn ingediend(p: &Praktijk) -> Dossier {
    let klacht = velden(&[
        ("hoedanigheid", Waarde::from("client")),
        ("kanaal", Waarde::from("brief")),
        ("klager", Waarde::Groep(velden(&[("naam", Waarde::from("Zoë Çelik"))]))),
        ("aangeklaagden", Waarde::from("E. Öztürk")),
        ("onderwerp", Waarde::from("Te laat geholpen")),
        ("omschrijving", Waarde::from("Ik moest lang wachten.")),
    ]);
    let nieuw = p.nieuw(dag("2026-03-02"));
    doe(p, &nieuw, KLAGER, "klacht_ingediend", "2026-03-02", klacht).await
}

async fn ingetrokken(p: &Praktijk, d: &Dossier) -> Dossier {
    doe(p, d, KLAGER, "klacht_ingetrokken", "2026-03-30", Velden::new()).await
}

async fn vernietig(p: &Praktijk, d: &Dossier, op: &str) -> Result<(), NietVernietigen> {
    let op = dag(op);
    p.vernietig(d.id, d.versie, WIE, op, om(op)).await.unwrap()
}

#[tokio::test] // norm livio/13.1-a livio/13.1-b
async fn a_dossier_goes_after_its_last_day_and_what_reports_count_stays() {
    let map = tempfile::tempdir().unwrap();
    let p = praktijk(&map).await;
    // So many that no report hides them.
    for _ in 0..5 {
        ingediend(&p).await;
    }
    let d = ingediend(&p).await;
    assert_eq!(vernietig(&p, &d, "2040-01-01").await, Err(NietVernietigen::NogNiet), "it runs");
    let d = ingetrokken(&p, &d).await;
    assert_eq!(vernietig(&p, &d, "2028-03-30").await, Err(NietVernietigen::NogNiet));
    assert!(p.te_vernietigen(dag("2028-03-30"), 10).await.unwrap().is_empty());
    let op = dag("2028-03-31");
    p.herbouw(op).await.unwrap();
    let weg = p.te_vernietigen(op, 10).await.unwrap();
    assert_eq!(weg.len(), 1);
    assert_eq!((weg[0].termijn.tot, &weg[0].niet), (dag("2028-03-30"), &None));
    assert!(weg[0].waarom[0].contains("artikel 13"), "{:?}", weg[0].waarom);

    let verslag = async || p.verslag("2026".parse().unwrap(), op).await.unwrap();
    let voor = verslag().await;
    assert!(voor.csv().contains("Klacht ingediend,kwartaal 1,6"), "{}", voor.csv());
    assert_eq!(vernietig(&p, &d, "2028-03-31").await, Ok(()));
    assert_eq!(verslag().await, voor, "the figures of then are the figures of now");
    assert!(matches!(
        p.open(d.id, op).await,
        Err(behandeling::DoenError::Store(StoreError::Vernietigd { .. }))
    ));
    let akte = p.vernietigd(10).await.unwrap().remove(0);
    assert_eq!((akte.nummer.as_str(), akte.account, akte.klaar), (d.nummer.as_str(), WIE, true));
    assert!(akte.akte.artikel.contains("artikel 13") && akte.akte.tot == dag("2028-03-30"));
    let tekst = serde_json::to_string(&akte.akte).unwrap();
    for naam in ["Zoë", "Öztürk", "wachten", "geholpen"] {
        assert!(!tekst.contains(naam), "{naam} is in the certificate: {tekst}");
    }
}

#[tokio::test] // norm livio/13.1-c
async fn a_dispute_that_runs_holds_it_back_and_says_so() {
    let map = tempfile::tempdir().unwrap();
    let p = praktijk(&map).await;
    let d = ingediend(&p).await;
    let d = doe(&p, &d, BESTUUR, "reactie_gevraagd", "2026-03-05", Velden::new()).await;
    let oordeel = velden(&[
        ("uitkomst", Waarde::from("ongegrond")),
        ("behandeling", Waarde::from("Beide kanten zijn gehoord.")),
        ("motivering", Waarde::from("De zorg was goed.")),
        ("maatregelen", Waarde::Lijst(Vec::new())),
    ]);
    let d = doe(&p, &d, BESTUUR, "oordeel_gegeven", "2026-03-30", oordeel).await;
    let d = doe(&p, &d, KLAGER, "geschil_voorgelegd", "2026-05-04", Velden::new()).await;
    let Err(NietVernietigen::Opgeschort(waarom)) = vernietig(&p, &d, "2029-01-01").await else {
        panic!("it may not go");
    };
    assert!(waarom.contains("geschil"), "{waarom}");
    assert_eq!(p.open(d.id, dag("2029-01-01")).await.unwrap().versie, d.versie);
}

#[tokio::test]
async fn the_whole_of_which_a_part_is_still_kept_is_kept_too() {
    let map = tempfile::tempdir().unwrap();
    let p = praktijk(&map).await;
    let d = ingediend(&p).await;
    let op = dag("2026-03-10");
    let eigen = velden(&[
        ("onderwerp_deel", Waarde::from("Deur op slot")),
        ("omschrijving_deel", Waarde::from("De deur zat op slot.")),
        ("reden", Waarde::from("Daarover beslist een aparte commissie.")),
    ]);
    let over = velden(&[("onvrijwillige_zorg", Waarde::Ja(true))]);
    let splitsing =
        p.splitsing(&d, "klacht_gesplitst", Wie::rol(BESTUUR), eigen, over, op).unwrap();
    let sleutel = IdempotentieSleutel::van("eenmaal");
    p.splits(&d, splitsing, om(op), op, sleutel).await.unwrap();
    let deel = p.store().dossier_met_nummer(p.tenant(), "K-2026-0001-2").await.unwrap().unwrap();
    let geheel = p.open(d.id, op).await.unwrap();
    let geheel = ingetrokken(&p, &geheel).await;
    assert_eq!(
        vernietig(&p, &geheel, "2028-06-01").await,
        Err(NietVernietigen::Deel("K-2026-0001-2".to_owned()))
    );
    let deel = ingetrokken(&p, &p.open(deel, dag("2026-03-30")).await.unwrap()).await;
    assert_eq!(vernietig(&p, &deel, "2028-06-01").await, Ok(()));
    assert_eq!(vernietig(&p, &geheel, "2028-06-01").await, Ok(()));
}
