//! Every letter on paper, to look at: `cargo run -p brief --example brieven -- MAP` writes a PDF for each
//! template and addressee into that folder.
#![allow(missing_docs, clippy::print_stdout, clippy::unwrap_used, reason = "made to be looked at")]

#[path = "../tests/voorbeeld/mod.rs"]
mod voorbeeld;

use std::path::PathBuf;

fn main() {
    let map = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "brieven".to_owned()));
    std::fs::create_dir_all(&map).unwrap();
    let sjablonen = voorbeeld::sjablonen();
    let dag = jiff::civil::date(2026, 11, 23);
    for id in sjablonen.ids() {
        for rol in ["klager", "aangeklaagde"] {
            let brief = sjablonen.opstellen(id, &voorbeeld::gaten(), voorbeeld::omslag(rol)).unwrap();
            let pad = map.join(format!("{id}-{rol}.pdf"));
            std::fs::write(&pad, brief::pdf(&brief, dag).unwrap()).unwrap();
            println!("{}", pad.display());
        }
    }
}
