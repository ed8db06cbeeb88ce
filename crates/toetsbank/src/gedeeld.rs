//! A server that all tests of this user and this repository share. Always holds: one process starts it, the
//! others find it running; it stops by itself when for twenty seconds no process has used it, and leaves
//! nothing behind.

use std::fs::{self, File, OpenOptions};
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::wortel;

/// A server, and the use of it.
pub(crate) struct Gedeeld<S> {
    pub(crate) server: S,
    /// While somebody has this lock, the server is kept.
    _gebruik: File,
}

impl<S> Gedeeld<S> {
    /// The server in the folder of this name: as `draait` finds it, or as `begin` starts it. `einde` is what a
    /// shell does in that folder to stop it and to clear what it left.
    pub(crate) fn neem(
        naam: &str,
        draait: impl FnOnce(&Path) -> Option<S>,
        begin: impl FnOnce(&Path) -> S,
        einde: &str,
    ) -> Self {
        let map = thuis(naam);
        let gebruik = open(&map.join("gebruik.lock"));
        gebruik.lock_shared().unwrap();
        // One process starts it; the others wait here and find it running.
        let start = open(&map.join("start.lock"));
        start.lock().unwrap();
        let server = draait(&map).unwrap_or_else(|| begin(&map));
        waak(&map, einde);
        start.unlock().unwrap();
        Self { server, _gebruik: gebruik }
    }
}

/// The folder of a server, the same for every test of this user and this repository.
fn thuis(naam: &str) -> PathBuf {
    let uid = fs::metadata("/proc/self").unwrap().uid();
    let plek = fs::canonicalize(wortel()).unwrap();
    let merk = plek.as_os_str().as_encoded_bytes().iter();
    let merk = merk
        .fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(*b)).wrapping_mul(0x0100_0000_01b3));
    let map = std::env::temp_dir().join(format!("wederhoor-{naam}-{uid}-{merk:016x}"));
    fs::create_dir_all(&map).unwrap();
    map
}

fn open(pad: &Path) -> File {
    OpenOptions::new().create(true).truncate(false).write(true).open(pad).unwrap()
}

/// One watcher is enough: another ends at once.
#[expect(clippy::zombie_processes, reason = "it outlives this test, and ends by itself")]
fn waak(map: &Path, einde: &str) {
    const WAKER: &str = r#"
        cd "$1" && exec 8> wacht.lock && flock -n 8 || exit 0
        stil=0
        while sleep 5; do
            exec 9> start.lock && flock 9
            if flock -n gebruik.lock true; then stil=$((stil + 1)); else stil=0; fi
            if [ "$stil" -ge 4 ]; then
                eval "$2"
                exit 0
            fi
            flock -u 9
        done"#;
    Command::new("sh")
        .args(["-c", WAKER, "waker"])
        .arg(map)
        .arg(einde)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .process_group(0)
        .spawn()
        .unwrap();
}
