"""Ways through the course besides the order of the labs: `course/paths.toml`."""

from __future__ import annotations

from pathlib import Path

import msgspec

from lablib.teaching.course.toml_reading import read

FILE = "paths.toml"


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One lab of a path, or its beginning."""

    lab: str
    minutes: int
    ask: str
    """What a mentor asks afterwards."""
    through: str = ""
    """The exercise that ends the step, such as `07.1`; empty for the whole lab."""


class LearningPath(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The steps, in their order."""

    title: str
    first_day: list[Step]
    later: list[Step]

    @property
    def steps(self) -> list[Step]:
        """All of them."""
        return [*self.first_day, *self.later]


def read_paths(course: Path) -> dict[str, LearningPath]:
    """By name, such as `onboarding`; none without the file. Raises `CourseError`."""
    file = course / FILE
    return read(file, dict[str, LearningPath]) if file.exists() else {}
