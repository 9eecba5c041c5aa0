"""What makes one doubt a file: a rate that nobody has, a row far from all others, times without seconds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lablib.simulator.limits import S_PER_HOUR, US_PER_S
from lablib.traffic.trace import Timetable

FEWEST_ROWS = 10
"""With fewer, no rate and no gap means much."""
USUAL_ROWS_PER_S = (0.1, 20_000)
"""From one gateway. Stamps in a wrong unit are a thousand times too fast or too slow."""
MOST_OF_SPAN = 0.9
GRAINS_S = {24 * S_PER_HOUR: "days", S_PER_HOUR: "hours", 60: "minutes", 1: "seconds"}
"""Units in which a time may be written and no finer, as Excel writes a CSV in minutes."""
BLOCK_ROWS = 2**16


@dataclass(frozen=True, slots=True)
class Gap:
    """The longest time without a row."""

    row: int
    """The row after it, counted from 0."""
    length_us: int
    span_share: float


def lonely_gap(trace: Timetable) -> Gap | None:
    """The gap that is most of a file: a total at its end, or a stamp of another kind."""
    gap = _longest_gap(trace)
    return gap if len(trace) >= FEWEST_ROWS and gap.span_share > MOST_OF_SPAN else None


def absurd_rate_per_s(trace: Timetable) -> float | None:
    """The rows per second of a file, if that is a rate which nobody has; infinite if all rows coincide.

    One gap that is most of the file is left out.
    """
    gap = lonely_gap(trace)
    rows, length_us = len(trace) - 1, trace.times_us[-1]
    if gap is not None:
        rows, length_us = rows - 1, length_us - gap.length_us
    rate_per_s = rows * US_PER_S / length_us if length_us else float("inf")
    lowest, highest = USUAL_ROWS_PER_S
    return rate_per_s if len(trace) >= FEWEST_ROWS and not lowest <= rate_per_s <= highest else None


def coarse_grain_s(trace: Timetable) -> int | None:
    """The unit of `GRAINS_S` in which all times differ, if rows share a moment because of it.

    Rows that share a moment are sent in one flush. That is a burst which the real traffic didn't have.
    """
    times_us: NDArray[np.int64] = np.frombuffer(trace.times_us, np.int64)
    moments, step_us = 1, 0
    for start in range(0, len(times_us), BLOCK_ROWS):
        block = times_us[start : start + BLOCK_ROWS + 1]
        moments += int(np.count_nonzero(np.diff(block)))
        step_us = int(np.gcd(step_us, np.gcd.reduce(block)))
    shared = len(trace) >= max(FEWEST_ROWS, 2 * moments)
    return next((s for s in GRAINS_S if shared and step_us and step_us % (s * US_PER_S) == 0), None)


def _longest_gap(trace: Timetable) -> Gap:
    times_us: NDArray[np.int64] = np.frombuffer(trace.times_us, np.int64)
    length_us, row = 0, 0
    for start in range(0, len(times_us) - 1, BLOCK_ROWS):
        gaps_us = np.diff(times_us[start : start + BLOCK_ROWS + 1])
        longest = int(gaps_us.argmax())
        if gaps_us[longest] > length_us:
            length_us, row = int(gaps_us[longest]), start + longest + 1
    return Gap(row, length_us, length_us / max(1, trace.times_us[-1]))
