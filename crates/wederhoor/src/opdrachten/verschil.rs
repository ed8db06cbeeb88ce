//! `wederhoor regeling diff`: two texts beside each other, in words.

use std::path::Path;

use regeling::Boek;
use regeling::toon::Regel;
use regeling::verschil::{Verschil, verschil};
use termijn::Taal;

use super::Uitkomst;

/// What changes from one regulation to another.
pub(crate) fn toon(map: Option<&Path>, oud: &str, nieuw: &str, taal: Taal) -> Uitkomst {
    let (oud, nieuw) = (super::regeling::boek(map, oud)?, super::regeling::boek(map, nieuw)?);
    let woord = |nl: &'static str, en: &'static str| if taal == Taal::Nl { nl } else { en };
    let naam = |b: &Boek| {
        let kop = b.kop();
        format!("{} {} {}", kop.id, woord("versie", "version"), kop.versie)
    };
    println!("{} → {}", naam(&oud), naam(&nieuw));
    let verschillen = verschil(&oud, &nieuw, taal);
    let mut tel = [0_usize; 3];
    for (i, kop) in [woord("Veranderd", "Changed"), woord("Erbij", "New"), woord("Weg", "Gone")]
        .into_iter()
        .enumerate()
    {
        let soort = |v: &&Verschil| match (&v.oud, &v.nieuw) {
            (Some(_), Some(_)) => i == 0,
            (None, _) => i == 1,
            (_, None) => i == 2,
        };
        let deel: Vec<&Verschil> = verschillen.lijst.iter().filter(soort).collect();
        tel[i] = deel.len();
        if !deel.is_empty() {
            println!("\n{kop}\n{}", "-".repeat(kop.chars().count()));
            deel.iter().for_each(|v| regel(v, taal));
        }
    }
    let [veranderd, erbij, weg] = tel;
    let gelijk = verschillen.gelijk;
    println!(
        "\n{veranderd} {}, {erbij} {}, {weg} {}, {gelijk} {}",
        woord("veranderd", "changed"),
        woord("erbij", "new"),
        woord("weg", "gone"),
        woord("gelijk", "the same"),
    );
    Ok(true)
}

fn regel(v: &Verschil, taal: Taal) {
    let artikel = |r: &Regel| {
        let met_woord = r.artikel.starts_with(|c: char| c.is_ascii_digit());
        match (met_woord, taal) {
            (false, _) => r.artikel.clone(),
            (true, Taal::Nl) => format!("artikel {}", r.artikel),
            (true, Taal::En) => format!("article {}", r.artikel),
        }
    };
    let soort = v.nieuw.as_ref().or(v.oud.as_ref()).map_or("", |r| r.soort);
    let (oud, nieuw) = (v.oud.as_ref().map(artikel), v.nieuw.as_ref().map(artikel));
    let plek = match (&oud, &nieuw) {
        (Some(a), Some(b)) if a != b => format!("{a} → {b}"),
        (a, b) => b.as_ref().or(a.as_ref()).cloned().unwrap_or_default(),
    };
    println!("  {plek} [{soort}]");
    let (van, naar) = v.zinnen();
    if van == naar {
        return;
    }
    for (teken, zin) in [("-", van), ("+", naar)] {
        if let Some(zin) = zin {
            println!("    {teken} {zin}");
        }
    }
}
