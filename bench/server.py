#!/usr/bin/env python3
"""Measures the program as its users meet it: over HTTP, on a store that is on disk.

Prints start time, memory, bytes on disk, pages with few and with many dossiers on both engines, and the intake of
complaints; beside each a ratio to a program of others on the same machine in the same run: nginx that serves the same
page from a file, and SQLite that commits one bare row at a time.

    bench/server.py BINARIES MAP [SECONDS NUMBER...]

BINARIES is the folder with `wederhoor` and `examples/zaai`; MAP keeps the filled stores between runs. NUMBERs of
dossiers: 1000 100000 1000000. Needs wrk, nginx and PostgreSQL. Only the standard library.
"""

import contextlib
import http.cookiejar
import os
import pathlib
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request

from postgres import Postgres

HUIS = "livio"
WACHTWOORD = "demo-wederhoor-2026"
CONCEPTEN = 60_000
# Names that many bear, and a number.
GEZOCHT = ["Jansen", "Özdemir", "Bakker", "Visser", "Fatima", "Quinten", "K-2026-0042", "de vries"]
HIER = pathlib.Path(__file__).parent


def vrije_poort():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Server:
    """The program on a data directory; `start` is how long it took until it answered, in seconds."""

    def __init__(self, bin_map, data, database=None):
        self.poort = vrije_poort()
        self.basis = f"http://127.0.0.1:{self.poort}"
        begin = time.perf_counter()
        self.proces = subprocess.Popen(
            [bin_map / "wederhoor", "serve", "--demo", "--data", data, "--adres", f"127.0.0.1:{self.poort}"]
            + (["--database", database] if database else []),
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        while True:
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"{self.basis}/gezond").read()
                break
            if self.proces.poll() is not None:
                sys.exit("the server stopped")
            time.sleep(0.002)
        self.start = time.perf_counter() - begin

    def tot_rust(self):
        """Waits until what begins with a day is done: checkpoints, lists, mail. Says after how many seconds."""
        begin, tik = time.perf_counter(), os.sysconf("SC_CLK_TCK")

        def gebruikt():
            velden = pathlib.Path(f"/proc/{self.proces.pid}/stat").read_text().rsplit(")", 1)[1].split()
            return (int(velden[11]) + int(velden[12])) / tik

        stil = 0
        while stil < 3:
            voor = gebruikt()
            time.sleep(0.5)
            stil = stil + 1 if gebruikt() - voor < 0.02 else 0
        return time.perf_counter() - begin - 1.5

    def geheugen(self, wat="VmRSS"):
        """Resident memory in MB; VmHWM is the most it was."""
        status = pathlib.Path(f"/proc/{self.proces.pid}/status").read_text()
        return int(re.search(rf"{wat}:\s+(\d+)", status)[1]) / 1024

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.proces.terminate()
        self.proces.wait()


class Bezoeker:
    """A browser with cookies."""

    def __init__(self, server):
        self.server = server
        self.koekjes = http.cookiejar.CookieJar()
        self.open_ = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.koekjes)).open

    def url(self, pad):
        return f"{self.server.basis}/{HUIS}/{pad}"

    def open(self, pad, **velden):
        vraag = urllib.request.Request(self.url(pad), headers={"Sec-Fetch-Site": "same-origin"})
        if velden:
            vraag.data = urllib.parse.urlencode(velden).encode()
        return self.open_(vraag).read().decode()

    def koek(self):
        return "; ".join(f"{k.name}={k.value}" for k in self.koekjes)


