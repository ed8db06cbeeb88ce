//! A room of its own for a test that mounts a disk.
//!
//! Always holds: nothing of it is seen outside, and it goes with the process; where the system does not allow it,
//! that is said.

use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::process::Command;

/// Set inside; says that this is inside.
const BINNEN: &str = "WEDERHOOR_TEST_BINNEN";

/// Runs `toets`, a test of this program that is otherwise ignored, where disks can be mounted. Where the system
/// does not allow that, it says so and what is not shown by it.
pub fn draai(toets: &str) {
    let Some(mut binnen) = unshare(toets) else { return };
    let uit = binnen
        .arg(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", toets, "--nocapture", "--test-threads=1"])
        .env(BINNEN, "ja")
        .status()
        .unwrap();
    assert!(uit.success(), "{toets} failed; it says above why");
}

/// Is this inside?
pub fn is_binnen() -> bool {
    std::env::var_os(BINNEN).is_some()
}

/// Is everything here root's, also outside? Who is root only inside cannot run what refuses root.
pub fn is_echt_root() -> bool {
    std::fs::read_to_string("/proc/self/uid_map")
        .is_ok_and(|kaart| kaart.split_whitespace().nth(2) == Some("4294967295"))
}

/// What runs a command with its arguments in a room of its own; says what is not shown where there can be none.
#[expect(clippy::print_stderr, reason = "whoever reads the tests must know")]
pub fn unshare(toets: &str) -> Option<Command> {
    let opdracht = || {
        let mut uit = Command::new("unshare");
        uit.arg("-m");
        if std::fs::metadata("/proc/self").unwrap().uid() != 0 {
            uit.arg("-r");
        }
        uit.arg("--");
        uit
    };
    let kan = opdracht().args(["mount", "-t", "tmpfs", "proef", "/tmp"]).output();
    if kan.is_ok_and(|uit| uit.status.success()) {
        return Some(opdracht());
    }
    eprintln!(
        "NOT SHOWN: {toets}: this system lets nobody mount a disk in a namespace of his own \
         (unshare -m, mount): run it as root, or where user namespaces are allowed"
    );
    None
}

/// Mounts an empty disk of so many bytes here.
pub fn kleine_schijf(map: &Path, bytes: u64) {
    doe("mount", &["-t", "tmpfs", "-o", &format!("size={bytes},mode=755"), "proef"], map);
}

/// Makes what is here read-only, or writable again.
pub fn alleen_lezen(wat: &Path, zo: bool) {
    if zo {
        let zelf = wat.display().to_string();
        doe("mount", &["--bind", &zelf], wat);
        doe("mount", &["-o", "remount,bind,ro"], wat);
    } else {
        // What was refused may not have let go of its files yet.
        doe("umount", &["-l"], wat);
    }
}

fn doe(programma: &str, vlaggen: &[&str], waar: &Path) {
    let uit = Command::new(programma).args(vlaggen).arg(waar).output().unwrap();
    assert!(uit.status.success(), "{programma}: {}", String::from_utf8_lossy(&uit.stderr));
}
