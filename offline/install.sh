#!/bin/sh
# Installs the course from this archive, without a network: sh install.sh
# PYTHON=python3.12 chooses the interpreter. What is installed goes into .venv beside this file.
set -eu
cd "$(dirname "$0")"
python=${PYTHON:-python3}
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "install.sh: $python is older than 3.11. Name a newer one: PYTHON=python3.12 sh install.sh" >&2
    exit 1
}
version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
if [ ! -d "wheels/$version" ]; then
    echo "install.sh: this archive has no packages for Python $version, only for: $(ls wheels)." >&2
    echo "Name another interpreter with PYTHON=, or make an archive for it: make offline PYTHONS=$version" >&2
    exit 1
fi
"$python" -m venv .venv
pip() { .venv/bin/python -m pip --disable-pip-version-check --quiet "$@"; }
pip install --no-index --find-links "wheels/$version" --require-hashes -r requirements-offline.txt
# pip takes no hash for a folder, so the course itself comes without one; its build tool is among the wheels.
pip install --no-index --find-links "wheels/$version" --no-deps --editable .
touch .venv/lab.stamp
echo "Installed. Start the labs: .venv/bin/lablib start    Read them: site/index.html"
