"""From trials to a verdict: every trial is run, and the first finding speaks."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar

from lablib.simulator.clock.activity import doing
from lablib.teaching.checks.attempt import Attempt
from lablib.teaching.checks.check_failure import NO_VERDICT, Unseen, failed_at, guarded, no_verdict
from lablib.teaching.checks.findings import Finding, stuck
from lablib.teaching.checks.learner_traceback import own_lines
from lablib.teaching.checks.message_catalogue import Message, line, message
from lablib.teaching.checks.trial_table import TrialTable
from lablib.teaching.checks.untouched import holes_in, is_starter
from lablib.teaching.checks.verdict import Outcome, Verdict
from lablib.teaching.course import Exercise

A = TypeVar("A", bound=Attempt)


def no_facts(seen: Attempt) -> dict[str, Any]:
    """For a grader whose table has the trial's name and its end alone."""
    return {}


def no_habit(seen: Sequence[Attempt]) -> Finding | None:
    """For a grader that asks nothing about all trials together."""
    return None


def as_found(first: Attempt, seen: Sequence[Attempt], found: Finding) -> Finding:
    """For a grader whose findings in one trial need no other trial."""
    return found


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
    together: Callable[[A, Sequence[A], Finding], Finding] = as_found
    """What all trials make of the first one's finding, if its cause can be there by chance."""
    totals: Callable[[Sequence[A]], dict[str, Any]] = no_totals
    """The numbers for the message of a pass, `<exercise's number>.passed`."""
    has_run: Callable[[A], bool] | None = None
    """Whether the learner's function decided in this attempt how records were written or read, which can be
    watched; None where it never does."""

    def grade(self, exercise: Exercise, answer: Any) -> Verdict:
        """Run `answer` through all trials; after one that breaks off, the others are not run."""
        seen: list[A] = []
        first: tuple[A, Finding] | None = None
        tried = TrialTable(self.columns, self.row)
        for trial, play in self._trials_told(exercise):
            if seen and seen[-1].broke_off:
                tried.told("check.not-run", trial=trial)
                continue
            unseen: Any = Unseen(trial)
            attempt = guarded(unseen, partial(play, answer), unseen)
            if not seen and attempt.did_nothing and not attempt.failure:
                return _nothing_to_grade(exercise, attempt, answer)
            seen.append(attempt)
            found = self._first_finding(attempt)
            self._add_row(tried, attempt, found)
            if found is None and attempt.failure:
                found = no_verdict(attempt)
            if found is not None and first is None:
                first = attempt, found
        if first is None and (habit := guarded(seen[-1], partial(self.habit, seen), None)):
            first = seen[-1], habit
        elif first is not None:
            first = first[0], guarded(first[0], partial(self.together, first[0], seen, first[1]), first[1])
        return self._verdict(exercise, first, tried, seen)

    def attempts(self, exercise: Exercise, answer: Any) -> Iterator[tuple[A, Finding | None]]:
        """Run one trial after the other, until one breaks off: what was seen, and what was found in it."""
        for trial, play in self._trials_told(exercise):
            unseen: Any = Unseen(trial)
            attempt = guarded(unseen, partial(play, answer), unseen)
            yield attempt, self._first_finding(attempt)
            if attempt.broke_off:
                return

    def _first_finding(self, attempt: A) -> Finding | None:
        asked = (finding for ask in (stuck, *self.questions) if (finding := ask(attempt)))
        found = None if attempt.failure else guarded(attempt, lambda: next(asked, None), None)
        if attempt.failure:
            return no_verdict(attempt)
        if found is not None and inspect.isgenerator(attempt.returned):
            return "check.generator", {}  # of all that is missing, nothing has run
        return found

    def _trials_told(self, exercise: Exercise) -> Iterator[tuple[str, Callable[[Any], A]]]:
        """The trials; while one runs, whoever looks is told how many are done."""
        trials = list(self.trials())
        for place, trial in enumerate(trials):
            done = place / len(trials)
            with doing(f"check {exercise.number}", partial(float, done)):
                yield trial

    def _verdict(
        self, exercise: Exercise, first: tuple[A, Finding] | None, tried: TrialTable, seen: list[A]
    ) -> Verdict:
        of = partial(Verdict, exercise.id, tried=tuple(tried.lines), rows=tuple(tried.cells))
        watch = self._watch(exercise, first[0] if first else seen[0])
        if first is None and (praise := guarded(seen[-1], lambda: self._praise(exercise, seen), None)):
            return of(Outcome.PASSED, praise)
        attempt, finding = first or (seen[-1], no_verdict(seen[-1]))
        said = guarded(attempt, lambda: self._message(exercise, attempt, finding), None)
        if said is None:
            said = self._message(exercise, attempt, no_verdict(attempt))
        if said.id == NO_VERDICT:
            return of(Outcome.NO_VERDICT, said, code=failed_at(attempt), printed=attempt.printed)
        if attempt.error is None:
            return of(Outcome.WRONG, said, code=attempt.stuck_at, printed=attempt.printed, watch=watch)
        return of(Outcome.RAISED, said, code=own_lines(attempt.error), printed=attempt.printed, watch=watch)

    def _watch(self, exercise: Exercise, attempt: A) -> str:
        """The call that plays the run of this attempt; "" if there is none."""
        call = f'lablib.watch("{exercise.number}", {exercise.facts.answer})'
        return call if self.can_watch(attempt) else ""

    def can_watch(self, attempt: A) -> bool:
        """Whether there is a run to watch in this attempt."""
        ask = self.has_run
        return ask is not None and guarded(Unseen(attempt.name), lambda: ask(attempt), False)

    def _praise(self, exercise: Exercise, seen: list[A]) -> Message:
        return message(f"{exercise.number}.passed", trials=len(seen), **self.totals(seen))

    def _message(self, exercise: Exercise, attempt: A, finding: Finding) -> Message:
        id_, facts = finding
        return message(id_, **({"name": exercise.facts.answer} | self._facts(attempt) | facts))

    def _add_row(self, tried: TrialTable, attempt: A, found: Finding | None) -> None:
        """Numbers of the trial; without them if the check can't find them."""

        def numbers() -> bool:
            tried.numbers(**self._facts(attempt), ending=_ending(attempt, found))
            return True

        if not guarded(attempt, numbers, False):
            ending = _ending(attempt, found or no_verdict(attempt))
            tried.told("check.no-numbers", trial=attempt.name, ending=ending)

    def _facts(self, attempt: A) -> dict[str, Any]:
        own: dict[str, Any] = {"trial": attempt.name, "calls": len(attempt.calls), "took_s": attempt.took_s}
        return guarded(attempt, lambda: own | self.facts(attempt), own)


