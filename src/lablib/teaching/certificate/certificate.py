"""What a certificate holds, and how it is made from a learner's copy of the course."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from lablib.teaching.checks.hints_and_solutions import TIMES_TO_ASK
from lablib.teaching.checks.learned import intuitions
from lablib.teaching.checks.progress import Progress
from lablib.teaching.course import Lab, read_subjects
from lablib.teaching.desk.progress_code import readable
from lablib.teaching.game_day.learners_answers import answer_of

VERSION = 1


class NotACertificate(ValueError):
    """The file is none, and why."""


class Answer(msgspec.Struct, frozen=True):
    """One passed exercise, with the learner's code: the cell that defines the answer."""

    attempts: int
    solution_shown: bool
    """Whether it was, before the exercise was passed. Every lab shows it afterwards."""
    source: str = ""
    """Empty where no notebook in `work/` has it any more."""


class Certificate(msgspec.Struct, frozen=True):
    """A learner's progress at one moment. Nothing in it is secret, and nothing is anywhere else."""

    version: int
    name: str
    """As the learner gave it; may be empty."""
    date: str
    """The learner's day, in ISO format."""
    exercises: dict[str, Answer]
    """By id, those that are passed."""
    open: list[str]
    """Ids of the others."""
    predictions_right: int
    predictions_made: int
    questions_answered: int


def certify(
    course: Path, labs: Sequence[Lab], record: Progress, work: Path, name: str, date: str
) -> Certificate:
    """Collect it. A passed exercise whose code is gone stays in it, without its code."""
    exercises = [each for lab in labs for each in lab.exercises]
    made = intuitions(read_subjects(course), record)
    passed = {}
    for exercise in exercises:
        on_record = record.exercises.get(exercise.id)
        if on_record is not None and on_record.passed:
            answer = answer_of(exercise, work, record)
            source = answer.source if answer.is_own else ""
            passed[exercise.id] = Answer(on_record.attempts, on_record.solution >= TIMES_TO_ASK, source)
    return Certificate(
        version=VERSION,
        name=name,
        date=date,
        exercises=passed,
        open=[each.id for each in exercises if each.id not in passed],
        predictions_right=sum(each.right for each in made),
        predictions_made=sum(each.made for each in made),
        questions_answered=sum(letter is not None for each in record.questions.values() for letter in each),
    )


def load(file: Path) -> Certificate:
    """Raises NotACertificate, and OSError for a file that can't be read."""
    try:
        found = msgspec.json.decode(file.read_bytes(), type=Certificate)
    except msgspec.MsgspecError as error:
        raise NotACertificate(f"{file} is no certificate: {error}. lablib certificate writes one") from error
    if found.version != VERSION:
        raise NotACertificate(f"{file} has version {found.version}, and this lablib reads version {VERSION}")
    return msgspec.structs.replace(found, name=readable(found.name))
