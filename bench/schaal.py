#!/usr/bin/env python3
"""Many providers, many years: how much there is to keep, and how it falls over machines. docs/scale.md tells what came of it.

    bench/schaal.py [--zaad 1] [--aanbieders 20000] [--jaren 10]     the simulation
    bench/schaal.py meet DATABASE.db                                 bytes a row, in an SQLite file
    bench/schaal.py meet postgres://…                                bytes a row, on a server (needs psql)

What a row takes was measured with the second and third on 2,000 dossiers that `zaai` made (BYTES, below); who complains where,
and how often, is assumed (KLASSEN): change it and see. The same seed gives the same figures. Only the standard library.
"""

import argparse
import hashlib
import math
import random
import sqlite3
import subprocess
import sys

# Bytes in a table and its indexes, a row: SQLite, PostgreSQL 15. `meet` prints them.
BYTES = {
    "gebeurtenis": (925, 936),
    "dossier": (113, 188),
    "werkvoorraad": (1218, 1584),
    "zoekwoord": (130, 224),
    "inzage": (401, 566),
    "stuk": (442, 488),
    "taak": (250, 328),
    "ankerblad": (143, 242),
}
# Rows of `zoekwoord` a dossier, as `zaai` gave: beginnings of names and of the number.
WOORDEN = 39
# A letter: its PDF and its text, sealed. Bytes.
BRIEF = 37_410 + 1_584

# Assumed. Class: how many of 20,000 providers, complaints a year (median), its spread (sigma of the logarithm), looks at the
# worklist a working day.
KLASSEN = {
    "practice of one": (14_000, 0.2, 0.8, 0.02),
    "small": (4_000, 2, 0.8, 0.2),
    "middle": (1_600, 15, 0.7, 2),
    "large": (380, 90, 0.6, 8),
    "very large": (20, 700, 0.5, 40),
}
GROEI = 1.03  # complaints, from year to year
DADEN = (8, 0.6)  # events of a dossier: median, sigma
BRIEVEN = 3  # letters of a dossier
BIJLAGE = (0.2, 1_000_000)  # dossiers with an upload, and its bytes
OPEN_WEKEN = 8  # a dossier is in the worklist for so long
BLADZIJDE = 50  # dossiers that one look at the worklist shows, at most: a line in the access log each
KIJKT = 3  # looks at a dossier for each of its events
BEWAAR = 2  # years after its end in which a dossier is kept; then its projections and files go
WERKDAGEN = 250
PIEK = 60  # how much busier the busiest minute of a year is than the mean


