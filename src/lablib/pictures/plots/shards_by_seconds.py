"""Shards by seconds: where and when records were throttled, over everything that was offered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lablib.pictures.plots.picture import Drawing, picture
from lablib.pictures.plots.style import (
    PAPER,
    QUIET_INK,
    SHADE,
    THROTTLED,
    area,
    caption,
    key,
    label,
    new_figure,
    say,
)
from lablib.pictures.plots.time_axis import clock_labels
from lablib.pictures.plots.wording import counted, short_name
from lablib.simulator import limits

if TYPE_CHECKING:
    import numpy as np
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    from lablib.simulator.ledger.shard_seconds import SecondsTable

FULL = limits.SHARD_WRITE_RECORDS_PER_S
MOST_MINUTES = 4
"""With more minutes than this a second would be too narrow to see: the worst so many are drawn."""
KEY_PT = 19
"""As high as the key, which stands between the axes and their caption."""
MOST_ROWS_APART = 16
"""With more shards than this, rows touch, and only some are named."""
MOST_LABELS = 8


@picture
def shards_by_seconds(table: SecondsTable) -> Drawing:
    """A row a shard, a column a second: the more was offered the darker, hatched where some were throttled.

    A shard has a limit of records and one of bytes. Where bytes come nearer to theirs, a shade is a share.

    `table` is what `world.metrics.seconds.table(stream)` returns. Of a long one the worst four minutes are
    drawn, and the picture says so; its message and its summary are about all. Raises ValueError for no
    seconds.
    """
    shards, seconds = table.offered.shape
    if not seconds:
        raise ValueError(
            "no record was sent to this stream, so there is nothing to draw: write to the stream first"
        )
    message, summary = _words(table)
    shown, which = table, ""
    if seconds > MOST_MINUTES * limits.METRIC_PERIOD_S:
        shown = _worst_minutes(table)
        which = f"the {'worst' if table.not_stored.any() else 'busiest'} {MOST_MINUTES} minutes"
        summary += f"; drawn: {which}"
    figure, (axes,) = new_figure(min(6.5, 1.5 + 0.42 * min(shards, 6) + 0.04 * max(0, shards - 6)))
    loads = _loads(shown)
    by_bytes = bool((loads > shown.offered).any())
    _draw_offered(axes, shown, loads)
    _draw_not_stored(axes, shown)
    _name_shards(axes, shown)
    clock_labels(axes, shown.start_s, shown.offered.shape[1])
    what = "Share of the limit (records or bytes)" if by_bytes else "Records"
    caption(axes, f"{what} offered to each shard in each second{which and f' of {which}'}", pad=KEY_PT)
    _draw_key(axes, ("0%", "100% or more") if by_bytes else ("0", f"{FULL:,} or more"))
    say(figure, message)
    return Drawing(figure, summary, f"A grid of shards and seconds: {summary}.")


def _worst_minutes(table: SecondsTable) -> SecondsTable:
    """Where most records were throttled (offered, if none was); of equal places the one in the middle."""
    import numpy as np

    counts = table.not_stored if table.not_stored.any() else table.offered
    before = np.concatenate(([0], counts.sum(axis=0).cumsum()))
    length = MOST_MINUTES * limits.METRIC_PERIOD_S
    sums = before[length:] - before[:-length]
    equal = np.flatnonzero(sums == sums.max())
    first = int(equal[len(equal) // 2])
    return table.part(first, first + length)


def _loads(table: SecondsTable) -> NDArray[np.float64]:
    """How much was offered by the limit that it came nearer to, counted in records of a full second."""
    import numpy as np

    by_bytes = table.offered_bytes * (FULL / limits.SHARD_WRITE_BYTES_PER_S)
    loads: NDArray[np.float64] = np.maximum(table.offered, by_bytes)
    return loads


def _draw_offered(axes: Axes, table: SecondsTable, loads: NDArray[np.float64]) -> None:
    import numpy as np
    from matplotlib.colors import LinearSegmentedColormap

    shards, seconds = table.offered.shape
    edges_s = table.start_s + np.arange(seconds + 1)
    shades = LinearSegmentedColormap.from_list("offered", [PAPER, SHADE])
    axes.pcolormesh(edges_s, np.arange(shards + 1), loads, cmap=shades, vmin=0, vmax=FULL)
    axes.set_ylim(shards, 0)
    if shards <= MOST_ROWS_APART:
        axes.hlines(range(1, shards), edges_s[0], edges_s[-1], colors=PAPER, linewidth=5, zorder=3)


def _draw_not_stored(axes: Axes, table: SecondsTable) -> None:
    """The runs of seconds in which records were throttled, and how many in all, beside the row."""
    end_s = table.start_s + table.not_stored.shape[1]
    for row, counts in enumerate(table.not_stored):
        runs = [(table.start_s + first, end - first) for first, end in _runs(counts > 0)]
        axes.broken_barh(runs, (row, 1), **area(THROTTLED))
    for row in _rows_to_tell(table):
        count, bad = int(table.not_stored[row].sum()), int((table.not_stored[row] > 0).sum())
        told = f"{count:,} throttled\nin {counted(bad, 'second')}" if count else "none throttled"
        look = {"va": "center", "color": THROTTLED.colour if count else QUIET_INK, "clip_on": False}
        label(axes, end_s + 0.01 * (end_s - table.start_s), row + 0.5, told, linespacing=1.0, **look)


def _rows_to_tell(table: SecondsTable) -> list[int]:
    """Every shard if they are few, else those that throttled most, as far apart as their words need it."""
    shards = len(table.shard_ids)
    if shards <= MOST_LABELS:
        return list(range(shards))
    totals = table.not_stored.sum(axis=1)
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


def _draw_key(axes: Axes, ends: tuple[str, str]) -> None:
    outline = {"edgecolor": QUIET_INK, "linewidth": 0.5}
    shades = dict(zip(ends, (PAPER, SHADE), strict=True))
    looks = {name: {"facecolor": colour} | outline for name, colour in shades.items()}
    looks["some were throttled"] = area(THROTTLED)
    key(axes, looks, loc="lower left", bbox_to_anchor=(0, 1))


def _runs(flags: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Where flags are set: first index, and the one after the last, of each stretch."""
    import numpy as np

    steps = np.flatnonzero(np.diff(np.concatenate(([False], flags, [False]))))
    return [(int(first), int(end)) for first, end in steps.reshape(-1, 2)]


def _words(table: SecondsTable) -> tuple[str, str]:
    """The message and the line of numbers."""
    shards, seconds = table.not_stored.shape
    by_shard = table.not_stored.sum(axis=1)
    not_stored, guilty = int(by_shard.sum()), int((by_shard > 0).sum())
    worst = int(by_shard.argmax())
    bad = int((table.not_stored > 0).any(axis=0).sum())
    summary = (
        f"{counted(shards, 'shard')}, {counted(seconds, 'second')}: "
        f"{counted(int(table.offered.sum()), 'record')} offered, {not_stored:,} throttled"
    )
    if not not_stored:
        return "No shard throttled a record", summary
    summary += f" in {counted(bad, 'second')}, {int(by_shard[worst]):,} of them by {table.shard_ids[worst]}"
    who = short_name(table.shard_ids[worst]).capitalize() if guilty == 1 else counted(guilty, "shard")
    records = counted(not_stored, "record")
    return f"{who} throttled {records} in {bad:,} of {counted(seconds, 'second')}", summary
