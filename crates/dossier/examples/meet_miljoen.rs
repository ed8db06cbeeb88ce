//! Measures many dossiers: `cargo run --release -p dossier --example meet_miljoen [HOW MANY]`.
//!
//! Some 500 complaints are made up under every regulation in `regelingen/` (the generator of the property
//! test, 40 acts or what came of it); then a million dossiers are replayed from them in memory, two threads,
//! and all duties of each computed on a day. Beside it: what plain code for one duty of one regulation costs,
//! and what reading and checking each regulation costs.
#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a measurement prints, has a clock, and stops at what it did not expect"
)]

#[path = "../tests/verzinsel/mod.rs"]
mod verzinsel;

use std::hint::black_box;
use std::time::Instant;

use dossier::{Blik, Gebeurtenis, Stand, leidend};
use jiff::civil::date;
use regeling::Boek;
use termijn::{Datum, Kalender};
use toetsbank::bibliotheek;
use verzinsel::{Dobbel, Poging, Verzinsel, boeken};

/// How many different complaints.
const VERHALEN: usize = 500;
/// Acts in each, when it gets there.
const DADEN: usize = 40;
const DRADEN: usize = 2;

fn main() {
    let aantal: usize = std::env::args().nth(1).and_then(|a| a.parse().ok()).unwrap_or(1_000_000);
    lezen();
    let boeken = boeken();
    let begin = Instant::now();
    let verhalen: Vec<(usize, Vec<Gebeurtenis>, Datum)> =
        (0..VERHALEN).map(|i| verhaal(&boeken, i)).collect();
    let gebeurtenissen: usize = verhalen.iter().map(|(_, g, _)| g.len()).sum();
    println!(
        "{VERHALEN} complaints made up under {} regulations in {:.1} s; {:.1} events each",
        boeken.len(),
        begin.elapsed().as_secs_f64(),
        gebeurtenissen as f64 / VERHALEN as f64
    );
    let begin = Instant::now();
    let plichten: usize = std::thread::scope(|s| {
        let draden: Vec<_> = (0..DRADEN)
            .map(|draad| {
                let (boeken, verhalen) = (&boeken, &verhalen);
                s.spawn(move || {
                    (draad..aantal)
                        .step_by(DRADEN)
                        .map(|i| {
                            let (boek, gebeurd, op) = &verhalen[i % VERHALEN];
                            plichten(&boeken[*boek], gebeurd, *op)
                        })
                        .sum::<usize>()
                })
            })
            .collect();
        draden.into_iter().map(|d| d.join().unwrap()).sum()
    });
    let seconden = begin.elapsed().as_secs_f64();
    println!(
        "{aantal} dossiers, {plichten} duties, {DRADEN} threads: {seconden:.1} s, {:.1} µs a dossier and thread",
        seconden * 1e6 * DRADEN as f64 / aantal as f64
    );
    met_de_hand(&boeken, &verhalen);
}

fn plichten(boek: &Boek, gebeurd: &[Gebeurtenis], op: Datum) -> usize {
    let stand = Stand::van(boek, gebeurd);
    black_box(leidend(Blik::new(boek, &stand, op).plichten())).len()
}

/// Reading and checking each regulation, with its words and statutes.
fn lezen() {
    const RONDES: u32 = 50;
    let bibliotheek = bibliotheek();
    for id in bibliotheek.ids() {
        let begin = Instant::now();
        for _ in 0..RONDES {
            drop(black_box(bibliotheek.boek(id).unwrap()));
        }
        let ms = begin.elapsed().as_secs_f64() * 1e3 / f64::from(RONDES);
        println!("reading and checking {id:<12} {ms:>6.2} ms");
    }
}

/// A made-up complaint under one of the regulations; gives which, its events, and the day after.
fn verhaal(boeken: &[Boek], i: usize) -> (usize, Vec<Gebeurtenis>, Datum) {
    let boek = i % boeken.len();
    let mut d = Dobbel::new(i as u64 + 1);
    let start = date(2025, 1, 1).saturating_add(jiff::Span::new().days(d.worp(1000) as i64));
    let mut v = Verzinsel::new(&boeken[boek], start);
    for _ in 0..DADEN * 4 {
        if v.gebeurd.len() >= DADEN {
            break;
        }
        let p = Poging {
            later: d.worp(4) as u16,
            geleden: if d.worp(5) == 0 { d.worp(9) as u16 } else { 0 },
            wie: d.worp(1 << 16) as u16,
            wat: d.worp(1 << 16) as u16,
            zaad: d.worp(1 << 32) as u32,
        };
        v.probeer(&p);
    }
    (boek, v.gebeurd, v.vandaag)
}

/// Towards each side within five working days after the complaint: who, by when, done when.
fn eerste_contact(gebeurd: &[Gebeurtenis]) -> Vec<(String, Datum, Option<Datum>)> {
    let Some(klacht) = gebeurd.iter().find(|g| g.daad == "klacht_ingediend") else {
        return Vec::new();
    };
    let kalender = Kalender::nederland();
    let mut uiterlijk = klacht.gebeurd_op;
    let mut nog = 5;
    while nog > 0 {
        uiterlijk = uiterlijk.tomorrow().unwrap();
        nog -= u8::from(kalender.is_werkdag(uiterlijk));
    }
    let aantal = klacht.velden.get("aangeklaagden").map_or(1, |w| w.als_lijst().len().max(1));
    let andere = (2..=aantal).map(|n| format!("aangeklaagde-{n}"));
    ["klager".to_owned(), "aangeklaagde".to_owned()]
        .into_iter()
        .chain(andere)
        .map(|wie| {
            let contact = gebeurd
                .iter()
                .filter(|g| g.daad == "contact_opgenomen" && g.rol == "raad_van_bestuur")
                .filter(|g| g.gebeurd_op >= klacht.gebeurd_op && g.aan.contains(&wie))
                .map(|g| g.gebeurd_op)
                .min();
            (wie, uiterlijk, contact)
        })
        .collect()
}

/// One duty by hand against all duties by the engine, over the same complaints of the one regulation that
/// has that duty in its own words.
fn met_de_hand(boeken: &[Boek], verhalen: &[(usize, Vec<Gebeurtenis>, Datum)]) {
    const RONDES: usize = 100;
    let heeft = |b: &Boek| b.normen.iter().any(|n| n.id == "eerste-contact");
    let Some(welk) = boeken.iter().position(heeft) else { return };
    let eigen: Vec<_> = verhalen.iter().filter(|(b, _, _)| *b == welk).collect();
    let meet = |werk: &dyn Fn(&[Gebeurtenis], Datum)| {
        let begin = Instant::now();
        for _ in 0..RONDES {
            eigen.iter().for_each(|(_, g, op)| werk(g, *op));
        }
        begin.elapsed().as_secs_f64() * 1e6 / (RONDES * eigen.len()) as f64
    };
    let hand = meet(&|g, _| drop(black_box(eerste_contact(g))));
    let alles = meet(&|g, op| {
        black_box(plichten(&boeken[welk], g, op));
    });
    let heel: usize = eigen.iter().map(|(_, g, op)| plichten(&boeken[welk], g, *op)).sum();
    println!(
        "one duty in plain code {hand:.2} µs; all duties ({:.0} on average) by the engine {alles:.1} µs: {:.0} times as much for all, {:.1} for each",
        heel as f64 / eigen.len() as f64,
        alles / hand,
        alles / hand / (heel as f64 / eigen.len() as f64)
    );
}
