"""An exercise's folder: `exercises/<name>/`, with `exercise.toml` saying what it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from lablib.simulator.call_forms import near
from lablib.teaching.course.course_root import CourseError
from lablib.teaching.course.toml_reading import read


class Hint(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One of three hints, from where to look to nearly the code."""

    text: str
    answers: list[str] = []
    """Ids of messages that this hint answers: after an attempt that got one of them, it comes first."""


class Facts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What `exercise.toml` says."""

    id: str
    """Such as `02.1-read-the-response`."""
    title: str
    answer: str
    """The name of what the learner writes and `check` is given."""
    objective: str
    minutes: int
    hints: list[Hint]
    misconceptions: list[str]
    """Ids of `course/misconceptions.toml`. Each is met by a wrong answer, whose first line names it."""
    why: str
    """Why the solution works."""
    obvious: str
    """Why the obvious fix does not."""
    production: str
    """The lesson to take to work: shown after a pass."""


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise. Its folder holds starter, solution, accepted and wrong answers, grader and messages."""

    folder: Path
    facts: Facts

    @classmethod
    def read(cls, folder: Path) -> Exercise:
        """Raises `CourseError` for an `exercise.toml` that is missing or of another form."""
        return cls(folder, read(folder / "exercise.toml", Facts))

    @property
    def id(self) -> str:
        """Such as `02.1-read-the-response`."""
        return self.facts.id

    @property
    def number(self) -> str:
        """Such as `02.1`."""
        return self.facts.id.partition("-")[0]

    @property
    def solution(self) -> str:
        """What we would write."""
        return (self.folder / "solution.py").read_text("utf-8").strip()


def find_exercise(exercises: Iterable[Exercise], which: str) -> Exercise:
    """The one that `which` names, by its id or its number. Raises ValueError, which lists what there is."""
    exercises = list(exercises)
    found = [each for each in exercises if which in (each.id, each.number)]
    if len(found) == 1:
        return found[0]
    if found:
        raise CourseError(
            f"two exercises are called {which!r}: {', '.join(str(one.folder) for one in found)}"
        )
    meant = near(which, [each.number for each in exercises])
    there = ", ".join(each.id for each in exercises)
    raise ValueError(f"there is no exercise {which!r}{meant}{' There' if meant else '; there'} are: {there}")
