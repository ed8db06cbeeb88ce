//! The relaxation against made-up complaints: what people go on to do was never called impossible.

use dossier::{Afloop, Blik};
use proptest::prelude::*;
use proptest::test_runner::{TestCaseError, TestRunner};
use termijn::Datum;

use super::verzinsel::{Poging, Verzinsel, boeken};
use crate::kennis::Kennis;
use crate::mogelijk::Mogelijk;
use crate::zoeken::Doel;

fn poging() -> impl Strategy<Value = Poging> {
    let later = prop_oneof![6 => 0..4u16, 4 => 4..15u16, 1 => 15..80u16];
    (later, any::<u16>(), any::<u16>(), any::<u32>()).prop_map(|(later, wie, wat, zaad)| Poging {
        later,
        geleden: 0,
        wie,
        wat,
        zaad,
    })
}

fn begin(dagen: i64) -> Datum {
    jiff::civil::date(2025, 1, 1).saturating_add(jiff::Span::new().days(dagen))
}

#[test]
fn what_happens_in_random_stories_was_possible_in_every_state_before() {
    let gevallen =
        std::env::var("WEDERHOOR_GEVALLEN").ok().and_then(|g| g.parse().ok()).unwrap_or(60);
    let mut gezien = 0;
    for boek in &boeken() {
        let kennis = Kennis::new(boek);
        let teller = std::cell::Cell::new(0);
        let mut runner = TestRunner::new(ProptestConfig {
            cases: gevallen,
            failure_persistence: None,
            ..ProptestConfig::default()
        });
        let strategie = (0..900i64, prop::collection::vec(poging(), 8..40));
        runner
            .run(&strategie, |(dag, pogingen)| {
                let mut v = Verzinsel::new(boek, begin(dag));
                let mut standen = vec![(v.stand.clone(), v.vandaag)];
                for p in &pogingen {
                    if v.probeer(p).is_some() {
                        // A record that is set right changes the past; the search is about what still comes.
                        if v.gebeurd.last().is_some_and(|g| {
                            boek.daad_id(&g.daad).is_some_and(|d| boek.daad(d).herstelt)
                        }) {
                            break;
                        }
                        standen.push((v.stand.clone(), v.vandaag));
                    }
                }
                let (laatste, vandaag) = standen.last().cloned().unwrap();
                let eind = Blik::new(boek, &laatste, vandaag);
                // From the empty dossier, from the middle, and from one act before the end.
                for i in [0, standen.len() / 2, standen.len().saturating_sub(2)] {
                    let (stand, op) = &standen[i];
                    let blik = Blik::new(boek, stand, *op);
                    let m = Mogelijk::vanaf(&kennis, &blik);
                    let later = laatste.gebeurtenissen().iter().skip(stand.gebeurtenissen().len());
                    for g in later {
                        let daad = &boek.daad(g.daad).id;
                        prop_assert!(m.daad(g.daad), "{daad} was called impossible after {i} acts");
                        teller.set(teller.get() + 1);
                    }
                    houdt(&m, &eind, &blik)?;
                }
                Ok(())
            })
            .unwrap_or_else(|e| panic!("{}: {e}", boek.kop().id));
        gezien += teller.get();
    }
    assert!(gezien > 1000, "only {gezien} acts were looked at");
}

/// What stands at the end could be seen from before.
fn houdt(m: &Mogelijk<'_, '_>, eind: &Blik<'_>, eerder: &Blik<'_>) -> Result<(), TestCaseError> {
    let vroeg = eerder.plichten();
    for p in eind.plichten() {
        let id = &eind.boek.norm(p.norm).id;
        prop_assert!(m.doel(Doel::Norm(p.norm)), "duty {id} arose and was called impossible");
        let was =
            vroeg.iter().find(|q| (q.norm, q.aan, q.aanleiding) == (p.norm, p.aan, p.aanleiding));
        if let (Afloop::Vervuld { .. }, Some(was)) = (&p.afloop, was)
            && was.afloop.is_open()
            && p.onderdeel.is_none()
        {
            let aan = p.aan.map(|d| d.rol);
            prop_assert!(m.vervulbaar(p.norm, aan), "duty {id} was met and was called impossible");
        }
    }
    for k in eind.klokken() {
        let id = &eind.boek.klok(k.klok).id;
        prop_assert!(m.doel(Doel::Klok(k.klok)), "clock {id} began and was called impossible");
        let liep = eerder.klok(k.klok).is_some_and(|s| s.loopt() && s.begin == k.begin);
        if liep && !k.loopt() {
            prop_assert!(m.stopt(k.klok), "clock {id} stopped and was called impossible");
        }
    }
    if eind.einde().is_some() && eerder.einde().is_none() {
        prop_assert!(m.einde(), "the procedure ended and that was called impossible");
    }
    Ok(())
}
