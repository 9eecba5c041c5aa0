"""Who runs a notebook, and what that run must have passed in the end."""

from __future__ import annotations

from enum import StrEnum

from lablib.teaching.checks.progress import Progress
from lablib.teaching.checks.summary import Done
from lablib.teaching.course import find_exercise


class Player(StrEnum):
    """Whose notebooks run."""

    UNTOUCHED = "untouched"
    PERFECT = "perfect"
    ME = "me"


NOTEBOOKS_OF = {Player.UNTOUCHED: "labs", Player.PERFECT: "solutions", Player.ME: "work"}
"""The folder in which each player's notebooks are."""


def faults(player: Player, so_far: Done, record: Progress) -> list[str]:
    """What must not be: an exercise open after a perfect run, or passed in an untouched notebook.

    A learner's own exercises may be open.
    """
    if player is Player.PERFECT:
        return [f"{number} did not pass: {_last_message(so_far, record, number)}" for number in so_far.open]
    if player is Player.UNTOUCHED:
        return [f"{number} passed, and nobody solved it" for number in so_far.passed]
    return []


def _last_message(so_far: Done, record: Progress, number: str) -> str:
    exercise = find_exercise(so_far.lab.exercises, number)
    if exercise.id not in record.exercises:
        return "it was not attempted, or no cell checks it"
    return f"its last message is {record.exercises[exercise.id].message}"
