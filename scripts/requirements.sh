#!/bin/sh
# Pin everything for every Python from 3.11 on and every platform, without the address of any index.
set -eu
compile() {
    .venv/bin/uv pip compile --quiet --universal --python-version 3.11.0 --generate-hashes --no-annotate \
        --no-emit-index-url --no-emit-find-links --custom-compile-command "make requirements" "$@"
}
compile requirements.in -o requirements.txt
compile requirements-dev.in -o requirements-dev.txt
