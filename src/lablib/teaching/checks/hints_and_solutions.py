"""`hint("02.1")` and `solution("02.1")`: help for who asks, after an attempt the better one first."""

from __future__ import annotations

from lablib.simulator.call_forms import called_as
from lablib.teaching.checks import progress
from lablib.teaching.checks.cards import Card
from lablib.teaching.checks.grading import exercise_called
from lablib.teaching.checks.message_catalogue import line
from lablib.teaching.checks.progress import ExerciseProgress
from lablib.teaching.course import Exercise

TIMES_TO_ASK = 2
"""So often one asks for the solution of an exercise that is not passed, before it is shown."""


@called_as('hint("09.2")')
def hint(exercise: str) -> Card:
    """Show the next of an exercise's three hints. After the last one, each call shows all three.

    After a failed check, the hint that fits its message comes first. After a pass, the hints come with what
    to remember at work. Raises ValueError for an exercise that doesn't exist.
    """
    one = exercise_called(exercise)
    with progress.kept(one.id) as record:
        known = record.exercise(one.id)
        following = next_hint(one, known)
        if following is not None:
            known.hints.append(following)
    shown = known.hints if following is None else [following]
    texts = [
        line("hint.text", level=place + 1, of=len(one.facts.hints)) + one.facts.hints[place].text
        for place in shown
    ]
    more = "hint.last" if following is None or len(known.hints) == len(one.facts.hints) else "hint.more"
    if not known.attempts:
        more = "hint.try-first"
    notes = [one.facts.production] if known.passed else []
    return Card(line("hint.title", id=one.id), (*texts, *notes, line(more, number=one.number)))


def next_hint(exercise: Exercise, known: ExerciseProgress) -> int | None:
    """Which hint to show next; None if all were shown."""
    unseen = [place for place in range(len(exercise.facts.hints)) if place not in known.hints]
    fitting = [place for place in unseen if known.message in exercise.facts.hints[place].answers]
    return next(iter(fitting + unseen), None)


@called_as('solution("09.2")')
def solution(exercise: str) -> Card:
    """Show the solution, why it works, and why the obvious fix doesn't. Before a pass, call it twice.

    Raises ValueError for an exercise that doesn't exist.
    """
    one = exercise_called(exercise)
    with progress.kept(one.id) as record:
        known = record.exercise(one.id)
        if not known.passed:
            known.solution += 1
    title = line("solution.title", id=one.id)
    if not known.passed and known.solution < TIMES_TO_ASK:
        attempts = "solution.not-attempted" if not known.attempts else "solution.not-passed"
        return Card(title, (line(attempts, number=one.number, attempts=known.attempts),))
    reasons = (line("solution.why", text=one.facts.why), line("solution.obvious", text=one.facts.obvious))
    return Card(title, reasons, code=one.solution)
