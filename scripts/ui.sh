#!/usr/bin/env bash
# Makes ui/dist (style sheet, script, icons, fonts) when something in it is out of date. Running it
# again does nothing.
set -euo pipefail
cd "$(dirname "$0")/.."

mkdir -p .tools
exec 9> .tools/ui.lock
flock 9

if [ ! ui/node_modules/.package-lock.json -nt ui/package-lock.json ]; then
    npm --prefix ui ci --no-audit --no-fund --loglevel=error
    touch ui/node_modules/.package-lock.json
fi

# The mark is dated before the build: what is edited meanwhile is newer, and built next time.
merk=.tools/ui.merk
if [ ! -d ui/dist ] || [ ! -e "$merk" ] ||
    [ -n "$(find ui/src ui/build.mjs ui/package-lock.json -newer "$merk" -print -quit)" ]; then
    touch "$merk.nieuw"
    npm --prefix ui run --silent build
    mv "$merk.nieuw" "$merk"
fi
