//! The real binary, in a directory of its own, on a port that the system picks.

use std::{
    fs::{self, File},
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
    sync::Mutex,
};

use crate::browser::Browser;

/// The provider whose pages are visited.
pub(crate) const HUIS: &str = "livio";
/// The moment at which the server's clock stands still.
const NU: &str = "2026-11-23T10:00:00Z";

/// A running server; killed when it goes out of scope.
pub(crate) struct Server {
    kind: Mutex<Child>,
    begin: String,
    regels: Vec<String>,
}

impl Server {
    /// An empty house, without people.
    pub(crate) fn start(data: &Path) -> Self {
        Self::met(data, &[])
    }

    /// With the demo's people and complaints.
    pub(crate) fn demo(data: &Path) -> Self {
        Self::met(data, &["--demo"])
    }

    /// The demo of before, at a later moment.
    pub(crate) fn later(data: &Path, nu: &str) -> Self {
        Self::op(data, nu, &["--demo"])
    }

    /// The demo, with these flags.
    pub(crate) fn demo_met(data: &Path, extra: &[&str]) -> Self {
        Self::met(data, &[&["--demo"], extra].concat())
    }

    /// The demo, with another folder of regulations and providers.
    pub(crate) fn demo_onder(data: &Path, regelingen: &Path) -> Self {
        Self::met(data, &["--demo", "--regelingen", regelingen.to_str().unwrap()])
    }

    /// With people, under the regulations in this folder, at this moment.
    pub(crate) fn onder(data: &Path, regelingen: &Path, nu: &str) -> Self {
        let regelingen = regelingen.display().to_string();
        Self::op(data, nu, &["--demo", "--regelingen", &regelingen])
    }

    /// With the demo, and the tables on a database server.
    pub(crate) fn demo_op(data: &Path, url: &str) -> Self {
        Self::met(data, &["--demo", "--database", url])
    }

    fn met(data: &Path, extra: &[&str]) -> Self {
        Self::op(data, NU, extra)
    }

    fn op(data: &Path, nu: &str, extra: &[&str]) -> Self {
        Self::in_omgeving(data, nu, extra, &[])
    }

    /// The demo, with its documents in this bucket.
    pub(crate) fn demo_in_emmer(data: &Path, url: &str, omgeving: &[(String, String)]) -> Self {
        Self::in_omgeving(data, NU, &["--demo", "--documenten", url], omgeving)
    }

    fn in_omgeving(data: &Path, nu: &str, extra: &[&str], omgeving: &[(String, String)]) -> Self {
        fs::create_dir_all(data).unwrap();
        let stderr = File::options().create(true).append(true).open(data.join("stderr")).unwrap();
        let mut kind = Command::new(env!("CARGO_BIN_EXE_wederhoor"))
            .args(["serve", "--adres", "127.0.0.1:0", "--nu", nu, "--data"])
            .arg(data.join("data"))
            .args(extra)
            .env_remove("WEDERHOOR_REGELINGEN")
            .env_remove("DATABASE_URL")
            .env_remove("WEDERHOOR_SLEUTELS")
            .env_remove("WEDERHOOR_HOOFDSLEUTEL")
            .env_remove("WEDERHOOR_DOCUMENTEN")
            .envs(omgeving.iter().cloned())
            .env("RUST_LOG", "debug")
            .stdout(Stdio::piped())
            .stderr(stderr)
            .spawn()
            .unwrap();
        let uit = BufReader::new(kind.stdout.take().unwrap());
        let regels: Vec<String> =
            uit.lines().map(Result::unwrap).take_while(|r| !r.starts_with("Stop met")).collect();
        let eerste = regels.first().unwrap_or_else(|| panic!("{}", Self::stderr_van(data)));
        let adres = eerste.split_whitespace().find(|w| w.starts_with("http://")).unwrap();
        let begin = adres.rsplit_once('/').unwrap().0.to_owned();
        Self { kind: Mutex::new(kind), begin, regels }
    }

    /// A fresh browser, without cookies.
    pub(crate) fn browser(&self) -> Browser {
        Browser::new(&self.begin)
    }

    /// Number and code of the demo's complaints.
    pub(crate) fn demoklachten(&self) -> Vec<(String, String)> {
        let hier = format!("/{HUIS}/werk");
        let van_hier = self.regels.iter().skip_while(|r| !r.ends_with(&hier));
        let woorden = van_hier.map(|r| r.split_whitespace().collect::<Vec<_>>());
        woorden
            .take_while(|w| w.first().is_none_or(|eerste| *eerste != "klacht"))
            .filter(|w| w.len() > 2 && w[0].starts_with("K-"))
            .map(|w| (w[0].to_owned(), w[1].to_owned()))
            .collect()
    }

    /// `kill -9`.
    pub(crate) fn dood(&self) {
        let mut kind = self.kind.lock().unwrap();
        kind.kill().unwrap();
        kind.wait().unwrap();
    }

    /// Asks it to stop, as the system does, and waits until it has; gives its exit code.
    pub(crate) fn stop(&self) -> Option<i32> {
        let mut kind = self.kind.lock().unwrap();
        let pid = kind.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
        kind.wait().unwrap().code()
    }

    /// All that the servers on this directory wrote to their log.
    pub(crate) fn stderr_van(data: &Path) -> String {
        fs::read_to_string(data.join("stderr")).unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.dood();
    }
}
