"""The words of the course: `course/glossary.toml`, each in a plain sentence, with the lab that shows it.

`docs/glossary.md` is made from it; AWS's numbers come from `simulator/limits.py`, and what people believe
of a word and isn't so from `course/misconceptions.toml`.
"""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from lablib.teaching.course.toml_reading import read

FILE = "glossary.toml"


class Term(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One word."""

    means: str
    """A plain sentence; AWS's numbers in it are places, as in `aws_numbers`."""
    lab: str
    """The number of the lab that shows it."""
    source: str
    """The page that says so."""
    belief: str = ""
    """The id of a misconception about it, if there is one that many have."""

    def __post_init__(self) -> None:
        if not re.fullmatch(r"https://\S+", self.source):
            raise ValueError(f"source is {self.source!r}; it is one https link")
        if not self.means.endswith("."):
            raise ValueError(f"means is {self.means!r}; it is a sentence, and ends with a full stop")


def read_glossary(course: Path) -> dict[str, Term]:
    """The glossary of the course in the folder `course`, by word. Raises `CourseError`."""
    return read(course / FILE, dict[str, Term])
