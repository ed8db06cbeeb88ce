//! The house rules that no compiler knows: which floor may stand on which, what the core may not
//! touch, and what may not be in the tree. Each test names every offender at once.

#![expect(clippy::unwrap_used, reason = "a test that cannot read the tree must fail")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// Floor → the floors that it may import.
const VLOEREN: &[(&str, &[&str])] = &[
    ("termijn", &[]),
    ("regeling", &["termijn"]),
    ("dossier", &["regeling", "termijn"]),
    // Under the tests of every floor.
    ("toetsbank", &["regeling", "termijn"]),
    ("scenario", &["dossier", "regeling", "termijn"]),
    ("verslag", &["dossier", "regeling", "termijn"]),
    ("invoer", &["dossier", "regeling", "termijn"]),
    ("verkenning", &["scenario", "dossier", "regeling", "termijn"]),
    ("kluis", &[]),
    ("store", &["kluis", "dossier", "regeling", "termijn"]),
    ("access", &["store", "dossier", "regeling", "termijn"]),
    ("brief", &["verslag", "dossier", "regeling", "termijn"]),
    ("behandeling", &["brief", "store", "verslag", "dossier", "regeling", "termijn"]),
    (
        "web",
        &[
            "behandeling",
            "access",
            "brief",
            "store",
            "verslag",
            "scenario",
            "dossier",
            "regeling",
            "termijn",
        ],
    ),
    (
        "wederhoor",
        &[
            "web",
            "behandeling",
            "access",
            "brief",
            "store",
            "verslag",
            "verkenning",
            "invoer",
            "scenario",
            "dossier",
            "regeling",
            "termijn",
        ],
    ),
];

/// The floors that know no clock, no disk, no network.
const KERN: &[&str] =
    &["termijn", "regeling", "dossier", "scenario", "verslag", "verkenning", "invoer"];

/// Crates that bring a clock, a disk or a network; nothing that the core stands on may be one.
const BUITENWERELD: &[&str] = &[
    "async-std",
    "axum",
    "chrono",
    "hyper",
    "lettre",
    "libsqlite3-sys",
    "mio",
    "object_store",
    "reqwest",
    "rusqlite",
    "rustls",
    "sea-orm",
    "smol",
    "socket2",
    "sqlx",
    "time",
    "tokio",
    "ureq",
    "walkdir",
];

/// What the core's own text may not name, beside the modules of `std` below.
const KLOK_OF_TOEVAL: &[&str] = &[
    "SystemTime",
    "Instant",
    "Zoned::now",
    "Timestamp::now",
    "now_v7",
    "new_v4",
    "getrandom",
    "thread_rng",
];
const STD_BUITEN: &[&str] = &["env", "fs", "net", "process"];

/// Folders of `regelingen/` that are no provider's.
const GEEN_AANBIEDER: &[&str] = &["wetten", "kalender", "brieven"];

const HOOGSTENS_REGELS: usize = 600;

#[test]
fn every_floor_imports_only_what_stands_below_it() {
    let mag: BTreeMap<_, _> = VLOEREN.iter().copied().collect();
    let mut mis = Vec::new();
    for (crate_, imports) in imports() {
        let Some(mag) = mag.get(crate_.as_str()) else {
            mis.push(format!("{crate_} has no place in the table of floors"));
            continue;
        };
        for import in imports.iter().filter(|naam| is_vloer(naam)) {
            if !mag.contains(&import.as_str()) {
                mis.push(format!("{crate_} imports {import}"));
            }
        }
    }
    geen(&mis, "ARCHITECTURE.md says which floor may import which");
}

