#!/bin/sh
# Installs one program or package from PyPI that the tests compare with, in the virtual environment
# .tools/venv: `pypi.sh holidays 0.109`. Running it again does nothing. Prints the environment's folder of
# programs.
set -eu

pakket=$1
versie=$2
hier=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
venv="$hier/.tools/venv"

# Says only whether the right version is there: the environment may hold other tools too.
is_er() {
    [ -x "$venv/bin/python" ] &&
        "$venv/bin/python" - "$pakket" "$versie" 2> /dev/null << 'PY'
import sys
from importlib.metadata import version
sys.exit(version(sys.argv[1]) != sys.argv[2])
PY
}

# Two test runs at once install it once.
mkdir -p "$hier/.tools"
exec 9> "$hier/.tools/pypi.lock"
flock 9

if ! is_er; then
    [ -x "$venv/bin/python" ] || python3 -m venv "$venv" >&2
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check "$pakket==$versie" >&2
fi
echo "$venv/bin"
