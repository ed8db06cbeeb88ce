//! A PostgreSQL server of one story, which that story may stop, kill, fill up, damage, and replace by a standby.
//!
//! Always holds: it is on a loopback port, in a folder that the story gives, and gone when the story ends;
//! its pages bear checksums.

use std::fs::{self, File};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::motor::{
    BEHEERDER, GEBRUIKER, als_gewoon, antwoordt, eigenaar, maak_map, programmas, psql, vrije_poort,
};

/// The schema of the story.
const SCHEMA: &str = "proef";
/// So often we look whether something has come about, a twentieth of a second apart.
const KEREN: usize = 1200;

/// How a server stops.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Einde {
    /// `pg_ctl stop -m fast`: transactions are broken off, and all is written.
    Vlug,
    /// `pg_ctl stop -m immediate`: as after a crash, the next start reads the log.
    Meteen,
    /// `kill -9`.
    Dood,
}

/// A PostgreSQL server of one story.
#[derive(Debug)]
pub struct EigenServer {
    cluster: PathBuf,
    log: PathBuf,
    bin: PathBuf,
    poort: u16,
    kind: Option<Child>,
}

impl EigenServer {
    /// Makes a server in this folder, and starts it.
    pub fn begin(map: &Path) -> Self {
        let mut uit = Self::leeg(map, "hoofd");
        let gemaakt = uit
            .programma("initdb")
            .args(["-U", BEHEERDER, "-A", "trust", "-E", "UTF8", "--no-sync", "-k"])
            .args(["--locale=C.UTF-8", "--wal-segsize=1"])
            .arg("-D")
            .arg(&uit.cluster)
            .output()
            .unwrap();
        assert!(gemaakt.status.success(), "initdb: {}", String::from_utf8_lossy(&gemaakt.stderr));
        uit.start();
        uit.sql(&format!(
            "CREATE ROLE {GEBRUIKER} LOGIN; CREATE SCHEMA {SCHEMA} AUTHORIZATION {GEBRUIKER}"
        ));
        uit
    }

    fn leeg(map: &Path, naam: &str) -> Self {
        // Whoever runs the server must be able to get there.
        fs::set_permissions(map, fs::Permissions::from_mode(0o755)).unwrap();
        let (cluster, log) = (map.join(naam), map.join(format!("{naam}.log")));
        maak_map(&cluster, eigenaar());
        Self { cluster, log, bin: programmas(), poort: vrije_poort(), kind: None }
    }

    fn programma(&self, naam: &str) -> Command {
        let mut uit = als_gewoon(eigenaar(), &self.bin.join(naam));
        uit.current_dir("/");
        uit
    }

    /// The address of the schema of the story, for an ordinary user.
    pub fn url(&self) -> String {
        format!(
            "postgres://{GEBRUIKER}@127.0.0.1:{}/postgres?options=-csearch_path%3D{SCHEMA}",
            self.poort
        )
    }

    /// Runs statements as who may do everything.
    pub fn sql(&self, sql: &str) {
        psql(&self.bin, self.poort, sql);
    }

    /// The one value that a question yields.
    pub fn vraag(&self, sql: &str) -> String {
        let uit = Command::new(self.bin.join("psql"))
            .args(["-X", "-A", "-t", "-h", "127.0.0.1", "-p", &self.poort.to_string()])
            .args(["-U", BEHEERDER, "-d", "postgres", "-c", sql])
            .output()
            .unwrap();
        assert!(uit.status.success(), "psql: {}", String::from_utf8_lossy(&uit.stderr));
        String::from_utf8(uit.stdout).unwrap().trim().to_owned()
    }

    /// The file of a table or an index of the story.
    pub fn bestand(&self, naam: &str) -> PathBuf {
        self.cluster.join(self.vraag(&format!("SELECT pg_relation_filepath('{SCHEMA}.{naam}')")))
    }

    /// Is it still there, whether it answers or not?
    pub fn leeft(&mut self) -> bool {
        self.kind.as_mut().is_some_and(|kind| kind.try_wait().unwrap().is_none())
    }

