//! What `docs/security.md` says that a test shows, a test shows: each name is that of a test that is there, each path
//! that of a file or folder.
#![expect(clippy::unwrap_used, reason = "a test that cannot read the tree must fail")]

use std::{
    fs,
    path::{Path, PathBuf},
};

/// From where the page names files: the root, the crates, the tests of the program, the fault tests.
const VANAF: [&str; 4] =
    ["", "crates", "crates/wederhoor/tests", "crates/store/tests/store/beproeving"];

fn wortel() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// All Rust of the repository, as one text.
fn code(map: &Path, uit: &mut String) {
    for ingang in fs::read_dir(map).unwrap() {
        let pad = ingang.unwrap().path();
        if pad.is_dir() {
            code(&pad, uit);
        } else if pad.extension().is_some_and(|eind| eind == "rs") {
            uit.push_str(&fs::read_to_string(&pad).unwrap());
        }
    }
}

/// What stands between backticks.
fn genoemd(tekst: &str) -> Vec<&str> {
    tekst.split('`').skip(1).step_by(2).collect()
}

/// Is this the name of a test? An ellipsis stands for what was left out.
fn is_toets(naam: &str) -> bool {
    let teken = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "_…".contains(c);
    naam.chars().all(teken) && naam.matches('_').count() > 2
}

fn staat_er(naam: &str, code: &str) -> bool {
    let mut delen = naam.split('…');
    let (begin, slot) = (delen.next().unwrap_or_default(), delen.next());
    code.split("fn ").skip(1).any(|rest| {
        let fn_naam: &str =
            rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().unwrap();
        match slot {
            Some(slot) => fn_naam.starts_with(begin) && fn_naam.ends_with(slot),
            None => fn_naam == begin,
        }
    })
}

fn is_daar(pad: &str) -> bool {
    VANAF.iter().any(|van| wortel().join(van).join(pad).exists())
}

#[test]
fn what_the_page_on_security_says_a_test_shows_a_test_shows() {
    let blad = fs::read_to_string(wortel().join("docs/security.md")).unwrap();
    let mut alle = String::new();
    code(&wortel().join("crates"), &mut alle);
    let mut mis = Vec::new();
    let toetsen: Vec<&str> = genoemd(&blad).into_iter().filter(|naam| is_toets(naam)).collect();
    mis.extend(toetsen.iter().filter(|naam| !staat_er(naam, &alle)).map(|naam| (*naam).to_owned()));
    let is_pad = |naam: &&str| {
        naam.ends_with(".rs") || naam.ends_with(".toml") || naam.starts_with("store/")
    };
    mis.extend(
        genoemd(&blad).into_iter().filter(is_pad).filter(|pad| !is_daar(pad)).map(str::to_owned),
    );

    let aanvallers = blad.split("\n## Who, and what stops them").nth(1).unwrap();
    let rijen: Vec<&str> = aanvallers
        .lines()
        .skip_while(|regel| !regel.starts_with("|---"))
        .skip(1)
        .take_while(|regel| regel.starts_with('|'))
        .collect();
    for rij in &rijen {
        let getoond = rij.trim_end_matches('|').rsplit('|').next().unwrap();
        if genoemd(getoond).is_empty() {
            mis.push(rij.chars().take(90).collect());
        }
    }
    assert!(
        toetsen.len() > 20 && rijen.len() > 20,
        "{} names, {} rows",
        toetsen.len(),
        rijen.len()
    );
    assert!(
        mis.is_empty(),
        "docs/security.md names what is not there, or no test:\n{}",
        mis.join("\n")
    );
}
