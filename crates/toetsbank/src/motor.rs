//! On which database a story is told: in a file, or on a PostgreSQL server that the tests start.
//!
//! Always holds: one server for all tests of this user and this repository, on a loopback port that the
//! system picked, never run by root; each story has a schema of its own on it; it stops by itself when no
//! test has used it for a while, and leaves nothing behind.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use crate::gedeeld::Gedeeld;

/// A database engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Motor {
    /// A file in the data directory.
    Sqlite,
    /// A server.
    Postgres,
}

impl Motor {
    /// Room for one story: the address of an empty schema, or nothing where a file will do.
    pub fn ruimte(self) -> Option<String> {
        match self {
            Self::Sqlite => None,
            Self::Postgres => Some(leeg_schema()),
        }
    }
}

/// Tells each of these stories on both engines: `op_beide!(a_story, another);` for
/// `async fn a_story(motor: Motor)`.
#[macro_export]
macro_rules! op_beide {
    ($($verhaal:ident),+ $(,)?) => {
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $verhaal() { super::$verhaal($crate::motor::Motor::Sqlite).await })+
        }
        mod postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $verhaal() { super::$verhaal($crate::motor::Motor::Postgres).await })+
        }
    };
}

/// The address of a schema that nobody else uses, on the server of the tests.
pub fn leeg_schema() -> String {
    static NUMMER: AtomicU32 = AtomicU32::new(0);
    let server = server();
    let schema = format!("t{}_{}", std::process::id(), NUMMER.fetch_add(1, Ordering::Relaxed));
    // A process of an earlier run may have had the same number.
    server.sql(&format!(
        "DROP SCHEMA IF EXISTS {schema} CASCADE; CREATE SCHEMA {schema} AUTHORIZATION {GEBRUIKER}"
    ));
    format!(
        "postgres://{GEBRUIKER}@127.0.0.1:{}/postgres?options=-csearch_path%3D{schema}",
        server.gedeeld.server
    )
}

/// An ordinary user, as the program wants one: who is not superuser meets the wall between tenants.
pub(crate) const GEBRUIKER: &str = "huis";
/// Who may do everything.
pub(crate) const BEHEERDER: &str = "toets";

/// The same address for who may do everything: to look behind the wall between tenants.
pub fn als_beheerder(url: &str) -> String {
    url.replacen(GEBRUIKER, BEHEERDER, 1)
}

struct Server {
    bin: PathBuf,
    /// Its port.
    gedeeld: Gedeeld<u16>,
}

impl Server {
    fn sql(&self, sql: &str) {
        psql(&self.bin, self.gedeeld.server, sql);
    }
}

pub(crate) fn psql(bin: &Path, poort: u16, sql: &str) {
    let uit = Command::new(bin.join("psql"))
        .args(["-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1", "-p", &poort.to_string()])
        .args(["-U", BEHEERDER, "-d", "postgres", "-c", sql])
        .env("PGOPTIONS", "-c client_min_messages=warning")
        .output()
        .unwrap();
    assert!(uit.status.success(), "psql: {}", String::from_utf8_lossy(&uit.stderr));
}

fn server() -> &'static Server {
    /// Stops it as an administrator would, and waits until it has.
    const EINDE: &str = r#"
        kill -INT "$(head -n 1 cluster/postmaster.pid)"
        while [ -e cluster/postmaster.pid ]; do sleep 0.1; done
        rm -rf cluster poort log"#;
    static SERVER: OnceLock<Server> = OnceLock::new();
    SERVER.get_or_init(|| {
        let bin = programmas();
        let gedeeld = Gedeeld::neem("toets", draait, |map| begin(map, &bin), EINDE);
        Server { bin, gedeeld }
    })
}

/// Where PostgreSQL's programs are: on the path, or where Debian puts them.
pub(crate) fn programmas() -> PathBuf {
    let pad = std::env::var_os("PATH").unwrap_or_default();
    let mut mappen: Vec<PathBuf> = std::env::split_paths(&pad)
        .filter_map(|map| fs::canonicalize(map.join("initdb")).ok()?.parent().map(Path::to_owned))
        .collect();
    let debian = fs::read_dir("/usr/lib/postgresql").into_iter().flatten();
    mappen.extend(debian.map(|versie| versie.unwrap().path().join("bin")));
    mappen.retain(|map| map.join("initdb").exists() && map.join("psql").exists());
    mappen.into_iter().next().unwrap_or_else(|| {
        panic!("PostgreSQL is not here; scripts/install-test-tools.sh installs it")
    })
}

