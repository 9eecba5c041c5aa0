"""Which versions have played a run: lablib's, Python's, and the revision of lablib's clone, if it is one."""

from __future__ import annotations

import platform
import shutil
import subprocess
from functools import cache
from importlib.metadata import version
from pathlib import Path

COLUMNS = ("lablib", "python", "revision")
PACKAGE = Path(__file__).parents[2]


@cache
def versions() -> tuple[str, ...]:
    """In the order of `COLUMNS`. Asked once in a process."""
    return version("lablib"), platform.python_version(), _revision()


def _revision() -> str:
    """The last commit that changed lablib, with -dirty where it was changed since; empty without a history.

    Of lablib alone: whoever edits a page of the clone meanwhile plays no other runs.
    """
    git = shutil.which("git")
    if git is None or not _asked(git, "ls-files", "__init__.py"):
        return ""
    changed = _asked(git, "status", "--porcelain", "--untracked-files=no", "--", ".")
    return _asked(git, "log", "-1", "--format=%H", "--", ".") + ("-dirty" if changed else "")


def _asked(git: str, *arguments: str) -> str:
    """What git says in the folder of lablib; nothing if it refuses."""
    command = [git, "-C", str(PACKAGE), *arguments]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    return answer.stdout.strip() if answer.returncode == 0 else ""
