"""Shards by seconds: where and when records were refused, over everything that was offered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lablib import limits
from lablib.plots.picture import Drawing, picture
from lablib.plots.style import (
    PAPER,
    QUIET_INK,
    REFUSED,
    SHADE,
    area,
    caption,
    key,
    label,
    new_figure,
    say,
)
from lablib.plots.when import clock_labels
from lablib.plots.words import counted, short_name

if TYPE_CHECKING:
    import numpy as np
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    from lablib.seconds import SecondsTable

MOST_COLUMNS = 240
MOST_ROWS_APART = 16
"""With more shards than this, rows touch, and only some are named."""
MOST_LABELS = 8


@picture
def shards_by_seconds(table: SecondsTable) -> Drawing:
    """A row a shard, a column a second: the more was offered the darker, hatched where some was refused.

    `table` is what `world.metrics.seconds.table(stream)` returns. More than 240 seconds share columns; a
    column then shows the worst of its seconds, and the picture says so. Raises ValueError for no seconds.
    """
    shards, seconds = table.offered.shape
    if not seconds:
        raise ValueError("nothing was offered to this stream, so there is nothing to draw: write to it first")
    step_s = -(-seconds // MOST_COLUMNS)
    figure, (axes,) = new_figure(min(6.5, 1.5 + 0.42 * min(shards, 6) + 0.04 * max(0, shards - 6)))
    _draw_offered(axes, table, step_s)
    _draw_refused(axes, table, step_s)
    _name_shards(axes, table)
    clock_labels(axes, table.start_s, seconds)
    column = "each second" if step_s == 1 else f"the worst second of each {step_s} s"
    caption(axes, f"Records offered to each shard in {column}\n")
    _draw_key(axes)
    message, summary = _words(table)
    say(figure, message)
    shown = "" if step_s == 1 else f"; a column shows the worst of {step_s} seconds"
    return Drawing(figure, summary + shown, f"A grid of shards and seconds: {summary}{shown}.")


def _draw_offered(axes: Axes, table: SecondsTable, step_s: int) -> None:
    import numpy as np
    from matplotlib.colors import LinearSegmentedColormap

    offered = _worst(table.offered, step_s)
    shards, columns = offered.shape
    edges_s = np.minimum(step_s * np.arange(columns + 1), table.offered.shape[1]) + table.start_s
    shades = LinearSegmentedColormap.from_list("offered", [PAPER, SHADE])
    full = limits.SHARD_WRITE_RECORDS_PER_S
    axes.pcolormesh(edges_s, np.arange(shards + 1), offered, cmap=shades, vmin=0, vmax=full)
    axes.set_ylim(shards, 0)
    if shards <= MOST_ROWS_APART:
        axes.hlines(range(1, shards), edges_s[0], edges_s[-1], colors=PAPER, linewidth=5, zorder=3)


def _draw_refused(axes: Axes, table: SecondsTable, step_s: int) -> None:
    """The runs of columns in which something was refused, and how much it was in all, beside the row."""
    refused, seconds = _worst(table.refused, step_s), table.refused.shape[1]
    for row, counts in enumerate(refused):
        runs = [
            (table.start_s + first * step_s, min(end * step_s, seconds) - first * step_s)
            for first, end in _runs(counts > 0)
        ]
        axes.broken_barh(runs, (row, 1), **area(REFUSED))
    for row in _rows_to_tell(table):
        count, bad = int(table.refused[row].sum()), int((table.refused[row] > 0).sum())
        told = f"{count:,} refused\nin {counted(bad, 'second')}" if count else "none refused"
        look = {"va": "center", "color": REFUSED.colour if count else QUIET_INK, "clip_on": False}
        label(axes, table.start_s + seconds * 1.01, row + 0.5, told, linespacing=1.0, **look)


def _rows_to_tell(table: SecondsTable) -> list[int]:
    """Every shard if they are few, else those that refused most, as far apart as their words need it."""
    shards = len(table.shard_ids)
    if shards <= MOST_LABELS:
        return list(range(shards))
    totals = table.refused.sum(axis=1)
    chosen: list[int] = []
    for row in sorted(range(shards), key=lambda row: (-totals[row], row))[:MOST_LABELS]:
        if totals[row] and all(abs(row - other) * MOST_LABELS >= shards for other in chosen):
            chosen.append(row)
    return chosen


def _name_shards(axes: Axes, table: SecondsTable) -> None:
    shards = len(table.shard_ids)
    told = set(_rows_to_tell(table))
    step = 1 if shards <= MOST_ROWS_APART else -(-shards // MOST_ROWS_APART)
    rows = [row for row in range(0, shards, step) if not any(0 < abs(row - other) < step for other in told)]
    names = {row: short_name(table.shard_ids[row]) for row in sorted({*rows, *told})}
    axes.set_yticks([row + 0.5 for row in names], list(names.values()))
    axes.tick_params(axis="y", length=0)


def _draw_key(axes: Axes) -> None:
    full = limits.SHARD_WRITE_RECORDS_PER_S
    outline = {"edgecolor": QUIET_INK, "linewidth": 0.5}
    shades = {"0": PAPER, f"{full:,} or more": SHADE}
    looks = {name: {"facecolor": colour} | outline for name, colour in shades.items()}
    looks["some were refused"] = area(REFUSED)
    key(axes, looks, loc="lower left", bbox_to_anchor=(0, 1))


def _worst(counts: NDArray[np.int64], step_s: int) -> NDArray[np.int64]:
    """The highest count of each `step_s` seconds."""
    import numpy as np

    shards, seconds = counts.shape
    padded = np.pad(counts, ((0, 0), (0, -seconds % step_s)))
    worst: NDArray[np.int64] = padded.reshape(shards, -1, step_s).max(axis=2)
    return worst


def _runs(flags: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Where flags are set: first index, and the one after the last, of each stretch."""
    import numpy as np

    steps = np.flatnonzero(np.diff(np.concatenate(([False], flags, [False]))))
    return [(int(first), int(end)) for first, end in steps.reshape(-1, 2)]


def _words(table: SecondsTable) -> tuple[str, str]:
    """The message and the line of numbers."""
    shards, seconds = table.refused.shape
    by_shard = table.refused.sum(axis=1)
    refused, guilty = int(by_shard.sum()), int((by_shard > 0).sum())
    worst = int(by_shard.argmax())
    bad = int((table.refused > 0).any(axis=0).sum())
    summary = (
        f"{counted(shards, 'shard')}, {counted(seconds, 'second')}: "
        f"{counted(int(table.offered.sum()), 'record')} offered, {refused:,} refused"
    )
    if not refused:
        return "No shard refused anything", summary
    summary += f" in {counted(bad, 'second')}, {int(by_shard[worst]):,} of them by {table.shard_ids[worst]}"
    who = short_name(table.shard_ids[worst]).capitalize() if guilty == 1 else counted(guilty, "shard")
    records = counted(refused, "record")
    return f"{who} refused {records} in {bad:,} of {counted(seconds, 'second')}", summary
