//! How long a letter takes to set once warm, and how that grows with its length:
//! `cargo run --release -p brief --example meet_brief`.
#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a measurement prints, or stops")]

use std::time::Instant;

use brief::{Blok, Brief, Briefhoofd, Stukje};

const RONDES: usize = 100;

fn brief(alineas: usize) -> Brief {
    let zin = "Wij spraken met u, met de medewerker en met de teamleider, en lazen het rooster. ";
    let alinea =
        |i| Blok::Alinea { stukjes: vec![Stukje::gewoon(format!("{i}. {}", zin.repeat(4)))] };
    Brief {
        hoofd: Briefhoofd {
            naam: "Zorggroep".to_owned(),
            adres: vec!["Voorbeeldlaan 1".to_owned(), "7500 AA Enschede".to_owned()],
            telefoon: "0900 - 1234".to_owned(),
            email: "klachten@zorg.example".to_owned(),
            kleur: "#14505c".to_owned(),
        },
        aan: vec!["A. Bakker".to_owned()],
        datum: "maandag 23 november 2026".to_owned(),
        nummer: "K-2026-0143".to_owned(),
        onderwerp: "Ons antwoord op uw klacht".to_owned(),
        aanhef: "Beste A. Bakker,".to_owned(),
        blokken: (0..alineas).map(alinea).collect(),
        ondertekening: vec!["Raad van bestuur".to_owned()],
    }
}

#[expect(clippy::disallowed_methods, reason = "a measurement reads the clock")]
fn main() {
    let dag = jiff::civil::date(2026, 11, 23);
    let begin = Instant::now();
    brief::pdf(&brief(8), dag).unwrap();
    println!("first letter, cold: {:.1} ms", begin.elapsed().as_secs_f64() * 1000.0);
    for alineas in [4, 8, 16, 64] {
        let mut tijden: Vec<f64> = (0..RONDES)
            .map(|i| {
                let mut b = brief(alineas);
                b.nummer = format!("K-2026-{i:04}");
                let begin = Instant::now();
                brief::pdf(&b, dag).unwrap();
                begin.elapsed().as_secs_f64() * 1000.0
            })
            .collect();
        tijden.sort_by(f64::total_cmp);
        println!(
            "{alineas:>3} paragraphs: p50 {:.1} ms, p99 {:.1} ms",
            tijden[RONDES / 2],
            tijden[RONDES * 99 / 100]
        );
    }
}
