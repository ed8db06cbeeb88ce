#!/usr/bin/env bash
# Installs the programs that the tests call.
set -euo pipefail
cd "$(dirname "$0")"

# Where Debian puts PostgreSQL's own programs.
for bin in /usr/lib/postgresql/*/bin; do PATH="$PATH:$bin"; done

pakketten=(
    cc=build-essential
    chromium=chromium
    faketime=faketime           # a clock that jumps
    flock=util-linux
    initdb=postgresql
    java=default-jre-headless   # the HTML checker
    pdfinfo=poppler-utils
    pdftotext=poppler-utils
    python3=python3
    psql=postgresql-client
    qpdf=qpdf
    setpriv=util-linux
    unshare=util-linux
)
# Debian's python3 lacks ensurepip until this package is there.
python3 -c 'import ensurepip, venv' 2> /dev/null || pakketten+=("python3 venv=python3-venv")
./apt.sh "${pakketten[@]}"