#[test]
fn the_core_stands_on_nothing_that_knows_a_clock_a_disk_or_a_network() {
    let slot = slot();
    let imports = imports();
    let mut mis = Vec::new();
    for kern in KERN {
        let mut gezien: BTreeSet<&str> = BTreeSet::new();
        let mut rij: Vec<&str> = imports[*kern].iter().map(String::as_str).collect();
        while let Some(naam) = rij.pop() {
            if !gezien.insert(naam) {
                continue;
            }
            if BUITENWERELD.contains(&naam) {
                mis.push(format!("{kern} depends on {naam}"));
            }
            // What a floor imports itself is known exactly; the lock mixes in what its tests use.
            match imports.get(naam) {
                Some(eigen) => rij.extend(eigen.iter().map(String::as_str)),
                None => rij.extend(slot.get(naam).into_iter().flatten().map(String::as_str)),
            }
        }
    }
    geen(&mis, "the core is pure: what it needs of the world is an argument");
}

#[test]
fn the_core_names_no_clock_no_disk_no_network_and_no_chance() {
    let mut mis = Vec::new();
    for kern in KERN {
        for bestand in bronnen(kern) {
            let code = alleen_code(&bestand);
            for woord in KLOK_OF_TOEVAL {
                if bevat_woord(&code, woord) {
                    mis.push(format!("{}: {woord}", toon(&bestand)));
                }
            }
            for module in uit_std(&code).intersection(&STD_BUITEN.iter().copied().collect()) {
                mis.push(format!("{}: std::{module}", toon(&bestand)));
            }
        }
    }
    geen(&mis, "the core is pure: vandaag is an argument, a file comes in as text");
}

#[test]
fn no_code_names_a_provider() {
    let aanbieders: Vec<String> = fs::read_dir(wortel().join("regelingen"))
        .unwrap()
        .map(Result::unwrap)
        .filter(|plek| plek.path().is_dir())
        .map(|plek| plek.file_name().into_string().unwrap().to_lowercase())
        .filter(|naam| !GEEN_AANBIEDER.contains(&naam.as_str()))
        .collect();
    let mut mis = Vec::new();
    for (crate_, _) in VLOEREN {
        for bestand in bronnen(crate_) {
            let code = alleen_code(&bestand).to_lowercase();
            for naam in aanbieders.iter().filter(|naam| bevat_woord(&code, naam)) {
                mis.push(format!("{}: {naam}", toon(&bestand)));
            }
        }
    }
    geen(&mis, "a regulation is data: a new provider is a new file, never new code");
}

#[test]
fn no_file_holds_a_machine_path_or_a_promise_to_finish_later() {
    // Split, so that this file does not accuse itself.
    let paden = [concat!("/wo", "rk/"), concat!("/ro", "ot/"), concat!("/ho", "me/")];
    let beloften = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X")];
    let mut mis = Vec::new();
    for bestand in boom() {
        let Ok(tekst) = fs::read_to_string(&bestand) else { continue };
        for (nr, regel) in tekst.lines().enumerate() {
            let plek = || format!("{}:{}", toon(&bestand), nr + 1);
            for pad in paden.iter().filter(|pad| regel.contains(**pad)) {
                mis.push(format!("{}: {pad}", plek()));
            }
            for woord in beloften.iter().filter(|woord| bevat_woord(regel, woord)) {
                mis.push(format!("{}: {woord}", plek()));
            }
        }
    }
    geen(&mis, "the tree runs anywhere, and what is in it is done");
}

#[test]
fn no_source_file_grows_past_its_limit() {
    let mut mis = Vec::new();
    for bestand in boom().into_iter().filter(|bestand| {
        matches!(eind(bestand), "rs" | "js" | "mjs" | "scss" | "py" | "sh" | "cedar")
    }) {
        let regels = lees(&bestand).lines().count();
        if regels > HOOGSTENS_REGELS {
            mis.push(format!("{}: {regels} lines", toon(&bestand)));
        }
    }
    geen(&mis, "small rooms: one subject a file; split it");
}

#[test]
fn every_module_says_at_the_door_what_it_is_for() {
    let mut mis = Vec::new();
    for (crate_, _) in VLOEREN {
        for bestand in bronnen(crate_) {
            if !lees(&bestand).starts_with("//!") {
                mis.push(toon(&bestand));
            }
        }
    }
    geen(&mis, "a file opens with `//!`: what it is for and what always holds");
}

