//! Made-up complaints, the same each time.

use std::path::Path;

use jiff::{Timestamp, ToSpan, civil::Date};
use store::{
    Deelname, DossierId, DossierRij, Feitrij, Nummering, Projectie, Schrijf, SleutelOpties, Store,
    StoreOpties, Tenant, Versie,
};
use uuid::Uuid;

pub(crate) const VOOR: [&str; 40] = [
    "Anna", "Bert", "Carla", "Daan", "Eva", "Fatima", "Gerrit", "Hanna", "Ibrahim", "Joke", "Kees",
    "Lotte", "Mohamed", "Nel", "Omar", "Petra", "Quinten", "Riet", "Sanne", "Teun", "Ursula",
    "Vera", "Willem", "Xander", "Yara", "Zeynep", "Aaf", "Bas", "Cor", "Dirk", "Els", "Floor",
    "Guus", "Henk", "Ilse", "Jan", "Karin", "Leo", "Mieke", "Nico",
];
pub(crate) const ACHTER: [&str; 50] = [
    "Jansen",
    "Vries",
    "Berg",
    "Bakker",
    "Dijk",
    "Visser",
    "Smit",
    "Meijer",
    "Boer",
    "Mulder",
    "Groot",
    "Bos",
    "Vos",
    "Peters",
    "Hendriks",
    "Leeuwen",
    "Dekker",
    "Brouwer",
    "Wit",
    "Dijkstra",
    "Smits",
    "Graaf",
    "Meer",
    "Linden",
    "Kok",
    "Jacobs",
    "Haan",
    "Vermeulen",
    "Heuvel",
    "Veen",
    "Broek",
    "Bruijn",
    "Bruin",
    "Heijden",
    "Schouten",
    "Beek",
    "Willems",
    "Vliet",
    "Ven",
    "Hoekstra",
    "Maas",
    "Verhoeven",
    "Koster",
    "Dam",
    "Wal",
    "Prins",
    "Blom",
    "Huisman",
    "Kuipers",
    "Özdemir",
];

/// Where a dossier may stand.
pub(crate) const STANDEN: [&str; 4] = ["ontvangen", "onderzoek", "hoorzitting", "oordeel"];

pub(crate) fn tenant() -> Tenant {
    "zorg-oost".parse().unwrap()
}

pub(crate) fn vandaag() -> Date {
    jiff::civil::date(2026, 11, 23)
}

pub(crate) fn mens(nummer: usize) -> Uuid {
    Uuid::from_u128(nummer as u128)
}

/// Numbers that look like chance and are the same each time.
pub(crate) fn hak(i: usize, zout: usize) -> usize {
    let n = (i as u64 ^ ((zout as u64) << 40)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    ((n ^ (n >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 33) as usize
}

pub(crate) fn feit(i: usize) -> Feitrij {
    Feitrij {
        daad: "klacht_ingediend".into(),
        gebeurd_op: vandaag(),
        vastgelegd_op: Timestamp::UNIX_EPOCH,
        rol: "klager".into(),
        account: None,
        inhoud: format!("{{\"verhaal\":\"{}\"}}", "Er is iets gebeurd. ".repeat(10 + i % 30))
            .into_bytes(),
    }
}

pub(crate) fn projectie(i: usize) -> Projectie {
    let dagen = (hak(i, 1) % 90) as i64 - 20;
    let termijn = vandaag().checked_add(dagen.days()).unwrap();
    let stand = STANDEN[hak(i, 2) % 4];
    let rij = DossierRij {
        onderwerp: "Over de zorg aan huis".into(),
        klager_naam: format!("{} {}", VOOR[hak(i, 3) % 40], ACHTER[hak(i, 4) % 50]),
        aangeklaagden: format!("{} {}", VOOR[hak(i, 5) % 40], ACHTER[hak(i, 6) % 50]),
        locatie: Some(format!("locatie {}", hak(i, 7) % 12)),
        stand: stand.into(),
        stand_tekst: "In behandeling".into(),
        wetten: vec!["wkkgz".into()],
        behandelaar: Some(mens(hak(i, 8) % 25)),
        ontvangen_op: vandaag().checked_add((dagen - 42).days()).unwrap(),
        leidend_uiterlijk: Some(termijn),
        leidend_wettelijk: Some(termijn),
        termijn_waarom: Some("artikel 10 lid 1\n6 weken".into()),
        volgende_plicht: Some("contact opnemen".into()),
        volgende_uiterlijk: Some(termijn),
        wacht_op: Some(["niemand", "klager", "aangeklaagde"][hak(i, 9) % 3].into()),
        open: hak(i, 10) % 10 < 6,
        bewaren_tot: None,
    };
    Projectie {
        rij,
        deelnames: vec![Deelname {
            account: mens(400 + hak(i, 11) % 500),
            rol: "aangeklaagde".into(),
        }],
        uitgesloten: if i.is_multiple_of(200) { vec![mens(3)] } else { Vec::new() },
    }
}

pub(crate) fn klacht(i: usize) -> Schrijf {
    Schrijf {
        dossier: DossierId::nieuw(),
        verwacht: Versie::NIEUW,
        nummering: Nummering::new("K", 2026).unwrap(),
        feiten: vec![feit(i)],
        projectie: projectie(i),
        stukken: Vec::new(),
        brieven: Vec::new(),
        toegangscode: Some(vec![0; 32]),
        uitgaand: Vec::new(),
        concept: None,
        idempotentie: Some(store::IdempotentieSleutel::van(&Uuid::now_v7().to_string())),
    }
}

pub(crate) async fn open(map: &Path) -> Store {
    Store::open(met_sleutels(map)).await.unwrap()
}

/// Data and keys in one directory.
pub(crate) fn met_sleutels(map: &Path) -> StoreOpties {
    StoreOpties::new(map).met(SleutelOpties::in_map(map.join("sleutels")))
}
