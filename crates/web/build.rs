//! Looks whether the asset bundle was built: it is embedded in the program, and never committed.

use std::path::Path;

fn main() {
    let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/dist");
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed={}", dist.join("versie").display());
    if !dist.join("versie").is_file() {
        println!(
            "cargo:error=ui/dist is missing: run scripts/ui.sh first, it builds styles, script, icons and fonts"
        );
        std::process::exit(1);
    }
}