    /// Starts it on the port that it had, and waits until it answers.
    pub fn start(&mut self) {
        for _ in 0..KEREN {
            if !self.leeft() {
                // After a kill the processes under it may still be going.
                self.kind = Some(self.begin_proces());
            }
            std::thread::sleep(Duration::from_millis(50));
            if antwoordt(&self.bin, self.poort) {
                return;
            }
        }
        panic!("PostgreSQL does not start: {}", fs::read_to_string(&self.log).unwrap());
    }

    fn begin_proces(&self) -> Child {
        let log = File::options().create(true).append(true).open(&self.log).unwrap();
        let poort = format!("port={}", self.poort);
        let mut kind = self.programma("postgres");
        kind.arg("-D").arg(&self.cluster);
        for wat in [
            &poort,
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            // A story kills programs, never the machine: what is in the memory of the system is safe.
            "fsync=off",
            "max_connections=100",
            "shared_buffers=16MB",
            "max_wal_size=16MB",
            "min_wal_size=2MB",
            "wal_keep_size=32MB",
        ] {
            kind.args(["-c", wat]);
        }
        kind.stdin(Stdio::null()).stdout(log.try_clone().unwrap()).stderr(log).spawn().unwrap()
    }

    /// Ends it.
    pub fn stop(&mut self, hoe: Einde) {
        let Some(mut kind) = self.kind.take() else { return };
        match hoe {
            Einde::Dood => kind.kill().unwrap(),
            Einde::Vlug | Einde::Meteen => {
                let manier = if hoe == Einde::Vlug { "fast" } else { "immediate" };
                // One that has ended by itself is as good.
                let _ = self
                    .programma("pg_ctl")
                    .args(["stop", "-W", "-m", manier, "-D"])
                    .arg(&self.cluster)
                    .output()
                    .unwrap();
            }
        }
        kind.wait().unwrap();
    }

    /// A standby of this server, that receives all that is written here; its folder is in `map`.
    pub fn reserve(&self, map: &Path) -> Self {
        let mut uit = Self::leeg(map, "reserve");
        let gemaakt = uit
            .programma("pg_basebackup")
            .args(["-h", "127.0.0.1", "-p", &self.poort.to_string(), "-U", BEHEERDER])
            .args(["-R", "-X", "stream", "--checkpoint=fast", "--no-sync", "-D"])
            .arg(&uit.cluster)
            .output()
            .unwrap();
        let fout = String::from_utf8_lossy(&gemaakt.stderr);
        assert!(gemaakt.status.success(), "pg_basebackup: {fout}");
        uit.start();
        self.wacht_op("SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming'");
        uit
    }

    /// From here on this server acknowledges nothing that is not on the disk of its standby too.
    pub fn wacht_op_reserve(&self) {
        self.sql("ALTER SYSTEM SET synchronous_standby_names = '*'");
        self.sql("SELECT pg_reload_conf()");
        self.wacht_op("SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'");
    }

    /// Waits until the standby has all that is written here.
    pub fn wacht_tot_gelijk(&self) {
        self.wacht_op(
            "SELECT count(*) FROM pg_stat_replication WHERE replay_lsn = pg_current_wal_lsn()",
        );
    }

    fn wacht_op(&self, sql: &str) {
        for _ in 0..KEREN {
            if self.vraag(sql) == "1" {
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("this did not come about: {sql}");
    }

    /// Makes this standby the server, at the address of the one that is gone.
    pub fn neem_over(&mut self, van: Self) {
        let poort = van.poort;
        drop(van);
        let uit =
            self.programma("pg_ctl").args(["promote", "-w", "-D"]).arg(&self.cluster).output();
        let uit = uit.unwrap();
        assert!(uit.status.success(), "promote: {}", String::from_utf8_lossy(&uit.stderr));
        self.stop(Einde::Vlug);
        self.poort = poort;
        self.start();
    }
}

impl Drop for EigenServer {
    fn drop(&mut self) {
        self.stop(Einde::Meteen);
    }
}
