//! A provider at work in a folder of its own: for the tests, and for the example that fills a store.
#![allow(dead_code, reason = "each user takes what it needs")]

use std::path::Path;
use std::sync::Arc;

use behandeling::{Dossier, KLAGER, Praktijk, Toegift, Uitrusting, Versies};
use brief::sjabloon::Sjablonen;
use dossier::{Opdracht, Wie};
use jiff::Timestamp;
use regeling::{Bibliotheek, Velden, Waarde};
use store::{SleutelOpties, Store, StoreOpties};
use termijn::Datum;

/// The regulation of which the tests tell.
pub(crate) const REGELING: &str = "livio";

/// Store, regulation, letters; nobody holds an office.
pub(crate) async fn uitrusting(map: &Path) -> Uitrusting {
    uitrusting_onder(map, REGELING).await
}

/// As [`uitrusting`], under this regulation.
pub(crate) async fn uitrusting_onder(map: &Path, regeling: &str) -> Uitrusting {
    let sleutels = SleutelOpties::in_map(map.join("sleutels"));
    uitrusting_op(StoreOpties::new(map).met(sleutels), regeling).await
}

/// With the register there, under this regulation.
pub(crate) async fn uitrusting_op(opties: StoreOpties, regeling: &str) -> Uitrusting {
    let alle: Vec<_> = toetsbank::bronnen("regelingen").collect();
    let brieven = alle.iter().filter(|b| b.naam.contains("brieven"));
    let sjablonen = Sjablonen::parse(brieven.map(|b| (b.naam.as_str(), b.tekst.as_ref()))).unwrap();
    let bibliotheek = Bibliotheek::new(alle);
    let mut aanbieders = bibliotheek.aanbieders().unwrap().into_iter();
    let aanbieder = aanbieders.find(|a| a.regeling == regeling).unwrap();
    let versies = Versies::new(bibliotheek.versies(regeling).unwrap()).unwrap();
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

pub(crate) fn dag(s: &str) -> Datum {
    s.parse().unwrap()
}

pub(crate) fn om(dag: Datum) -> Timestamp {
    jiff::tz::TimeZone::UTC.to_timestamp(dag.at(10, 0, 0, 0)).unwrap()
}

pub(crate) fn velden(paren: &[(&str, Waarde)]) -> Velden {
    paren.iter().map(|(n, w)| ((*n).to_owned(), w.clone())).collect()
}

/// What somebody does in a dossier; as it then is.
pub(crate) async fn doe(
    p: &Praktijk,
    d: &Dossier,
    wie: &str,
    daad: &str,
    op: &str,
    met: Velden,
) -> Dossier {
    let partij = (wie == KLAGER).then(|| KLAGER.to_owned());
    let wie = Wie { rol: wie.to_owned(), partij, account: None, persoon: None };
    let op = dag(op);
    let opdracht =
        Opdracht { daad: daad.to_owned(), wie, aan: Vec::new(), velden: met, gebeurd_op: op };
    let gedaan = p.doe(d, opdracht, om(op), op, Toegift::default()).await.unwrap();
    p.open(gedaan.dossier, op).await.unwrap()
}
