"""A certificate, graded again: each answer that it carries meets the check of the mentor's own course."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from lablib.teaching.certificate.certificate import Answer, Certificate
from lablib.teaching.checks.grading import exercise_called, grade
from lablib.teaching.checks.stored_answer import answer_in
from lablib.teaching.checks.verdict import Outcome
from lablib.teaching.course import Exercise


class State(StrEnum):
    """What became of one exercise of the certificate."""

    PASSES = "passes"
    FAILS = "doesn't pass"
    NO_CODE = "no code"
    UNKNOWN = "no such exercise"


class Verified(NamedTuple):
    """One exercise."""

    exercise: str
    state: State
    said: str
    """The id of the check's message, or why the code couldn't be run."""
    answer: Answer


def verify(certificate: Certificate) -> Iterator[Verified]:
    """Grade answer after answer. It runs the learner's code on this computer, in the simulator."""
    for id_, answer in certificate.exercises.items():
        try:
            exercise = exercise_called(id_)
        except ValueError:
            yield Verified(id_, State.UNKNOWN, "", answer)
            continue
        yield Verified(id_, *_graded(exercise, answer), answer)


def _graded(exercise: Exercise, answer: Answer) -> tuple[State, str]:
    if not answer.source:
        return State.NO_CODE, ""
    try:
        function = answer_in(answer.source, exercise.facts.answer, "certificate")
    except (Exception, SystemExit) as error:  # noqa: BLE001 - it is somebody else's code, which may also exit
        return State.FAILS, f"{type(error).__name__}: {error}"
    verdict = grade(exercise, function)
    return State.PASSES if verdict.outcome is Outcome.PASSED else State.FAILS, verdict.message.id
