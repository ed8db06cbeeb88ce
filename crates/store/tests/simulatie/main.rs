//! A simulation: processes on one register, people and workers who use them, clocks that are off, and crashes;
//! all of it chosen by a seed. Always holds: what a seed tells it tells again, operation by operation and crash
//! by crash; when something is not as it must be, it is printed with the seed and all that came before it.
//!
//! What runs is the store itself on a real engine. What the seed decides is when each transaction, and each
//! removal of a file, goes to disk (`store::Kraan`): operations of all processes are under way at once and stop
//! before and after each, and one of them goes on. So it decides also where a process dies: before a
//! transaction, in it just before the commit, after it and before anybody is told, between two steps of a
//! destruction or a change of keys, while it starts again. What it does not decide: how statements of two
//! transactions on a server meet when some are let loose at once, which happens now and then on purpose; how
//! many lines of the access log share a commit; and what the engine itself does on its way to disk.
//!
//! A process on SQLite is a server, and beside it a command that also writes; on PostgreSQL three servers. What a
//! crash does to memory is real (the handle goes, a new one is opened); what a power cut does to a disk is not:
//! for that there is `kill`, and the engine's word.
//!
//! ```text
//! WEDERHOOR_ZAAD=123 scripts/simulatie.sh        # that seed, with its story, on both engines
//! WEDERHOOR_ZADEN=5000 scripts/simulatie.sh      # many; WEDERHOOR_VANAF=2000 says from where
//! ```
//!
//! What it is worth was seen by breaking the store on purpose; on a file, counted from seed 1, this seed was the
//! first that noticed, when people did not act at one moment yet:
//!
//! ```text
//! 1  a projection is written with the first act only       4  a destruction is not finished at the start
//! 2  a claim does not move when the job is due             4  jobs follow in a transaction of their own
//! 2  the key of a request is not kept                      6  keys are not wrapped anew when the one
//! 2  another turn may wait when one is planned                around them is replaced
//! 2  a job is not marked as done                           9  an act is written on a version that moved on
//! 2  the access log is answered before it is on disk
//! 3  a job is kept by whoever had it before
//! 3  what failed is tried again at once
//! 4  the key of what was destroyed is kept
//! ```
//!
//! Since several people may act at one moment (`golf`): 1, a column of a line is not written when it changes; 3, of
//! those that went to disk together each is told what came of another. Since complaints are typed first, sent by a
//! double click and typed on meanwhile: 2, a key that was thrown away in between is not made anew; 3, who reads a draft
//! that is being sent makes it another key.
//!
//! In reading order: `opdracht` and `daden` (what is done), `wereld` (processes, crashes, order), `model` (what must
//! be), `afloop` (what was told), `toets` and `slot` (is it so); `wedloop` (where statements meet).

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

#[allow(dead_code, reason = "it is for the stories")]
#[path = "../store/hulp.rs"]
mod hulp;

mod afloop;
mod daden;
mod model;
mod opdracht;
mod slot;
mod toets;
mod toeval;
mod wedloop;
mod wereld;

use std::{
    fs,
    io::Write,
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
};

use jiff::SignedDuration;
use sea_orm::{ConnectOptions, Database, DatabaseConnection};
use store::{Hoofdsleutel, SleutelOpties, Sleutelplaats, Store, StoreOpties, sea_orm};
use toetsbank::motor::{als_beheerder, leeg_schema};

use self::{
    model::Uit,
    wereld::{Plek, Wereld},
};
use crate::hulp::opties;

/// Operations that may be under way at once.
const ONDERWEG: usize = 5;
const STAPPEN: usize = 220;
/// Seeds on one database on a server, each a provider of its own.
const PER_PODIUM: usize = 12;

