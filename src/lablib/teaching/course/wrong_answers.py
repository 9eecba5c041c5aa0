"""Named wrong answers: `exercises/<name>/wrong/*.py`, each of which begins with what it was written from.

    # no-exception-means-stored -> 02.1.too-few

The first name is a misconception of `course/misconceptions.toml`, the second the message that it must get.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from lablib.teaching.course.exercise import Exercise

HEAD = re.compile(r"# ([a-z0-9-]+) -> ([a-z0-9.-]+)")


@dataclass(frozen=True, slots=True)
class WrongAnswer:
    """One file; misconception and message are empty if its first line does not name them."""

    file: Path
    misconception: str
    message: str


def wrong_answers(exercise: Exercise) -> list[WrongAnswer]:
    """Those of one exercise, in the order of their files' names."""
    return [_read(file) for file in sorted(exercise.folder.glob("wrong/*.py"))]


def _read(file: Path) -> WrongAnswer:
    head = HEAD.fullmatch(file.read_text("utf-8").partition("\n")[0].rstrip())
    return WrongAnswer(file, head[1], head[2]) if head else WrongAnswer(file, "", "")
