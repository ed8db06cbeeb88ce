//! A provider at work in a folder of its own: for the tests, and for the example that fills a store.

use std::path::Path;
use std::sync::Arc;

use behandeling::{Uitrusting, Versies};
use brief::sjabloon::Sjablonen;
use regeling::Bibliotheek;
use store::{SleutelOpties, Store, StoreOpties};

/// The regulation of which the tests tell.
const REGELING: &str = "livio";

/// Store, regulation, letters; nobody holds an office.
#[allow(dead_code, reason = "not every test is about this regulation")]
pub(crate) async fn uitrusting(map: &Path) -> Uitrusting {
    uitrusting_onder(map, REGELING).await
}

/// As [`uitrusting`], under this regulation.
pub(crate) async fn uitrusting_onder(map: &Path, regeling: &str) -> Uitrusting {
    let alle: Vec<_> = toetsbank::bronnen("regelingen").collect();
    let brieven = alle.iter().filter(|b| b.naam.contains("brieven"));
    let sjablonen = Sjablonen::parse(brieven.map(|b| (b.naam.as_str(), b.tekst.as_ref()))).unwrap();
    let bibliotheek = Bibliotheek::new(alle);
    let mut aanbieders = bibliotheek.aanbieders().unwrap().into_iter();
    let aanbieder = aanbieders.find(|a| a.regeling == regeling).unwrap();
    let versies = Versies::new(bibliotheek.versies(regeling).unwrap()).unwrap();
    let opties = StoreOpties::new(map).met(SleutelOpties::in_map(map.join("sleutels")));
    Uitrusting {
        store: Store::open(opties).await.unwrap(),
        tenant: aanbieder.id.parse().unwrap(),
        versies,
        aanbieder: Arc::new(aanbieder),
        sjablonen: Arc::new(sjablonen),
        ambtsdragers: Arc::default(),
        grondslag: "".into(),
    }
}
