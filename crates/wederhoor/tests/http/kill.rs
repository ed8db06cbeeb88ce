//! `kill -9` under load: what was acknowledged is there.

use std::{
    sync::{
        Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    thread,
    time::Duration,
};

use crate::{
    klacht::{Bewijs, dien_in, mijn_klacht, url},
    server::Server,
};

const RONDES: usize = 3;
const BEZOEKERS: usize = 6;
/// Acknowledged complaints after which the server is killed.
const GENOEG: usize = 12;

#[test]
fn what_was_acknowledged_survives_kill_9_under_load() {
    let map = tempfile::tempdir().unwrap();
    let mut alle: Vec<(Bewijs, String)> = Vec::new();
    for ronde in 0..RONDES {
        let server = Server::start(map.path());
        let (aantal, klaar) = (AtomicUsize::new(0), AtomicBool::new(false));
        let erkend: Mutex<Vec<(Bewijs, String)>> = Mutex::new(Vec::new());
        thread::scope(|s| {
            for bezoeker in 0..BEZOEKERS {
                let (server, erkend, aantal, klaar) = (&server, &erkend, &aantal, &klaar);
                s.spawn(move || {
                    for n in 0.. {
                        let verhaal = format!("Verhaal {ronde}.{bezoeker}.{n} over de zorg.");
                        let Ok(bewijs) = dien_in(&server.browser(), "J. Bakker", &verhaal) else {
                            // Only the kill may break off a visit.
                            assert!(klaar.load(Ordering::SeqCst), "broken off before the kill");
                            return;
                        };
                        erkend.lock().unwrap().push((bewijs, verhaal));
                        aantal.fetch_add(1, Ordering::SeqCst);
                    }
                });
            }
            while aantal.load(Ordering::SeqCst) < GENOEG {
                thread::sleep(Duration::from_millis(5));
            }
            klaar.store(true, Ordering::SeqCst);
            server.dood();
        });
        alle.extend(erkend.into_inner().unwrap());
    }
    let server = Server::start(map.path());
    let mut nummers: Vec<&str> = alle.iter().map(|(b, _)| b.nummer.as_str()).collect();
    nummers.sort_unstable();
    nummers.dedup();
    assert_eq!(nummers.len(), alle.len(), "a number was given twice");
    for (bewijs, verhaal) in &alle {
        let b = server.browser();
        let stand = mijn_klacht(&b, bewijs);
        assert_eq!(stand.pad, url("mijn-klacht/stand"), "{bewijs:?}: {}", stand.tekst());
        let terug = b.open(&url("mijn-klacht/klacht"));
        assert!(terug.tekst().contains(verhaal), "{bewijs:?}: {}", terug.tekst());
    }
}

#[test]
fn a_server_that_is_asked_to_stop_finishes_its_answers_and_closes_the_register() {
    let map = tempfile::tempdir().unwrap();
    let server = Server::start(map.path());
    let (aantal, gevraagd) = (AtomicUsize::new(0), AtomicBool::new(false));
    let erkend: Mutex<Vec<Bewijs>> = Mutex::new(Vec::new());
    thread::scope(|s| {
        for _ in 0..BEZOEKERS {
            s.spawn(|| {
                loop {
                    let Ok(bewijs) = dien_in(&server.browser(), "J. Bakker", "Een verhaal.") else {
                        assert!(gevraagd.load(Ordering::SeqCst), "broken off before it was asked");
                        return;
                    };
                    erkend.lock().unwrap().push(bewijs);
                    aantal.fetch_add(1, Ordering::SeqCst);
                }
            });
        }
        while aantal.load(Ordering::SeqCst) < GENOEG {
            thread::sleep(Duration::from_millis(10));
        }
        gevraagd.store(true, Ordering::SeqCst);
        assert_eq!(server.stop(), Some(0));
    });
    // Closed, not left: no log waits beside the files to be folded in.
    for log in ["data/wederhoor.db-wal", "data-sleutels/sleutels.db-wal"] {
        assert!(!map.path().join(log).exists(), "{log}");
    }
    let server = Server::start(map.path());
    for bewijs in erkend.lock().unwrap().iter() {
        let stand = mijn_klacht(&server.browser(), bewijs);
        assert_eq!(stand.pad, url("mijn-klacht/stand"), "{bewijs:?}: {}", stand.tekst());
    }
}
