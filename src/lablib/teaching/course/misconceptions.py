"""What learners believe and isn't so: `course/misconceptions.toml`, one table for the whole course.

An exercise lists the ids that its wrong answers are built from. A question names one for each wrong option.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import Literal

import msgspec

from lablib.teaching.course.toml_reading import read

FILE = "misconceptions.toml"
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
SOURCE = re.compile(r"https://\S+|cell \d\d [\w-]+|test_\w+")
NEAR = 3


class Misconception(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One belief, and what is true."""

    belief: str
    """As a learner would say it."""
    fact: str = ""
    """What is true, in a sentence or two."""
    source: str = ""
    """The page that says so; or what in the course shows it: `cell 04 remedies`, `test_a_name`."""
    met_by: Literal["exercise", "question"] = "exercise"
    """`question` if no exercise can be answered from it, and only recall or quiz meet it."""

    def __post_init__(self) -> None:
        if self.source and not SOURCE.fullmatch(self.source):
            raise ValueError(
                f"source is {self.source!r}; it is one https link, a cell of a lab (cell 04 remedies) or a "
                "test (test_a_name)"
            )


def read_misconceptions(course: Path) -> dict[str, Misconception]:
    """Every misconception of the course in the folder `course`, by id.

    Raises `CourseError` for a file that is missing or of another form.
    """
    return read(course / FILE, dict[str, Misconception])


def unknown(id_: str, known: Iterable[str]) -> str:
    """What to say of an id that the course does not have: the value, ids that are near, and the remedy."""
    near = get_close_matches(id_, known, NEAR)
    meant = f"; near it: {', '.join(near)}" if near else ""
    return f"course/{FILE} has no misconception '{id_}'{meant}: correct the id, or add the misconception"
