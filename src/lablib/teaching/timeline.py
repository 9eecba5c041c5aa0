"""An experiment on one timeline that several cells look at, each at a moment of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from lablib.simulator import limits
from lablib.simulator.world import World
from lablib.teaching.notebook_world import restart

Begun = TypeVar("Begun")

LOOKING_S = 60.0
"""An hour isn't past while a cell looks at it: its calls wait for the network."""


class Timeline(Generic[Begun]):
    """An experiment for several cells: `begin(world)` starts it, and `at(hour)` shows it at that hour.

    Virtual time can't go back. If a cell asks for an hour that is over, the experiment runs again, in a new
    world with the same random numbers. So the cell finds what it found the first time.
    """

    def __init__(self, begin: Callable[[World], Begun]) -> None:
        self._begin = begin
        self._now: tuple[World, Begun] | None = None

    def at(self, hour: float) -> tuple[World, Begun]:
        """Return the world, and what `begin` returned, `hour` hours after the first second.

        If a call is interrupted, the next call starts again. Raises NoWorldOpen before `lablib.start`.
        """
        now, self._now = self._now, None
        until_s = hour * limits.S_PER_HOUR
        if now is None or not now[0].is_open or now[0].elapsed_s > until_s + LOOKING_S:
            world = restart()
            now = world, self._begin(world)
        now[0].sleep(max(0.0, until_s - now[0].elapsed_s))
        self._now = now
        return now
