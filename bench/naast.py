#!/usr/bin/env python3
"""Two builds of the program beside each other: the same pages, in turns, over one connection each.

    bench/naast.py BEFORE AFTER [ROUNDS]

BEFORE and AFTER are binaries. Prints p50 and p99 of each page in ms, and the ratios: on a machine that does other
things too, only those say something. Only the standard library.
"""

import http.client
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import urllib.parse

from server import HUIS, WACHTWOORD, Server

PAGINAS = {"worklist": f"/{HUIS}/werk", "dossier": f"/{HUIS}/werk/dossier/K-2026-0005"}
WARM = 20


class Programma:
    """A build on a fresh demo, with somebody of the board logged in."""

    def __init__(self, binair, map_):
        self.map = pathlib.Path(map_)
        (self.map / "bin").mkdir()
        (self.map / "bin/wederhoor").symlink_to(pathlib.Path(binair).resolve())
        self.server = Server(self.map / "bin", self.map / "data")
        self.lijn = http.client.HTTPConnection("127.0.0.1", self.server.poort)
        pad = f"/{HUIS}/werk/inloggen"
        _, _, html = self.vraag("GET", pad)
        velden = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', html))
        velden |= {"email": f"bestuur@{HUIS}.example", "wachtwoord": WACHTWOORD}
        koppen = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}
        _, koek, _ = self.vraag("POST", pad, urllib.parse.urlencode(velden), koppen)
        self.koek = koek.split(";")[0]

    def vraag(self, hoe, pad, lichaam=None, koppen=None):
        self.lijn.request(hoe, pad, lichaam, koppen or {})
        antwoord = self.lijn.getresponse()
        return antwoord.status, antwoord.getheader("set-cookie"), antwoord.read().decode()

    def pagina(self, pad):
        begin = time.perf_counter()
        status, _, _ = self.vraag("GET", pad, koppen={"Cookie": self.koek})
        duur = time.perf_counter() - begin
        if status != 200:
            sys.exit(f"{pad}: {status}")
        return duur * 1000


def op(duren, deel):
    return sorted(duren)[int(len(duren) * deel)]


def meet(voor, na, rondes):
    with tempfile.TemporaryDirectory() as a, tempfile.TemporaryDirectory() as b:
        programmas = [Programma(voor, a), Programma(na, b)]
        with programmas[0].server, programmas[1].server:
            duren = {(i, naam): [] for i in (0, 1) for naam in PAGINAS}
            for ronde in range(rondes + WARM):
                for naam, pad in PAGINAS.items():
                    for i in (0, 1) if ronde % 2 else (1, 0):
                        duur = programmas[i].pagina(pad)
                        if ronde >= WARM:
                            duren[i, naam].append(duur)
    for naam in PAGINAS:
        for deel in (0.5, 0.99):
            eerst, nu = op(duren[0, naam], deel), op(duren[1, naam], deel)
            print(f"{naam}, p{deel * 100:g}: {eerst:.2f} and {nu:.2f} ms, {nu / eerst:.2f} times")


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    meet(sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 2000)
