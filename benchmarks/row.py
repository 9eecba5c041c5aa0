"""A row of the table, and the one way in which two things are timed against each other."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

REAL_TIME_S = time.perf_counter  # taken before a world makes it virtual


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


def seconds_of(call: Callable[[], object]) -> float:
    """How long one call takes, in real seconds."""
    start_s = REAL_TIME_S()
    call()
    return REAL_TIME_S() - start_s


def side_by_side(one: Callable[[], object], other: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Median seconds of both, called in turn, so that a busy machine hurts both alike."""
    gc.collect()
    pairs = [(seconds_of(one), seconds_of(other)) for _ in range(rounds)]
    return median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)
