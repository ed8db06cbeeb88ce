//! Measures the store: durable appends a second, and pages of the worklist with few and with many
//! dossiers. `cargo run --release -p store --example meet_store [aantal dossiers [seconds]]`. With
//! `DATABASE_URL` the appends are measured on that PostgreSQL server too, in schemas of their own.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a measurement reads the clock, prints, or stops"
)]

use std::{
    path::Path,
    time::{Duration, Instant},
};

use jiff::{Timestamp, ToSpan, civil::Date};
use store::{
    Bladzijde, Deel, Deelname, DossierId, DossierRij, Feitrij, Filter, Lijststand, Nummering,
    Projectie, Schrijf, SleutelOpties, Sortering, Store, StoreOpties, Tenant, TermijnFilter,
    Versie,
    sea_orm::{ConnectionTrait, TransactionTrait},
    vraag,
};
use uuid::Uuid;

const RONDES: usize = 300;

#[tokio::main(worker_threads = 2)]
async fn main() {
    let argument = |n| std::env::args().nth(n).and_then(|tekst| tekst.parse().ok());
    let veel = argument(1).unwrap_or(100_000);
    let duur = Duration::from_secs(argument(2).unwrap_or(3) as u64);
    for schrijvers in [1, 8, 64] {
        meet_schrijven(schrijvers, duur, None).await;
    }
    if let Ok(url) = std::env::var("DATABASE_URL") {
        for schrijvers in [1, 8, 64] {
            meet_schrijven(schrijvers, duur, Some(&url)).await;
        }
    }
    let weinig = meet_lezen(1000).await;
    let groot = meet_lezen(veel).await;
    println!("\n{:<28} {:>16} {:>16}  ratio p50", "ms: p50 / p99", "1000", veel);
    for ((naam, a), (_, b)) in weinig.iter().zip(&groot) {
        let paar = |t: &[Duration]| (ms(t[t.len() / 2]), ms(t[t.len() * 99 / 100]));
        let ((a50, a99), (b50, b99)) = (paar(a), paar(b));
        println!(
            "{naam:<28} {a50:>7.2} /{a99:>7.2} {b50:>7.2} /{b99:>7.2}  {:.2}",
            b50 / a50.max(0.001)
        );
    }
    println!("memory of the process: {} MB", geheugen());
}

fn ms(duur: Duration) -> f64 {
    duur.as_secs_f64() * 1000.0
}

async fn meet_schrijven(schrijvers: usize, duur: Duration, server: Option<&str>) {
    let map = tempfile::tempdir().unwrap();
    let ruimte = match server {
        Some(url) => Some(schema(url).await),
        None => None,
    };
    let opties = || {
        let postgres = ruimte.as_deref().map(|url| url.parse().unwrap());
        met_sleutels(map.path()).op(postgres)
    };
    let store = Store::open(opties()).await.unwrap();
    let aantal = tegelijk(schrijvers, duur, |i| {
        let store = store.clone();
        async move { store.append(&tenant(), klacht(i)).await.map(|_| ()).unwrap() }
    });
    let echt = aantal.await;
    store.sluit().await.unwrap();
    // The engine's own: a row, with as many rows in a sync as there are writers.
    let (los, kaal) = match &ruimte {
        None => (kaal(1, duur).await, kaal(schrijvers, duur).await),
        Some(url) => (kaal_op(url, 1, duur).await, kaal_op(url, schrijvers, duur).await),
    };
    println!(
        "{:<10} {schrijvers:>3} writers: {echt:>6.0} complaints/s | bare inserts: {los:>6.0}/s by \
         one (ratio {:.2}), {kaal:>6.0}/s by {schrijvers} (ratio {:.2})",
        if server.is_some() { "PostgreSQL" } else { "SQLite" },
        echt / los,
        echt / kaal,
    );
    if let (Some(url), Some(ruimte)) = (server, ruimte) {
        let naam = ruimte.rsplit_once("%3D").unwrap().1;
        let db = store::sea_orm::Database::connect(url).await.unwrap();
        db.execute_unprepared(&format!("DROP SCHEMA {naam} CASCADE")).await.unwrap();
    }
}

