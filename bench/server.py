#!/usr/bin/env python3
"""Measures the program as its users meet it: over HTTP, on a store that is on disk.

Prints start time, memory, pages with few and with many dossiers, and the intake of complaints; beside
each a ratio to a program of others on the same machine in the same run: nginx that serves the same page
from a file, and SQLite that commits one bare row at a time.

    bench/server.py BINARIES MAP [FEW MANY SECONDS]

BINARIES is the folder with `wederhoor` and `examples/zaai`; MAP keeps the filled stores between runs.
Needs wrk and nginx. Only the standard library.
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

HUIS = "livio"
WACHTWOORD = "demo-wederhoor-2026"
CONCEPTEN = 60_000
HIER = pathlib.Path(__file__).parent


def vrije_poort():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Server:
    """The program on a data directory; `start` is how long it took until it answered, in seconds."""

    def __init__(self, bin_map, data):
        self.poort = vrije_poort()
        self.basis = f"http://127.0.0.1:{self.poort}"
        begin = time.perf_counter()
        self.proces = subprocess.Popen(
            [bin_map / "wederhoor", "serve", "--demo", "--data", data, "--adres", f"127.0.0.1:{self.poort}"],
            stdout=subprocess.DEVNULL,
        )
        while True:
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"{self.basis}/gezond").read()
                break
            if self.proces.poll() is not None:
                sys.exit("the server stopped")
            time.sleep(0.002)
        self.start = time.perf_counter() - begin

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


def vul(bin_map, data, aantal):
    """A store with the demo's people and this many dossiers, made once by the engine itself."""
    klaar = data / "klaar"
    if klaar.exists():
        return
    shutil.rmtree(data, ignore_errors=True)
    data.mkdir(parents=True)
    with Server(bin_map, data):
        pass
    begin = time.perf_counter()
    subprocess.run([bin_map / "examples/zaai", data, str(aantal), str(CONCEPTEN)], check=True)
    print(f"filled with {aantal:,} dossiers in {time.perf_counter() - begin:.0f} s")
    klaar.touch()


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
        ("dossier, 4 events", "werk/dossier/K-2026-0001"),
        ("dossier, 60 events", f"werk/dossier/{groot}"),
    ]:
        inhoud = b.open(pad)
        assert "Uitloggen" in inhoud, pad
        wrk(b.url(pad), 1, 2, *met)
        tempo, p50, p99, _ = wrk(b.url(pad), seconden, 2, *met)
        with nginx(inhoud) as ander:
            ander_tempo, *_ = wrk(ander, 2, 2)
        print(
            f"  {naam:22} p50 {p50:6.2f} ms   p99 {p99:6.2f} ms   {tempo:7.0f} a second"
            f"   nginx from a file: {ander_tempo / tempo:5.1f} times as many"
        )
        uit[naam] = p99
    return uit


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


def main():
    bin_map, map_ = (pathlib.Path(p).resolve() for p in sys.argv[1:3])
    weinig, veel, seconden = (int(a) for a in (sys.argv[3:6] or (1_000, 100_000, 10)))
    p99 = {}
    for aantal in (weinig, veel):
        data = map_ / str(aantal)
        vul(bin_map, data, aantal)
        with Server(bin_map, data) as server:
            eerste = server.start
        with Server(bin_map, data) as server:
            start, rust = server.start, server.geheugen()
            print(f"\n{aantal:,} dossiers: answers {start * 1000:.0f} ms after the start; {rust:.0f} MB at rest")
            if eerste > 2 * start:
                print(f"  the first start of a new program, which computes all lists anew: {eerste:.1f} s")
            p99[aantal] = paginas(server, data, seconden)
            print(f"  most memory: {server.geheugen('VmHWM'):.0f} MB")
    # The intake changes the store: on a copy.
    kopie = map_ / "intake"
    shutil.rmtree(kopie, ignore_errors=True)
    shutil.copytree(map_ / str(veel), kopie)
    with Server(bin_map, kopie) as server:
        print(f"\nintake, on top of {veel:,} dossiers: form checked, engine, one durable transaction")
        tempo = intake(server, kopie, seconden)
        piek = server.geheugen("VmHWM")
        print(f"  most memory: {piek:.0f} MB")
    shutil.rmtree(kopie)
    print("\ntargets")
    slechtste = max(p99[veel].values())
    oordeel(f"slowest page at {veel:,}, p99", slechtste, 20, "ms")
    groei = max(p99[veel][n] / p99[weinig][n] for n in p99[veel])
    oordeel(f"from {weinig:,} to {veel:,} dossiers, p99", groei, 1.5, "times")
    oordeel("time between complaints (500 a second)", 1000 / tempo, 2, "ms")
    oordeel("start", start * 1000, 500, "ms")
    oordeel("most memory", piek, 120, "MB")


if __name__ == "__main__":
    main()
