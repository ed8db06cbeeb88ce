#!/bin/sh
# Installs the independent calendar that the tests of crate `termijn` compare ours with: the Python
# package `holidays`, in a virtual environment of its own under .tools/venv. Running it again does
# nothing. Prints the interpreter to use.
set -eu

versie="0.109"
hier=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
venv="$hier/.tools/venv"

# Says only whether the right version is there: the environment may hold other tools too.
is_er() {
    [ -x "$venv/bin/python" ] &&
        "$venv/bin/python" -c "import holidays, sys; sys.exit(holidays.__version__ != '$versie')" \
            2>/dev/null
}

# Two test runs at once install it once.
mkdir -p "$hier/.tools"
exec 9>"$hier/.tools/orakel.lock"
flock 9

if ! is_er; then
    [ -x "$venv/bin/python" ] || python3 -m venv "$venv" >&2
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check "holidays==$versie" >&2
fi
echo "$venv/bin/python"