class Winkel:
    """A store with the demo's people and so many dossiers, decided by the engine itself; made once."""

    def __init__(self, bin_map, map_, aantal, postgres=None):
        self.bin, self.aantal, self.postgres = bin_map, aantal, postgres
        self.data = map_ / f"{'postgresql' if postgres else 'sqlite'}-{aantal}"
        # Where the program keeps the keys when nothing is said.
        self.sleutels = self.data.with_name(f"{self.data.name}-sleutels")
        self.naam = f"meet{aantal}"
        self.database = postgres.url(self.naam) if postgres else None

    def vul(self):
        klaar = self.data / "klaar"
        if klaar.exists():
            return
        for map_ in (self.data, self.sleutels):
            shutil.rmtree(map_, ignore_errors=True)
        self.data.mkdir(parents=True)
        if self.postgres:
            self.postgres.weg(self.naam)
            self.postgres.url(self.naam)
        with self.server():
            pass
        begin = time.perf_counter()
        vlaggen = [self.database] if self.postgres else []
        subprocess.run([self.bin / "examples/zaai", self.data, str(self.aantal), "0", *vlaggen], check=True)
        duur = time.perf_counter() - begin
        print(f"filled with {self.aantal:,} dossiers in {duur:.0f} s, {self.aantal / duur:.0f} a second")
        if self.postgres:
            self.postgres.psql("VACUUM ANALYZE", self.naam)
        klaar.touch()

    def herbouw(self):
        """All lists anew, while the server runs."""
        vlaggen = ["--database", self.database] if self.postgres else []
        begin = time.perf_counter()
        subprocess.run(
            [self.bin / "wederhoor", "store", "rebuild", "--data", self.data, "--aanbieder", HUIS, *vlaggen],
            check=True, stdout=subprocess.DEVNULL,
        )
        duur = time.perf_counter() - begin
        print(f"  rebuild of all lists, beside the server: {duur:.1f} s, {self.aantal / duur:,.0f} dossiers a second")

    def bytes(self):
        """On disk: register, keys, and the demo's documents."""
        los = sum(f.stat().st_size for map_ in (self.data, self.sleutels) for f in map_.rglob("*") if f.is_file())
        return los + (self.postgres.bytes(self.naam) if self.postgres else 0)

    def server(self):
        return Server(self.bin, self.data, self.database)


MAAT = {"us": 0.001, "ms": 1.0, "s": 1000.0}


def wrk(url, seconden, verbindingen, *vlaggen, args=()):
    """Requests a second, p50 and p99 in ms, and seconds; a status other than 2xx or 3xx is a failure."""
    uit = subprocess.run(
        ["wrk", "-t1", f"-c{verbindingen}", f"-d{seconden}s", "--latency", *vlaggen, url, *args],
        check=True, capture_output=True, text=True,
    ).stdout
    if "Non-2xx" in uit:
        sys.exit(f"{url}\n{uit}")

    def ms(welk):
        getal, maat = re.search(rf"{welk}%\s+([\d.]+)(us|ms|s)", uit).groups()
        return float(getal) * MAAT[maat]

    duur = float(re.search(r"requests in ([\d.]+)s", uit)[1])
    return float(re.search(r"Requests/sec:\s+([\d.]+)", uit)[1]), ms(50), ms(99), duur


@contextlib.contextmanager
def nginx(inhoud):
    """nginx, two workers, with one page from a file."""
    with tempfile.TemporaryDirectory() as tijdelijk:
        map_ = pathlib.Path(tijdelijk)
        (map_ / "pagina.html").write_text(inhoud)
        poort = vrije_poort()
        (map_ / "nginx.conf").write_text(
            f"daemon off; worker_processes 2; pid {map_}/pid; error_log {map_}/fout; user root;"
            "events {} http { access_log off; types { text/html html; }"
            f" server {{ listen 127.0.0.1:{poort}; root {map_}; }} }}"
        )
        proces = subprocess.Popen(["nginx", "-p", map_, "-c", map_ / "nginx.conf"], stderr=subprocess.DEVNULL)
        time.sleep(0.5)
        try:
            yield f"http://127.0.0.1:{poort}/pagina.html"
        finally:
            proces.terminate()
            proces.wait()


