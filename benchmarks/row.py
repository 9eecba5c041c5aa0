"""A row of the table, and the one way in which two things are timed against each other."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from statistics import median

from lablib.simulator.clock.virtual_time import real_monotonic

BLOCKS, WARM_UP = 5, 3

Call = Callable[[], float]
"""Does a thing once and returns its processor seconds, without what it had to prepare."""
Place = Callable[[], AbstractContextManager[Call]]
"""Where a call can be made: a world, moto, a transport that answers at once."""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that was measured: the figure, and the target that it is held against."""

    what: str
    measured: str
    target: str
    met: bool | None
    """None where there is no target."""

    @property
    def verdict(self) -> str:
        """In words, as colour alone would say nothing on a printed page."""
        return {True: "met", False: "NOT MET", None: ""}[self.met]


def real_seconds_of(call: Callable[[], object]) -> float:
    """How long one call takes, in real seconds."""
    start_s = real_monotonic()
    call()
    return real_monotonic() - start_s


def seconds_of(call: Callable[[], object]) -> float:
    """The processor's seconds for one call: what others take of a busy machine is not in them."""
    start_s = time.process_time()
    call()
    return time.process_time() - start_s


def by_turns(one: Place, other: Place, rounds: int) -> tuple[float, float]:
    """Median seconds of both, in short blocks by turns, so that a busy machine hurts both alike."""
    gc.collect()
    ones_s: list[float] = []
    others_s: list[float] = []
    for _ in range(BLOCKS):
        for place, times_s in ((one, ones_s), (other, others_s)):
            with place() as call:
                for _ in range(WARM_UP):  # the first ones open connections and fill caches
                    call()
                times_s += [call() for _ in range(rounds // BLOCKS)]
    return median(ones_s), median(others_s)


def milliseconds(one_s: float, other_s: float) -> str:
    """Both sides of a ratio, for the table."""
    return f"({one_s * 1e3:.1f} ms, {other_s * 1e3:.1f} ms)"
