#!/bin/sh
# Installs the reader of TOML and JSON Schema that editors use (Even Better TOML): `taplo`. Prints the
# program to use.
set -eu
echo "$("$(dirname -- "$0")/pypi.sh" taplo 0.9.3)/taplo"
