"""`check("02.1", send_all)`: finds the exercise and grades what the learner gives it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lablib.checks import send_all
from lablib.checks.catalogue import message
from lablib.checks.verdict import Outcome, Verdict

GRADERS: dict[str, Callable[[Callable[..., Any]], Verdict]] = {send_all.ID: send_all.grade}
"""What grades each exercise, by its full id."""


def check(exercise: str, answer: Any) -> Verdict:
    """Grade `answer`, a function, in fresh worlds. The world that is open stays as it is.

    `exercise` is an id or the number it begins with: `02.1` finds `02.1-send-all`. Raises ValueError for one
    that does not exist; whatever the function does is in the verdict.
    """
    id_ = full_id(exercise)
    name = id_.partition("-")[2].replace("-", "_")
    if answer is None or answer is ...:
        return Verdict(id_, Outcome.NOT_ATTEMPTED, message("check.not-attempted", name=name))
    if not callable(answer):
        value = f"an object of type {type(answer).__name__}"
        said = message("check.not-a-function", id=exercise, name=name, value=value)
        return Verdict(id_, Outcome.WRONG, said)
    return GRADERS[id_](answer)


def full_id(exercise: str) -> str:
    """The id of the one exercise that `exercise` names."""
    found = [id_ for id_ in GRADERS if id_ == exercise or id_.startswith(f"{exercise}-")]
    if len(found) != 1:
        raise ValueError(f"there is no exercise {exercise!r}; there are: {', '.join(sorted(GRADERS))}")
    return found[0]
