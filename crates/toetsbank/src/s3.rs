//! An S3 server of others (SeaweedFS, `scripts/s3.sh`) to keep documents on.
//!
//! Always holds: one server for all tests of this user and this repository, on loopback ports that the system
//! picked; each story has a bucket of its own; it stops by itself when no test has used it for a while, and
//! leaves nothing behind. What is in a bucket is looked at through another door than the program's own.

use std::fs;
use std::io::Read;
use std::net::{TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use crate::gedeeld::Gedeeld;
use crate::wortel;

/// Who may do everything.
const SLEUTEL: &str = "TOETSSLEUTEL";
const GEHEIM: &str = "toetsgeheim0123456789";
/// Who may only read and list.
const LEZER: &str = "LEZERSLEUTEL";
const LEZERGEHEIM: &str = "lezergeheim0123456789";

/// A bucket that nobody else uses.
pub struct Ruimte {
    s3: u16,
    filer: u16,
    emmer: String,
}

impl Ruimte {
    /// On the server that all tests share.
    pub fn new() -> Self {
        let [s3, filer] = gedeeld();
        Self::op(s3, filer)
    }

    fn op(s3: u16, filer: u16) -> Self {
        static NUMMER: AtomicU32 = AtomicU32::new(0);
        let nummer = NUMMER.fetch_add(1, Ordering::Relaxed);
        let emmer = format!("t{}-{nummer}", std::process::id());
        let ruimte = Self { s3, filer, emmer };
        // A process of an earlier run may have had the same number.
        let leeg = format!("{}?recursive=true&ignoreRecursiveError=true", ruimte.deur(""));
        let _ = vraag().delete(&leeg).call();
        let antwoord = vraag().post(&ruimte.deur("/")).send_empty().unwrap();
        assert!(antwoord.status().is_success(), "{}", antwoord.status());
        ruimte
    }

    /// Its address.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/{}", self.s3, self.emmer)
    }

    /// The address of the server, without a bucket.
    pub fn server(&self) -> String {
        format!("http://127.0.0.1:{}", self.s3)
    }

    /// Its name.
    pub fn emmer(&self) -> &str {
        &self.emmer
    }

    /// How to log in, as the environment says it.
    pub fn inlog() -> Vec<(String, String)> {
        inlog(SLEUTEL, GEHEIM)
    }

    /// How to log in as who may read and list, and nothing else.
    pub fn lezer() -> Vec<(String, String)> {
        inlog(LEZER, LEZERGEHEIM)
    }

    /// The names of all that is in it, sorted, with what is left of unfinished uploads.
    pub fn objecten(&self) -> Vec<String> {
        let mut uit = Vec::new();
        let mut mappen = vec![String::new()];
        while let Some(map) = mappen.pop() {
            let adres = format!("{}{map}/?limit=100000", self.deur(""));
            let antwoord = vraag().get(&adres).header("Accept", "application/json").call();
            // A folder goes with the last thing in it, which may be just now.
            if matches!(antwoord, Err(ureq::Error::StatusCode(404))) {
                continue;
            }
            let mut antwoord = antwoord.unwrap();
            let lijst: serde_json::Value =
                serde_json::from_slice(&antwoord.body_mut().read_to_vec().unwrap()).unwrap();
            for ding in lijst["Entries"].as_array().into_iter().flatten() {
                let pad = ding["FullPath"].as_str().unwrap();
                let naam = pad.strip_prefix(&format!("/buckets/{}", self.emmer)).unwrap();
                // Go's mark of a folder.
                if ding["Mode"].as_u64().unwrap() & (1 << 31) == 0 {
                    uit.push(naam.trim_start_matches('/').to_owned());
                } else {
                    mappen.push(naam.to_owned());
                    if naam.matches('/').count() == 2 && naam.starts_with("/.uploads/") {
                        uit.push(naam.trim_start_matches('/').to_owned());
                    }
                }
            }
        }
        uit.sort();
        uit
    }

    /// What is in one of them.
    pub fn inhoud(&self, naam: &str) -> Vec<u8> {
        let mut antwoord = vraag().get(&self.deur(&format!("/{naam}"))).call().unwrap();
        let mut uit = Vec::new();
        antwoord.body_mut().as_reader().read_to_end(&mut uit).unwrap();
        uit
    }

    /// Puts something in it, behind the program's back.
    pub fn leg(&self, naam: &str, inhoud: &[u8]) {
        let uit = vraag().put(&self.deur(&format!("/{naam}"))).send(inhoud).unwrap();
        assert!(uit.status().is_success());
    }

    /// Removes something from it, or with an empty name the bucket itself, behind the program's back.
    pub fn verwijder(&self, naam: &str) {
        let naam = if naam.is_empty() { String::new() } else { format!("/{naam}") };
        let adres = format!("{}?recursive=true", self.deur(&naam));
        assert!(vraag().delete(&adres).call().unwrap().status().is_success());
    }

    fn deur(&self, pad: &str) -> String {
        format!("http://127.0.0.1:{}/buckets/{}{pad}", self.filer, self.emmer)
    }
}

