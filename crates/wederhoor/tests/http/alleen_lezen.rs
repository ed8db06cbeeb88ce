//! A disk that is read-only: the server says what is wrong and what to do, and ends.

use std::{path::Path, process::Command};

use toetsbank::naamruimte;

use crate::server::Server;

/// Makes the first argument read-only, and runs the rest.
const VAST: &str =
    r#"mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" && shift && exec "$@""#;

fn serve(opdracht: &mut Command, data: &Path) -> (Option<i32>, String) {
    let uit = opdracht
        .arg(env!("CARGO_BIN_EXE_wederhoor"))
        .args(["serve", "--adres", "127.0.0.1:0", "--data"])
        .arg(data)
        .env_remove("DATABASE_URL")
        .env_remove("WEDERHOOR_SLEUTELS")
        .env_remove("WEDERHOOR_HOOFDSLEUTEL")
        .output()
        .unwrap();
    assert!(uit.stdout.is_empty(), "{}", String::from_utf8_lossy(&uit.stdout));
    (uit.status.code(), String::from_utf8(uit.stderr).unwrap())
}

#[test]
fn on_a_read_only_disk_the_server_says_what_to_do_and_does_not_start() {
    let map = tempfile::tempdir().unwrap();
    Server::start(map.path()).dood();
    let data = map.path().join("data");
    let sleutels = map.path().join("data-sleutels");
    let gevallen = [
        (data.clone(), "cannot write in the data directory"),
        (sleutels, "cannot write in the folder for the keys"),
        (data.join("documenten"), "cannot write in the folder with the documents"),
    ];
    for (vast, zegt) in gevallen {
        let Some(mut binnen) = naamruimte::unshare("a server on a read-only disk") else { return };
        binnen.args(["sh", "-c", VAST, "sh"]).arg(&vast);
        let (code, fout) = serve(&mut binnen, &data);
        assert_eq!(code, Some(1), "{fout}");
        let fout = fout.replace(&vast.display().to_string(), "HERE");
        assert!(
            fout.contains(&format!("wederhoor: {zegt} HERE: give this user the right")),
            "{fout}"
        );
        assert!(fout.contains("check that the disk is not mounted read-only"), "{fout}");
    }
    // Nothing was done to it.
    Server::start(map.path()).browser();
}