def _ending(attempt: Attempt, found: Finding | None) -> str:
    if attempt.never_ended:
        return line("verdict.never-ended")
    if found and found[0] == NO_VERDICT:
        return line("verdict.no-verdict")
    return line("verdict.raised" if attempt.error else "verdict.wrong" if found else "verdict.right")


def _nothing_to_grade(exercise: Exercise, seen: Attempt, answer: Any) -> Verdict:
    """It sent nothing and returned nothing: what it did all the same, or what nobody has written yet."""
    facts = {"name": exercise.facts.answer, "trial": seen.name, "requests": seen.requests}
    if is_starter(exercise, answer):
        return Verdict(exercise.id, Outcome.NOT_ATTEMPTED, message("check.not-attempted", **facts))
    if seen.printed:
        return Verdict(exercise.id, Outcome.WRONG, message("check.printed", **facts), (), (), seen.printed)
    if seen.requests:
        return Verdict(exercise.id, Outcome.WRONG, message("check.read-only", **facts))
    if holes := holes_in(answer):
        said = message("check.holes", holes=", ".join(holes), count=len(holes), **facts)
        return Verdict(exercise.id, Outcome.NOT_ATTEMPTED, said)
    return Verdict(exercise.id, Outcome.NOT_ATTEMPTED, message("check.not-attempted", **facts))
