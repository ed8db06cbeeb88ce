//! Moving in: `wederhoor register invoer` while a server runs, on a file and on a database server.

use std::os::unix::fs::PermissionsExt as _;
use std::{fs, path::Path, process::Command};

use serde_json::Value;
use toetsbank::motor::leeg_schema;

use crate::{
    klacht::{log_in, url},
    server::{HUIS, Server},
};

const KOPPELING: &str = r#"
[bestand]
register = "Klachtenlijst"

[klacht]
nummer = "Nr"
ontvangen = "Binnen"
hoedanigheid = { waarde = "client" }
kanaal = { waarde = "brief" }
klager = "Klager"
onderwerp = "Onderwerp"

[afsluiting]
op = "Klaar"
uitkomst = "Oordeel"
"#;

const REGISTER: &str = "Nr;Binnen;Klager;Onderwerp;Klaar;Oordeel\r\n\
    0017;3-2-2025;Zoë van Hoëvell;Bejegening;14-4-2025;Gegrond\r\n\
    0018;4-2-2025;Jürgen Brünnhilde;Lang gewacht;;\r\n\
    0019;30-2-2025;Geheimnaam;Kwijt;;\r\n";

/// Runs the command; gives its exit code, what it printed and what it complained of.
fn invoer(map: &Path, database: Option<&str>, extra: &[&str]) -> (i32, String, String) {
    let uit = Command::new(env!("CARGO_BIN_EXE_wederhoor"))
        .args(["register", "invoer", "--aanbieder", HUIS, "--data"])
        .arg(map.join("data"))
        .arg(map.join("klachten.csv"))
        .arg("--koppeling")
        .arg(map.join("koppeling.toml"))
        .args(extra)
        .env_remove("WEDERHOOR_REGELINGEN")
        .env_remove("DATABASE_URL")
        .envs(database.map(|url| ("DATABASE_URL", url)))
        .output()
        .unwrap();
    let [tekst, fout] = [uit.stdout, uit.stderr].map(|b| String::from_utf8(b).unwrap());
    (uit.status.code().unwrap(), tekst, fout)
}

fn lot(rapport: &str) -> Vec<(u64, String)> {
    let r: Value = serde_json::from_str(rapport).unwrap_or_else(|f| panic!("{f}: {rapport}"));
    let regel = |r: &Value| (r["rij"].as_u64().unwrap(), r["lot"].as_str().unwrap().to_owned());
    r["rijen"].as_array().unwrap().iter().map(regel).collect()
}

fn verhaal(database: Option<&str>) {
    let map = tempfile::tempdir().unwrap();
    let server = match database {
        Some(url) => Server::demo_op(map.path(), url),
        None => Server::demo(map.path()),
    };
    fs::write(map.path().join("klachten.csv"), REGISTER).unwrap();
    fs::write(map.path().join("koppeling.toml"), KOPPELING).unwrap();
    let json = ["--wie", "P. Vos", "--format", "json"];
    let moet =
        |a: &str, b: &str| vec![(2, a.to_owned()), (3, b.to_owned()), (4, "geweigerd".to_owned())];

    // A trial, and all or nothing, write nothing.
    let (code, tekst, _) = invoer(map.path(), database, &["--proef", "--format", "json"]);
    assert_eq!((code, lot(&tekst)), (1, moet("overgenomen", "overgenomen")), "{tekst}");
    let (code, tekst, _) =
        invoer(map.path(), database, &[&json[..], &["--alles-of-niets"]].concat());
    assert_eq!((code, lot(&tekst)), (1, moet("niet_geschreven", "niet_geschreven")), "{tekst}");

    let rapport = map.path().join("rapport.txt");
    let extra = ["--wie", "P. Vos", "--rapport", rapport.to_str().unwrap()];
    let (code, tekst, fout) = invoer(map.path(), database, &extra);
    assert_eq!(code, 1, "{tekst}{fout}");
    let op_schijf = fs::read_to_string(&rapport).unwrap();
    assert_eq!(fs::metadata(&rapport).unwrap().permissions().mode() & 0o777, 0o600);
    for t in [&tekst, &fout, &op_schijf] {
        for naam in ["Geheimnaam", "Brünnhilde", "Hoëvell", "Lang gewacht"] {
            assert!(!t.contains(naam), "{t}");
        }
    }
    assert!(op_schijf.contains("kolom `Binnen`: die dag bestaat niet"), "{op_schijf}");
    assert!(tekst.contains("Overgenomen: 2 (waarvan 1 nog lopen)"), "{tekst}");

    // Once more does nothing; what changed in the file meanwhile is told.
    let anders = REGISTER.replace("Lang gewacht", "Kort gewacht");
    fs::write(map.path().join("klachten.csv"), anders).unwrap();
    let (_, tekst, _) = invoer(map.path(), database, &json);
    assert_eq!(lot(&tekst), moet("al_overgenomen", "al_overgenomen"), "{tekst}");
    assert_eq!(tekst.matches("sindsdien veranderd").count(), 1, "{tekst}");

    // Whoever handles it sees where it comes from and what is not known.
    let r: Value = serde_json::from_str(&tekst).unwrap();
    let b = server.browser();
    log_in(&b, "functionaris");
    for (rij, staat) in
        [(0, "al afgesloten, op maandag 14 april 2025"), (1, "De klacht liep toen nog")]
    {
        let nummer = r["rijen"][rij]["nummer"].as_str().unwrap();
        assert!(nummer.starts_with("K-2025-"), "{nummer}");
        let pagina = b.open(&url(&format!("werk/dossier/{nummer}")));
        let tekst = pagina.tekst().replace('\u{a0}', " ");
        for zin in
            ["Overgenomen uit een eerder register", "door P. Vos", "Wat niet bekend is", staat]
        {
            assert!(tekst.contains(zin), "{zin}: {tekst}");
        }
    }
    assert!(b.open(&url("werk")).tekst().contains("Lang gewacht (eerder 0018)"));
}

#[test]
fn a_register_is_taken_over_once_beside_a_server_on_a_file() {
    verhaal(None);
}

#[test]
fn a_register_is_taken_over_once_beside_a_server_on_a_database_server() {
    verhaal(Some(&leeg_schema()));
}

#[test]
fn a_first_mapping_is_made_once_and_only_its_owner_reads_it() {
    let map = tempfile::tempdir().unwrap();
    fs::write(map.path().join("klachten.csv"), REGISTER).unwrap();
    let (code, tekst, fout) = invoer(map.path(), None, &["--maak-koppeling"]);
    assert_eq!(code, 0, "{tekst}{fout}");
    let pad = map.path().join("koppeling.toml");
    assert_eq!(fs::metadata(&pad).unwrap().permissions().mode() & 0o777, 0o600);
    let eerst = fs::read_to_string(&pad).unwrap();
    assert!(eerst.contains("ontvangen = \"Binnen\""), "{eerst}");
    let (code, _, fout) = invoer(map.path(), None, &["--maak-koppeling"]);
    assert!(code == 1 && fout.contains("koppeling.toml"), "{fout}");
    assert_eq!(fs::read_to_string(&pad).unwrap(), eerst, "what somebody may have changed is left");
}
