"""The labs of the course: `course/<number>_<name>/`, with `lab.toml` saying what each is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec

from lablib.teaching.course.course_root import repo_root
from lablib.teaching.course.exercise import Exercise
from lablib.teaching.course.questions import Questions
from lablib.teaching.course.toml_reading import read


class Facts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What `lab.toml` says."""

    title: str
    minutes: int
    able: str
    """What the learner ends able to do, as in "you will be able to ..."."""
    explains: str
    """The part of the incident that it explains: one line of lab 00's map."""


@dataclass(frozen=True, slots=True)
class Lab:
    """One lab: its folder, its facts, its exercises in the order of their ids, its questions."""

    folder: Path
    facts: Facts
    exercises: tuple[Exercise, ...]
    questions: Questions

    @property
    def name(self) -> str:
        """Such as `02_silent_batch_loss`."""
        return self.folder.name

    @property
    def number(self) -> str:
        """Such as `02`."""
        return self.folder.name.partition("_")[0]


def read_lab(folder: Path) -> Lab:
    """The lab in `folder`. Raises `CourseError` for a file that is missing or of another form."""
    exercises = sorted(map(Exercise.read, _folders(folder / "exercises")), key=lambda each: each.id)
    asked = folder / "questions.toml"
    questions = read(asked, Questions) if asked.exists() else Questions()
    return Lab(folder, read(folder / "lab.toml", Facts), tuple(exercises), questions)


def find_labs(root: Path) -> list[Path]:
    """The folders of the labs in `root/course`, in their order."""
    return _folders(root / "course")


@cache
def labs() -> tuple[Lab, ...]:
    """Every lab of the course that this library belongs to."""
    return tuple(map(read_lab, find_labs(repo_root())))


def _folders(parent: Path) -> list[Path]:
    return sorted(path for path in parent.glob("[!._]*") if path.is_dir())
