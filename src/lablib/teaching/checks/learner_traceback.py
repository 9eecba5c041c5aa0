"""An error in a learner's code, cut to the lines that the learner wrote."""

from __future__ import annotations

import linecache
import sysconfig
import traceback
from pathlib import Path
from types import FrameType

from lablib.teaching.checks.message_catalogue import line

SUMMARY_LINES = 2
MOST_LINES = 12
LINES_AT_EACH_END = 3

_LABLIB = Path(__file__).parents[2]
_LIBRARIES = tuple({sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")})


def own_lines(error: BaseException) -> tuple[str, ...]:
    """The learner's lines on the way to `error`, the innermost last, then the error itself.

    No file names: a notebook's cells have new ones in each kernel.
    """
    linecache.checkcache()
    return (*_lines_of(traceback.extract_tb(error.__traceback__)), summary(error))


def lines_at(frame: FrameType | None) -> tuple[str, ...]:
    """The learner's lines that have led to where the code at work is now, the innermost last."""
    linecache.checkcache()
    return _lines_of(traceback.extract_stack(frame))


def is_learners(file: str) -> bool:
    """Whether a file, or a notebook's cell, is the learner's own."""
    return not is_ours(file) and not file.startswith((*_LIBRARIES, "<frozen"))


def is_ours(file: str) -> bool:
    """Whether a file is the course's machine, or the grader of an exercise."""
    path = Path(file)
    return path.is_relative_to(_LABLIB) or path.name == "grader.py"


def _lines_of(stack: traceback.StackSummary) -> tuple[str, ...]:
    """Of many, such as those of a recursion without end, the first and the last."""
    frames = [frame for frame in stack if is_learners(frame.filename)]
    lines = [f"{frame.name}, line {frame.lineno}:  {frame.line}" for frame in frames]
    if len(lines) <= MOST_LINES:
        return tuple(lines)
    more = line("verdict.more-lines", count=len(lines) - 2 * LINES_AT_EACH_END)
    return (*lines[:LINES_AT_EACH_END], more, *lines[-LINES_AT_EACH_END:])


def summary(error: BaseException) -> str:
    """The error's kind and how its words begin: botocore's own checks say in the second line what it is."""
    said = " ".join(line.strip() for line in words_of(error).splitlines()[:SUMMARY_LINES])
    return f"{type(error).__name__}: {said}" if said else type(error).__name__


def words_of(error: BaseException) -> str:
    """What an error says. The error may be the learner's own, and its words may raise: then nothing."""
    try:
        return str(error)
    except Exception:  # noqa: BLE001 - whatever they raise
        return ""
