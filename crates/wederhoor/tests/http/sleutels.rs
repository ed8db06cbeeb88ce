//! `wederhoor keys`, and a server that gets the wrong key: what is kept stays readable for who has the right one, and
//! for nobody else.

use std::{fs, os::unix::fs::PermissionsExt, path::Path, process::Command};

use crate::{
    klacht::{log_in, url},
    server::Server,
};

/// Runs the program on the demo's data; gives its exit code and all that it said.
pub(crate) fn wederhoor(data: &Path, args: &[&str]) -> (Option<i32>, String) {
    let uit = Command::new(env!("CARGO_BIN_EXE_wederhoor"))
        .args(args)
        .arg("--data")
        .arg(data.join("data"))
        .env_remove("DATABASE_URL")
        .output()
        .unwrap();
    let tekst = [uit.stdout, uit.stderr].map(|b| String::from_utf8(b).unwrap()).concat();
    (uit.status.code(), tekst)
}

#[test]
fn keys_are_replaced_beside_a_server_and_the_old_master_key_opens_nothing_any_more() {
    let map = tempfile::tempdir().unwrap();
    let server = Server::demo(map.path());
    let (code, tekst) = wederhoor(map.path(), &["keys", "rotate", "--aanbieder", "livio"]);
    assert_eq!(code, Some(0), "{tekst}");
    assert!(tekst.starts_with("livio: ") && tekst.contains("keys wrapped anew"), "{tekst}");
    let b = server.browser();
    let lijst = log_in(&b, "functionaris");
    assert!(!lijst.teksten("td[data-kop=Klager]").is_empty(), "{}", lijst.tekst());
    server.dood();

    let nieuw = map.path().join("nieuwe-hoofdsleutel");
    let naar = ["keys", "rotate-master", "--naar", nieuw.to_str().unwrap()];
    let (code, tekst) = wederhoor(map.path(), &naar);
    assert_eq!(code, Some(0), "{tekst}");
    let sleutel = fs::read_to_string(&nieuw).unwrap();
    assert!(!tekst.contains(sleutel.trim()), "no key is printed");
    assert_eq!(fs::metadata(&nieuw).unwrap().permissions().mode() & 0o777, 0o600);

    let (code, tekst) = wederhoor(map.path(), &["store", "rebuild"]);
    assert_eq!(code, Some(1));
    assert!(
        tekst.contains("this is not the master key") && tekst.contains("--hoofdsleutel"),
        "{tekst}"
    );
    let met = ["--hoofdsleutel", nieuw.to_str().unwrap()];
    let (code, tekst) = wederhoor(map.path(), &[&["store", "rebuild"][..], &met].concat());
    assert_eq!(code, Some(0), "{tekst}");
    let server = Server::demo_met(map.path(), &met);
    let b = server.browser();
    log_in(&b, "functionaris");
    assert_eq!(
        b.open(&url("werk")).teksten("td[data-kop=Klager]"),
        lijst.teksten("td[data-kop=Klager]")
    );
}
