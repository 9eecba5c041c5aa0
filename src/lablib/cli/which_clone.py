"""Which clone of the course a command is about, where a computer has several."""

from __future__ import annotations

from pathlib import Path

import lablib
from lablib.teaching.course import CourseError, repo_root


def course_here(installed: Path = Path(lablib.__file__), here: Path | None = None) -> Path:
    """The clone that this environment belongs to.

    Raises CourseError in the folder of another clone: its labs would be checked by the graders of this one,
    and this one's `work/` would be filled.
    """
    here = here or Path.cwd()
    root = repo_root(installed, here)
    try:
        around = repo_root(here)
    except CourseError:
        return root
    if around != root:
        raise CourseError(
            f"You are in the clone {around}, and this lablib belongs to the clone {root}. Nothing was done. "
            f"Remedy: work in {root}, or give the clone here an environment of its own: make lab"
        )
    return root