def paginas(server, data, seconden):
    """p99 per page in ms."""
    b = Bezoeker(server)
    b.open("werk/inloggen", email=f"bestuur@{HUIS}.example", wachtwoord=WACHTWOORD)
    groot = (data / "groot").read_text().strip()
    met = ["-H", f"Cookie: {b.koek()}"]
    uit = {}
    for naam, pad in [
        ("worklist", "werk"),
        ("worklist, by receipt", "werk?sorteer=ontvangen"),
        ("dossier, 4 events", "werk/dossier/K-2026-0004"),
        ("dossier, 60 events", f"werk/dossier/{groot}"),
    ]:
        inhoud = b.open(pad)
        assert "Uitloggen" in inhoud, pad
        wrk(b.url(pad), 1, 2, *met)
        tempo, p50, p99, _ = wrk(b.url(pad), seconden, 2, *met)
        with nginx(inhoud) as ander:
            ander_tempo, *_ = wrk(ander, 2, 2)
        zeg(naam, p50, p99, tempo, f"   nginx from a file: {ander_tempo / tempo:5.1f} times as many")
        uit[naam] = (p50, p99)
    # A search is a request with a body: names stand in no address.
    token = re.search(r'name="token" value="([0-9a-f]+)"', b.open("werk"))[1]
    assert "K-2026-" in b.open("werk/zoeken", token=token, q=GEZOCHT[0])
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        vragen = ", ".join('"' + urllib.parse.urlencode({"token": token, "q": q}) + '"' for q in GEZOCHT)
        script.write(ZOEK % vragen)
        script.flush()
        wrk(b.url("werk/zoeken"), 1, 2, *met, "-s", script.name)
        tempo, p50, p99, _ = wrk(b.url("werk/zoeken"), seconden, 2, *met, "-s", script.name)
    zeg("search", p50, p99, tempo)
    uit["search"] = (p50, p99)
    return uit


ZOEK = """
local vragen = {%s}
local n = 0
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
wrk.headers["Sec-Fetch-Site"] = "same-origin"
function request()
    n = n + 1
    return wrk.format(nil, nil, nil, vragen[n %% #vragen + 1])
end
"""


def zeg(naam, p50, p99, tempo, rest=""):
    print(f"  {naam:22} p50 {p50:6.2f} ms   p99 {p99:6.2f} ms   {tempo:7.0f} a second{rest}")


def kale_sqlite(map_, seconden=3):
    """Durable commits of one bare row a second, one after the other, on the same disk."""
    bestand = map_ / "kaal.db"
    bestand.unlink(missing_ok=True)
    db = sqlite3.connect(bestand, isolation_level=None)
    db.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t(a INTEGER PRIMARY KEY, b BLOB)")
    rij, n, eind = os.urandom(1500), 0, time.perf_counter() + seconden
    while time.perf_counter() < eind:
        db.execute("INSERT INTO t(b) VALUES (?)", (rij,))
        n += 1
    db.close()
    return n / seconden


def intake(server, data, seconden):
    b = Bezoeker(server)
    ids = (data / "concepten").read_text().split()
    # The form of a draft that is not sent gives the token.
    b.koekjes.set_cookie(
        http.cookiejar.Cookie(0, "concept", ids[-1], None, False, "127.0.0.1", True, False, "/", True, False, None, False, None, None, {})
    )
    token = re.search(r'name="token" value="([0-9a-f]+)"', b.open("klacht/controle"))[1]
    koek = next(k.value for k in b.koekjes if k.name == "formulier")

    def tel():
        with contextlib.closing(sqlite3.connect(f"file:{data}/wederhoor.db?mode=ro", uri=True)) as db:
            return db.execute("SELECT count(*) FROM dossier").fetchone()[0]

    beste = 0.0
    gebruikt = 0
    for verbindingen in (1, 8, 64):
        with tempfile.NamedTemporaryFile("w") as deel:
            deel.write("\n".join(ids[gebruikt:-1]))
            deel.flush()
            voor = tel()
            _, p50, p99, duur = wrk(
                b.url("klacht/controle"), seconden, verbindingen, "-s", str(HIER / "versturen.lua"),
                args=("--", deel.name, token, koek),
            )
            nieuw = tel() - voor
        gebruikt += nieuw + verbindingen
        tempo = nieuw / duur
        beste = max(beste, tempo)
        kaal = kale_sqlite(data)
        print(
            f"  {verbindingen:3} at once            p50 {p50:6.2f} ms   p99 {p99:6.2f} ms   {tempo:7.0f} complaints a second"
            f"   {tempo / kaal:.2f} of bare SQLite rows ({kaal:.0f} a second)"
        )
    return beste


