"""From trials to a verdict: every trial is run, and the first finding speaks."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar

from lablib.simulator.clock.activity import doing
from lablib.teaching.checks.attempt import Attempt
from lablib.teaching.checks.findings import Finding, stuck
from lablib.teaching.checks.learner_traceback import own_lines
from lablib.teaching.checks.message_catalogue import line, message
from lablib.teaching.checks.untouched import is_starter
from lablib.teaching.checks.verdict import Outcome, Verdict
from lablib.teaching.course import Exercise

A = TypeVar("A", bound=Attempt)


def no_facts(seen: Attempt) -> dict[str, Any]:
    """For a grader whose table has the trial's name and its end alone."""
    return {}


def no_habit(seen: Sequence[Attempt]) -> Finding | None:
    """For a grader that asks nothing about all trials together."""
    return None


def no_totals(seen: Sequence[Attempt]) -> dict[str, Any]:
    """For a message of praise without numbers."""
    return {}


@dataclass(frozen=True, slots=True)
class Grader(Generic[A]):
    """How one exercise is graded. `grade(exercise, answer)` gives the verdict."""

    trials: Callable[[], Iterable[tuple[str, Callable[[Any], A]]]]
    """Each trial's name, and what runs the learner's function in it."""
    questions: Sequence[Callable[[A], Finding | None]]
    """In the order in which a learner can use the answers."""
    facts: Callable[[A], dict[str, Any]] = no_facts
    """The numbers of one trial that any message, and its row in the table, may use."""
    columns: str = "check.columns"
    row: str = "check.row"
    """Ids of the head and of a row of the table that says what was tried."""
    habit: Callable[[Sequence[A]], Finding | None] = no_habit
    """What only all trials together can show."""
    totals: Callable[[Sequence[A]], dict[str, Any]] = no_totals
    """The numbers for the message of a pass, `<exercise's number>.passed`."""

    def grade(self, exercise: Exercise, answer: Any) -> Verdict:
        """Run `answer` through all trials; after one that breaks off, the others are not run."""
        seen: list[A] = []
        first: tuple[A, Finding] | None = None
        tried = [line(self.columns)]
        for trial, play in self._trials_told(exercise):
            if seen and seen[-1].broke_off:
                tried.append(line("check.not-run", trial=trial))
                continue
            attempt = play(answer)
            if not seen and attempt.did_nothing:
                return _nothing_to_grade(exercise, attempt, is_starter(exercise, answer))
            seen.append(attempt)
            questions = (stuck, *self.questions)
            found = next((finding for ask in questions if (finding := ask(attempt))), None)
            if found is not None and inspect.isgenerator(attempt.returned):
                found = "check.generator", {}  # of all that is missing, nothing has run
            tried.append(self._row(attempt, found))
            if found is not None and first is None:
                first = attempt, found
        if first is None and (habit := self.habit(seen)):
            first = seen[-1], habit
        return self._verdict(exercise, first, tuple(tried), seen)

    def _trials_told(self, exercise: Exercise) -> Iterator[tuple[str, Callable[[Any], A]]]:
        """The trials; while one runs, whoever looks is told how many are done."""
        trials = list(self.trials())
        for place, trial in enumerate(trials):
            done = place / len(trials)
            with doing(f"check {exercise.number}", partial(float, done)):
                yield trial

    def _verdict(
        self, exercise: Exercise, first: tuple[A, Finding] | None, tried: tuple[str, ...], seen: list[A]
    ) -> Verdict:
        if first is None:
            praise = message(f"{exercise.number}.passed", trials=len(seen), **self.totals(seen))
            return Verdict(exercise.id, Outcome.PASSED, praise, tried)
        attempt, (id_, facts) = first
        said = message(id_, **({"name": exercise.facts.answer} | self._facts(attempt) | facts))
        if attempt.error is None:
            return Verdict(exercise.id, Outcome.WRONG, said, tried, attempt.stuck_at, attempt.printed)
        return Verdict(exercise.id, Outcome.RAISED, said, tried, own_lines(attempt.error), attempt.printed)

    def _row(self, attempt: A, found: Finding | None) -> str:
        ending = (
            "never-ended"
            if attempt.never_ended
            else "raised"
            if attempt.error
            else "wrong"
            if found
            else "right"
        )
        return line(self.row, **self._facts(attempt), ending=line(f"verdict.{ending}"))

    def _facts(self, attempt: A) -> dict[str, Any]:
        own = {"trial": attempt.name, "calls": len(attempt.calls), "took_s": attempt.took_s}
        return own | self.facts(attempt)


def _nothing_to_grade(exercise: Exercise, seen: Attempt, untouched: bool) -> Verdict:
    """It sent nothing and returned nothing: what it did all the same, or that nobody has written it yet."""
    facts = {"name": exercise.facts.answer, "trial": seen.name, "requests": seen.requests}
    if untouched:
        return Verdict(exercise.id, Outcome.NOT_ATTEMPTED, message("check.not-attempted", **facts))
    if seen.printed:
        return Verdict(exercise.id, Outcome.WRONG, message("check.printed", **facts), (), (), seen.printed)
    if seen.requests:
        return Verdict(exercise.id, Outcome.WRONG, message("check.read-only", **facts))
    return Verdict(exercise.id, Outcome.NOT_ATTEMPTED, message("check.not-attempted", **facts))