impl Default for Ruimte {
    fn default() -> Self {
        Self::new()
    }
}

/// The bucket goes with the story: what is on the shared server does not add up.
impl Drop for Ruimte {
    fn drop(&mut self) {
        let _ = vraag().delete(&format!("{}?recursive=true", self.deur(""))).call();
    }
}

fn inlog(sleutel: &str, geheim: &str) -> Vec<(String, String)> {
    let paar = |naam: &str, waarde: &str| (naam.to_owned(), waarde.to_owned());
    vec![
        paar("AWS_ACCESS_KEY_ID", sleutel),
        paar("AWS_SECRET_ACCESS_KEY", geheim),
        paar("AWS_REGION", "us-east-1"),
    ]
}

fn vraag() -> ureq::Agent {
    ureq::Agent::config_builder()
        .http_status_as_error(true)
        .timeout_global(Some(Duration::from_secs(20)))
        .build()
        .into()
}

/// A server of one story, that can be stopped and started again.
pub struct Eigen {
    map: tempfile::TempDir,
    poorten: Poorten,
    kind: Option<Child>,
}

impl Eigen {
    /// Starts one.
    pub fn start() -> Self {
        let mut uit =
            Self { map: tempfile::tempdir().unwrap(), poorten: Poorten::vrij(), kind: None };
        uit.weer();
        uit
    }

    /// A bucket on it.
    pub fn ruimte(&self) -> Ruimte {
        Ruimte::op(self.poorten.0[0], self.poorten.0[1])
    }

    /// Stops it, as a machine does that fails.
    pub fn stop(&mut self) {
        if let Some(mut kind) = self.kind.take() {
            kind.kill().unwrap();
            kind.wait().unwrap();
        }
    }

    /// Starts it again, with what it had.
    pub fn weer(&mut self) {
        self.kind = Some(begin(self.map.path(), self.poorten));
    }
}

impl Drop for Eigen {
    fn drop(&mut self) {
        self.stop();
    }
}

/// The ports of the server that all tests share: S3 and filer.
#[expect(clippy::zombie_processes, reason = "it outlives this test; the watcher stops it")]
fn gedeeld() -> [u16; 2] {
    const EINDE: &str = r#"
        kill -KILL "$(cat pid)"
        sleep 0.5
        rm -rf data pid poort log wie.json"#;
    static SERVER: OnceLock<Gedeeld<[u16; 2]>> = OnceLock::new();
    let gedeeld = SERVER.get_or_init(|| {
        let begin = |map: &Path| {
            let _ = fs::remove_dir_all(map.join("data"));
            let poorten = Poorten::vrij();
            let kind = begin(map, poorten);
            fs::write(map.join("pid"), kind.id().to_string()).unwrap();
            let [s3, filer, ..] = poorten.0;
            fs::write(map.join("poort"), format!("{s3} {filer}")).unwrap();
            [s3, filer]
        };
        Gedeeld::neem("s3", draait, begin, EINDE)
    });
    gedeeld.server
}

