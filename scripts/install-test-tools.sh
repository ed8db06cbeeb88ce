#!/usr/bin/env bash
# Installs, from Debian's packages, the programs that the tests call. Installs only what is missing:
# when all is there it takes no time and needs no network.
set -euo pipefail

# program → package
declare -A pakket=(
    [cc]=build-essential
    [chromium]=chromium
    [java]=default-jre-headless   # the HTML checker
    [pdfinfo]=poppler-utils
    [pdftotext]=poppler-utils
    [python3]=python3
    [qpdf]=qpdf
)

nodig=()
for programma in "${!pakket[@]}"; do
    command -v "$programma" > /dev/null || nodig+=("${pakket[$programma]}")
done
# Debian's python3 lacks ensurepip until this package is there.
python3 -c 'import ensurepip, venv' 2> /dev/null || nodig+=(python3-venv)

[ ${#nodig[@]} -eq 0 ] && exit 0

als_root=()
[ "$(id -u)" -eq 0 ] || als_root=(sudo)
echo "installing: ${nodig[*]}"
"${als_root[@]}" apt-get update -qq
"${als_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "${nodig[@]}" > /dev/null
