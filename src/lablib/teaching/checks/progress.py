"""How far a learner is: `progress.json` in the learner's copy of the course, or this kernel's memory.

A notebook that runs in `work/` keeps its progress there. Anywhere else (a build, a test) progress ends with
the kernel, unless the environment variable LABLIB_PROGRESS names a file. Written whole or not at all, and by
one kernel at a time; a file that is damaged is set aside, never lost. If it can't be read or written, that is
said, and whatever the learner asked for goes on.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path

import msgspec

from lablib.teaching.checks.file_lock import locked
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
    met: list[str] = []
    """The ids of the messages that wrong answers got, each once."""
    hints: list[int] = []
    """The hints that were shown, in their order."""
    solution: int = 0
    """How often the solution was asked for before the exercise was passed."""


class PredictionProgress(msgspec.Struct):
    """A prediction, and how it turned out: None until the run."""

    value: list[int | float | str]
    right: bool | None = None


class MissedQuestion(msgspec.Struct):
    """A question of a recall or a quiz that was answered wrong. It is asked again in a later lab's recall."""

    answer: str
    """The wrong letter that was given last."""
    overcome: bool = False
    """Whether it was right at once when it was asked again."""


class ExamProgress(msgspec.Struct):
    """A final exam that was taken to its end."""

    seed: int
    right: int
    of: int
    """How many questions it had."""


class Progress(msgspec.Struct):
    """Everything, by id."""

    exercises: dict[str, ExerciseProgress] = {}
    predictions: dict[str, PredictionProgress] = {}
    questions: dict[str, list[str | None]] = {}
    """`02.recall` and `02.quiz`: the last answer to each question, None for none."""
    missed: dict[str, MissedQuestion] = {}
    """By question, such as `02.quiz.2`."""
    again: dict[str, dict[str, str | None]] = {}
    """By lab, the missed questions that its recall asks again, each with its last answer, None for none."""
    resets: dict[str, int] = {}
    """By lab's number, how often it was restored: an open notebook learns of it here."""
    path: str = ""
    """The way through the course that `lablib start --path` was told; empty for the order of the labs."""
    exams: list[ExamProgress] = []
    """The latest is last."""

    def exercise(self, id_: str) -> ExerciseProgress:
        """What is known about one exercise; it stays connected."""
        return self.exercises.setdefault(id_, ExerciseProgress())

    def only(self, belongs: Callable[[str], bool]) -> Progress:
        """The part whose ids belong to something, such as a lab. An exam belongs to no lab."""
        return Progress(
            {id_: each for id_, each in self.exercises.items() if belongs(id_)},
            {id_: each for id_, each in self.predictions.items() if belongs(id_)},
            {id_: each for id_, each in self.questions.items() if belongs(id_)},
            {id_: each for id_, each in self.missed.items() if belongs(id_)},
            {id_: each for id_, each in self.again.items() if belongs(id_)},
        )


_memory = Progress()
_resets_seen: dict[str, int] = {}
"""By lab, as this kernel found it first."""


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
    file = Path(os.path.realpath(file))  # a link stays one
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
    """Put it on record in one step: a reader finds the old file or the new one, whole. Raises OSError."""
    if file is None:
        return
    file = Path(os.path.realpath(file))  # a link stays one
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        part.write_bytes(msgspec.json.format(msgspec.json.encode(progress, order="sorted"), indent=1) + b"\n")
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def kept(id_: str, say: Callable[[str], None] = print) -> Iterator[Progress]:
    """What is on record, to be changed in the block for `id_`; nobody else changes it meanwhile.

    If the file can't be read or written, `say` is told why, and the block's changes are in nobody's record.
    It is also told, once, if the lab was reset while this kernel ran.
    """
    file, stage = place(), "before"
    try:
        with locked(file) if file else nullcontext():
            record = load(file, say)
            _tell_of_a_reset(lab_of(id_), record, say)
            stage = "inside"
            yield record
            stage = "after"
            save(record, file)
    except OSError as error:
        if stage == "inside":  # it is the block's own
            raise
        say(line("progress.not-kept", file=error.filename or FILE, why=error.strerror or error))
        if stage == "before":
            yield Progress()


def lab_of(id_: str) -> str:
    """`02` for an exercise, prediction or set of questions such as `02.1-read-the-response`."""
    return id_.partition(".")[0]


def notice(lab: str) -> None:
    """Remember which copy of a lab this kernel began with. A reset after that is said by `kept`."""
    with suppress(OSError):  # which the first attempt says
        _resets_seen.setdefault(lab, load(place()).resets.get(lab, 0))


def _tell_of_a_reset(lab: str, record: Progress, say: Callable[[str], None]) -> None:
    count = record.resets.get(lab, 0)
    if _resets_seen.setdefault(lab, count) != count:
        _resets_seen[lab] = count
        say(line("progress.reset", lab=lab))


def record_attempt(id_: str, outcome: Outcome, message: str) -> None:
    """A check was made. Untouched code is no attempt; what was passed once stays passed."""
    if outcome is Outcome.NOT_ATTEMPTED:
        return
    with kept(id_) as progress:
        exercise = progress.exercise(id_)
        exercise.attempts += 1
        exercise.passed |= outcome is Outcome.PASSED
        exercise.message = message
        if outcome is Outcome.WRONG and message not in exercise.met:
            exercise.met.append(message)