def oordeel(naam, getal, grens, maat):
    print(f"  {'met   ' if getal < grens else 'MISSED'}  {naam}: {getal:.2f} {maat}, target under {grens} {maat}")


def groei(maten, weinig, aantal):
    """How much slower each page is with `aantal` dossiers than with few: p50 and p99, the worst."""
    for i, naam in enumerate(("p50", "p99")):
        keer = {p: maten[aantal][p][i] / maten[weinig][p][i] for p in maten[aantal]}
        pagina = max(keer, key=keer.get)
        oordeel(f"from {weinig:,} to {aantal:,} dossiers, {naam} of {pagina}", keer[pagina], 1.5, "times")


def meet(bin_map, map_, motor, aantallen, seconden, postgres=None):
    """p50 and p99 of each page, by number of dossiers; the time of the last start and the most memory."""
    maten = {}
    for aantal in aantallen:
        winkel = Winkel(bin_map, map_, aantal, postgres)
        print(f"\n{aantal:,} dossiers on {motor}")
        winkel.vul()
        print(f"  {winkel.bytes() / aantal:,.0f} bytes a dossier on disk, keys and indexes too")
        with winkel.server() as server:
            klaar, eerste = server.tot_rust(), server.start
            print(
                f"  first start of a day: answers after {eerste:.1f} s, and what begins with a day is done"
                f" {klaar:.1f} s later; most memory: {server.geheugen('VmHWM'):.0f} MB"
            )
        if postgres:
            postgres.tot_rust()
        with winkel.server() as server:
            start = server.start
            print(f"  answers {start * 1000:.0f} ms after the start; {server.geheugen():.0f} MB at rest")
            maten[aantal] = paginas(server, winkel.data, seconden)
            winkel.herbouw()
            piek = server.geheugen("VmHWM")
            print(f"  most memory: {piek:.0f} MB")
    return maten, start, piek


def main():
    bin_map, map_ = (pathlib.Path(p).resolve() for p in sys.argv[1:3])
    seconden, *aantallen = (int(a) for a in (sys.argv[3:] or (10, 1_000, 100_000, 1_000_000)))
    sqlite, start, piek = meet(bin_map, map_, "SQLite", aantallen, seconden)
    with Postgres(map_ / "pg") as server:
        postgres, *_ = meet(bin_map, map_, "PostgreSQL", aantallen, seconden, server)
    # The intake changes the store: on a copy, of a middling number of dossiers.
    veel = aantallen[len(aantallen) // 2]
    kopie = map_ / "intake"
    for van, naar in ((f"sqlite-{veel}", kopie), (f"sqlite-{veel}-sleutels", map_ / "intake-sleutels")):
        shutil.rmtree(naar, ignore_errors=True)
        shutil.copytree(map_ / van, naar)
    subprocess.run([bin_map / "examples/zaai", kopie, "0", str(CONCEPTEN)], check=True)
    with Server(bin_map, kopie) as server:
        print(f"\nintake, on top of {veel:,} dossiers: form checked, engine, one durable transaction")
        tempo = intake(server, kopie, seconden)
        print(f"  most memory: {server.geheugen('VmHWM'):.0f} MB")
    shutil.rmtree(kopie)
    shutil.rmtree(map_ / "intake-sleutels")
    print("\ntargets")
    oordeel(f"slowest page at {veel:,} on SQLite, p99", max(p99 for _, p99 in sqlite[veel].values()), 20, "ms")
    for motor, maten in (("SQLite", sqlite), ("PostgreSQL", postgres)):
        print(f"  on {motor}")
        for aantal in aantallen[1:]:
            groei(maten, aantallen[0], aantal)
    oordeel("time between complaints (500 a second)", 1000 / tempo, 2, "ms")
    oordeel(f"start with {aantallen[-1]:,}", start * 1000, 500, "ms")
    oordeel(f"most memory with {aantallen[-1]:,}", piek, 120, "MB")


if __name__ == "__main__":
    main()