/// How often a second `doe` is done by so many at once, each with a number of its own.
async fn tegelijk<F>(schrijvers: usize, duur: Duration, doe: impl Fn(usize) -> F) -> f64
where
    F: Future<Output = ()>,
{
    let (begin, doe) = (Instant::now(), &doe);
    let taken = (0..schrijvers).map(|i| async move {
        let mut aantal = 0;
        while begin.elapsed() < duur {
            doe(i * 7919 + aantal).await;
            aantal += 1;
        }
        aantal
    });
    let aantal: usize = futures::future::join_all(taken).await.into_iter().sum();
    aantal as f64 / begin.elapsed().as_secs_f64()
}

/// An empty schema on the server.
async fn schema(url: &str) -> String {
    let naam = format!("meet_{}", Uuid::new_v4().simple());
    let db = store::sea_orm::Database::connect(url).await.unwrap();
    db.execute_unprepared(&format!("CREATE SCHEMA {naam}")).await.unwrap();
    let teken = if url.contains('?') { '&' } else { '?' };
    format!("{url}{teken}options=-csearch_path%3D{naam}")
}

const RIJ: &str = "INSERT INTO idempotentie VALUES ($1, $2, $3, 1, 'K', $4)";

fn rij() -> [store::sea_orm::Value; 4] {
    [
        "zorg".into(),
        Uuid::now_v7().as_bytes().to_vec().into(),
        Uuid::now_v7().into(),
        String::from_utf8(feit(0).inhoud).unwrap().into(),
    ]
}

/// Rows a second that an SQLite file takes with the same durability: one insert a row, `per_commit`
/// rows a transaction, and nothing else.
async fn kaal(per_commit: usize, duur: Duration) -> f64 {
    let map = tempfile::tempdir().unwrap();
    let store = open(map.path()).await;
    store.sluit().await.unwrap();
    let url = format!("sqlite://{}/wederhoor.db", map.path().display());
    let mut opties = store::sea_orm::ConnectOptions::new(url);
    opties.max_connections(1).sqlx_logging(false);
    let db = store::sea_orm::Database::connect(opties).await.unwrap();
    for pragma in ["journal_mode = WAL", "synchronous = FULL"] {
        db.execute_unprepared(&format!("PRAGMA {pragma}")).await.unwrap();
    }
    let begin = Instant::now();
    let mut aantal = 0;
    while begin.elapsed() < duur {
        let tx = db.begin().await.unwrap();
        for _ in 0..per_commit {
            tx.execute_raw(vraag(&tx, RIJ, rij())).await.unwrap();
            aantal += 1;
        }
        tx.commit().await.unwrap();
    }
    aantal as f64 / begin.elapsed().as_secs_f64()
}

/// The same of a server: so many connections, a row and a commit each, of which it shares the syncs.
async fn kaal_op(url: &str, schrijvers: usize, duur: Duration) -> f64 {
    let mut opties = store::sea_orm::ConnectOptions::new(url.to_owned());
    let hoogstens = u32::try_from(schrijvers.min(16)).unwrap();
    opties.max_connections(hoogstens).sqlx_logging(false);
    let db = store::sea_orm::Database::connect(opties).await.unwrap();
    let rijen = tegelijk(schrijvers, duur, |_| async {
        db.execute_raw(vraag(&db, RIJ, rij())).await.unwrap();
    });
    rijen.await
}

