#!/usr/bin/env python3
"""A PostgreSQL server to measure on: durable, on a loopback port of its own, never run by root.

    bench/postgres.py MAP COMMAND...        runs COMMAND with DATABASE_URL, and stops the server after it

MAP keeps the cluster between runs. What the programs of Debian's package are set to by default stays so, but for more
memory. Only the standard library.
"""

import contextlib
import os
import pathlib
import pwd
import shutil
import socket
import subprocess
import sys
import time

BEHEERDER, GEBRUIKER = "meet", "huis"


def programmas():
    """Where PostgreSQL's programs are: on the path, or where Debian puts them."""
    gevonden = shutil.which("initdb")
    mappen = [pathlib.Path(gevonden).resolve().parent] if gevonden else []
    mappen += sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    if not mappen:
        sys.exit("PostgreSQL is not here; scripts/install-test-tools.sh installs it")
    return mappen[0]


class Postgres:
    """A running server; `url(naam)` is a database on it that belongs to an ordinary user."""

    def __init__(self, map_):
        self.bin = programmas()
        self.cluster = map_ / "cluster"
        self.wie = "postgres" if os.getuid() == 0 else None
        if not (self.cluster / "PG_VERSION").exists():
            self.maak()
        with socket.socket() as s:
            s.bind(("127.0.0.1", 0))
            self.poort = s.getsockname()[1]
        instellingen = {
            "listen_addresses": "127.0.0.1", "port": self.poort, "unix_socket_directories": "",
            "shared_buffers": "1GB", "max_wal_size": "4GB",
        }
        vlaggen = [v for naam, waarde in instellingen.items() for v in ("-c", f"{naam}={waarde}")]
        self.proces = subprocess.Popen(
            [self.bin / "postgres", "-D", self.cluster, *vlaggen],
            cwd="/", stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL, **self.als(),
        )
        for _ in range(600):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.poort)):
                break
            time.sleep(0.1)
        for _ in range(100):
            if self.psql("SELECT 1", mag_mis=True) == "1":
                return
            time.sleep(0.1)
        sys.exit("PostgreSQL did not start")

    def als(self):
        """PostgreSQL refuses to be root's."""
        return {"user": self.wie, "group": self.wie, "extra_groups": []} if self.wie else {}

    def maak(self):
        self.cluster.mkdir(parents=True, mode=0o700)
        if self.wie:
            wie = pwd.getpwnam(self.wie)
            os.chown(self.cluster, wie.pw_uid, wie.pw_gid)
        subprocess.run(
            [self.bin / "initdb", "-U", BEHEERDER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-D", self.cluster],
            check=True, cwd="/", stdout=subprocess.DEVNULL, **self.als(),
        )

    def psql(self, sql, database="postgres", mag_mis=False):
        uit = subprocess.run(
            [self.bin / "psql", "-X", "-q", "-A", "-t", "-h", "127.0.0.1", "-p", str(self.poort), "-U", BEHEERDER, "-d", database, "-c", sql],
            capture_output=True, text=True,
        )
        if uit.returncode and not mag_mis:
            sys.exit(uit.stderr)
        return uit.stdout.strip()

    def url(self, naam):
        if not self.psql(f"SELECT 1 FROM pg_roles WHERE rolname = '{GEBRUIKER}'"):
            self.psql(f"CREATE ROLE {GEBRUIKER} LOGIN")
        if not self.psql(f"SELECT 1 FROM pg_database WHERE datname = '{naam}'"):
            self.psql(f"CREATE DATABASE {naam} OWNER {GEBRUIKER}")
        return f"postgres://{GEBRUIKER}@127.0.0.1:{self.poort}/{naam}"

    def weg(self, naam):
        self.psql(f"DROP DATABASE IF EXISTS {naam}")

    def tot_rust(self):
        """Waits until the server has done what it does by itself after much was written."""
        self.psql("CHECKPOINT")
        stil = 0
        while stil < 4:
            time.sleep(1)
            bezig = self.psql("SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'autovacuum worker'")
            stil = stil + 1 if bezig == "0" else 0

    def bytes(self, naam):
        return int(self.psql(f"SELECT pg_database_size('{naam}')"))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.proces.send_signal(2)
        self.proces.wait()


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    with Postgres(pathlib.Path(sys.argv[1]).resolve()) as server:
        omgeving = os.environ | {"DATABASE_URL": server.url("meet")}
        sys.exit(subprocess.run(sys.argv[2:], env=omgeving).returncode)
