//! Every letter on paper, to look at: `cargo run -p brief --example brieven -- MAP` writes a PDF for each
//! template and addressee into that folder.
#![allow(missing_docs, clippy::print_stdout, clippy::unwrap_used, reason = "made to be looked at")]

#[path = "../tests/voorbeeld/mod.rs"]
mod voorbeeld;

use std::path::PathBuf;

use brief::sjabloon::{Gaten, Omslag};

fn main() {
    let map = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "brieven".to_owned()));
    std::fs::create_dir_all(&map).unwrap();
    let sjablonen = voorbeeld::sjablonen();
    let zet = |id: &str, soort: &str, gaten: &Gaten, omslag: Omslag| {
        let brief = sjablonen.opstellen(id, gaten, omslag).unwrap();
        let pad = map.join(format!("{id}-{soort}.pdf"));
        std::fs::write(&pad, brief::pdf(&brief, jiff::civil::date(2026, 11, 23)).unwrap()).unwrap();
        println!("{}", pad.display());
    };
    for id in sjablonen.ids() {
        for rol in ["klager", "aangeklaagde"] {
            zet(id, rol, &voorbeeld::gaten(), voorbeeld::omslag(rol));
        }
        zet(id, "kwaad", &voorbeeld::kwade_gaten(), voorbeeld::lange_omslag());
    }
}
