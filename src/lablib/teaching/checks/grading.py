"""`check("02.1", failed_events)`: finds the exercise, grades what it is given, keeps the progress."""

from __future__ import annotations

import importlib.util
import inspect
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from lablib.simulator.call_forms import called_as
from lablib.teaching import turns
from lablib.teaching.checks import learners_producer, progress
from lablib.teaching.checks.broken_cell import never_reached, syntax_error
from lablib.teaching.checks.check_failure import Unseen, failed_at, guarded, not_begun
from lablib.teaching.checks.message_catalogue import message
from lablib.teaching.checks.restore_after_attempt import environment_put_back
from lablib.teaching.checks.verdict import Outcome, Verdict
from lablib.teaching.course import CourseError, Exercise, find_exercise, labs

Grade = Callable[[Exercise, Any], Verdict]


@called_as('check("09.2", respond)')
def check(exercise: str, answer: Any) -> Verdict:
    """Grade `answer` in new worlds, and show the verdict. The world that is open stays as it is.

    `exercise` is an id or the number with which it begins: `02.1` finds `02.1-read-the-response`. Raises
    ValueError for an exercise that doesn't exist. If the learner's code raises, the verdict says so.
    """
    one = exercise_called(exercise)
    with turns.turn(turns.CHECK):
        verdict = grade(one, answer)
    progress.record_attempt(one.id, verdict.outcome, verdict.message.id)
    if one.number == learners_producer.EXERCISE and verdict.outcome is Outcome.PASSED:
        learners_producer.keep(answer)
    return verdict


def grade(exercise: Exercise, answer: Any) -> Verdict:
    """The verdict on `answer`; nothing of it is kept."""
    unseen = Unseen(exercise.number)
    with environment_put_back():
        return guarded(unseen, lambda: _graded(exercise, answer), None) or _ungraded(exercise, unseen)


def exercise_called(which: str) -> Exercise:
    """The exercise of the whole course that `which` names. Raises ValueError."""
    return find_exercise((each for lab in labs() for each in lab.exercises), which)


def _graded(exercise: Exercise, answer: Any) -> Verdict:
    name = exercise.facts.answer
    if answer is None or answer is ...:
        return Verdict(exercise.id, Outcome.NOT_ATTEMPTED, message("check.not-attempted", name=name))
    if not callable(answer):
        value = f"an object of type {type(answer).__name__}"
        said = message("check.not-a-function", id=exercise.number, name=name, value=value)
        return Verdict(exercise.id, Outcome.WRONG, said)
    if inspect.iscoroutinefunction(answer) or inspect.isasyncgenfunction(answer):
        return Verdict(exercise.id, Outcome.WRONG, message("check.async", name=name))
    if error := syntax_error(name):
        said = message("check.syntax-error", name=name, error=error.msg, line=error.lineno)
        return Verdict(exercise.id, Outcome.NOT_ATTEMPTED, said)
    if line := never_reached(name, answer):
        said = message("check.not-reached", name=name, line=line)
        return Verdict(exercise.id, Outcome.NOT_ATTEMPTED, said)
    return grader_of(exercise.folder / "grader.py")(exercise, answer)


def _ungraded(exercise: Exercise, unseen: Unseen) -> Verdict:
    id_, facts = not_begun(unseen)
    said = message(id_, name=exercise.facts.answer, **facts)
    return Verdict(exercise.id, Outcome.NO_VERDICT, said, (), failed_at(unseen))


@cache
def grader_of(file: Path) -> Grade:
    """What the exercise's `grader.py` calls `grade`. Raises `CourseError` if there is none."""
    if not file.is_file():
        raise CourseError(f"There is no {file}: write it (docs/writing-a-lab.md)")
    spec = importlib.util.spec_from_file_location(f"lablib_grader_{file.parent.name}", file)
    if spec is None or spec.loader is None:
        raise CourseError(f"{file} can't be loaded as Python: write it (docs/writing-a-lab.md)")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # where dataclasses look for the names of their types
    spec.loader.exec_module(module)
    found: Grade = module.grade
    return found
