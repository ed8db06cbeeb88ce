//! Reminders over all stories, day by day: each term is told in time, once, and nothing is told twice.
#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

mod gemeen;

use std::collections::BTreeSet;

use dossier::{Blik, Herinnering, HerinneringSoort, Stand, leidend, plan};
use gemeen::{speler, verhalen};
use jiff::ToSpan;
use termijn::Datum;

/// A runner that looks on these days, and remembers what it told.
fn loop_de_dagen(
    boek: &regeling::Boek,
    gebeurd: &[dossier::Gebeurtenis],
    dagen: impl Iterator<Item = Datum>,
    mut na_elke: impl FnMut(&Blik<'_>, &[Herinnering]),
) -> Vec<(Datum, Herinnering)> {
    let mut verteld: Vec<(Datum, Herinnering)> = Vec::new();
    for op in dagen {
        let gezien = gebeurd.iter().filter(|g| g.vastgelegd_op <= einde_van(op));
        let stand = Stand::van(boek, gezien);
        let blik = Blik::new(boek, &stand, op);
        let al: Vec<Herinnering> = verteld.iter().map(|(_, h)| h.clone()).collect();
        let nieuw = plan(&blik, &al);
        verteld.extend(nieuw.into_iter().map(|h| (op, h)));
        let nu: Vec<Herinnering> = verteld.iter().map(|(_, h)| h.clone()).collect();
        assert_eq!(plan(&blik, &nu), [], "what was told just now is told again");
        na_elke(&blik, &nu);
    }
    verteld
}

/// Before the end; a statutory term that ends on a rest day is not over before the next working day.
fn is_op_tijd(op: Datum, h: &Herinnering) -> bool {
    op <= h.uiterlijk.saturating_add(5.days())
}

fn einde_van(dag: Datum) -> jiff::Timestamp {
    jiff::tz::TimeZone::UTC.to_timestamp(dag.at(23, 59, 59, 0)).unwrap()
}

fn dagen(van: Datum, tot: Datum, stap: i64) -> impl Iterator<Item = Datum> {
    std::iter::successors(Some(van), move |d| d.checked_add(stap.days()).ok())
        .take_while(move |d| *d <= tot)
}

// norm luminous/4.8-a
#[test]
fn every_term_is_told_before_its_end_and_again_when_it_is_past_and_never_twice() {
    let mut speler = speler();
    let mut tellingen = (0, 0);
    for bron in verhalen().filter(|b| b.naam.contains("/luminous/")) {
        let Ok((versies, _, gebeurd)) = speler.vertel(&bron.naam, &bron.tekst) else { continue };
        let Some(boek) = versies.last().copied() else { continue };
        let (Some(eerste), Some(laatste)) = (
            gebeurd.iter().map(|g| g.gebeurd_op).min(),
            gebeurd.iter().map(|g| g.gebeurd_op).max(),
        ) else {
            continue;
        };
        let tot = laatste.saturating_add(80.days());
        let verteld = loop_de_dagen(boek, &gebeurd, dagen(eerste, tot, 1), |blik, al| {
            // Whoever looks at the list on this day has been told of each term that is past, in words.
            for l in leidend(blik.plichten()).iter().filter(|l| l.leidt.afloop.is_open()) {
                let (Some(u), Some(w)) = (l.leidt.uiterlijk, l.leidt.wettelijk) else { continue };
                let van_toen = |soort| al.iter().any(|h| h.soort == soort && h.uiterlijk == u);
                if blik.op > w {
                    assert!(van_toen(HerinneringSoort::TeLaat), "{}: {u}", bron.naam);
                } else if blik.op == u {
                    assert!(van_toen(HerinneringSoort::Vooraf), "{}: {u}", bron.naam);
                }
            }
        });
        let uniek: BTreeSet<_> = verteld.iter().map(|(_, h)| h).collect();
        assert_eq!(uniek.len(), verteld.len(), "{}: told twice", bron.naam);
        for (op, h) in &verteld {
            match h.soort {
                HerinneringSoort::Vooraf => {
                    assert!(is_op_tijd(*op, h), "{}: {h:?} on {op}", bron.naam);
                    tellingen.0 += 1;
                }
                HerinneringSoort::TeLaat => {
                    assert!(*op > h.uiterlijk, "{}: {h:?} on {op}", bron.naam);
                    tellingen.1 += 1;
                }
            }
        }
    }
    assert!(tellingen.0 > 20 && tellingen.1 > 5, "{tellingen:?}");
}

#[test]
fn a_runner_that_was_away_for_weeks_tells_only_what_still_matters() {
    let mut speler = speler();
    for bron in verhalen().filter(|b| b.naam.contains("/luminous/") || b.naam.contains("/livio/")) {
        let Ok((versies, _, gebeurd)) = speler.vertel(&bron.naam, &bron.tekst) else { continue };
        let Some(boek) = versies.last().copied() else { continue };
        let Some(eerste) = gebeurd.iter().map(|g| g.gebeurd_op).min() else { continue };
        let tot = eerste.saturating_add(200.days());
        for (op, h) in loop_de_dagen(boek, &gebeurd, dagen(eerste, tot, 37), |_, _| {}) {
            match h.soort {
                HerinneringSoort::Vooraf => assert!(is_op_tijd(op, &h), "{}: {h:?}", bron.naam),
                HerinneringSoort::TeLaat => assert!(op > h.uiterlijk, "{}: {h:?}", bron.naam),
            }
        }
    }
}
