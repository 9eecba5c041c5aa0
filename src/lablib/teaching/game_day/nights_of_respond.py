"""Nights for a learner's `respond`, of the three causes that exercise 09.2 is about."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lablib.scenarios.incidents import Game, compose
from lablib.simulator.call_forms import called_as, require_function

CAUSES = {
    1: ("poison-pill",),
    2: ("mapping-recreated-at-latest",),
    3: ("mapping-recreated-at-latest", "errors-swallowed"),
}
"""By level. The second of two causes is one that can be seen before the pager fires."""


@called_as("another_night(8, 1, respond)")
def another_night(seed: int, level: int, respond: Callable[[Game], Any]) -> str:
    """Play one with `respond` on call; what became of it, in a line.

    Raises ValueError for a level that there isn't, and TypeError for what is no function.
    """
    if level not in CAUSES:
        raise ValueError(f"level is {level!r}: give one of {', '.join(map(str, CAUSES))}")
    require_function(respond, "another_night", "respond(game)")
    with _Measured(compose(seed, level, CAUSES[level])).open() as night:
        respond(night)
        if night.left_min:
            night.play_on()
        result = night.result
        acts = ", ".join(act.name for act in night.done) or "no act"
        named = " and ".join(night.named) or "no cause"
    return (
        f"level {level}: {result.events_lost:,} events lost, {result.billed_twice:,} billed twice, "
        f"{result.minutes_outside_slo} minutes outside; {acts}; named {named}"
    )


class _Measured(Game):
    """It is measured and not compared, which would take several runs."""

    named: tuple[str, ...] = ()

    def conclude(self, *cause_ids: str, because: Any = ()) -> Any:
        """Remember what was named."""
        self._check(cause_ids, because)
        self.named = cause_ids
