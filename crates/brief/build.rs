//! The fonts of the letters come from a package and are made by the asset build.
#![allow(missing_docs)]

fn main() {
    println!("cargo::rerun-if-changed=../../ui/dist/brief-fonts");
    let font = std::path::Path::new("../../ui/dist/brief-fonts/source-sans-3-latin-400.ttf");
    if !font.exists() {
        println!("cargo::error=the fonts for letters are missing; make them with: scripts/ui.sh");
    }
}
