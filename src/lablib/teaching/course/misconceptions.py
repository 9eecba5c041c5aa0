"""What learners believe and isn't so: `course/misconceptions.toml`, one table for the whole course.

An exercise lists the ids that its wrong answers are written from. A question names one for each wrong option.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path

import msgspec

from lablib.teaching.course.toml_reading import read

FILE = "misconceptions.toml"
SOURCE = re.compile(r"https://\S+|cell \d\d [\w-]+|test_\w+")
MET_BY = re.compile(r"exercise|question|lesson \d\d|nothing")
NEAR = 5


class Misconception(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One belief, and what is true."""

    belief: str
    """As a learner would say it."""
    fact: str
    """What is true, in a sentence or two."""
    source: str
    """The page that says so; or what in the course shows it: `cell 04 remedies`, `test_a_name`."""
    met_by: str = "exercise"
    """What is there for a learner who believes it. An `exercise` has a wrong answer for it. The others are
    reviewed exceptions: a `question` alone, `lesson 05` alone, or `nothing` yet."""

    def __post_init__(self) -> None:
        if not SOURCE.fullmatch(self.source):
            raise ValueError(
                f"source is {self.source!r}; it is one https link, a cell of a lab (cell 04 remedies) or a "
                "test (test_a_name)"
            )
        if not MET_BY.fullmatch(self.met_by):
            raise ValueError(f"met_by is {self.met_by!r}; it is exercise, question, lesson 05 or nothing")


def read_misconceptions(course: Path) -> dict[str, Misconception]:
    """Every misconception of the course in the folder `course`, by id.

    Raises `CourseError` for a file that is missing or of another form.
    """
    return read(course / FILE, dict[str, Misconception])


def unknown(id_: str, known: Iterable[str]) -> str:
    """What to say to an author of an id that the course doesn't have: value, ids that are near, remedy."""
    return f"course/{FILE} has no misconception '{id_}'{near(id_, known)}: correct the id, or add it there"


def near(id_: str, known: Iterable[str]) -> str:
    """Ids that may have been meant, as the end of a sentence; nothing if none is near."""
    known = list(known)
    having = [each for each in known if id_ in each]
    found = list(dict.fromkeys([*get_close_matches(id_, known), *having]))[:NEAR]
    return f"; near it: {', '.join(found)}" if found else ""
