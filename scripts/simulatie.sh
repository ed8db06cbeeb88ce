#!/usr/bin/env bash
# The store under simulation, on a file and on a server: thousands of seeds, or one again with its story.
#   scripts/simulatie.sh                          3000 seeds on a file, 200 on a server
#   WEDERHOOR_ZADEN=50 scripts/simulatie.sh       so many on each; WEDERHOOR_VANAF=1000 says from which on
#   WEDERHOOR_ZAAD=123 scripts/simulatie.sh       that one
set -euo pipefail
cd "$(dirname "$0")/.."

speel() { # engine, seeds when nothing was said
    if [ -z "${WEDERHOOR_ZAAD:-}" ]; then export WEDERHOOR_ZADEN=${ZADEN:-$2}; fi
    cargo test --workspace --locked --test simulatie -- --nocapture "whatever_crashes_when_on_a_$1"
}

ZADEN=${WEDERHOOR_ZADEN:-}
speel file 3000
speel server 200
