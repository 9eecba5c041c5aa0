"""Where did my records go: everything that was offered, by what became of it."""

from __future__ import annotations

from collections.abc import Mapping

from lablib.plots.picture import Picture, draw
from lablib.plots.style import LOST, OFFERED, REFUSED, STORED, Mark, area, label, new_figure, say

STORED_FATES = ("stored", "read")
MARK_OF: dict[str, Mark] = {
    "stored": STORED,
    "read": STORED,
    "refused": REFUSED,
    "given up": LOST,
    "expired": LOST,
}


def where_did_they_go(totals: Mapping[str, int]) -> Picture:
    """Draw a bar for each fate of the ledger. `totals` is what `world.totals()` returns."""
    offered = totals["offered"]
    if not offered:
        raise ValueError("no record was offered in this world, so there is nothing to draw: write some first")
    fates = {fate: count for fate, count in totals.items() if fate != "offered" and count}
    kept = sum(fates.get(fate, 0) for fate in STORED_FATES)
    figure, (axes,) = new_figure(1, 0.9 + 0.36 * (1 + len(fates)))
    rows = [("offered", offered), *fates.items()]
    for row, (fate, count) in enumerate(rows):
        axes.barh(row, count, height=0.72, **area(MARK_OF.get(fate, OFFERED)))
        label(axes, count + offered * 0.01, row, f"{count:,}  ({count / offered:.2%})", va="center")
    axes.set_yticks(range(len(rows)), [fate for fate, _ in rows])
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_xlim(0, offered * 1.2)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    say(
        figure,
        f"{offered - kept:,} of {offered:,} records are not in the stream"
        if kept < offered
        else f"All {offered:,} records are in the stream",
    )
    summary = f"offered {offered:,}: " + ", ".join(f"{fate} {count:,}" for fate, count in fates.items())
    return draw(figure, summary, f"A bar for each fate of a record. {summary}.")
