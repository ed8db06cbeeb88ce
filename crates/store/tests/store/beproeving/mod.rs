//! What the store goes through: killed, a full disk, a server that falls over, a damaged page, a clock that
//! jumps, a disk that is read-only. One shape for all of them: a process under load that says what was
//! acknowledged (`load`), a fault, and a judge that looks whether all of it is there (`oordeel`).
//!
//! `WEDERHOOR_RONDES` says how often (`make torture`: hundreds of times), `WEDERHOOR_ZAAD` which moments; the
//! seed is printed, and the same one gives the same moments, as far as the machine is as fast.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a trial says its seed, its rounds, and what it could not show"
)]

mod alleen_lezen;
mod kill;
mod klok;
mod load;
mod oordeel;
mod pagina;
mod postgres;
mod vol;

use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread::JoinHandle,
    time::Duration,
};

use store::{Store, StoreError};
use toetsbank::motor::Motor;

use crate::hulp::opties;
use load::{Gezegd, MAP, URL};
use oordeel::oordeel;

/// Acts in one register; beyond that the judge takes longer than the fault, and a new one is begun.
const GENOEG: usize = 1500;
/// So often we look whether something has come about, a hundredth of a second apart.
const KEREN: usize = 6000;

/// Numbers that follow from a seed (splitmix64).
pub(crate) struct Toeval(u64);

impl Toeval {
    fn new(naam: &str) -> Self {
        let zaad = getal("WEDERHOOR_ZAAD").unwrap_or(1);
        println!("{naam}: WEDERHOOR_ZAAD={zaad}");
        Self(zaad)
    }

    fn onder(&mut self, grens: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % grens
    }

    fn millis(&mut self, van: u64, tot: u64) -> Duration {
        Duration::from_millis(van + self.onder(tot - van))
    }
}

fn getal(naam: &str) -> Option<u64> {
    std::env::var(naam).ok()?.parse().ok()
}

/// How many rounds of this fault; `kort` in the short form, one in `deel` of what was asked in the long one.
fn rondes(kort: u64, deel: u64) -> u64 {
    getal("WEDERHOOR_RONDES").map_or(kort, |veel| (veel / deel).max(kort))
}

/// A register under trial, and all that was ever acknowledged of it.
pub(crate) struct Proef {
    naam: String,
    map: tempfile::TempDir,
    url: Option<String>,
    erkend: Gezegd,
    rondes: u64,
    daden: usize,
}

impl Proef {
    fn new(naam: &str, motor: Motor) -> Self {
        Self::op(&format!("{naam} ({motor:?})"), tempfile::tempdir().unwrap(), motor.ruimte())
    }

    fn op(naam: &str, map: tempfile::TempDir, url: Option<String>) -> Self {
        let erkend = Gezegd::default();
        Self { naam: naam.to_owned(), map, url, erkend, rondes: 0, daden: 0 }
    }

    /// Another process on this register begins.
    fn begin(&self) -> Leven {
        self.begin_met(|_| {})
    }

    fn begin_met(&self, met: impl FnOnce(&mut Command)) -> Leven {
        Leven::begin(self.map.path(), self.url.as_deref(), met)
    }

    /// A process does so much, and ends.
    fn begin_en_doe(&self, daden: usize) -> Gezegd {
        let mut leven = self.begin();
        leven.wacht_op_meer(daden);
        leven.stop()
    }

    async fn open(&self) -> Result<Store, StoreError> {
        open(self.map.path(), self.url.as_deref()).await
    }

    /// Takes in what was acknowledged in this life.
    fn neem(&mut self, gezegd: Gezegd) {
        self.daden += gezegd.aantal;
        self.rondes += 1;
        self.erkend.voeg_toe(gezegd);
    }

    /// Whatever became of the process: all of it is there.
    async fn oordeel(&mut self) {
        let store = self.open().await.unwrap_or_else(|fout| panic!("{}: {fout}", self.naam));
        oordeel(&store, &self.erkend).await;
        store.sluit().await.unwrap();
        println!("{}: round {}, {} acts acknowledged", self.naam, self.rondes, self.daden);
    }

