#!/usr/bin/env bash
# Runs the steps of `make test`: all of them, or those named as arguments. Each prints how long it
# took. A step that fails does not stop the others. The last line is `N passed, N failed`: the tests
# that the steps counted themselves, and one for each step that counts none.
set -uo pipefail
cd "$(dirname "$0")/.."

stap_tools()    { scripts/install-test-tools.sh && scripts/orakel.sh > /dev/null && scripts/s3.sh > /dev/null && scripts/editor.sh > /dev/null; }
stap_ui()       { scripts/ui.sh; }
stap_fmt()      { cargo fmt --all --check; }
stap_clippy()   { cargo clippy --workspace --all-targets --locked -- -D warnings; }
stap_docs()     { RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps --locked; }
stap_tests() {
    if cargo nextest --version > /dev/null 2>&1; then
        cargo nextest run --workspace --locked --no-fail-fast --status-level slow
    else
        cargo test --workspace --all-targets --locked --no-fail-fast
    fi
}
stap_doctests() { cargo test --workspace --doc --locked --no-fail-fast; }
stap_deny()     { scripts/deny.sh; }
stap_browser()  { scripts/browser.sh; }

ALLES=(tools ui fmt deny clippy docs tests doctests browser)

stappen=("$@")
[ ${#stappen[@]} -gt 0 ] || stappen=("${ALLES[@]}")
for stap in "${stappen[@]}"; do
    if ! declare -F "stap_$stap" > /dev/null; then
        echo "there is no step '$stap'; there are: ${ALLES[*]}" >&2
        exit 2
    fi
done

export CARGO_TERM_COLOR=${CARGO_TERM_COLOR:-never} INSTA_UPDATE=no
uitvoer=$(mktemp)
trap 'rm -f "$uitvoer"' EXIT

# Adds up the closing lines that the runners print: nextest, cargo test, node --test, and our own.
tel() { # file → "passed failed"
    awk '
        /Summary \[.*tests? run:/ {
            if (match($0, /[0-9]+ passed/)) goed += substr($0, RSTART, RLENGTH)
            if (match($0, /[0-9]+ failed/)) fout += substr($0, RSTART, RLENGTH)
            if (match($0, /[0-9]+ timed out/)) fout += substr($0, RSTART, RLENGTH)
        }
        /^test result:/        { goed += $4; fout += $6 }
        /^(#|ℹ) pass [0-9]+$/  { goed += $3 }
        /^(#|ℹ) fail [0-9]+$/  { fout += $3 }
        /^[0-9]+ passed, [0-9]+ failed$/ { goed += $1; fout += $3 }
        END { print goed + 0, fout + 0 }
    ' "$1"
}

passed=0 failed=0
rood=() tabel=()
SECONDS=0
for stap in "${stappen[@]}"; do
    echo
    echo "=== $stap"
    begin=$SECONDS
    "stap_$stap" < /dev/null 2>&1 | tee "$uitvoer"
    uit=${PIPESTATUS[0]}
    duur=$((SECONDS - begin))
    read -r goed fout < <(tel "$uitvoer")
    if [ "$uit" -eq 0 ]; then
        # A step without tests of its own counts for one.
        [ "$goed" -gt 0 ] || goed=1
        oordeel=ok
    else
        [ "$fout" -gt 0 ] || fout=1
        rood+=("$stap")
        oordeel=FAILED
    fi
    passed=$((passed + goed))
    failed=$((failed + fout))
    tabel+=("$(printf '%6d s  %-9s %5d passed %4d failed  %s' "$duur" "$stap" "$goed" "$fout" "$oordeel")")
    echo "--- $stap: $oordeel in $duur s"
done

echo
echo "=== slowest first, of $SECONDS s"
printf '%s\n' "${tabel[@]}" | sort -rn
[ ${#rood[@]} -eq 0 ] || echo "failed: ${rood[*]}"
echo "$passed passed, $failed failed"
[ ${#rood[@]} -eq 0 ]
