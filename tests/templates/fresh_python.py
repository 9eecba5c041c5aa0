"""A package run as Lambda would: by a Python that has nothing but the standard library."""

import json
import subprocess
import sys


def run_as_lambda_would(package, event, tmp_path):
    """Import index from the package in a fresh Python that has the standard library alone, and call it."""
    path = tmp_path / "function.zip"
    path.write_bytes(package)
    call = "import sys, json; sys.path.insert(0, sys.argv[1]); import index; "
    call += "print(json.dumps(index.handler(json.loads(sys.argv[2]), None)))"
    ran = subprocess.run(
        [sys.executable, "-I", "-S", "-c", call, path, json.dumps(event)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)
