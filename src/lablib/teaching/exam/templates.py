"""The form of `course/exam.toml`: a question with places for numbers, and where each number comes from."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any, Literal

import msgspec

from lablib.teaching.course.toml_reading import read

FILE = "exam.toml"

Number = int | float
Facts = dict[str, Any]
"""What is computed from the numbers that were drawn, by the names that a template's texts use."""


class Range(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whole numbers from `low` to `high`, both included."""

    low: int = msgspec.field(name="from")
    high: int = msgspec.field(name="to")
    step: int = 1

    def one(self, rng: Random) -> int:
        """One of them, each as likely."""
        return rng.randrange(self.low, self.high + 1, self.step)


class Template(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One fact of the course as a question."""

    lab: str
    kind: Literal["choice", "number"]
    ask: str
    draw: dict[str, list[Number] | Range]
    answer: str
    """The name of the computed value that is right."""
    wrong: dict[str, str]
    """By the name of a computed value, the id of the misconception that leads to it."""
    form: str
    """How a value is written, such as `{:,} records`."""
    why: str
    close: float = 0.0
    """How far off a typed number may be, as a share of the right one."""

    def __post_init__(self) -> None:
        if self.kind == "choice" and len(self.wrong) < 2:
            raise ValueError("a choice has two wrong options or more; make it a number")

    def numbers(self, rng: Random) -> dict[str, Number]:
        """What `draw` asks for, drawn in the order of its names."""
        return {
            name: of.one(rng) if isinstance(of, Range) else rng.choice(of)
            for name, of in sorted(self.draw.items())
        }


def read_templates(course: Path) -> dict[str, Template]:
    """All templates of the course in the folder `course`, by id. Raises `CourseError`."""
    return read(course / FILE, dict[str, Template])