/// The story of a seed, from an empty register to the end. Gives the master key that holds then.
async fn speel(zaad: u64, plek: Plek, verhaal: Arc<Mutex<Vec<String>>>) -> Uit<Hoofdsleutel> {
    let mut w = Wereld::begin(zaad, plek, verhaal).await?;
    for _ in 0..STAPPEN {
        stap(&mut w).await?;
    }
    einde(&mut w).await?;
    for proces in w.processen {
        if let Some(store) = proces.store {
            store.sluit().await.map_err(|fout| format!("closing: {fout:?}"))?;
        }
    }
    Ok(w.plek.opties.sleutels.hoofd)
}

async fn stap(w: &mut Wereld) -> Uit {
    let seconden = if w.toeval.kans(4) { 900 } else { 12 };
    w.klok = w.klok.checked_add(SignedDuration::from_secs(w.toeval.tussen(0, seconden))).unwrap();
    while let Some(welke) = w.te_lang() {
        w.verlaat(welke).await?;
    }
    let begin = if w.lopend.len() < ONDERWEG { 30 } else { 0 };
    let door = if w.lopend.is_empty() { 0 } else { 60 };
    let los = if w.lopend.len() > 1 { 2 } else { 0 };
    match w.toeval.weeg(&[begin, door, los, door / 30, 1, 1, 2, 3]) {
        0 => begin_iets(w).await,
        1 => {
            let welke = w.toeval.onder(w.lopend.len());
            w.ga_door(welke, true).await
        }
        2 => w.laat_los().await,
        3 => {
            let welke = w.toeval.onder(w.lopend.len());
            w.verlaat(welke).await
        }
        4 => {
            let proces = w.ergens();
            w.zeg(format!("{} dies", wereld::naam(proces)));
            w.sterf(proces).await
        }
        5 => {
            let (proces, sprong) = (w.ergens(), w.toeval.tussen(-90, 90));
            w.processen[proces].scheef = SignedDuration::from_secs(sprong);
            w.zeg(format!("the clock of {} is now {sprong} s off", wereld::naam(proces)));
            Ok(())
        }
        6 => w.golf().await,
        _ => {
            let proces = w.ergens();
            w.zie_alles(proces).await
        }
    }
}

async fn begin_iets(w: &mut Wereld) -> Uit {
    match w.toeval.weeg(&[30, 22, 25, 8, 8, 4, 8]) {
        0 => {
            let al = w.opnieuw.len();
            let nr = if al > 0 && w.toeval.kans(60) {
                let welke = w.toeval.onder(al);
                w.opnieuw.swap_remove(welke)
            } else {
                w.bedenk().await?
            };
            w.vraag_daad(nr);
        }
        1 => w.vraag_werk(),
        2 if !w.in_handen.is_empty() => {
            let welke = w.toeval.onder(w.in_handen.len());
            // One that was slow may come back to it.
            let blijft = w.toeval.kans(30);
            let taak =
                if blijft { w.in_handen[welke].clone() } else { w.in_handen.swap_remove(welke) };
            w.vraag_taak(taak);
        }
        3 => w.vraag_plan(),
        4 => w.vraag_inzage(),
        5 => w.vraag_vernietiging(),
        6 => w.vraag_onderhoud(),
        _ => w.vraag_werk(),
    }
    Ok(())
}

/// Nobody gives up any more: what was asked is asked until it is done, every process starts anew, and all of
/// it is looked at.
async fn einde(w: &mut Wereld) -> Uit {
    w.zeg("the end: everything is finished");
    w.maak_leeg().await?;
    while let Some(nr) = w.opnieuw.pop() {
        w.vraag_daad(nr);
        w.maak_leeg().await?;
    }
    vervang_hoofdsleutel(w).await?;
    for proces in 0..w.processen.len() {
        w.sterf(proces).await?;
    }
    let proces = w.server();
    w.zie_alles(proces).await?;
    for _ in 0..200 {
        w.klok = w.klok.checked_add(SignedDuration::from_hours(2)).unwrap();
        w.in_handen.clear();
        w.vraag_werk();
        w.maak_leeg().await?;
        if w.in_handen.is_empty() {
            break;
        }
        for taak in std::mem::take(&mut w.in_handen) {
            w.maak_af(taak).await?;
        }
    }
    w.zie_einde().await
}

