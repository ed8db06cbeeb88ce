//! Questions to the store: how long each takes with a thousand dossiers, and with many.

use std::time::{Duration, Instant};

use jiff::civil::Date;
use store::{
    Bladzijde, Deel, DossierId, Filter, Herbouw, Lijststand, Schrijf, Sortering, Store, Tenant,
    TermijnFilter,
};

use crate::anker;
use crate::verzinsel::{ACHTER, VOOR, feit, klacht, mens, open, projectie, tenant, vandaag};

const RONDES: usize = 300;

/// Prints p50 and p99 of each question with a thousand dossiers and with so many.
pub(crate) async fn meet(veel: usize) {
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
    anker::meet(&store, aantal).await;
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
    store.herbouw(&tenant(), (stand, Herbouw::Alles), bereken, |_| {}).await.unwrap();
    vec![begin.elapsed() * 100 / u32::try_from(aantal).unwrap()]
}

/// Many dossiers in one transaction: the same writes, without a sync for each.
async fn laad(store: &Store, aantal: usize) {
    for begin in (0..aantal).step_by(50) {
        let nummers = begin..aantal.min(begin + 50);
        store.append_samen(&tenant(), nummers.map(klacht).collect()).await.unwrap();
    }
}

fn geheugen() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let regel = status.lines().find(|regel| regel.starts_with("VmRSS:")).unwrap_or_default();
    regel.split_whitespace().nth(1).and_then(|kib| kib.parse::<u64>().ok()).unwrap_or(0) / 1024
}
