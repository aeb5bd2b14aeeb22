#!/usr/bin/env bash
# Writes the hashed lock files of requirements/ from pyproject.toml. Needs uv (developers only;
# installing needs none). run.txt and test.txt resolve alike on x86_64 and aarch64; TensorFlow has
# no common package for both, so full.txt is for Linux on x86_64.
set -euo pipefail
cd "$(dirname "$0")/.."

compile() {
    uv pip compile pyproject.toml --quiet --python-version 3.10 \
        --python-platform x86_64-manylinux_2_28 --generate-hashes --no-header --no-annotate \
        --no-emit-index-url --no-emit-find-links "$@"
}

excluded=requirements/without-tensorflow.txt
compile --excludes "$excluded" -o requirements/run.txt
compile --excludes "$excluded" --group test -c requirements/run.txt -o requirements/test.txt

# TensorFlow wants an older numpy than the rest; everything else is held at run.txt's versions.
pins=$(mktemp)
trap 'rm -f "$pins"' EXIT
sed -n 's/^\([a-z0-9._-]*==[^ ]*\).*/\1/p' requirements/run.txt | grep -v '^numpy==' > "$pins"
compile --group test -c "$pins" -o requirements/full.txt