async fn meet_lezen(aantal: usize) -> Vec<(&'static str, Vec<Duration>)> {
    let map = tempfile::tempdir().unwrap();
    let store = open(map.path()).await;
    let begin = Instant::now();
    laad(&store, aantal).await;
    let geladen = begin.elapsed().as_secs_f64();
    store.sluit().await.unwrap();
    let bestand = std::fs::metadata(map.path().join("wederhoor.db")).unwrap().len();
    println!(
        "loaded {aantal} dossiers in {:.1} s; {} bytes a dossier",
        geladen,
        bestand / aantal as u64
    );
    let begin = Instant::now();
    let store = open(map.path()).await;
    println!("opened in {:.0} ms", ms(begin.elapsed()));
    let begin = Instant::now();
    store.onderhoud().await.unwrap();
    println!("indexes counted in {:.0} ms", ms(begin.elapsed()));

    let mut uit = Vec::new();
    for (naam, filter, sortering) in vragen() {
        let mut tijden = Vec::new();
        for ronde in 0..RONDES {
            let filter = Filter { tekst: woord(&filter, ronde), ..filter.clone() };
            let begin = Instant::now();
            let eerste = Bladzijde::Eerste;
            store.werkvoorraad(&tenant(), &filter, sortering, eerste, 25).await.unwrap();
            tijden.push(begin.elapsed());
        }
        tijden.sort();
        uit.push((naam, tijden));
    }
    uit.push(("page 20, by its key", diep(&store).await));
    uit.push(("six counts beside views", tellingen(&store).await));
    uit.push(("load a dossier of 20 events", dossiers(&store).await));
    uit.push(("rebuild, per 100 dossiers", herbouw(&store, aantal).await));
    uit
}

fn vragen() -> Vec<(&'static str, Filter, Sortering)> {
    let open = Filter::default;
    let tekst = |tekst: &str| Some(tekst.to_owned());
    let vandaag = vandaag();
    let laat = Some(TermijnFilter::TeLaat { vandaag });
    let week = Some(TermijnFilter::Binnen7Dagen { vandaag });
    let (stand, locatie) = (tekst("onderzoek"), tekst("locatie 3"));
    let op_termijn = Sortering::Termijn;
    vec![
        ("all open", open(), op_termijn),
        ("open, exclusions", Filter { uitgesloten_voor: Some(mens(3)), ..open() }, op_termijn),
        ("too late", Filter { termijn: laat, ..open() }, op_termijn),
        ("within a week", Filter { termijn: week, ..open() }, op_termijn),
        ("mine", Filter { behandelaar: Some(mens(3)), ..open() }, op_termijn),
        ("one location", Filter { locatie: locatie.clone(), ..open() }, op_termijn),
        (
            "state and location",
            Filter { stand: stand.clone(), locatie: locatie.clone(), ..open() },
            op_termijn,
        ),
        (
            "state, location, waits",
            Filter { stand, locatie, wacht_op: tekst("niemand"), ..open() },
            op_termijn,
        ),
        ("where I am accused", Filter { deelnemer: Some(mens(500)), ..open() }, op_termijn),
        ("last received, all", Filter { deel: Deel::Alle, ..open() }, Sortering::Ontvangen),
        ("search number", Filter { tekst: tekst("nummer"), ..open() }, op_termijn),
        ("search one name", Filter { tekst: tekst("naam"), ..open() }, op_termijn),
        ("search two names", Filter { tekst: tekst("namen"), ..open() }, op_termijn),
        ("search one letter", Filter { tekst: tekst("letter"), ..open() }, op_termijn),
    ]
}

/// A different question each time.
fn woord(filter: &Filter, ronde: usize) -> Option<String> {
    Some(match filter.tekst.as_deref()? {
        "nummer" => format!("K-2026-{:04}", 1 + ronde * 3),
        "naam" => ACHTER[ronde % ACHTER.len()].to_owned(),
        "namen" => format!("{} {}", VOOR[ronde % VOOR.len()], ACHTER[ronde % ACHTER.len()]),
        _ => VOOR[ronde % VOOR.len()][..1].to_owned(),
    })
}

async fn diep(store: &Store) -> Vec<Duration> {
    let mut tijden = Vec::new();
    let (filter, op_termijn) = (Filter::default(), Sortering::Termijn);
    let mut plek = Bladzijde::Eerste;
    for _ in 0..RONDES / 10 {
        let begin = Instant::now();
        let pagina = store.werkvoorraad(&tenant(), &filter, op_termijn, plek, 25).await.unwrap();
        tijden.push(begin.elapsed());
        plek = pagina.volgende.map_or(Bladzijde::Eerste, Bladzijde::Na);
    }
    tijden.sort();
    tijden
}

