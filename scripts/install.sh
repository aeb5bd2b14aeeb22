#!/usr/bin/env bash
# Makes .venv out of a hashed lock file: scripts/install.sh run|test|full
# (run: to answer citizens; test: and to check and test; full: and TensorFlow).
# Quick when nothing changed; a fuller installation is never thinned out.
set -euo pipefail
cd "$(dirname "$0")/.."

level=${1:-run}
venv=.venv
stamp=$venv/.installed # "level hash-of-its-lock"

rank() { case $1 in run) echo 1 ;; test) echo 2 ;; full) echo 3 ;; *) echo 0 ;; esac; }
[ "$(rank "$level")" -gt 0 ] || { echo "usage: $0 run|test|full" >&2; exit 2; }

lock_hash() { cksum < "requirements/$1.txt" | tr ' ' -; }

# A python3.10 on PATH may be a pyenv shim that answers 127, so each candidate must prove itself.
usable() {
    [ -n "$1" ] && "$1" -c \
        'import sys, ensurepip, sqlite3, ssl, venv; assert sys.version_info[:2] == (3, 10)' \
        > /dev/null 2>&1
}

candidates() {
    [ -z "${PYTHON310:-}" ] || echo "$PYTHON310"
    if command -v pyenv > /dev/null; then
        pyenv prefix 3.10 2> /dev/null | sed 's|$|/bin/python|'
        ls -d "$(pyenv root)"/versions/3.10.*/bin/python 2> /dev/null | sort -rV
    fi
    ls -d "${HOME:-}"/.pyenv/versions/3.10.*/bin/python 2> /dev/null | sort -rV
    command -v python3.10 || true
    if uv --version > /dev/null 2>&1; then uv python find --no-project 3.10 2> /dev/null || true; fi
}

find_python() {
    local python
    while read -r python; do
        if usable "$python"; then echo "$python" && return; fi
    done < <(candidates)
    if uv --version > /dev/null 2>&1; then
        uv python install 3.10 >&2 && uv python find --no-project 3.10 && return
    fi
    echo "没有找到可用的 Python 3.10。请先装好(例如 pyenv install 3.10),或用 PYTHON310=/路径/python 指明。" >&2
    echo "No working Python 3.10 found: install one, or name it with PYTHON310=/path/to/python." >&2
    return 1
}

if [ -f "$stamp" ] && usable "$venv/bin/python"; then
    read -r installed hash < "$stamp"
    if [ "$(rank "$installed")" -ge "$(rank "$level")" ]; then
        [ "$hash" != "$(lock_hash "$installed")" ] || exit 0
        level=$installed
    fi
fi

if ! usable "$venv/bin/python"; then
    python=$(find_python)
    rm -rf "$venv"
    "$python" -m venv "$venv"
fi
rm -f "$stamp"

echo "正在安装依赖(requirements/$level.txt),头一次要几分钟……"
# The bytecode is compiled now: where Python may not write it, importing Rasa takes far longer.
if uv --version > /dev/null 2>&1; then
    uv pip install --python "$venv/bin/python" --no-deps --require-hashes --compile-bytecode \
        -r "requirements/$level.txt"
else
    "$venv/bin/python" -m pip install --disable-pip-version-check --compile --no-deps \
        --require-hashes -r "requirements/$level.txt"
fi
echo "$level $(lock_hash "$level")" > "$stamp"
