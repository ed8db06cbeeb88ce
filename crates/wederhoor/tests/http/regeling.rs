//! A broken regulation: all mistakes at once, and nothing starts with half of it.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

const STUK: &str = "
[[bepaling]]
artikel = \"98\"
onzin = true
tekst = { nl = \"Iets.\", en = \"Something.\" }

[[rol]]
id = \"iemand\"
is = \"bestaat_niet\"

[[stuk]]
artikel = 99
";

fn kopie(van: &Path, naar: &Path) {
    fs::create_dir_all(naar).unwrap();
    for e in fs::read_dir(van).unwrap() {
        let pad = e.unwrap().path();
        let doel = naar.join(pad.file_name().unwrap());
        if pad.is_dir() {
            kopie(&pad, &doel);
        } else {
            fs::copy(&pad, &doel).unwrap();
        }
    }
}

/// The regulations of this repository, one of them broken.
fn kapot(map: &Path) -> PathBuf {
    let hier = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../regelingen");
    kopie(&hier, &map.join("regelingen"));
    let bestand = map.join("regelingen/livio/livio.toml");
    let goed = fs::read_to_string(&bestand).unwrap();
    fs::write(&bestand, goed + STUK).unwrap();
    bestand
}

fn wederhoor(map: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_wederhoor"))
        .arg("--regelingen")
        .arg(map.join("regelingen"))
        .args(args)
        .output()
        .unwrap()
}

#[test]
fn a_broken_regulation_tells_all_its_mistakes_at_once() {
    let map = tempfile::tempdir().unwrap();
    let bestand = kapot(map.path());
    let bestand = bestand.to_str().unwrap();
    let uit = wederhoor(map.path(), &["regeling", "check", "--format", "json", bestand]);
    assert_eq!(uit.status.code(), Some(1));
    let meldingen: Vec<serde_json::Value> = serde_json::from_slice(&uit.stdout).unwrap();
    let mut regels: Vec<u64> = meldingen
        .iter()
        .filter(|m| m["ernst"] == "fout")
        .map(|m| m["regel"].as_u64().unwrap())
        .collect();
    regels.sort_unstable();
    regels.dedup();
    assert!(regels.len() >= 3, "three places are wrong: {meldingen:#?}");

    let uit = wederhoor(map.path(), &["regeling", "check", bestand]);
    assert_eq!(uit.status.code(), Some(1));
    let tekst = String::from_utf8_lossy(&uit.stderr);
    for woord in ["onzin", "bestaat_niet", "livio.toml"] {
        assert!(tekst.contains(woord), "{woord} is not told: {tekst}");
    }
}

#[test]
fn a_server_does_not_start_with_a_broken_regulation() {
    let map = tempfile::tempdir().unwrap();
    kapot(map.path());
    let data = map.path().join("data");
    let data = data.to_str().unwrap();
    let uit = wederhoor(map.path(), &["serve", "--adres", "127.0.0.1:0", "--data", data]);
    assert_eq!(uit.status.code(), Some(1));
    assert!(uit.stdout.is_empty(), "it said that it listens");
    let tekst = String::from_utf8_lossy(&uit.stderr);
    for woord in ["onzin", "bestaat_niet"] {
        assert!(tekst.contains(woord), "{woord} is not told: {tekst}");
    }
}
