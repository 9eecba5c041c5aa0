"""The time axis: virtual clock time in UTC, ticks on round moments."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.axes import Axes

STEPS_S = (10, 20, 30, 60, 120, 300, 600, 1_200, 1_800, 3_600, 7_200, 14_400, 43_200, 86_400)
MOST_TICKS = 9


def clock_labels(axes: Axes, start_s: int, seconds: int) -> None:
    """Ticks on the x axis, which counts seconds since the epoch, from `start_s` on for `seconds`."""
    step_s = next((step for step in STEPS_S if seconds / step <= MOST_TICKS), STEPS_S[-1])
    first_s = -(-start_s // step_s) * step_s
    ticks = list(range(first_s, start_s + seconds + 1, step_s))
    form = "%H:%M:%S" if step_s % 60 else "%H:%M"
    axes.set_xlim(start_s, start_s + seconds)
    axes.set_xticks(ticks, [f"{datetime.fromtimestamp(tick, UTC):{form}}" for tick in ticks])
