"""Shards by seconds: where and when records were refused, over everything that was offered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lablib import limits
from lablib.plots.picture import Picture, draw
from lablib.plots.style import (
    FONT,
    FONT_SIZE,
    INK,
    PAPER,
    REFUSED,
    STORED,
    Mark,
    area,
    caption,
    new_figure,
    say,
)
from lablib.plots.when import clock_labels

if TYPE_CHECKING:
    import numpy as np
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    from lablib.seconds import SecondsTable

MOST_COLUMNS = 240
MOST_NAMED_SHARDS = 16


def shards_by_seconds(table: SecondsTable) -> Picture:
    """A row a shard, a column a second: dark where much was offered, hatched where records were refused.

    More than 240 seconds share columns; a column then shows the worst of its seconds, and says so.
    """
    shards, seconds = table.offered.shape
    if not seconds:
        raise ValueError("nothing was offered to this stream, so there is nothing to draw: write to it first")
    step_s = -(-seconds // MOST_COLUMNS)
    offered, refused = _worst(table.offered, step_s), _worst(table.refused, step_s)
    figure, (axes,) = new_figure(1, min(7.0, 1.9 + 0.42 * min(shards, 4) + 0.04 * max(0, shards - 4)))
    _draw_cells(axes, table, offered, refused, step_s)
    lost, bad = int(table.refused.sum()), int((table.refused > 0).sum())
    worst = table.shard_ids[int(table.refused.sum(axis=1).argmax())]
    where = f"in {bad:,} of {shards * seconds:,} seconds of a shard"
    say(figure, f"{lost:,} records refused, {where}" if lost else "Nothing was refused")
    column = "a second" if step_s == 1 else f"the worst of {step_s} seconds"
    caption(axes, f"Records offered to each shard (a column is {column}); hatched: some were refused")
    summary = (
        f"{shards} shards, {seconds:,} seconds: {int(table.offered.sum()):,} records offered, "
        f"{lost:,} refused in {bad:,} seconds of a shard" + (f", most by {worst}" if lost else "")
    )
    return draw(figure, summary, f"A grid of shards and seconds. {summary}.")


def _worst(counts: NDArray[np.int64], step_s: int) -> NDArray[np.int64]:
    """The highest count of each `step_s` seconds."""
    import numpy as np

    shards, seconds = counts.shape
    padded = np.pad(counts, ((0, 0), (0, -seconds % step_s)))
    worst: NDArray[np.int64] = padded.reshape(shards, -1, step_s).max(axis=2)
    return worst


def _draw_cells(
    axes: Axes, table: SecondsTable, offered: NDArray[np.int64], refused: NDArray[np.int64], step_s: int
) -> None:
    import numpy as np
    from matplotlib.colors import LinearSegmentedColormap

    shards, columns = offered.shape
    edges_s = table.start_s + step_s * np.arange(columns + 1)
    shades = LinearSegmentedColormap.from_list("offered", [PAPER, STORED.colour])
    top = max(limits.SHARD_WRITE_RECORDS_PER_S, int(offered.max()))
    mesh = axes.pcolormesh(edges_s, np.arange(shards + 1), offered, cmap=shades, vmin=0, vmax=top)
    mark = area(Mark(REFUSED.colour, "xxxx" if shards <= MOST_NAMED_SHARDS else ""))
    for row, column in zip(*np.nonzero(refused), strict=True):
        axes.bar(edges_s[column], 1, width=step_s, bottom=row, align="edge", **mark)
    axes.set_ylim(shards, 0)
    step = 1 if shards <= MOST_NAMED_SHARDS else -(-shards // MOST_NAMED_SHARDS)
    rows = range(0, shards, step)
    axes.set_yticks([row + 0.5 for row in rows], [f"shard {int(table.shard_ids[row][-12:])}" for row in rows])
    clock_labels(axes, table.start_s, columns * step_s)
    bar = axes.figure.colorbar(mesh, ax=axes, pad=0.01, aspect=12)
    bar.set_label("offered in a second", color=INK, fontsize=FONT_SIZE - 1, fontfamily=FONT)
    bar.ax.tick_params(labelsize=FONT_SIZE - 1.5, labelfontfamily=FONT)
    bar.outline.set_visible(False)
