"""An error in a learner's code, cut to the lines that the learner wrote."""

from __future__ import annotations

import linecache
import sysconfig
import traceback
from pathlib import Path

SUMMARY_LINES = 2

_LABLIB = Path(__file__).parents[2]
_LIBRARIES = tuple({sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")})


def own_lines(error: BaseException) -> tuple[str, ...]:
    """The learner's lines on the way to `error`, the innermost last, then the error itself.

    No file names: a notebook's cells have new ones in each kernel.
    """
    linecache.checkcache()
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if _is_learners(frame.filename)]
    lines = [f"{frame.name}, line {frame.lineno}:  {frame.line}" for frame in frames]
    return (*lines, summary(error))


def summary(error: BaseException) -> str:
    """The error's kind and how its words begin: botocore's own checks say in the second line what it is."""
    said = " ".join(line.strip() for line in str(error).splitlines()[:SUMMARY_LINES])
    return f"{type(error).__name__}: {said}" if said else type(error).__name__


def _is_learners(file: str) -> bool:
    path = Path(file)
    ours = path.is_relative_to(_LABLIB) or path.name == "grader.py"
    return not ours and not file.startswith((*_LIBRARIES, "<frozen"))
