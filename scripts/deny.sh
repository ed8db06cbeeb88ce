#!/usr/bin/env bash
# Licences, bans and sources of everything that comes in from crates.io (deny.toml), and the known
# vulnerabilities where their database can be fetched. Installs cargo-deny into .tools once (about a
# minute), unless the right version is on the PATH.
set -euo pipefail
cd "$(dirname "$0")/.."

versie=0.20.2
deny=cargo-deny
has() { [ "$("$1" --version 2> /dev/null)" = "cargo-deny $versie" ]; }

if ! has "$deny"; then
    deny=.tools/bin/cargo-deny
    if ! has "$deny"; then
        bouw=.tools/target-deny
        cargo install cargo-deny --version "$versie" --locked --debug --quiet \
            --root .tools --target-dir "$bouw" --config 'profile.dev.debug=false'
        rm -rf "$bouw"
    fi
fi

"$deny" --locked check bans licenses sources

if timeout 120 "$deny" --locked fetch db 2> /dev/null; then
    "$deny" --locked check --disable-fetch advisories
else
    echo "advisories NOT CHECKED: their database (a git repository) cannot be fetched here"
fi