    /// Is it time for an empty register?
    fn is_vol(&self) -> bool {
        self.erkend.aantal > GENOEG
    }

    /// Goes on in an empty register.
    fn opnieuw(self, motor: Motor) -> Self {
        let Self { naam, rondes, daden, .. } = self;
        let anders = Self::op(&naam, tempfile::tempdir().unwrap(), motor.ruimte());
        Self { rondes, daden, ..anders }
    }

    fn klaar(&self) {
        let mut soorten: BTreeMap<&str, usize> = BTreeMap::new();
        for fout in &self.erkend.fouten {
            *soorten.entry(fout.split(' ').next().unwrap_or_default()).or_default() += 1;
        }
        println!(
            "{}: {} rounds, {} acts acknowledged, all there; refused and asked again: {soorten:?}",
            self.naam, self.rondes, self.daden
        );
        assert!(self.daden > 0, "the load did nothing, so nothing was shown");
    }
}

async fn open(map: &Path, url: Option<&str>) -> Result<Store, StoreError> {
    let postgres = url.map(|url| url.parse().unwrap());
    Store::open(opties(map).op(postgres)).await
}

/// A process under load.
pub(crate) struct Leven {
    kind: Child,
    gezegd: Arc<Mutex<Gezegd>>,
    lezer: JoinHandle<()>,
}

impl Leven {
    fn begin(map: &Path, url: Option<&str>, met: impl FnOnce(&mut Command)) -> Self {
        let mut opdracht = Command::new(std::env::current_exe().unwrap());
        opdracht
            .args(["--ignored", "--exact", load::NAAM, "--nocapture", "--test-threads=1"])
            .env(MAP, map)
            .envs(url.map(|url| (URL, url)))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        met(&mut opdracht);
        let mut kind = opdracht.spawn().unwrap();
        let uit = BufReader::new(kind.stdout.take().unwrap());
        let gezegd: Arc<Mutex<Gezegd>> = Arc::default();
        let hoort = Arc::clone(&gezegd);
        let lezer = std::thread::spawn(move || {
            for regel in uit.lines().map_while(Result::ok) {
                hoort.lock().unwrap().hoor(&regel);
            }
        });
        Self { kind, gezegd, lezer }
    }

    fn gezegd(&self) -> MutexGuard<'_, Gezegd> {
        self.gezegd.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until this holds of what was said; says what was said when it does not come about.
    fn wacht(&mut self, wat: &str, is_zo: impl Fn(&Gezegd) -> bool) {
        for _ in 0..KEREN {
            if is_zo(&self.gezegd()) {
                return;
            }
            let over = self.kind.try_wait().unwrap();
            assert!(over.is_none() || is_zo(&self.gezegd()), "{wat}: ended: {:?}", self.gezegd());
            std::thread::sleep(Duration::from_millis(10));
        }
        panic!("{wat} did not come about: {:?}", self.gezegd());
    }

    fn wacht_tot_open(&mut self) {
        self.wacht("opening the store", |gezegd| gezegd.open);
    }

    /// Waits for so many more acts.
    fn wacht_op_meer(&mut self, daden: usize) {
        let nu = self.gezegd().aantal;
        self.wacht("going on", |gezegd| gezegd.aantal >= nu + daden);
    }

    /// `kill -9`; what it had said.
    fn dood(mut self) -> Gezegd {
        // On Unix this is SIGKILL.
        self.kind.kill().unwrap();
        self.eind()
    }

    /// Lets it finish what it has in hand, and close.
    fn stop(mut self) -> Gezegd {
        drop(self.kind.stdin.take());
        let gezegd = self.eind();
        assert!(gezegd.dicht, "it did not close as it should: {gezegd:?}");
        gezegd
    }

    fn eind(mut self) -> Gezegd {
        self.kind.wait().unwrap();
        self.lezer.join().unwrap();
        std::mem::take(&mut *self.gezegd.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
