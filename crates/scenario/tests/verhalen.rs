//! Every story under `scenarios/` is played; each expectation in it must hold.

use std::path::{Path, PathBuf};

fn wortel() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn alle(map: &Path) -> Vec<PathBuf> {
    let mut namen: Vec<PathBuf> =
        std::fs::read_dir(map).unwrap().map(|e| e.unwrap().path()).collect();
    namen.sort();
    namen
        .into_iter()
        .flat_map(|p| if p.is_dir() { alle(&p) } else { vec![p] })
        .filter(|p| p.extension().is_some_and(|e| e == "toml"))
        .collect()
}

fn bibliotheek() -> regeling::Bibliotheek {
    let bronnen = alle(&wortel().join("regelingen"))
        .into_iter()
        .map(|p| regeling::Bron::new(p.display().to_string(), std::fs::read_to_string(&p).unwrap()))
        .collect();
    regeling::Bibliotheek::new(bronnen)
}

#[test]
fn every_story_holds() {
    let b = bibliotheek();
    let (boek, _) = b.boek("livio").unwrap();
    let aanbieders = b.aanbieders().unwrap();
    let geschil = aanbieders[0].geschil(&boek.geschil);
    let mut fout = String::new();
    for pad in alle(&wortel().join("scenarios")) {
        let tekst = std::fs::read_to_string(&pad).unwrap();
        let naam = pad.file_name().unwrap().to_string_lossy().into_owned();
        match scenario::lees(&naam, &tekst) {
            Err(e) => fout.push_str(&format!("{e}\n")),
            Ok(v) => {
                let u = scenario::speel(
                    scenario::Decor { boek: &boek, geschil: &geschil },
                    &v,
                    &tekst,
                );
                for m in u.mislukt {
                    fout.push_str(&format!("{naam} {m}\n"));
                }
            }
        }
    }
    assert!(fout.is_empty(), "\n{fout}");
}
