#!/usr/bin/env bash
# Measures the engine, the letters, the store and the program as a whole; bench/README.md says what each
# figure means. `bench/draai.sh 3 1000 10000` is a short run: seconds per figure, and numbers of dossiers.
set -euo pipefail
cd "$(dirname "$0")/.."

seconden=${1:-10}
aantallen=("${@:2}")
[ ${#aantallen[@]} -gt 0 ] || aantallen=(1000 100000 1000000)

export PATH="$PATH:/usr/sbin"
scripts/install-test-tools.sh > /dev/null
scripts/apt.sh wrk=wrk nginx=nginx-light chromium=chromium

scripts/ui.sh
doel=$(cargo metadata --locked --no-deps --format-version 1 |
    python3 -c 'import json, sys; print(json.load(sys.stdin)["target_directory"])')
bin="$doel/release"
mkdir -p "$doel/bench"
# A build that seals nothing, to see what sealing costs.
cargo build --release --locked --workspace --bins --examples --features wederhoor/zonder-zegel
cp "$bin/wederhoor" "$doel/bench/zonder-zegel"
cargo build --release --locked --workspace --bins --examples

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
echo "=== the store, on both engines"
bench/postgres.py "$doel/bench/pg" "$bin/examples/meet_store" "$seconden"

echo
echo "=== the program, over HTTP, on both engines"
bench/server.py "$bin" "$doel/bench" "$seconden" "${aantallen[@]}"

echo
echo "=== what sealing costs: a build without, and this one"
bench/naast.py "$doel/bench/zonder-zegel" "$bin/wederhoor"
