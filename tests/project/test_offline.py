"""The archive of `make offline`, installed and run where no route leads anywhere."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from lablib.teaching.course import repo_root

ROOT = repo_root()
LOCK = ROOT / "requirements-offline.txt"
ALONE = ("unshare", "--net", "--map-root-user", "sh", "-c")
"""A network namespace of its own has the loopback device alone, and no route."""
UP = "ip link set lo up; "


def test_the_lock_with_hashes_has_the_versions_of_a_learners_lock():
    def pins(file: Path) -> set[str]:
        return set(re.findall(r"^([\w.-]+==[\w.]+)", file.read_text("utf-8"), re.MULTILINE))

    assert pins(LOCK) == pins(ROOT / "requirements.txt")
    assert LOCK.read_text("utf-8").count("==") <= LOCK.read_text("utf-8").count("--hash=")


def can_be_alone() -> bool:
    if not shutil.which("unshare") or not shutil.which("ip"):
        return False
    return subprocess.run([*ALONE, UP + "true"], capture_output=True, check=False).returncode == 0


@pytest.mark.nightly
@pytest.mark.skipif(not can_be_alone(), reason="needs network namespaces and iproute2")
def test_the_archive_installs_and_a_lab_runs_without_a_network(tmp_path: Path):
    site = ROOT / "build/site"
    if not site.is_dir():
        pytest.skip("make site has not been made: its pages are in the archive")
    subprocess.run([sys.executable, ROOT / "offline/make_archive.py"], check=True, capture_output=True)
    [archive] = (ROOT / "build").glob("kinesis-labs-*.tar.gz")
    subprocess.run(["tar", "xzf", archive, "-C", tmp_path], check=True)
    [course] = tmp_path.iterdir()

    def alone(command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([*ALONE, UP + command], cwd=course, capture_output=True, text=True, check=False)

    reach = "import socket; socket.create_connection(('192.0.2.1', 80), 2)"
    assert "unreachable" in alone(f'{sys.executable} -c "{reach}"').stderr
    installed = alone(f"PYTHON={sys.executable} sh install.sh")
    assert installed.returncode == 0, installed.stderr
    ran = alone(".venv/bin/lablib run 00 --as perfect")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert (course / "site/index.html").is_file()
