//! The one helper that knows the store's API: a store in a directory of its own, and made-up
//! complaints whose projection follows from their events.

use jiff::{Timestamp, civil::Date};
use sea_orm::ConnectionTrait;
use store::{
    Bij, ConceptId, Deelname, DossierId, DossierRij, Feit, Feitrij, Geschreven, Herbouw,
    IdempotentieSleutel, Lijststand, Nummering, Projectie, Schrijf, SleutelOpties, Store,
    StoreError, StoreOpties, Tenant, Versie, sea_orm,
};
use toetsbank::motor::Motor;
use uuid::Uuid;

/// A store and where it lives.
pub(crate) struct Huis {
    pub(crate) store: Store,
    pub(crate) map: tempfile::TempDir,
    pub(crate) opties: StoreOpties,
}

impl Huis {
    /// The same store, opened once more.
    pub(crate) async fn open(&self) -> Result<Store, StoreError> {
        Store::open(self.opties.clone()).await
    }
}

/// An empty store of its own.
pub(crate) async fn huis(motor: Motor) -> Huis {
    let map = tempfile::tempdir().unwrap();
    let postgres = motor.ruimte().map(|url| url.parse().unwrap());
    let opties = opties(map.path()).op(postgres);
    let store = Store::open(opties.clone()).await.unwrap();
    Huis { store, map, opties }
}

/// A store in this directory.
pub(crate) async fn open(map: &std::path::Path) -> Result<Store, StoreError> {
    Store::open(opties(map)).await
}

/// Data and keys in one directory, that goes with the test.
pub(crate) fn opties(map: &std::path::Path) -> StoreOpties {
    StoreOpties::new(map).met(SleutelOpties::in_map(map.join("sleutels")))
}

/// Changes the tables behind the program's back.
pub(crate) async fn knoei(store: &Store, sql: &'static str) -> u64 {
    let wie = tenant();
    let klus = store.schrijf(&wie, move |tx| {
        Box::pin(async move { Ok(tx.execute_unprepared(sql).await.bij(sql)?.rows_affected()) })
    });
    klus.await.unwrap()
}

pub(crate) fn tenant() -> Tenant {
    "zorg-oost".parse().unwrap()
}

pub(crate) fn dag(tekst: &str) -> Date {
    tekst.parse().unwrap()
}

pub(crate) fn lijststand(op: &str) -> Lijststand {
    Lijststand { dag: dag(op), grondslag: "regeling 1".to_owned() }
}

/// All lists anew, as they stand on this day.
pub(crate) fn alles(op: &str) -> (Lijststand, Herbouw) {
    (lijststand(op), Herbouw::Alles)
}

pub(crate) fn moment(tekst: &str) -> Timestamp {
    tekst.parse().unwrap()
}

/// An event that says who complains and where it stands; see [`bereken`].
pub(crate) fn feit(daad: &str, klager: &str, stand: &str) -> Feitrij {
    Feitrij {
        daad: daad.to_owned(),
        gebeurd_op: dag("2026-11-20"),
        vastgelegd_op: moment("2026-11-23T09:30:00.123456789Z"),
        rol: "klager".to_owned(),
        account: None,
        inhoud: serde_json::to_vec(&serde_json::json!({ "klager": klager, "stand": stand }))
            .unwrap(),
    }
}

/// What lists show after these events: a stand-in for the floor above.
pub(crate) fn bereken<'a>(feiten: impl IntoIterator<Item = &'a Feitrij>) -> Projectie {
    let mut uit = Projectie::default();
    let mut aantal = 0;
    for feit in feiten {
        let inhoud: serde_json::Value = serde_json::from_slice(&feit.inhoud).unwrap();
        aantal += 1;
        uit.rij = DossierRij {
            onderwerp: format!("na {aantal} gebeurtenissen"),
            klager_naam: inhoud["klager"].as_str().unwrap().to_owned(),
            aangeklaagden: "Thuiszorgteam Noord".to_owned(),
            stand: inhoud["stand"].as_str().unwrap().to_owned(),
            stand_tekst: "In behandeling".to_owned(),
            wetten: vec!["wkkgz".to_owned(), "wzd".to_owned()],
            ontvangen_op: feit.gebeurd_op,
            leidend_uiterlijk: Some(dag("2027-01-02")),
            leidend_wettelijk: Some(dag("2027-01-04")),
            open: true,
            ..DossierRij::default()
        };
        if let Some(account) = feit.account {
            uit.deelnames.push(Deelname { account, rol: feit.rol.clone() });
        }
    }
    uit
}

pub(crate) fn herbereken(
    _: &Tenant,
    _: DossierId,
    feiten: &[Feit],
) -> Result<Projectie, std::convert::Infallible> {
    Ok(bereken(feiten.iter().map(|feit| &feit.rij)))
}

/// An append of these events, and nothing else, after the events `al`.
pub(crate) fn schrijf(dossier: DossierId, al: &[Feitrij], nieuw: Vec<Feitrij>) -> Schrijf {
    let projectie = bereken(al.iter().chain(&nieuw));
    Schrijf {
        dossier,
        verwacht: Versie(al.len().try_into().unwrap()),
        nummering: Nummering::new("K", 2026).unwrap(),
        feiten: nieuw,
        projectie,
        stukken: Vec::new(),
        brieven: Vec::new(),
        toegangscode: None,
        uitgaand: Vec::new(),
        concept: None::<ConceptId>,
        idempotentie: None::<IdempotentieSleutel>,
    }
}

/// A new complaint of `klager`.
pub(crate) fn klacht(klager: &str) -> Schrijf {
    schrijf(DossierId::nieuw(), &[], vec![feit("klacht_ingediend", klager, "ontvangen")])
}

/// A new complaint with this line in lists, whatever its events say.
pub(crate) async fn met_rij(store: &Store, rij: DossierRij) -> Geschreven {
    met_projectie(store, Projectie { rij, ..Projectie::default() }).await
}

pub(crate) async fn met_projectie(store: &Store, projectie: Projectie) -> Geschreven {
    let schrijf = Schrijf { projectie, ..klacht("x") };
    store.append(&tenant(), schrijf).await.unwrap()
}

pub(crate) fn account(nummer: u128) -> Uuid {
    Uuid::from_u128(nummer)
}
