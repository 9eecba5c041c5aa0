"""A flow that often looks and finds nothing: the clock looks for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from greenlet import greenlet

from lablib.simulator.clock import greenlets


class Sleeper(Protocol):
    """What is needed of a clock."""

    def look_at(self, at_us: int, watch: Watch) -> None:
        """Call the watch at `at_us`."""


class Watch:
    """A flow that waits in `Clock.sleep_on`.

    Not a closure: one that asks for itself again is a cycle in memory that only the collector frees.
    """

    __slots__ = ("_again", "_clock", "_waiting")

    def __init__(self, clock: Sleeper, waiting: greenlet, again: Callable[[], int | None]) -> None:
        self._clock = clock
        self._waiting = waiting
        self._again = again

    def __call__(self) -> None:
        """Look whether there is anything; if so, the flow goes on."""
        if self._waiting.dead:
            return
        next_us = self._again()
        if next_us is None:
            greenlets.switch(self._waiting)
        else:
            self._clock.look_at(next_us, self)
