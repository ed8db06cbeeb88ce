#!/usr/bin/env bash
# The browser tests: starts the server with the demo on a data directory of its own and a free port,
# runs `npm test` in ui/ against it, and stops it. The tests find in their environment:
#   WEDERHOOR_ADRES   http://127.0.0.1:PORT
#   WEDERHOOR_LOG     what the server printed, the demo log-ins among it
#   CHROMIUM          the browser
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/ui.sh
# As the other tests build it: another choice of packages has other features, and builds half of it anew.
cargo test --quiet --locked --workspace --no-run
doel=$(cargo metadata --locked --no-deps --format-version 1 |
    node -p 'JSON.parse(require("fs").readFileSync(0)).target_directory')

werk=$(mktemp -d)
server=
opruimen() {
    if [ -n "$server" ]; then
        kill "$server" 2> /dev/null || true
        wait "$server" 2> /dev/null || true
    fi
    rm -rf "$werk"
}
trap opruimen EXIT

mkdir "$werk/data"
poort=$(node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => {
    console.log(s.address().port); s.close() })')
export WEDERHOOR_ADRES="http://127.0.0.1:$poort" WEDERHOOR_LOG="$werk/server.log"
export CHROMIUM="${CHROMIUM:-$(command -v chromium)}"

"$doel/debug/wederhoor" serve --demo --data "$werk/data" --adres "127.0.0.1:$poort" \
    > "$WEDERHOOR_LOG" 2>&1 &
server=$!

# Sixty seconds for the demo to be played; less when the server stops by itself.
if ! node -e '
    const [adres, pid] = process.argv.slice(1)
    const proef = async (over) => {
      try { await fetch(adres); process.exit(0) } catch {}
      try { process.kill(pid, 0) } catch { process.exit(1) }
      if (over === 0) process.exit(1)
      setTimeout(proef, 100, over - 1)
    }
    proef(600)' "$WEDERHOOR_ADRES" "$server"; then
    echo "the server did not start:" >&2
    cat "$WEDERHOOR_LOG" >&2
    exit 1
fi

uit=0
npm --prefix ui test --silent || uit=$?
if [ "$uit" -ne 0 ]; then
    echo "--- what the server printed (the end) ---" >&2
    tail -n 40 "$WEDERHOOR_LOG" >&2
fi
exit "$uit"
