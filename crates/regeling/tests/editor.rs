//! The schema as an author meets it: in an editor, which reads it with `taplo` and shows what that says.
#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use std::path::{Path, PathBuf};
use std::process::Command;

fn wortel() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// What the editor's reader says of these files: whether all are valid, and its messages.
fn editor(schema: &str, bestanden: &[PathBuf]) -> (bool, String) {
    let wortel = wortel();
    let waar = Command::new(wortel.join("scripts/editor.sh")).output().unwrap();
    let fouten = String::from_utf8_lossy(&waar.stderr).into_owned();
    assert!(
        waar.status.success(),
        "run scripts/editor.sh, which needs python3 with venv, and PyPI once\n{fouten}"
    );
    let uit = Command::new(String::from_utf8(waar.stdout).unwrap().trim())
        .current_dir(&wortel)
        .args(["lint", "--no-auto-config", "--colors", "never", "--schema"])
        .arg(format!("file://{}", wortel.join("docs").join(schema).display()))
        .args(bestanden)
        .output()
        .unwrap();
    (uit.status.success(), String::from_utf8_lossy(&uit.stderr).into_owned())
}

/// The files in a folder of the project, and those one folder deeper.
fn toml_in(map: &str) -> Vec<PathBuf> {
    let paden = |map: &Path| -> Vec<PathBuf> {
        std::fs::read_dir(map).unwrap().map(|e| e.unwrap().path()).collect()
    };
    let map = wortel().join(map);
    let dieper = paden(&map).into_iter().filter(|p| p.is_dir()).flat_map(|p| paden(&p));
    let mut uit: Vec<PathBuf> = paden(&map).into_iter().chain(dieper).collect();
    uit.retain(|p| p.extension().is_some_and(|e| e == "toml"));
    uit.sort();
    uit
}

fn heet(pad: &Path, naam: &str) -> bool {
    pad.file_name().is_some_and(|n| n == naam)
}

#[test]
fn an_editor_has_nothing_against_any_regulation_statute_or_provider() {
    let alle: Vec<PathBuf> =
        toml_in("regelingen").into_iter().chain(toml_in("scenarios/mini/regelingen")).collect();
    let (aanbieders, overig): (Vec<_>, Vec<_>) =
        alle.into_iter().partition(|p| heet(p, "aanbieder.toml"));
    // Letters, the calendar and the reasons why a norm is not shown are files of another kind.
    let anders = |p: &PathBuf| {
        heet(p, "niet_getoond.toml")
            || p.parent().is_some_and(|m| m.ends_with("brieven") || m.ends_with("kalender"))
    };
    let regelingen: Vec<PathBuf> = overig.into_iter().filter(|p| !anders(p)).collect();
    assert!(regelingen.len() > 25 && aanbieders.len() >= 5);
    for (schema, bestanden) in
        [("regeling.schema.json", regelingen), ("aanbieder.schema.json", aanbieders)]
    {
        let (goed, tekst) = editor(schema, &bestanden);
        assert!(goed, "{tekst}");
    }
}

#[test]
fn an_editor_says_which_key_is_wrong() {
    const KOP: &str = "[regeling]\nid = \"proef\"\ntitel = \"Proef\"\naanbieder = \"Proef\"\ngeldig = { van = 2020-01-01 }\n\n";
    const PLICHT: &str = "[[plicht]]\nid = \"p\"\nartikel = \"1\"\nwie = \"raad_van_bestuur\"\ndoet = \"contact_opgenomen\"\nna = \"klacht_ontvangen\"\n";
    let map = tempfile::tempdir().unwrap();
    for (van, naar, wat) in [
        ("artikel", "artikl", "('artikl' was unexpected)"),
        ("artikel = \"1\"\n", "", "\"artikel\" is a required property"),
        ("id = \"p\"", "id = 3", "3 is not of type \"string\""),
        ("na = ", "na_einde = \"ja\"\nna = ", "\"ja\" is not of type \"boolean\""),
        ("[[plicht]]", "[[plichten]]", "('plichten' was unexpected)"),
    ] {
        assert!(PLICHT.contains(van));
        let pad = map.path().join("proef.toml");
        std::fs::write(&pad, format!("{KOP}{}", PLICHT.replacen(van, naar, 1))).unwrap();
        let (goed, tekst) = editor("regeling.schema.json", &[pad]);
        assert!(!goed && tekst.contains(wat), "`{wat}` is not in:\n{tekst}");
    }
}
