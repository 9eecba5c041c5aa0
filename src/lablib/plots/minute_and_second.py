"""The minute that CloudWatch shows, above the seconds that it hides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lablib import limits
from lablib.plots.picture import Picture, draw
from lablib.plots.style import QUIET_INK, REFUSED, STORED, area, caption, label, new_figure, say
from lablib.plots.when import clock_labels

if TYPE_CHECKING:
    import numpy as np
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    from lablib.seconds import SecondsTable

MOST_LABELS = 12


def minute_and_second(table: SecondsTable) -> Picture:
    """Draw accepted records by minute, as a share of the capacity, over the seconds of the hottest shard.

    `table` is what `world.metrics.seconds.table(stream)` returns.
    """
    import numpy as np

    shards, seconds = table.offered.shape
    if not seconds:
        raise ValueError("nothing was offered to this stream, so there is nothing to draw: write to it first")
    hottest = int(np.lexsort((table.offered.max(axis=1), table.refused.sum(axis=1)))[-1])
    starts_s, shares = _minutes(table)
    refused = table.refused.sum(axis=0)
    bad_seconds = int((refused > 0).sum())
    figure, (above, below) = new_figure(2, 4.6, [1, 1.5])
    _draw_minutes(above, table, starts_s, shares)
    _draw_seconds(below, table, hottest)
    clock_labels(below, table.start_s, seconds)
    above.set_xlim(below.get_xlim())
    above.set_xticks([])
    busiest = f"{max(shares):.1%}"
    verdict = (
        f"yet {refused.sum():,} records refused in {bad_seconds} seconds"
        if bad_seconds
        else "and nothing refused"
    )
    say(figure, f"At most {busiest} of the capacity used in a minute, {verdict}")
    name = table.shard_ids[hottest]
    summary = (
        f"{shards} shards, {seconds} seconds: busiest minute {busiest} of the capacity; "
        f"{refused.sum():,} records refused in {bad_seconds} seconds, "
        f"{table.refused[hottest].sum():,} of them by {name}"
    )
    alt = (
        f"Above, the share of the stream's capacity that was used in each minute, at most {busiest}. "
        f"Below, the records that {name} took and refused in each second, "
        f"with its limit of {limits.SHARD_WRITE_RECORDS_PER_S:,} a second."
    )
    return draw(figure, summary, alt)


def _minutes(table: SecondsTable) -> tuple[list[int], list[float]]:
    """When each minute starts, and how much of what the shards can take in a minute they took in it."""
    import numpy as np

    shards, seconds = table.stored.shape
    minute = (table.start_s + np.arange(seconds)) // limits.METRIC_PERIOD_S
    stored = np.bincount(minute - minute[0], weights=table.stored.sum(axis=0))
    capacity = shards * limits.SHARD_WRITE_RECORDS_PER_S * limits.METRIC_PERIOD_S
    starts_s = [int(minute[0] + index) * limits.METRIC_PERIOD_S for index in range(len(stored))]
    return starts_s, [float(each) / capacity for each in stored]


def _draw_minutes(axes: Axes, table: SecondsTable, starts_s: list[int], shares: list[float]) -> None:
    caption(axes, "What CloudWatch shows: IncomingRecords by minute, of what all shards together can take")
    width_s, seconds = limits.METRIC_PERIOD_S, table.offered.shape[1]
    first_s, end_s = table.start_s, table.start_s + seconds
    axes.bar(starts_s, shares, width=width_s * 0.96, align="edge", **area(STORED))
    for start_s, share in zip(starts_s, shares, strict=True):
        left_s, right_s = max(start_s, first_s), min(start_s + width_s, end_s)
        if right_s - left_s >= seconds / MOST_LABELS:
            label(axes, (left_s + right_s) / 2, share + 0.04, f"{share:.1%}", ha="center")
    axes.set_ylim(0, 1)
    axes.set_yticks([0, 0.5, 1], ["0 %", "50 %", "100 %"])


def _draw_seconds(axes: Axes, table: SecondsTable, shard: int) -> None:
    caption(axes, f"What it hides: {table.shard_ids[shard]}, records by second")
    seconds = table.start_s + _arange(table.offered.shape[1])
    stored, refused = table.stored[shard], table.refused[shard]
    axes.bar(seconds, stored, width=1.0, align="edge", **area(STORED))
    axes.bar(seconds, refused, width=1.0, align="edge", bottom=stored, **area(REFUSED))
    limit = limits.SHARD_WRITE_RECORDS_PER_S
    axes.axhline(limit, color=QUIET_INK, linewidth=1, linestyle=(0, (4, 2)))
    top = max(limit, int(table.offered[shard].max())) * 1.3
    axes.set_ylim(0, top)
    label(
        axes,
        seconds[0],
        top * 0.92,
        f"- - -  the limit of a shard: {limit:,} records a second",
        color=QUIET_INK,
    )
    axes.yaxis.set_major_formatter("{x:,.0f}")
    if refused.any():
        worst = int(refused.argmax())
        high = int(table.offered[shard, worst])
        words = {"ha": "center", "color": REFUSED.colour}
        label(axes, seconds[worst] + 0.5, high + top * 0.02, f"{refused[worst]:,} refused", **words)


def _arange(count: int) -> NDArray[np.int64]:
    import numpy as np

    return np.arange(count, dtype=np.int64)
