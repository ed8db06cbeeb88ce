#!/usr/bin/env bash
# Installs Debian packages, as `program=package` each; a program that is there is left alone, and when all
# are there it takes no time and needs no network.
set -euo pipefail

nodig=()
for paar in "$@"; do
    command -v "${paar%%=*}" > /dev/null || nodig+=("${paar#*=}")
done
[ ${#nodig[@]} -eq 0 ] && exit 0

als_root=()
[ "$(id -u)" -eq 0 ] || als_root=(sudo)
echo "installing: ${nodig[*]}"
"${als_root[@]}" apt-get update -qq
"${als_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "${nodig[@]}" > /dev/null