#[test]
fn every_floor_takes_the_lints_of_the_house() {
    let mut mis = Vec::new();
    for (crate_, _) in VLOEREN {
        let pad = wortel().join("crates").join(crate_).join("Cargo.toml");
        let tabel: toml::Table = lees(&pad).parse().unwrap();
        let aan = tabel.get("lints").and_then(|lints| lints.get("workspace"));
        if aan.and_then(toml::Value::as_bool) != Some(true) {
            mis.push(toon(&pad));
        }
    }
    geen(&mis, "each Cargo.toml says `[lints] workspace = true`");
}

#[test]
fn the_glossary_explains_every_word_of_the_vocabulary() {
    let lijst = wortel().join("regelingen/woordenlijst.toml");
    let glossarium = wortel().join("GLOSSARY.md");
    let tekst = lees(&glossarium);
    let tabel: toml::Table = lees(&lijst).parse().unwrap();
    let mut mis = Vec::new();
    for (soort, woorden) in &tabel {
        for woord in woorden.as_array().into_iter().flatten() {
            let Some(id) = woord.get("id").and_then(toml::Value::as_str) else { continue };
            if !tekst.contains(&format!("`{id}`")) {
                mis.push(format!("{soort} `{id}`"));
            }
        }
    }
    geen(&mis, "GLOSSARY.md explains each word of regelingen/woordenlijst.toml, as `id`");
}

// --- The house itself holds ---------------------------------------------------------------------

#[test]
fn a_grouped_import_of_std_is_seen_too() {
    let code = "use std::{collections::{BTreeMap, fs}, env, io::Read}; let x = std::net::lookup;";
    let gezien = uit_std(code);
    assert!(gezien.contains("env") && gezien.contains("net"), "{gezien:?}");
    assert!(!gezien.contains("fs"), "collections::fs is not std::fs: {gezien:?}");
}

#[test]
fn what_stands_in_a_test_module_is_left_out() {
    let bron = "fn a() {}\n#[cfg(test)]\nmod tests {\n    fn b() {\n    }\n}\nfn c() {}\n";
    assert_eq!(zonder_tests(bron), "fn a() {}\nfn c() {}\n");
}

// --- Helpers ------------------------------------------------------------------------------------

fn geen(mis: &[String], regel: &str) {
    assert!(mis.is_empty(), "{regel}:\n  {}", mis.join("\n  "));
}

fn wortel() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap().to_owned()
}

fn is_vloer(naam: &str) -> bool {
    VLOEREN.iter().any(|(vloer, _)| *vloer == naam)
}

/// Each crate of the workspace with what it imports outside its tests.
fn imports() -> BTreeMap<String, Vec<String>> {
    let uit = Command::new(env!("CARGO"))
        .args(["metadata", "--locked", "--no-deps", "--format-version", "1"])
        .current_dir(wortel())
        .output()
        .unwrap();
    assert!(uit.status.success(), "{}", String::from_utf8_lossy(&uit.stderr));
    let boom: serde_json::Value = serde_json::from_slice(&uit.stdout).unwrap();
    let naam = |waarde: &serde_json::Value| waarde["name"].as_str().unwrap().to_owned();
    boom["packages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|pakket| {
            let imports = pakket["dependencies"].as_array().unwrap().iter();
            (naam(pakket), imports.filter(|import| import["kind"] != "dev").map(naam).collect())
        })
        .collect()
}

/// Each package of the lock file with all that any of its versions depends on.
fn slot() -> BTreeMap<String, BTreeSet<String>> {
    let slot: toml::Table = lees(&wortel().join("Cargo.lock")).parse().unwrap();
    let mut uit: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for pakket in slot["package"].as_array().unwrap() {
        let van = pakket["name"].as_str().unwrap().to_owned();
        let naar = pakket.get("dependencies").and_then(toml::Value::as_array);
        let namen = naar.into_iter().flatten().filter_map(toml::Value::as_str);
        // An entry is `name`, or `name version` when there are several.
        let namen = namen.filter_map(|regel| regel.split(' ').next()).map(str::to_owned);
        uit.entry(van).or_default().extend(namen);
    }
    uit
}

