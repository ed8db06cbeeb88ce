#!/usr/bin/env bash
# Measures the engine, the letters, the store and the program as a whole; bench/README.md says what each
# figure means. `bench/draai.sh 1000 10000 3` is a short run: few and many dossiers, seconds per figure.
set -euo pipefail
cd "$(dirname "$0")/.."

export PATH="$PATH:/usr/sbin"
scripts/apt.sh wrk=wrk nginx=nginx-light chromium=chromium

scripts/ui.sh
cargo build --release --locked --workspace --bins --examples
doel=$(cargo metadata --locked --no-deps --format-version 1 |
    python3 -c 'import json, sys; print(json.load(sys.stdin)["target_directory"])')
bin="$doel/release"

echo
echo "=== the machine"
grep -m1 'model name' /proc/cpuinfo
echo "$(nproc) cores, $(awk '/MemTotal/ {printf "%.0f", $2 / 1048576}' /proc/meminfo) GB"

echo
echo "=== the engine"
"$bin/examples/meet_dossier"

echo
echo "=== a million dossiers"
"$bin/examples/meet_miljoen" "${MILJOEN:-1000000}"

echo
echo "=== reading and searching a regulation"
"$bin/examples/meet_verkenning"

echo
echo "=== letters"
"$bin/examples/meet_brief"
werk=$(mktemp -d)
trap 'rm -rf "$werk"' EXIT
for _ in $(seq 8); do
    echo '<p>Wij spraken met u, met de medewerker en met de teamleider, en lazen het rooster.</p>'
done > "$werk/brief.html"
python3 - "$werk" << 'PY'
import pathlib, subprocess, sys, time
werk = pathlib.Path(sys.argv[1])
tijden = []
for _ in range(5):
    begin = time.perf_counter()
    subprocess.run(
        ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--print-to-pdf={werk}/brief.pdf", werk / "brief.html"],
        check=True, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
    )
    tijden.append((time.perf_counter() - begin) * 1000)
print(f"Chromium prints 8 short paragraphs from HTML: {sorted(tijden)[2]:.0f} ms")
PY

echo
echo "=== the store"
"$bin/examples/meet_store" "${2:-100000}"

echo
echo "=== the program, over HTTP"
bench/server.py "$bin" "$doel/bench" "$@"
