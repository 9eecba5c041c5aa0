"""The minute that CloudWatch shows, beside the seconds that it hides."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import floor, log10
from typing import TYPE_CHECKING, Any

from lablib.pictures.plots.picture import Drawing, picture
from lablib.pictures.plots.style import (
    BAND,
    FONT_SIZE,
    QUIET_INK,
    STORED,
    THROTTLED,
    area,
    caption,
    key,
    label,
    new_figure,
    say,
)
from lablib.pictures.plots.time_axis import clock, clock_labels
from lablib.pictures.plots.wording import counted, short_name
from lablib.simulator import limits

if TYPE_CHECKING:
    import numpy as np
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    from lablib.simulator.ledger.shard_seconds import SecondsTable

LIMIT = limits.SHARD_WRITE_RECORDS_PER_S
MINUTE_S = limits.METRIC_PERIOD_S
MOST_LABELLED_MINUTES = 3
NEAREST_LABELS_S = 5
CROWDED_TOP = 10
"""With a bar this high, in multiples of a shard's limit, marks below the limit would touch."""


@dataclass(frozen=True, slots=True)
class Minute:
    """The minutes as the dashboard has them, and the one worth a look: its worst shard, second by second."""

    first_s: int
    """When the first minute starts, since the Unix epoch."""
    shares: list[float]
    """What was stored in each minute, as a share of the stream's capacity."""
    shard_id: str
    start_s: int
    """When the minute starts that is looked into."""
    stored: NDArray[np.int64]
    """By the worst shard in the seconds of that minute; so is `not_stored`."""
    not_stored: NDArray[np.int64]

    @property
    def share(self) -> float:
        """The share that the dashboard shows for the minute that is looked into."""
        return self.shares[(self.start_s - self.first_s) // MINUTE_S]

    @property
    def top(self) -> float:
        """The highest bar, in multiples of a shard's limit."""
        return max(1.0, float((self.stored + self.not_stored).max()) / LIMIT)


@picture
def minute_and_second(table: SecondsTable) -> Drawing:
    """Draw the share of the capacity by minute, beside the worst minute's seconds on the worst shard.

    `table` is what `world.metrics.seconds.table(stream)` returns. The worst shard is the one that throttled
    most, its worst minute the one in which it did. Raises ValueError for no seconds.
    """
    minute = find_minute(table)
    figure, (left, right) = new_figure(3.5, (1, 2.7))
    draw_minutes(left, minute)
    draw_seconds(right, minute)
    name, when = short_name(minute.shard_id), clock(minute.start_s)
    not_stored, bad = int(minute.not_stored.sum()), int((minute.not_stored > 0).sum())
    told = (
        f"throttled {counted(not_stored, 'record')} in {counted(bad, 'second')}" if bad else "throttled none"
    )
    say(figure, f"The minute {when} looks {minute.share:.1%} full, {'yet' if bad else 'and'} {name} {told}")
    shards, seconds = table.offered.shape
    summary = (
        f"{counted(shards, 'shard')}, {counted(seconds, 'second')}: "
        f"busiest minute {max(minute.shares):.1%} of the capacity; "
        f"{int(table.not_stored.sum()):,} records throttled. "
        f"Minute {when}: {minute.share:.1%} of the capacity; {minute.shard_id} {told}"
    )
    alt = (
        "Left, by minute, the share of the stream's capacity that was used. Right, by second, what one shard "
        f"stored and throttled, with its limit of {LIMIT:,} records per second as a line. {summary}."
    )
    return Drawing(figure, summary, alt)


def find_minute(table: SecondsTable) -> Minute:
    """The worst minute of the worst shard, by what was throttled, then by the highest second."""
    import numpy as np

    shards, seconds = table.offered.shape
    if not seconds:
        raise ValueError(
            "no record was sent to this stream, so there is nothing to draw: write to the stream first"
        )
    before_s = table.start_s % MINUTE_S
    around = ((0, 0), (before_s, -(before_s + seconds) % MINUTE_S))
    by_minute = (shards, -1, MINUTE_S)
    stored = np.pad(table.stored, around).reshape(by_minute)
    not_stored = np.pad(table.not_stored, around).reshape(by_minute)
    highest = (stored + not_stored).max(axis=2)
    shard = int(np.lexsort((-np.arange(shards), highest.max(axis=1), not_stored.sum(axis=(1, 2))))[-1])
    index = int(np.lexsort((-np.arange(highest.shape[1]), highest[shard], not_stored[shard].sum(axis=1)))[-1])
    first_s = table.start_s - before_s
    return Minute(
        first_s=first_s,
        shares=[int(count) / (shards * LIMIT * MINUTE_S) for count in stored.sum(axis=(0, 2))],
        shard_id=table.shard_ids[shard],
        start_s=first_s + index * MINUTE_S,
        stored=stored[shard, index],
        not_stored=not_stored[shard, index],
    )


def draw_minutes(axes: Axes, minute: Minute) -> None:
    """What CloudWatch shows: 100% is as high as the limit of a shard is beside it."""
    caption(axes, "CloudWatch, by minute:\nthe stream's capacity in use")
    starts_s = [minute.first_s + index * MINUTE_S for index in range(len(minute.shares))]
    axes.axvspan(minute.start_s, minute.start_s + MINUTE_S, color=BAND, linewidth=0)
    axes.bar(starts_s, minute.shares, width=MINUTE_S * 0.92, align="edge", **area(STORED))
    few = len(starts_s) <= MOST_LABELLED_MINUTES
    for index, (start_s, share) in enumerate(zip(starts_s, minute.shares, strict=True)):
        if few or start_s == minute.start_s:
            weight = "bold" if start_s == minute.start_s else "normal"
            side = "center" if few else ("left", "center", "right")[3 * index // len(starts_s)]
            at = start_s + MINUTE_S / 2, share + 0.02 * minute.top
            label(axes, *at, f"{share:.1%}", ha=side, weight=weight)
    clock_labels(axes, minute.first_s, len(starts_s) * MINUTE_S, most=3, finest_s=MINUTE_S)
    _draw_limit(axes, minute)
    ticks = [0.0, 0.5, 1.0] if minute.top < CROWDED_TOP else [1.0]
    axes.set_yticks(ticks, [f"{tick:.0%}" for tick in ticks])


def draw_seconds(axes: Axes, minute: Minute) -> None:
    """What the minute hides: what the shard stored and throttled, second by second."""
    name = short_name(minute.shard_id).capitalize()
    caption(axes, f"{name}, by second, in the minute {clock(minute.start_s)}:\nrecords stored and throttled")
    axes.set_facecolor(BAND)
    seconds = range(minute.start_s, minute.start_s + MINUTE_S)
    stored, not_stored = minute.stored / LIMIT, minute.not_stored / LIMIT
    axes.bar(seconds, stored, width=0.92, align="edge", **area(STORED))
    axes.bar(seconds, not_stored, width=0.92, align="edge", bottom=stored, **area(THROTTLED))
    clock_labels(axes, minute.start_s, MINUTE_S)
    axes.set_xlim(minute.start_s - 2.5, minute.start_s + MINUTE_S + 0.5)  # room for the first label
    _draw_limit(axes, minute)
    step = _round_step(minute.top)
    ticks = [index * step for index in range(int(minute.top * 1.1 / step) + 1)]
    axes.set_yticks(ticks, [f"{tick * LIMIT:,.0f}" for tick in ticks])
    label(axes, minute.start_s + MINUTE_S + 1, 1, f"limit of a shard\n{LIMIT:,} per second", va="center")
    _label_refusals(axes, minute)
    key(axes, {"stored": area(STORED), "throttled": area(THROTTLED)}, loc="upper right", ncols=2)


def _round_step(top: float) -> float:
    """From one tick to the next, so that there are about five up to `top`: 0.5, or 1, 2 or 5 with zeros."""
    if top < 4:
        return 0.5
    power = 10.0 ** floor(log10(top / 4))
    return next(each * power for each in (5, 2, 1) if each * power <= top / 4)


def _draw_limit(axes: Axes, minute: Minute) -> None:
    axes.axhline(1, color=QUIET_INK, linewidth=1.2, linestyle=(0, (4, 2)))
    axes.set_ylim(0, minute.top * 1.25)


def _label_refusals(axes: Axes, minute: Minute) -> None:
    """How much was throttled, over each bar, or over the worst alone where they are too close."""
    bad = [second for second in range(MINUTE_S) if minute.not_stored[second]]
    worst = int(minute.not_stored.argmax())
    apart = all(later - earlier >= NEAREST_LABELS_S for earlier, later in pairwise(bad))
    for second in bad if apart else [worst]:
        count, high = int(minute.not_stored[second]), int(minute.stored[second] + minute.not_stored[second])
        words = f"{count:,}\nthrottled" if second == worst else f"{count:,}"
        look: dict[str, Any] = {
            "ha": "center",
            "color": THROTTLED.colour,
            "weight": "bold",
            "fontsize": FONT_SIZE - 1,
        }
        at = minute.start_s + second + 0.5, high / LIMIT + 0.02 * minute.top
        label(axes, *at, words, linespacing=1.0, **look)
