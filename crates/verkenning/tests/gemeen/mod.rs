//! Made-up regulations for the tests of the model check, and their findings in short.
#![allow(dead_code, reason = "each test takes what it needs")]

use regeling::{Boek, Bron, Ernst};
use scenario::Decor;
use toetsbank::wortel;
use verkenning::{Verkenning, verken};

/// A complaint comes in, is received, and can be withdrawn or judged; `rest` adds to it.
const BEGIN: &str = r#"
[regeling]
id = "proef"
versie = 1
titel = "Proef"
aanbieder = "Zorg Proef"
geldig = { van = 2020-01-01 }

[[kanaal]]
id = "brief"
artikel = "1"
naam = "brief"
doet = "klacht_ingediend"

[[klachtgerechtigd]]
hoedanigheid = "client"
artikel = "1"
naam = "de cliënt"

[[bevoegdheid]]
id = "klagen"
artikel = "1"
wie = "klager"
doet = "klacht_ingediend"

[[bevoegdheid]]
id = "ontvangen"
artikel = "1"
wie = "raad_van_bestuur"
doet = "klacht_ontvangen"
na = "klacht_ingediend"
"#;

/// With these lines, and a procedure that ends when the complaint is withdrawn.
pub(crate) const INTREKKEN: &str = r#"
[[bevoegdheid]]
id = "intrekken"
artikel = "2"
wie = "klager"
doet = "klacht_ingetrokken"
na = "klacht_ingediend"

[[einde]]
artikel = "2"
door = "klacht_ingetrokken"
"#;

pub(crate) fn boek(rest: &str) -> Boek {
    let pad = wortel().join("regelingen/woordenlijst.toml");
    let woorden = std::fs::read_to_string(pad).unwrap();
    let (woorden, proef) = (
        Bron::new("woordenlijst.toml", woorden),
        Bron::new("proef.toml", format!("{BEGIN}{rest}")),
    );
    match Boek::lees(woorden, Vec::new(), proef) {
        Ok((boek, _)) => boek,
        Err(d) => panic!("{}", d.als_tekst()),
    }
}

/// Error or warning, code, and what it is about: `fout plicht-onvervulbaar 4`.
pub(crate) fn kort(uit: &Verkenning) -> Vec<String> {
    let ernst = |e| if e == Ernst::Fout { "fout" } else { "waarschuwing" };
    let regels = uit
        .bevindingen
        .iter()
        .map(|b| format!("{} {} {}", ernst(b.ernst), b.soort.code(), b.vindplaats.artikel));
    let mut regels: Vec<String> = regels
        .chain(uit.noten.iter().map(|n| format!("noot {} {}", n.code, n.vindplaats.artikel)))
        .collect();
    regels.dedup();
    regels
}

/// Each story plays, once more and from its text, and ends as it says.
pub(crate) fn verhalen_spelen(boek: &Boek, uit: &Verkenning) -> usize {
    let van_noten = uit.noten.iter().filter_map(|n| n.verhaal.as_ref());
    let verhalen: Vec<&String> =
        uit.bevindingen.iter().filter_map(|b| b.verhaal.as_ref()).chain(van_noten).collect();
    for tekst in &verhalen {
        let verhaal = scenario::lees("tegenvoorbeeld.toml", tekst).unwrap();
        let decor = Decor { versies: &[boek], geschil: &boek.geschil };
        let uitslag = scenario::speel(decor, &verhaal, tekst);
        assert!(uitslag.mislukt.is_empty(), "{:?}\n{tekst}", uitslag.mislukt);
        assert!(uitslag.stappen > 0 && uitslag.verwachtingen > 0, "it shows nothing:\n{tekst}");
    }
    verhalen.len()
}

pub(crate) fn bevindingen(rest: &str) -> (Vec<String>, Verkenning) {
    let boek = boek(rest);
    let uit = verken(&boek);
    verhalen_spelen(&boek, &uit);
    (kort(&uit), uit)
}