def meet(waar):
    """Prints the bytes a row of each table that has rows enough to say so."""
    if waar.startswith("postgres"):
        sql = (
            "SELECT relname, n, pg_total_relation_size(oid) FROM (SELECT c.oid, c.relname, (xpath('/row/n/text()', "
            "query_to_xml(format('SELECT count(*) AS n FROM %I', c.relname), false, true, '')))[1]::text::bigint AS n "
            "FROM pg_class c WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace) t WHERE n >= 100"
        )
        uit = subprocess.run(["psql", "-X", "-At", "-F", "\t", waar, "-c", sql], check=True, capture_output=True, text=True)
        rijen = [(naam, int(n), int(bytes_)) for naam, n, bytes_ in (r.split("\t") for r in uit.stdout.splitlines())]
    else:
        db = sqlite3.connect(f"file:{waar}?mode=ro", uri=True)
        rijen = []
        for (naam,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            (n,) = db.execute(f'SELECT count(*) FROM "{naam}"').fetchone()
            (bytes_,) = db.execute(
                "SELECT sum(pgsize) FROM dbstat WHERE aggregate = TRUE AND name IN "
                "(SELECT name FROM sqlite_master WHERE tbl_name = ?)", (naam,)).fetchone()
            if n >= 100:
                rijen.append((naam, n, bytes_))
    for naam, n, bytes_ in sorted(rijen):
        print(f"{naam:<14} {n:>8} rows {bytes_ / n:>8.0f} bytes a row")


class Aanbieder:
    """A provider: what it has in each year."""

    def __init__(self, kans, nummer, klasse, jaren):
        _, midden, spreiding, blikken = KLASSEN[klasse]
        self.id = f"aanbieder-{nummer}"
        self.klasse = klasse
        tempo = midden * math.exp(kans.gauss(0, spreiding))
        self.dossiers, self.daden, self.inzage = [], [], []
        for jaar in range(jaren):
            n = poisson(kans, tempo * GROEI**jaar)
            daden = sum(max(1, round(DADEN[0] * math.exp(kans.gauss(0, DADEN[1])))) for _ in range(n))
            getoond = min(BLADZIJDE, n * OPEN_WEKEN / 52)
            self.dossiers.append(n)
            self.daden.append(daden)
            self.inzage.append(round(blikken * WERKDAGEN * getoond) + KIJKT * daden)

    def bytes(self, jaar, motor):
        """In the register at the end of this year (0 is the first), by table."""
        b = {naam: paar[motor] for naam, paar in BYTES.items()}
        ooit, daden, inzage = (sum(reeks[: jaar + 1]) for reeks in (self.dossiers, self.daden, self.inzage))
        nog = sum(self.dossiers[max(0, jaar - BEWAAR) : jaar + 1])
        return {
            "events": daden * b["gebeurtenis"],
            "dossiers": ooit * (b["dossier"] + b["ankerblad"] * 2),
            "lists": nog * b["werkvoorraad"],
            "words": nog * WOORDEN * b["zoekwoord"],
            "documents' rows": nog * 2 * BRIEVEN * b["stuk"],
            "access log": inzage * b["inzage"],
        }

    def bestanden(self, jaar):
        """In files at the end of this year."""
        nog = sum(self.dossiers[max(0, jaar - BEWAAR) : jaar + 1])
        return nog * (BRIEVEN * BRIEF + BIJLAGE[0] * BIJLAGE[1])


def poisson(kans, midden):
    if midden > 50:
        return max(0, round(kans.gauss(midden, math.sqrt(midden))))
    n, p, grens = 0, 1.0, math.exp(-midden)
    while True:
        p *= kans.random()
        if p <= grens:
            return n
        n += 1


def gb(n):
    return f"{n / 1e9:,.1f}"


def tabel(kop, rijen):
    print("| " + " | ".join(kop) + " |\n|" + "---|" * len(kop))
    for rij in rijen:
        print("| " + " | ".join(str(cel) for cel in rij) + " |")
    print()


def per_klasse(allen, jaren):
    rijen = []
    for klasse in KLASSEN:
        deel = [a for a in allen if a.klasse == klasse]
        groot = [sum(a.bytes(jaren - 1, 1).values()) for a in deel]
        som = lambda naam: sum(sum(getattr(a, naam)) for a in deel)  # noqa: E731
        rijen.append([
            klasse, f"{len(deel):,}", f"{som('dossiers'):,}", f"{som('daden'):,}", f"{som('inzage'):,}",
            gb(sum(groot)), f"{max(groot) / 1e6:,.0f}", gb(sum(a.bestanden(jaren - 1) for a in deel)),
        ])
    kop = ["class", "providers", "dossiers", "events", "lines of the access log", "register, GB",
           "largest provider, MB", "files, GB"]
    tabel(kop, rijen)


def per_jaar(allen, jaren):
    rijen = []
    for jaar in sorted({0, 1, 2, 4, jaren - 1}):
        delen = {}
        for a in allen:
            for naam, n in a.bytes(jaar, 1).items():
                delen[naam] = delen.get(naam, 0) + n
        klein = sum(sum(a.bytes(jaar, 0).values()) for a in allen)
        rijen.append([jaar + 1, *(gb(n) for n in delen.values()), gb(sum(delen.values())), gb(klein),
                      gb(sum(a.bestanden(jaar) for a in allen))])
    tabel(["after year", *delen, "together", "in SQLite", "files"], rijen)


def scherf(id_, aantal):
    """In which shard a tenant falls; Citus hashes otherwise, and as evenly."""
    return int.from_bytes(hashlib.blake2b(id_.encode(), digest_size=4).digest(), "big") * aantal >> 32


def per_scherf(allen, jaren):
    maat = {a.id: sum(a.bytes(jaren - 1, 1).values()) for a in allen}
    druk = {a.id: a.daden[-1] for a in allen}
    zwaarst = sorted(maat, key=maat.get, reverse=True)
    rijen = []
    for machines, scherven in ((4, 32), (8, 64), (16, 128), (16, 512)):
        for apart in (0, 20):
            eigen = zwaarst[:apart]
            per = [[0, 0] for _ in range(scherven)]
            for id_, n in maat.items():
                if id_ not in eigen:
                    per[scherf(id_, scherven)][0] += n
                    per[scherf(id_, scherven)][1] += druk[id_]
            # Whole shards go to machines in turn; what stands apart goes where it is emptiest.
            last = [sum(p[0] for p in per[m::machines]) for m in range(machines)]
            for id_ in eigen:
                last[last.index(min(last))] += maat[id_]
            gemiddeld = sum(p[0] for p in per) / scherven
            daden = sum(p[1] for p in per) / scherven
            rijen.append([
                machines, scherven, apart, f"{max(p[0] for p in per) / 1e9:.2f}",
                f"{max(p[0] for p in per) / gemiddeld:.2f}", f"{max(p[1] for p in per) / daden:.2f}",
                f"{max(last) * machines / sum(last):.2f}",
            ])
    tabel(["machines", "shards", "providers on a shard of their own", "largest shard, GB", "its size against the mean",
           "writes of the busiest shard against the mean", "fullest machine against the mean"], rijen)
    for deel in (1, 20, 400):
        print(f"The {deel} largest providers have {sum(maat[i] for i in zwaarst[:deel]) / sum(maat.values()):.1%} of all bytes.")


def drukte(allen):
    jaar = 365 * 86_400
    daden, regels = (sum(getattr(a, naam)[-1] for a in allen) for naam in ("daden", "inzage"))
    print(f"In the last year {daden:,} events and {regels:,} lines of the access log: {daden / jaar:.2f} and "
          f"{regels / jaar:.1f} a second; in the busiest minute {PIEK} times that, {daden / jaar * PIEK:.0f} and "
          f"{regels / jaar * PIEK:.0f}.\n")


def hoofd():
    lezer = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    lezer.add_argument("--zaad", type=int, default=1)
    lezer.add_argument("--aanbieders", type=int, default=20_000)
    lezer.add_argument("--jaren", type=int, default=10)
    keuze = lezer.parse_args()
    kans = random.Random(keuze.zaad)
    allen = []
    heel = sum(n for n, *_ in KLASSEN.values())
    for klasse, (n, *_) in KLASSEN.items():
        for _ in range(round(n * keuze.aanbieders / heel)):
            allen.append(Aanbieder(kans, len(allen), klasse, keuze.jaren))
    per_klasse(allen, keuze.jaren)
    per_jaar(allen, keuze.jaren)
    drukte(allen)
    per_scherf(allen, keuze.jaren)


if __name__ == "__main__":
    meet(sys.argv[2]) if sys.argv[1:2] == ["meet"] else hoofd()
