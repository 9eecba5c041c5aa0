"""The time axis: virtual clock time in UTC, ticks on round moments."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.axes import Axes

STEPS_S = (1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1_200, 1_800, 3_600, 7_200, 14_400, 21_600, 43_200, 86_400)


def clock_labels(axes: Axes, start_s: int, seconds: int, most: int = 9, finest_s: int = 1) -> None:
    """At most so many ticks on the x axis, which counts seconds since the epoch, from `start_s` on."""
    step_s = next((step for step in STEPS_S if seconds / step <= most and step >= finest_s), STEPS_S[-1])
    first_s = -(-start_s // step_s) * step_s
    ticks = list(range(first_s, start_s + seconds + 1, step_s))
    axes.set_xlim(start_s, start_s + seconds)
    axes.set_xticks(ticks, [clock(tick, in_seconds=step_s % 60 > 0) for tick in ticks])


def day_labels(axes: Axes, start_s: float, seconds: float, most: int = 9) -> None:
    """Ticks on whole hours at most so many, with the day: for an axis over a day or more."""
    step_s = next((step for step in STEPS_S if step >= 3_600 and seconds / step <= most), STEPS_S[-1])
    first_s = int(-(-start_s // step_s)) * step_s
    ticks = list(range(first_s, int(start_s + seconds) + 1, step_s))
    axes.set_xlim(start_s, start_s + seconds)
    axes.set_xticks(ticks, [f"{datetime.fromtimestamp(tick, UTC):%a %H:%M}" for tick in ticks])


def clock(at_s: int, in_seconds: bool = False) -> str:
    """Such as 00:03, or 00:03:20."""
    return f"{datetime.fromtimestamp(at_s, UTC):{'%H:%M:%S' if in_seconds else '%H:%M'}}"
