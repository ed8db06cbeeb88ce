//! Tables of dates, read as a person reads them: columns two or more spaces apart.

use termijn::{Datum, Pauze, Taal, Uitleg, parse_datum};

/// The rows of a table below its heading.
#[allow(dead_code)] // not every test has tables
pub(crate) fn rijen(tabel: &str) -> impl Iterator<Item = Vec<&str>> {
    let regels = tabel.lines().map(str::trim).filter(|regel| !regel.is_empty());
    regels
        .skip(1)
        .map(|regel| regel.split("  ").map(str::trim).filter(|cel| !cel.is_empty()).collect())
}

/// A date that the test itself wrote.
pub(crate) fn dag(tekst: &str) -> Datum {
    parse_datum(tekst).expect(tekst)
}

/// `2026-03-10..2026-03-17, 2026-04-01..`; `-` is none.
#[allow(dead_code)]
pub(crate) fn pauzes(cel: &str) -> Vec<Pauze> {
    let stukken = cel.split(", ").filter(|stuk| *stuk != "-");
    stukken
        .map(|stuk| {
            let (van, tot) = stuk.split_once("..").expect(stuk);
            Pauze { van: dag(van), tot: (!tot.is_empty()).then(|| dag(tot)) }
        })
        .collect()
}

/// The whole explanation in Dutch.
pub(crate) fn zinnen(uitleg: &Uitleg) -> String {
    uitleg.stappen.iter().map(|stap| stap.zin(Taal::Nl)).collect::<Vec<_>>().join("\n")
}