/// Sometimes; and the process may die in it, so that nobody knows which one holds.
async fn vervang_hoofdsleutel(w: &mut Wereld) -> Uit {
    if !w.toeval.kans(15) {
        return Ok(());
    }
    let nieuw = kluis::Sleutel::nieuw().map_err(|fout| fout.to_string())?;
    let proces = w.server();
    w.zeg("the master key is replaced");
    w.andere_hoofd = Some(nieuw.clone());
    w.vraag_hoofdsleutel(proces, nieuw);
    while !w.lopend.is_empty() {
        w.ga_door(0, true).await?;
    }
    Ok(())
}

/// Where the stories of one run are told.
struct Podium {
    map: tempfile::TempDir,
    /// The register and the keys, on a server.
    urls: Option<(String, String)>,
}

impl Podium {
    async fn nieuw(postgres: bool) -> Self {
        let vlug = Path::new("/dev/shm");
        let ergens = std::env::temp_dir();
        let waar = if vlug.is_dir() { vlug } else { ergens.as_path() };
        let map = tempfile::tempdir_in(waar).unwrap();
        let uit = Self { map, urls: postgres.then(|| (leeg_schema(), leeg_schema())) };
        let begin = uit.map.path().join("begin");
        fs::create_dir(&begin).unwrap();
        Store::open(uit.opties(&begin)).await.unwrap().sluit().await.unwrap();
        uit
    }

    fn opties(&self, map: &Path) -> StoreOpties {
        let opties = opties(map);
        let Some((register, sleutels)) = &self.urls else { return opties };
        let sleutels = SleutelOpties {
            plaats: Sleutelplaats::Postgres(sleutels.parse().unwrap()),
            hoofd: Hoofdsleutel::Bestand(map.join("hoofdsleutel")),
        };
        opties.op(Some(register.parse().unwrap())).met(sleutels)
    }

    /// On a file an own copy; on a server an own provider.
    async fn plek(&self, zaad: u64, hoofd: Option<Hoofdsleutel>) -> Plek {
        let begin = self.map.path().join("begin");
        let (map, tenant) = match &self.urls {
            Some(_) => (begin, format!("zaad-{zaad}").parse().unwrap()),
            None => {
                let eigen = self.map.path().join(format!("zaad-{zaad}"));
                kopieer(&begin, &eigen);
                (eigen, crate::hulp::tenant())
            }
        };
        let url = match &self.urls {
            Some((_, sleutels)) => als_beheerder(sleutels),
            None => format!("sqlite://{}?mode=ro", map.join("sleutels/sleutels.db").display()),
        };
        let mut documenten = map.join("documenten");
        if self.urls.is_some() {
            documenten.push(format!("zaad-{zaad}"));
        }
        let mut opties = self.opties(&map);
        if let Some(hoofd) = hoofd {
            opties.sleutels.hoofd = hoofd;
        }
        let sleutels: DatabaseConnection = Database::connect(
            ConnectOptions::new(url).max_connections(1).sqlx_logging(false).to_owned(),
        )
        .await
        .unwrap();
        let postgres = self.urls.is_some();
        Plek { opties, tenant, documenten, postgres, sleutels }
    }
}

fn kopieer(van: &Path, naar: &Path) {
    fs::create_dir(naar).unwrap();
    for ingang in fs::read_dir(van).unwrap() {
        let ingang = ingang.unwrap();
        let doel = naar.join(ingang.file_name());
        if ingang.path().is_dir() {
            kopieer(&ingang.path(), &doel)
        } else {
            fs::copy(ingang.path(), doel).unwrap();
        }
    }
}

