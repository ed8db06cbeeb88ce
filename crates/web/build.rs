//! Looks whether the asset bundle was built: it is embedded in the program, and never committed.

use std::path::Path;

fn main() {
    let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/dist");
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed={}", dist.join("versie").display());
    if !dist.join("versie").is_file() {
        println!("cargo:warning=ui/dist is missing: run `cd ui && npm ci --ignore-scripts && node build.mjs` first");
        eprintln!(
            "\nThe style sheet, the script, the icons and the fonts were not built yet (ui/dist is missing).\n\
             Run this first:\n\n    cd ui && npm ci --ignore-scripts && node build.mjs\n"
        );
        std::process::exit(1);
    }
}
