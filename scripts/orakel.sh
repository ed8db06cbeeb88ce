#!/bin/sh
# Installs the independent calendar that the tests of crate `termijn` compare ours with: the Python
# package `holidays`. Prints the interpreter to use.
set -eu
echo "$("$(dirname -- "$0")/pypi.sh" holidays 0.109)/python"
