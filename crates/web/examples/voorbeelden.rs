//! Writes every page with made-up content to a folder, with the assets, to look at in a browser:
//! `cargo run -p web --example voorbeelden -- FOLDER`.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

#[path = "../tests/voorbeelden/mod.rs"]
mod voorbeelden;

fn main() -> io::Result<()> {
    let map = env::args_os()
        .nth(1)
        .map(PathBuf::from)
        .ok_or_else(|| io::Error::other("name the folder to write to"))?;
    let mut namen = Vec::new();
    for (naam, pagina) in voorbeelden::alle() {
        let bestand = format!("{naam}.html");
        schrijf(&map.join(&bestand), pagina.into_string().as_bytes())?;
        namen.push(format!("/{bestand}"));
    }
    for naam in web::assets::namen() {
        if let Some(inhoud) = web::assets::lees(&naam) {
            schrijf(&map.join(web::assets::url(&naam).trim_start_matches('/')), &inhoud)?;
        }
    }
    schrijf(
        &map.join(voorbeelden::TWEEDE_THEMA.trim_start_matches('/')),
        voorbeelden::tweede_thema().as_bytes(),
    )?;
    schrijf(&map.join("paden.json"), serde_json::to_string_pretty(&namen)?.as_bytes())
}

fn schrijf(bestand: &Path, inhoud: &[u8]) -> io::Result<()> {
    if let Some(map) = bestand.parent() {
        fs::create_dir_all(map)?;
    }
    fs::write(bestand, inhoud)
}