/// The ports of a server that answers.
fn draait(map: &Path) -> Option<[u16; 2]> {
    let poorten = fs::read_to_string(map.join("poort")).ok()?;
    let (s3, filer) = poorten.trim().split_once(' ')?;
    let poorten = [s3.parse().ok()?, filer.parse().ok()?];
    TcpStream::connect(("127.0.0.1", poorten[0])).ok().map(|_| poorten)
}

/// S3, filer, master, volume, and the inner door of each.
#[derive(Clone, Copy)]
struct Poorten([u16; 8]);

impl Poorten {
    fn vrij() -> Self {
        let open: Vec<TcpListener> =
            (0..8).map(|_| TcpListener::bind(("127.0.0.1", 0)).unwrap()).collect();
        let mut uit = [0; 8];
        for (poort, deur) in uit.iter_mut().zip(&open) {
            *poort = deur.local_addr().unwrap().port();
        }
        Self(uit)
    }
}

/// Starts a server in this folder, and waits until it keeps what it is given.
#[expect(clippy::zombie_processes, reason = "whoever asked for it stops it, or the watcher does")]
fn begin(map: &Path, Poorten([s3, filer, master, volume, a, b, c, d]): Poorten) -> Child {
    let programma = wortel().join(".tools/venv/bin/weed");
    assert!(programma.exists(), "the S3 server is not here; scripts/s3.sh installs it");
    let wie = |naam: &str, sleutel: &str, geheim: &str, mag: &[&str]| {
        serde_json::json!({
            "name": naam,
            "credentials": [{ "accessKey": sleutel, "secretKey": geheim }],
            "actions": mag,
        })
    };
    let wie = serde_json::json!({ "identities": [
        wie("toets", SLEUTEL, GEHEIM, &["Admin", "Read", "Write", "List"]),
        wie("lezer", LEZER, LEZERGEHEIM, &["Read", "List"]),
    ]});
    fs::create_dir_all(map.join("data")).unwrap();
    fs::write(map.join("wie.json"), wie.to_string()).unwrap();
    let log = fs::File::create(map.join("log")).unwrap();
    let poort = |naam: &str, poort: u16| format!("-{naam}={poort}");
    let kind = Command::new(programma)
        .args(["server", "-ip=127.0.0.1", "-ip.bind=127.0.0.1", "-filer", "-s3"])
        .arg(format!("-dir={}", map.join("data").display()))
        .arg(format!("-s3.config={}", map.join("wie.json").display()))
        .args([poort("s3.port", s3), poort("s3.port.grpc", a)])
        .args([poort("filer.port", filer), poort("filer.port.grpc", b)])
        .args([poort("master.port", master), poort("master.port.grpc", c)])
        .args([poort("volume.port", volume), poort("volume.port.grpc", d)])
        // Nothing beside it, no bucket that nobody made, no word to its makers.
        .args(["-s3.port.iceberg=0", "-s3.port.lance=0", "-s3.iam=false"])
        .args(["-s3.autoCreateBucket=false", "-master.telemetry=false"])
        .args(["-master.volumeSizeLimitMB=64", "-volume.max=2000"])
        .current_dir(map)
        .stdin(Stdio::null())
        .stdout(log.try_clone().unwrap())
        .stderr(log)
        .process_group(0)
        .spawn()
        .unwrap();
    for _ in 0..600 {
        let bewaart = vraag().put(&format!("http://127.0.0.1:{filer}/klaar")).send("ja").is_ok();
        if bewaart && TcpStream::connect(("127.0.0.1", s3)).is_ok() {
            return kind;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("the S3 server does not start: {}", fs::read_to_string(map.join("log")).unwrap());
}
