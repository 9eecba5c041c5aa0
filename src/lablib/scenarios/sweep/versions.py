"""Which versions have played a run: lablib's, Python's, and the revision of lablib's clone, if it is one."""

from __future__ import annotations

import platform
import shutil
import subprocess
from functools import cache
from importlib.metadata import version
from pathlib import Path

COLUMNS = ("lablib", "python", "revision")
REVISION = ("describe", "--always", "--dirty", "--abbrev=40", "--exclude=*")


@cache
def versions() -> tuple[str, ...]:
    """In the order of `COLUMNS`. Asked once in a process."""
    return version("lablib"), platform.python_version(), _revision()


def _revision() -> str:
    """The commit, with -dirty where files were changed since; empty where lablib has no history."""
    git = shutil.which("git")
    if git is None or not _asked(git, "ls-files", Path(__file__).name):
        return ""
    return _asked(git, *REVISION)


def _asked(git: str, *arguments: str) -> str:
    """What git says in the folder of this file; nothing if it refuses."""
    command = [git, "-C", str(Path(__file__).parent), *arguments]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    return answer.stdout.strip() if answer.returncode == 0 else ""
