"""A load under a capacity plan: its records, what the shards take, and when that was too little."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from lablib.pictures.plots.guess import guess_line, number_or_none, within
from lablib.pictures.plots.picture import Drawing, picture
from lablib.pictures.plots.style import (
    INK,
    PAPER,
    QUIET_INK,
    STORED,
    THROTTLED,
    area,
    caption,
    key,
    new_figure,
    say,
)
from lablib.pictures.plots.wording import counted
from lablib.scenarios.capacity import CapacityRun
from lablib.simulator import limits

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MINUTE_S = limits.METRIC_PERIOD_S
RATE = limits.SHARD_WRITE_RECORDS_PER_S
TICKS = 9
BUSIEST = "#c9dff2"


@picture
def capacity_day(
    run: CapacityRun, from_h: float = 0.0, to_h: float | None = None, guess_shards: Any = None
) -> Drawing:
    """By the minute: the mean and the busiest second of the load, below the limit of all shards together.

    `from_h` and `to_h` cut out a part of the load, in hours from its beginning; message and numbers are about
    all of it. `guess_shards` is how many shards somebody expected to be enough: a line at what they take.
    """
    figure, (axes,) = new_figure(3.5)
    minutes = run.load.seconds // MINUTE_S
    first = round(from_h * 60)
    last = minutes if to_h is None else min(minutes, round(to_h * 60))
    _draw(axes, run, first, last)
    _name(axes, first, last)
    guess, guessed = number_or_none(guess_shards), ""
    if guess is not None:
        y, further = within(guess * RATE, axes.get_ylim()[1])
        guessed = f"; your guess: {counted(round(guess), 'shard')}"
        guess_line(axes, y, guessed.removeprefix("; ") + further)
    caption(axes, f"Records per second, by minute; {run.plan}")
    say(figure, message(run))
    numbers = summary(run) + guessed
    return Drawing(figure, numbers, f"Lines over the hours of a day: {numbers}.")


def message(run: CapacityRun) -> str:
    """Whether it was enough."""
    if not run.throttled:
        return f"No record is throttled, with {counted(int(run.shards_per_s.max()), 'shard')} at most"
    seconds = np.flatnonzero(run.throttled_per_s)
    span = f"between {_clock(int(seconds[0]))} and {_clock(int(seconds[-1]))}"
    return f"{counted(run.throttled, 'record')} throttled, {span}"


def summary(run: CapacityRun) -> str:
    """The numbers."""
    offered, bad = int(run.load.per_s.sum()), int((run.throttled_per_s > 0).sum())
    first, most = int(run.shards_per_s[0]), int(run.shards_per_s.max())
    shards = counted(most, "shard") if first == most else f"{first} to {most} shards"
    return (
        f"{run.plan}: {offered:,} records, {run.throttled:,} throttled in {counted(bad, 'second')}; "
        f"{shards}; {run.month.total_usd:,.2f} dollars for 30 such days"
    )


def _draw(axes: Axes, run: CapacityRun, first: int, last: int) -> None:
    at = np.arange(first, last)
    seconds = slice(first * MINUTE_S, last * MINUTE_S)
    busiest = run.load.per_s[seconds].reshape(-1, MINUTE_S).max(axis=1)
    mean = run.load.per_s[seconds].reshape(-1, MINUTE_S).mean(axis=1)
    room = run.shards_per_s[seconds].reshape(-1, MINUTE_S).min(axis=1) * RATE
    throttled = run.throttled_per_s[seconds].reshape(-1, MINUTE_S).sum(axis=1) > 0
    top = 1.15 * max(busiest.max(), room.max())
    axes.fill_between(at, 0, top, where=throttled, step="mid", **area(THROTTLED), zorder=1)
    axes.fill_between(at, 0, busiest, step="mid", facecolor=BUSIEST, linewidth=0, zorder=2)
    axes.plot(at, mean, color=STORED.colour, linewidth=1.8, zorder=3)
    axes.step(at, room, where="mid", color=INK, linewidth=1.4, linestyle=(0, (5, 3)), zorder=4)
    axes.set_ylim(0, top)
    axes.yaxis.set_major_formatter("{x:,.0f}")
    names: dict[str, dict[str, Any]] = {
        "mean of the minute": {"facecolor": STORED.colour},
        "busiest second of the minute": {"facecolor": BUSIEST, "edgecolor": QUIET_INK, "linewidth": 0.5},
        "limit of all shards (dashed)": {"facecolor": PAPER, "edgecolor": INK, "linestyle": "--"},
        "minutes with throttled records": area(THROTTLED),
    }
    key(axes, names, loc="lower left", bbox_to_anchor=(0, -0.3))


def _name(axes: Axes, first: int, last: int) -> None:
    """Hours, or minutes where it is a short span."""
    steps = (5, 10, 15, 30, 60, 120, 180)
    step = next((each for each in steps if (last - first) / each <= TICKS), steps[-1])
    ticks = range(-(-first // step) * step, last + 1, step)
    axes.set_xlim(first, last)
    axes.set_xticks(list(ticks), [_clock(tick * MINUTE_S) for tick in ticks])


def _clock(second: int) -> str:
    return f"{second // limits.S_PER_HOUR:02d}:{second // 60 % 60:02d}"
