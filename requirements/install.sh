#!/bin/sh
# Makes .venv and installs one lock into it: `requirements/install.sh base` to run Rochdale, `dev` to work on it.
# Asks for Python 3.11 or newer and nothing else. Does nothing when .venv already holds what the lock says.
set -eu
cd "$(dirname "$0")/.."
lock=$1
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore

say() { printf '%s\n' "$*" >&2; }
stop() {
    say "$*"
    exit 1
}

# A virtual environment knows its own folder, so a moved checkout counts as another one.
wanted_of() { printf '%s %s' "$PWD" "$(cat "requirements/$1.txt" requirements/install.sh pyproject.toml | cksum)"; }
holds() { [ "$(cat ".venv/holds-$1" 2>/dev/null)" = "$(wanted_of "$1")" ] && [ -x .venv/bin/python ]; }

find_python() {
    for name in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11 python}; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
            printf '%s' "$name"
            return
        fi
    done
    found=$("${PYTHON:-python3}" --version 2>&1 || true)
    stop "Rochdale needs Python 3.11 or newer; this machine answers: ${found:-no Python at all}." \
        "Install one, or name it: make PYTHON=/path/to/python3.12 setup"
}

make_venv() {
    python=$(find_python)
    "$python" -c 'import venv, ensurepip' 2>/dev/null ||
        stop "$python cannot make virtual environments: its module venv or ensurepip is missing." \
            "On Debian and Ubuntu: apt install python3-venv"
    rm -rf .venv
    say "Making .venv with $("$python" --version) ..."
    "$python" -m venv .venv || stop "The virtual environment could not be made; the reason is above."
}

usable() { .venv/bin/python -c 'import sys, pip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }
at_home() { [ "$(cat .venv/folder 2>/dev/null)" = "$PWD" ]; }

# The lock to work on Rochdale contains the lock to run it.
if holds "$lock" || { [ "$lock" = base ] && holds dev; }; then exit 0; fi
if ! usable || ! at_home; then make_venv; fi
say "Installing what requirements/$lock.txt lists; the first time takes about a minute ..."
.venv/bin/python -m pip install -qq --require-hashes -r "requirements/$lock.txt" ||
    stop "The requirements could not be installed; the reason is above. Nothing else was changed: try again."
.venv/bin/python -m pip install -qq --no-deps --no-build-isolation --no-index --editable . ||
    stop "Rochdale itself could not be installed into .venv; the reason is above."
printf '%s' "$PWD" >.venv/folder
wanted_of "$lock" >".venv/holds-$lock"