async fn tellingen(store: &Store) -> Vec<Duration> {
    let filters: Vec<Filter> = vragen().into_iter().take(6).map(|(_, filter, _)| filter).collect();
    let mut tijden = Vec::new();
    for _ in 0..RONDES {
        let begin = Instant::now();
        for filter in &filters {
            store.tel(&tenant(), filter).await.unwrap();
        }
        tijden.push(begin.elapsed());
    }
    tijden.sort();
    tijden
}

async fn dossiers(store: &Store) -> Vec<Duration> {
    let mut tijden = Vec::new();
    let filter = Filter::default();
    let eerste = Bladzijde::Eerste;
    let pagina =
        store.werkvoorraad(&tenant(), &filter, Sortering::Termijn, eerste, 100).await.unwrap();
    let dossier = pagina.rijen[0].dossier;
    let al = store.load(&tenant(), dossier).await.unwrap().versie;
    let nog = Schrijf { dossier, verwacht: al, feiten: (0..20).map(feit).collect(), ..klacht(1) };
    store.append(&tenant(), nog).await.unwrap();
    for _ in 0..RONDES {
        let begin = Instant::now();
        store.load(&tenant(), dossier).await.unwrap();
        tijden.push(begin.elapsed());
    }
    tijden.sort();
    tijden
}

async fn herbouw(store: &Store, aantal: usize) -> Vec<Duration> {
    let begin = Instant::now();
    let stand = Lijststand { dag: Date::constant(2026, 11, 23), grondslag: String::new() };
    let bereken = |_: &Tenant, _: DossierId, feiten: &[store::Feit]| {
        Ok::<_, std::convert::Infallible>(projectie(feiten.len()))
    };
    store.herbouw(&tenant(), stand, bereken, |_| {}).await.unwrap();
    vec![begin.elapsed() * 100 / u32::try_from(aantal).unwrap()]
}

/// Many dossiers in one transaction: the same writes, without a sync for each.
async fn laad(store: &Store, aantal: usize) {
    for begin in (0..aantal).step_by(1000) {
        let nummers = begin..aantal.min(begin + 1000);
        store.append_samen(&tenant(), nummers.map(klacht).collect()).await.unwrap();
    }
}

const VOOR: [&str; 40] = [
    "Anna", "Bert", "Carla", "Daan", "Eva", "Fatima", "Gerrit", "Hanna", "Ibrahim", "Joke", "Kees",
    "Lotte", "Mohamed", "Nel", "Omar", "Petra", "Quinten", "Riet", "Sanne", "Teun", "Ursula",
    "Vera", "Willem", "Xander", "Yara", "Zeynep", "Aaf", "Bas", "Cor", "Dirk", "Els", "Floor",
    "Guus", "Henk", "Ilse", "Jan", "Karin", "Leo", "Mieke", "Nico",
];
const ACHTER: [&str; 50] = [
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

fn tenant() -> Tenant {
    "zorg-oost".parse().unwrap()
}

fn vandaag() -> Date {
    jiff::civil::date(2026, 11, 23)
}

fn mens(nummer: usize) -> Uuid {
    Uuid::from_u128(nummer as u128)
}

/// Numbers that look like chance and are the same each time.
fn hak(i: usize, zout: usize) -> usize {
    let n = (i as u64 ^ ((zout as u64) << 40)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    ((n ^ (n >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 33) as usize
}

fn feit(i: usize) -> Feitrij {
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

fn projectie(i: usize) -> Projectie {
    let dagen = (hak(i, 1) % 90) as i64 - 20;
    let termijn = vandaag().checked_add(dagen.days()).unwrap();
    let stand = ["ontvangen", "onderzoek", "hoorzitting", "oordeel"][hak(i, 2) % 4];
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

fn klacht(i: usize) -> Schrijf {
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

async fn open(map: &Path) -> Store {
    Store::open(met_sleutels(map)).await.unwrap()
}

/// Data and keys in one directory.
fn met_sleutels(map: &Path) -> StoreOpties {
    StoreOpties::new(map).met(SleutelOpties::in_map(map.join("sleutels")))
}

fn geheugen() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let regel = status.lines().find(|regel| regel.starts_with("VmRSS:")).unwrap_or_default();
    regel.split_whitespace().nth(1).and_then(|kib| kib.parse::<u64>().ok()).unwrap_or(0) / 1024
}