/// The port of a server that answers.
fn draait(map: &Path) -> Option<u16> {
    let poort = fs::read_to_string(map.join("poort")).ok()?.trim().parse().ok()?;
    TcpStream::connect(("127.0.0.1", poort)).ok().map(|_| poort)
}

/// A command as somebody who is not root: PostgreSQL refuses to be root's.
pub(crate) fn als_gewoon(wie: Option<&str>, programma: &Path) -> Command {
    match wie {
        None => Command::new(programma),
        Some(wie) => {
            let mut uit = Command::new("setpriv");
            let groep = vraag_id("-gn", wie);
            uit.args(["--reuid", wie, "--regid", &groep, "--clear-groups", "--"]).arg(programma);
            uit
        }
    }
}

pub(crate) fn vraag_id(vlag: &str, wie: &str) -> String {
    let uit = Command::new("id").args([vlag, wie]).output().unwrap();
    assert!(uit.status.success(), "there is no user {wie}");
    String::from_utf8(uit.stdout).unwrap().trim().to_owned()
}

/// Whose the server is when the tests are root's.
pub(crate) fn eigenaar() -> Option<&'static str> {
    let uid = fs::metadata("/proc/self").unwrap().uid();
    let is_er = |wie: &str| Command::new("id").arg(wie).output().is_ok_and(|u| u.status.success());
    (uid == 0).then(|| if is_er("postgres") { "postgres" } else { "nobody" })
}

/// Makes the folder of a cluster, of whoever will run it.
pub(crate) fn maak_map(cluster: &Path, wie: Option<&str>) {
    fs::create_dir(cluster).unwrap();
    fs::set_permissions(cluster, fs::Permissions::from_mode(0o700)).unwrap();
    if let Some(wie) = wie {
        let uid = vraag_id("-u", wie).parse().unwrap();
        let gid = vraag_id("-g", wie).parse().unwrap();
        chown(cluster, Some(uid), Some(gid)).unwrap();
    }
}

/// A port that is free now.
pub(crate) fn vrije_poort() -> u16 {
    TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port()
}

/// Does the server on this port let somebody in?
pub(crate) fn antwoordt(bin: &Path, poort: u16) -> bool {
    Command::new(bin.join("pg_isready"))
        .args(["-q", "-h", "127.0.0.1", "-p", &poort.to_string()])
        .status()
        .is_ok_and(|status| status.success())
}

/// Makes a cluster and starts it; gives its port.
#[expect(clippy::zombie_processes, reason = "it outlives this test; the watcher stops it")]
fn begin(map: &Path, bin: &Path) -> u16 {
    let cluster = map.join("cluster");
    let _ = fs::remove_dir_all(&cluster);
    let wie = eigenaar();
    maak_map(&cluster, wie);
    // A language with an order of its own for letters: the store must not depend on it.
    let uit = als_gewoon(wie, &bin.join("initdb"))
        .args(["-U", BEHEERDER, "-A", "trust", "-E", "UTF8", "--no-sync"])
        .args(["--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=nl"])
        .arg("-D")
        .arg(&cluster)
        .current_dir("/")
        .output()
        .unwrap();
    assert!(uit.status.success(), "initdb: {}", String::from_utf8_lossy(&uit.stderr));
    let vrij = vrije_poort();
    let log = fs::File::create(map.join("log")).unwrap();
    als_gewoon(wie, &bin.join("postgres"))
        .arg("-D")
        .arg(&cluster)
        .args(["-c", "listen_addresses=127.0.0.1", "-c", &format!("port={vrij}")])
        // A test kills programs, never the machine: what is in the memory of the system is safe.
        .args(["-c", "unix_socket_directories=", "-c", "fsync=off", "-c", "max_connections=300"])
        .current_dir("/")
        .stdin(Stdio::null())
        .stdout(log.try_clone().unwrap())
        .stderr(log)
        .process_group(0)
        .spawn()
        .unwrap();
    let poort = vrij.to_string();
    for _ in 0..600 {
        if antwoordt(bin, vrij) {
            psql(bin, vrij, &format!("CREATE ROLE {GEBRUIKER} LOGIN"));
            fs::write(map.join("poort"), &poort).unwrap();
            return vrij;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("PostgreSQL does not start: {}", fs::read_to_string(map.join("log")).unwrap());
}
