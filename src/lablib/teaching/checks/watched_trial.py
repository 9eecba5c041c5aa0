"""The run behind a check: the trial that decides, played once more with a tape."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lablib.simulator.tape.tape import FATES, THROTTLED
from lablib.simulator.world import World, recorded_worlds
from lablib.teaching.checks.grader import Grader
from lablib.teaching.checks.grading import exercise_called, grader_of
from lablib.teaching.course import Exercise, labs


@dataclass(frozen=True, slots=True)
class WatchedTrial:
    """One trial of a check, and the world in which it took place."""

    exercise: Exercise
    name: str
    world: World


def watched_trial(exercise: str, answer: Any) -> WatchedTrial:
    """The first trial of `exercise` in which the check finds something wrong with `answer`.

    If nothing is wrong, it is the trial that throttled the most, which shows what the answer is good for.
    Nothing is graded, and no progress is kept. Raises ValueError for an exercise without runs to watch, for
    what is no function, and for a function that wrote and read nothing.
    """
    one = exercise_called(exercise)
    grader = grader_behind(one)
    if grader is None:
        raise ValueError(
            f"check {one.number} has no run to watch. Remedy: watch one of {', '.join(watchable())}"
        )
    if not callable(answer):
        raise ValueError(
            f"{one.facts.answer} is {answer!r}, which is no function. Remedy: run the cell that defines it"
        )
    runs = list(_runs(one, grader, answer))
    if not runs:
        raise ValueError(
            f"{one.facts.answer} has written or read nothing in the trial. Remedy: run check({one.number!r}, "
            f"{one.facts.answer}), which says why"
        )
    wrong = [run for run, is_wrong in runs if is_wrong]
    return wrong[0] if wrong else max((run for run, _ in runs), key=_throttled)


def watchable() -> list[str]:
    """The numbers of the exercises with runs to watch."""
    return [
        exercise.number for lab in labs() for exercise in lab.exercises if grader_behind(exercise) is not None
    ]


def grader_behind(exercise: Exercise) -> Grader[Any] | None:
    """The grader of an exercise whose attempts have runs to watch."""
    grader = getattr(grader_of(exercise.folder / "grader.py"), "__self__", None)
    return grader if isinstance(grader, Grader) and grader.has_run is not None else None


def _throttled(run: WatchedTrial) -> int:
    """How many times a shard throttled a record in this trial."""
    calls = run.world.tape.calls if run.world.tape else []
    return sum(did % FATES == THROTTLED for call in calls for did in call.did)


def _runs(exercise: Exercise, grader: Grader[Any], answer: Any) -> Iterator[tuple[WatchedTrial, bool]]:
    """Each trial with a run, and whether something is wrong with it, up to the first one that is wrong."""
    with recorded_worlds() as made:
        for attempt, found in grader.attempts(exercise, answer):
            worlds = [world for world in made if world.tape is not None and world.tape.calls]
            made.clear()
            if worlds and grader.can_watch(attempt):
                yield WatchedTrial(exercise, attempt.name, worlds[-1]), found is not None
            if found is not None:
                return
