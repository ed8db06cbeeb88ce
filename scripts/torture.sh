#!/usr/bin/env bash
# The fault tests of the store, for long: processes killed, disks full, servers that fall over, damaged pages, clocks
# that jump, read-only disks. `scripts/torture.sh ROUNDS [FILTER]` (200): so many rounds of the kills, and of what costs
# more a share of that. Prints each round, and at the end what was shown. WEDERHOOR_ZAAD repeats the moments of a run.
set -uo pipefail
cd "$(dirname "$0")/.."

export WEDERHOOR_RONDES=${1:-200}
export WEDERHOOR_ZAAD=${WEDERHOOR_ZAAD:-$(od -An -N4 -tu4 /dev/urandom | tr -d ' ')}
filter=${2:-beproeving}
uitvoer=$(mktemp)
trap 'rm -f "$uitvoer"' EXIT

echo "rounds: $WEDERHOOR_RONDES, seed: $WEDERHOOR_ZAAD"
scripts/install-test-tools.sh || exit 1
# One at a time, so that each has the machine, and not by a runner that stops what takes long.
cargo test --workspace --locked --no-fail-fast --test store "$filter" -- --nocapture --test-threads=1 \
    < /dev/null 2>&1 | tee "$uitvoer"
uit=${PIPESTATUS[0]}

echo
echo "=== $SECONDS s, rounds: $WEDERHOOR_RONDES, seed: $WEDERHOOR_ZAAD"
# Where the runner began the line, what follows is still ours.
grep -ohE '[^.]*: [0-9]+ rounds, [0-9]+ acts acknowledged, all there.*|of [0-9]+ damaged files.*|NOT SHOWN.*' "$uitvoer"
awk '/ rounds, [0-9]+ acts acknowledged, all there/ {
         for (i = 1; i < NF; i++) { if ($(i + 1) == "rounds,") r += $i; if ($(i + 1) == "acts") a += $i }
     }
     END { print r + 0 " rounds, " a + 0 " acts acknowledged" }' "$uitvoer"
grep -E '^test .* FAILED$|^test result: ' "$uitvoer"
exit "$uit"
