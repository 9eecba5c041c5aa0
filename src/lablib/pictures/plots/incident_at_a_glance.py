"""The incident at a glance: what the dashboard showed, what happened in its seconds, and what is gone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from lablib.pictures.plots.minute_and_second import draw_minutes, draw_seconds, find_minute
from lablib.pictures.plots.offered_stored_lost import LOST_FATES
from lablib.pictures.plots.picture import Drawing, picture
from lablib.pictures.plots.style import LOST, STORED, area, caption, label, new_figure, say
from lablib.pictures.plots.time_axis import clock
from lablib.pictures.plots.wording import counted, fate_of, share, short_name

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from lablib.simulator.ledger.shard_seconds import SecondsTable

SIZE_IN = (10.0, 4.375)
LABEL_ROOM = 0.06
"""Half of a label's height, as a share of the bar's: nearer to an end it would leave the axes."""


@picture
def incident_at_a_glance(table: SecondsTable, totals: Mapping[str, int]) -> Drawing:
    """Draw, from left to right, the minutes, the seconds of the worst one, and stored against lost.

    `table` is what `world.metrics.seconds.table(stream)` returns, `totals` what `world.totals()` does.
    Ask when the producers are done, as what is in flight counts as stored here.
    """
    minute = find_minute(table)
    offered, lost = totals["offered"], sum(totals[fate] for fate in LOST_FATES)
    width_in, height_in = SIZE_IN
    figure, (left, middle, right) = new_figure(height_in, (1, 2.6, 0.75), width_in)
    draw_minutes(left, minute)
    draw_seconds(middle, minute)
    _draw_totals(right, offered - lost, lost)
    full = f"{max(minute.shares):.1%}"
    say(figure, f"The dashboard never shows more than {full}, and {fate_of(lost, offered)}")
    summary = (
        f"{counted(table.offered.shape[1], 'second')}: busiest minute {full} of the capacity; "
        f"{lost:,} of {offered:,} records lost"
    )
    not_stored, bad = int(minute.not_stored.sum()), int((minute.not_stored > 0).sum())
    alt = (
        f"Left, what CloudWatch shows: by minute, at most {full} of the stream's capacity is used. "
        f"Middle, what it hides: in the minute {clock(minute.start_s)}, {short_name(minute.shard_id)} "
        f"throttled {counted(not_stored, 'record')} in {counted(bad, 'second')}, those over its limit. "
        f"Right, the result: {fate_of(lost, offered)} ({share(lost, offered, 1)})."
    )
    return Drawing(figure, summary, alt)


def _draw_totals(axes: Axes, stored: int, lost: int) -> None:
    caption(axes, "The ledger:\nall records")
    offered = stored + lost
    axes.bar(0, stored, width=1, **area(STORED))
    axes.bar(0, lost, width=1, bottom=stored, **area(LOST))
    low, high = (LABEL_ROOM * offered, (1 - LABEL_ROOM) * offered)
    for middle, count, name in ((stored / 2, stored, "stored"), (stored + lost / 2, lost, "lost")):
        weight = "bold" if name == "lost" else "normal"
        told = f"{count:,}\n{name}\n{share(count, offered, 1)}"
        if count:
            label(axes, 0.6, min(max(middle, low), high), told, va="center", weight=weight)
    axes.set_xlim(-0.5, 2.2)
    axes.set_ylim(0, offered)
    axes.set_xticks([])
    axes.set_yticks([])
    axes.spines[["left", "bottom"]].set_visible(False)
