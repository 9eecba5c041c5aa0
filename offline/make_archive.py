"""Make one archive that installs and runs without a network: `make offline`.

It has the wheels that requirements-offline.txt locks with their hashes, the course at the present commit, the
built site, and install.sh. The wheels are for this platform, and for the versions of Python that are named.
"""

from __future__ import annotations

import argparse
import platform
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
BUILD = ROOT / "build" / "offline"
LOCK = "requirements-offline.txt"
BUILD_TOOL = ("setuptools>=77", "wheel")
"""What an editable install of the course is built with; a learner's lock doesn't have it."""


def say(text: str) -> None:
    """One line of progress."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def wheels_for(version: str, folder: Path) -> None:
    """Download the wheels of one version of Python, for this platform."""
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    which = ["--only-binary", ":all:", "--python-version", version, "--dest", str(folder)]
    subprocess.run([*pip, *which, "--require-hashes", "--no-deps", "-r", str(ROOT / LOCK)], check=True)
    subprocess.run([*pip, *which, "--no-deps", *BUILD_TOOL], check=True)


def course_at(folder: Path) -> None:
    """What the present commit holds. A change that isn't committed is not in the archive."""
    archive = subprocess.run(["git", "archive", "HEAD"], cwd=ROOT, check=True, capture_output=True).stdout
    folder.mkdir(parents=True)
    subprocess.run(["tar", "-x", "-C", str(folder)], input=archive, check=True)


def main() -> None:
    """Make it, and say where it is and how big."""
    here = f"{sys.version_info.major}.{sys.version_info.minor}"
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pythons", nargs="*", default=[here], help="versions of Python, such as 3.11 3.12")
    pythons = parser.parse_args().pythons
    name = f"kinesis-labs-{platform.system().lower()}-{platform.machine()}"
    course = BUILD / name
    shutil.rmtree(BUILD, ignore_errors=True)
    course_at(course)
    for version in pythons:
        say(f"wheels for Python {version}")
        wheels_for(version, course / "wheels" / version)
    shutil.copytree(ROOT / "build" / "site", course / "site")
    shutil.copy(ROOT / "offline" / "install.sh", course / "install.sh")
    archive = ROOT / "build" / f"{name}.tar.gz"
    say(f"packing {archive.relative_to(ROOT)}")
    with tarfile.open(archive, "w:gz", compresslevel=1) as packed:
        packed.add(course, name)
    say(f"{archive.relative_to(ROOT)}: {archive.stat().st_size / 1e6:.0f} MB. Unpack it, then: sh install.sh")


if __name__ == "__main__":
    main()