/// Plays a seed; gives what it told, and what is wrong.
fn zaad(podium: &Podium, zaad: u64, hoofd: &mut Option<Hoofdsleutel>) -> (Vec<String>, Uit) {
    let verhaal = Arc::new(Mutex::new(Vec::new()));
    let eigen = Arc::clone(&verhaal);
    let uit = catch_unwind(AssertUnwindSafe(|| {
        let taken = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        taken.block_on(async {
            let plek = podium.plek(zaad, hoofd.clone()).await;
            speel(zaad, plek, eigen).await
        })
    }));
    // On a server the next seed finds the keys as this one left them.
    let uit = match uit {
        Ok(Ok(nieuw)) => {
            *hoofd = podium.urls.is_some().then_some(nieuw);
            Ok(())
        }
        Ok(Err(fout)) => Err(fout),
        Err(paniek) => Err(paniek.downcast_ref::<String>().cloned().unwrap_or("a panic".into())),
    };
    if podium.urls.is_none() {
        let _ = fs::remove_dir_all(podium.map.path().join(format!("zaad-{zaad}")));
    }
    let verhaal = verhaal.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone();
    (verhaal, uit)
}

fn uit_omgeving(naam: &str) -> Option<u64> {
    std::env::var(naam).ok().and_then(|tekst| tekst.parse().ok())
}

/// Plays one seed that is asked for, or many.
fn speel_alle(postgres: bool, vanzelf: u64) {
    let een = uit_omgeving("WEDERHOOR_ZAAD");
    let aantal = uit_omgeving("WEDERHOOR_ZADEN");
    let van = een.or_else(|| uit_omgeving("WEDERHOOR_VANAF")).unwrap_or(1);
    let tot = van + if een.is_some() { 1 } else { aantal.unwrap_or(vanzelf) };
    let draden =
        if aantal.is_some() { std::thread::available_parallelism().unwrap().get() } else { 1 };
    let volgende = AtomicU64::new(van);
    let fout: Mutex<Option<String>> = Mutex::new(None);
    let speel = || {
        let nieuw = || {
            let taken = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            taken.block_on(Podium::nieuw(postgres))
        };
        let (mut podium, mut hoofd, mut gespeeld) = (nieuw(), None, 0);
        while fout.lock().unwrap().is_none() {
            // Whoever opens a store looks at all who have keys in it.
            if postgres && gespeeld == PER_PODIUM {
                (podium, hoofd, gespeeld) = (nieuw(), None, 0);
            }
            gespeeld += 1;
            let nr = volgende.fetch_add(1, Ordering::Relaxed);
            if nr >= tot {
                break;
            }
            let (verhaal, uit) = zaad(&podium, nr, &mut hoofd);
            if let Err(wat) = uit {
                let verhaal = verhaal.join("\n");
                let wat = format!("\n{verhaal}\n\n{wat}\nagain: WEDERHOOR_ZAAD={nr}");
                *fout.lock().unwrap() = Some(wat);
            } else if een.is_some() {
                zeg(&verhaal.join("\n"));
            }
        }
    };
    std::thread::scope(|s| {
        for _ in 0..draden {
            s.spawn(speel);
        }
    });
    if let Some(fout) = fout.into_inner().unwrap() {
        panic!("{fout}");
    }
    zeg(&format!("seeds {van} to {} are as they must be", tot - 1));
}

fn zeg(tekst: &str) {
    std::io::stdout().lock().write_all(format!("{tekst}\n").as_bytes()).unwrap();
}

#[test]
fn whatever_crashes_when_on_a_file_nothing_is_lost_doubled_or_mixed_up() {
    speel_alle(false, 60);
}

#[test]
fn whatever_crashes_when_on_a_server_nothing_is_lost_doubled_or_mixed_up() {
    speel_alle(true, 3);
}

/// Without that a seed that fails could not be looked at again.
#[test]
fn a_seed_tells_the_same_story_twice() {
    let taken = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let podium = taken.block_on(Podium::nieuw(false));
    for nr in 1..=3 {
        let [een, twee] = [(); 2].map(|()| zaad(&podium, nr, &mut None).0);
        assert!(een.len() > 200);
        let anders = een.iter().zip(&twee).position(|(een, twee)| een != twee);
        assert_eq!(anders.map(|i| (&een[i], &twee[i])), None, "seed {nr}");
        assert_eq!(een.len(), twee.len());
    }
}
