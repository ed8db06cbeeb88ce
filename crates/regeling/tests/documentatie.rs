//! `docs/regeling.md` shows every construct, and each of its examples reads without mistakes.
#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use regeling::{Boek, Bron};

const TEKST: &str = include_str!("../../../docs/regeling.md");
const WOORDEN: &str = include_str!("../../../regelingen/woordenlijst.toml");
const WKKGZ: &str = include_str!("../../../regelingen/wetten/wkkgz.toml");
const KOP: &str = "[regeling]\nid = \"proef\"\ntitel = \"Proef\"\naanbieder = \"Proef\"\ngeldig = { van = 2020-01-01 }\nwetten = [\"wkkgz\"]\n\n";

fn voorbeelden() -> Vec<&'static str> {
    TEKST.split("```toml\n").skip(1).filter_map(|d| d.split("```").next()).collect()
}

#[test]
fn every_example_of_the_documentation_reads_without_mistakes() {
    assert!(voorbeelden().len() > 8);
    for v in voorbeelden() {
        let regeling = if v.contains("[regeling]") { v.to_owned() } else { format!("{KOP}{v}") };
        let gelezen = Boek::lees(
            Bron::new("woordenlijst.toml", WOORDEN),
            vec![Bron::new("wkkgz.toml", WKKGZ)],
            Bron::new("docs/regeling.md", regeling),
        );
        if let Err(d) = gelezen {
            panic!("{}", d.als_tekst());
        }
    }
}

#[test]
fn the_documentation_shows_every_table_and_every_key_that_the_real_files_use() {
    let getoond = voorbeelden().join("\n") + TEKST;
    let echt = [WOORDEN, WKKGZ, include_str!("../../../regelingen/livio/livio.toml")];
    for tekst in echt {
        let tabel: toml::Table = tekst.parse().unwrap();
        for (naam, inhoud) in &tabel {
            assert!(getoond.contains(&format!("[{naam}]")), "[[{naam}]] is not shown");
            for rij in inhoud.as_array().into_iter().flatten().filter_map(|r| r.as_table()) {
                for sleutel in rij.keys() {
                    assert!(
                        getoond.contains(sleutel.as_str()),
                        "`{sleutel}` of [[{naam}]] is not shown"
                    );
                }
            }
        }
    }
}
