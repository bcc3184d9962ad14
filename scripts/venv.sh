#!/bin/sh
# venv.sh VENV REQUIREMENTS...: make the virtual environment when there is none and install the pinned packages.
set -eu
venv=$1
shift

find_python() {
    for name in python3 python3.13 python3.12 python3.11 python3.14 python; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$name"
            return
        fi
    done
    echo "Er is Python 3.11 of nieuwer nodig (gezocht: python3)." >&2
    exit 1
}

make_venv() {
    python=$(find_python)
    "$python" -m venv "$venv" 2>/dev/null && return
    rm -rf "$venv"
    # Debian keeps ensurepip in a package of its own. Without it: install that, or lend the pip of the system.
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "python3-venv ontbreekt en wordt geïnstalleerd."
        { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends python3-venv; } >/dev/null
        "$python" -m venv "$venv"
    elif "$python" -m pip --version >/dev/null 2>&1; then
        "$python" -m venv --without-pip "$venv"
        "$python" -m pip --quiet --python "$venv/bin/python" install uv
    else
        echo "Python kan hier geen virtuele omgeving maken. Op Debian helpt: apt-get install python3-venv" >&2
        exit 1
    fi
}

if ! "$venv/bin/python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    rm -rf "$venv"
    make_venv
fi

echo "Pakketten installeren: $*"
files=""
for file in "$@"; do files="$files -r $file"; done

# uv is five times as fast as pip; where it cannot be had, pip does the same from the same pinned files.
if [ ! -x "$venv/bin/uv" ]; then
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check uv 2>/dev/null || true
fi
if [ -x "$venv/bin/uv" ]; then
    VIRTUAL_ENV="$PWD/$venv" "$venv/bin/uv" pip install --quiet --no-progress --require-hashes $files && exit
    echo "uv kon de pakketten niet installeren; nu met pip."
fi
exec "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes $files
