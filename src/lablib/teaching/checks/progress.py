"""How far a learner is: `progress.json` in the learner's copy of the course, or this kernel's memory.

A notebook that runs in `work/` keeps its progress there. Anywhere else (a build, a test) progress ends with
the kernel, unless the environment variable LABLIB_PROGRESS names a file. Written whole or not at all; a file
that cannot be read is set aside, never lost.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable
from pathlib import Path

import msgspec

from lablib.teaching.checks.message_catalogue import line
from lablib.teaching.checks.verdict import Outcome

FILE = "progress.json"
DELIVERED = ".delivered.json"
"""The file by which a learner's copy of the course is known."""
VARIABLE = "LABLIB_PROGRESS"


class ExerciseProgress(msgspec.Struct):
    """What a learner did with one exercise."""

    attempts: int = 0
    """Checks of code; an untouched starter is none."""
    passed: bool = False
    message: str = ""
    """The id of the last attempt's message."""
    hints: list[int] = []
    """The hints that were shown, in their order."""
    solution: int = 0
    """How often the solution was asked for."""


class PredictionProgress(msgspec.Struct):
    """A prediction, and how it turned out: None until the run."""

    value: list[int | float | str]
    right: bool | None = None


class Progress(msgspec.Struct):
    """Everything, by id."""

    exercises: dict[str, ExerciseProgress] = {}
    predictions: dict[str, PredictionProgress] = {}
    questions: dict[str, list[str | None]] = {}
    """`02.recall` and `02.quiz`: the last answer to each question, None for none."""

    def exercise(self, id_: str) -> ExerciseProgress:
        """What is known about one exercise; it stays connected."""
        return self.exercises.setdefault(id_, ExerciseProgress())

    def only(self, belongs: Callable[[str], bool]) -> Progress:
        """The part whose ids belong to something, such as a lab."""
        return Progress(
            {id_: each for id_, each in self.exercises.items() if belongs(id_)},
            {id_: each for id_, each in self.predictions.items() if belongs(id_)},
            {id_: each for id_, each in self.questions.items() if belongs(id_)},
        )


_memory = Progress()


def place() -> Path | None:
    """The file of the notebook or program that runs, None if it keeps its progress in memory."""
    if named := os.environ.get(VARIABLE):
        return Path(named)
    here = Path.cwd()
    return next((folder / FILE for folder in (here, *here.parents) if (folder / DELIVERED).is_file()), None)


def load(file: Path | None, say: Callable[[str], None] = print) -> Progress:
    """What is on record. A damaged file is renamed, which `say` is told, and progress begins anew."""
    if file is None:
        return _memory
    try:
        return msgspec.json.decode(file.read_bytes(), type=Progress)
    except FileNotFoundError:
        return Progress()
    except (msgspec.MsgspecError, UnicodeDecodeError):
        aside = next(
            path
            for n in itertools.count(1)
            if not (path := file.with_name(f"progress.damaged-{n}.json")).exists()
        )
        file.replace(aside)
        say(line("progress.damaged", file=file.name, aside=aside.name))
        return Progress()


def save(progress: Progress, file: Path | None) -> None:
    """Put it on record in one step: a reader finds the old file or the new one, whole."""
    if file is None:
        return
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    part.write_bytes(msgspec.json.format(msgspec.json.encode(progress, order="sorted"), indent=1) + b"\n")
    part.replace(file)


def record_attempt(id_: str, outcome: Outcome, message: str) -> None:
    """A check was made. Untouched code is no attempt; what was passed once stays passed."""
    if outcome is Outcome.NOT_ATTEMPTED:
        return
    file = place()
    progress = load(file)
    exercise = progress.exercise(id_)
    exercise.attempts += 1
    exercise.passed |= outcome is Outcome.PASSED
    exercise.message = message
    save(progress, file)