/// The modules of `std` that the code names, also out of `use std::{a, b::c}`.
fn uit_std(code: &str) -> BTreeSet<&str> {
    let mut uit = BTreeSet::new();
    for (plek, _) in code.match_indices("std::") {
        let rest = &code[plek + 5..];
        match rest.strip_prefix('{') {
            None => uit.extend(rest.split(|c: char| !is_woord(c)).next()),
            Some(groep) => {
                let (mut diepte, mut begin) = (0, 0);
                for (i, c) in groep.char_indices() {
                    match c {
                        '{' => diepte += 1,
                        '}' if diepte > 0 => diepte -= 1,
                        ',' | '}' if diepte == 0 => {
                            let naam = groep[begin..i].trim();
                            uit.extend(naam.split(|c: char| !is_woord(c)).next());
                            begin = i + 1;
                            if c == '}' {
                                break;
                            }
                        }
                        _ => {}
                    }
                }
            }
        }
    }
    uit
}

/// The code of a file, without its tests and its comments.
fn alleen_code(bestand: &Path) -> String {
    let code = zonder_tests(&lees(bestand));
    let regels = code.lines().map(|regel| regel.split("//").next().unwrap_or_default());
    regels.collect::<Vec<_>>().join("\n")
}

/// The text without what stands under `#[cfg(test)]`: up to the closing brace in the first column.
fn zonder_tests(bron: &str) -> String {
    let mut uit = String::new();
    let mut regels = bron.lines();
    while let Some(regel) = regels.next() {
        if regel != "#[cfg(test)]" {
            uit.push_str(regel);
            uit.push('\n');
            continue;
        }
        for test in regels.by_ref() {
            if test == "}" || (test.ends_with(';') && !test.starts_with(' ')) {
                break;
            }
        }
    }
    uit
}

fn is_woord(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn bevat_woord(tekst: &str, woord: &str) -> bool {
    tekst.match_indices(woord).any(|(plek, _)| {
        !tekst[..plek].ends_with(is_woord) && !tekst[plek + woord.len()..].starts_with(is_woord)
    })
}

/// The Rust sources of a crate, without files that hold only tests.
fn bronnen(crate_: &str) -> Vec<PathBuf> {
    let map = wortel().join("crates").join(crate_).join("src");
    let mut uit = Vec::new();
    loop_door(&map, &mut uit);
    uit.retain(|bestand| {
        eind(bestand) == "rs" && !bestand.iter().any(|deel| deel == "tests" || deel == "tests.rs")
    });
    uit
}

/// Every file of the tree that is our own work.
fn boom() -> Vec<PathBuf> {
    let mut uit = Vec::new();
    loop_door(&wortel(), &mut uit);
    uit.retain(|bestand| eind(bestand) != "lock" && !bestand.ends_with("package-lock.json"));
    uit
}

fn loop_door(map: &Path, uit: &mut Vec<PathBuf>) {
    const NIET: &[&str] = &[".git", ".tools", "data", "dist", "node_modules", "target"];
    for plek in fs::read_dir(map).unwrap() {
        let pad = plek.unwrap().path();
        let naam = pad.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if NIET.contains(&naam.as_str()) {
            continue;
        }
        if pad.is_dir() {
            loop_door(&pad, uit);
        } else {
            uit.push(pad);
        }
    }
}

fn lees(pad: &Path) -> String {
    fs::read_to_string(pad).unwrap_or_else(|fout| panic!("{}: {fout}", pad.display()))
}

fn eind(pad: &Path) -> &str {
    pad.extension().and_then(|eind| eind.to_str()).unwrap_or_default()
}

fn toon(pad: &Path) -> String {
    pad.strip_prefix(wortel()).unwrap_or(pad).display().to_string()
}
