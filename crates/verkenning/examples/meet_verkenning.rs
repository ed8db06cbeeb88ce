//! How long reading and checking a regulation takes, and searching what it lets happen; for each one in the folder, or
//! for those that are named. `--alles` prints what was found.
#![expect(clippy::disallowed_methods, reason = "a bench measures")]
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a bench stops at what it did not expect, and prints"
)]

use std::time::Instant;

use toetsbank::bibliotheek;
use verkenning::verken;

fn main() {
    let (vlaggen, namen): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|a| a.starts_with("--"));
    let bibliotheek = bibliotheek();
    println!("regeling          lezen    verloop  normen  toestanden  daden  bevindingen  noten");
    for id in bibliotheek.ids() {
        if !namen.is_empty() && !namen.iter().any(|n| n == id) {
            continue;
        }
        let bron = bibliotheek.bron(id).unwrap();
        bibliotheek.lees(bron.clone()).unwrap();
        let begin = Instant::now();
        let keren = 10;
        for _ in 0..keren {
            bibliotheek.lees(bron.clone()).unwrap();
        }
        let lezen = begin.elapsed().as_secs_f64() * 1000.0 / f64::from(keren);
        let boek = bibliotheek.lees(bron).unwrap().0;
        let begin = Instant::now();
        let uit = verken(&boek);
        let verloop = begin.elapsed().as_secs_f64();
        let o = uit.omvang;
        println!(
            "{id:<16} {lezen:>5.1} ms  {verloop:>6.2} s  {:>6}  {:>10}  {:>5}  {:>11}  {:>5}",
            o.normen,
            o.toestanden,
            o.pogingen,
            uit.bevindingen.len(),
            uit.noten.len()
        );
        if vlaggen.iter().any(|v| v == "--alles") {
            for b in &uit.bevindingen {
                println!("\n{:?} {} {}\n  {}", b.ernst, b.soort.code(), b.boodschap, b.hulp);
                println!("{}", b.verhaal.as_deref().unwrap_or_default());
            }
            for n in &uit.noten {
                println!("noot {} {}", n.code, n.boodschap);
            }
        }
    }
}
