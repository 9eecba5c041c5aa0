"""Blast radius: how many executions one function holds, and when another one is throttled for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lablib.pictures.plots.picture import Drawing, picture
from lablib.pictures.plots.style import (
    FONT,
    FONT_SIZE,
    INK,
    STORED,
    THROTTLED,
    caption,
    label,
    new_figure,
    say,
)
from lablib.pictures.plots.wording import counted

HEIGHT_IN = 3.1
ROOM = 1.28
"""The height of the axes as a multiple of the limit: words stand above its line."""
BELOW = -0.1
"""Where throttled calls stand, as a multiple of the limit."""


@picture
def concurrency(
    running: Sequence[int],
    limit: int,
    throttled_s: Sequence[float],
    calls: int,
    names: tuple[str, str] = ("bill", "sign-in"),
) -> Drawing:
    """Draw executions of the first function by second, `limit`, and each throttled call of the second one.

    `running` has the most executions at once of each second; `throttled_s` tells seconds from its beginning;
    `limit` is what functions without a reservation share; `calls` is how often the second function was
    called. Raises ValueError for no seconds.
    """
    if not running:
        raise ValueError(
            "running has no seconds, so there is nothing to draw: give the executions of one second or more"
        )
    one, other = names
    seconds, most = len(running), max(running)
    top = max(limit, most)
    figure, (axes,) = new_figure(HEIGHT_IN)
    axes.stairs(running, range(seconds + 1), fill=True, facecolor=STORED.colour, edgecolor=STORED.colour)
    axes.axhline(limit, color=INK, linewidth=1.2, linestyle="--")
    label(
        axes, seconds, limit + 0.03 * top, f"shared by functions without a reservation: {limit:,}", ha="right"
    )
    crosses: dict[str, Any] = {"color": THROTTLED.colour, "markersize": 5, "clip_on": False}
    axes.plot(throttled_s, [BELOW * top] * len(throttled_s), "x", **crosses)
    axes.set_xlim(0, seconds)
    axes.set_ylim(2 * BELOW * top, ROOM * top)
    axes.set_yticks([0, limit // 2, limit])
    axes.set_xlabel("seconds", color=INK, fontsize=FONT_SIZE - 1, fontfamily=FONT)
    share = f"{len(throttled_s):,} of {counted(calls, 'call')}"
    caption(axes, f"Executions of {one} at once; x: {other} throttled, {share}")
    summary = f"{one}: at most {most:,} executions at once, {limit:,} are shared; {other}: {share} throttled"
    say(figure, _message(one, other, most, limit, len(throttled_s)))
    return Drawing(figure, summary, f"A line of executions over {counted(seconds, 'second')}: {summary}.")


def _message(one: str, other: str, most: int, limit: int, throttled: int) -> str:
    if throttled:
        return f"While {one} holds every shared execution, {other} is throttled"
    return f"{one} holds {most:,} executions, {limit:,} are shared, and {other} is never throttled"
