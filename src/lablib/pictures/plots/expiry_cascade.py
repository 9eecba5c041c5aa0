"""What expires in a blocked shard: records that reach the end of their retention before they are handled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from lablib.pictures.plots.guess import guess_upright, number_or_none
from lablib.pictures.plots.picture import Drawing, picture
from lablib.pictures.plots.style import LOST, OFFERED, area, caption, key, new_figure, say
from lablib.pictures.plots.time_axis import day_labels
from lablib.pictures.plots.wording import counted
from lablib.simulator.limits import S_PER_HOUR

BIN_S = 1_800
BINS_AFTER = 2
"""Drawn after the last loss."""
KEY_PT = 19
"""As high as the key, which stands between the axes and their caption."""


@picture
def cascade(
    arrived_s: Sequence[float], lost_s: Sequence[float], retention_h: int = 24, guess: Any = None
) -> Drawing:
    """Draw a shard's records by the half hour in which their retention ended, and what was lost.

    `arrived_s` has the arrival of each record, in seconds since the epoch, `lost_s` of those that expired
    before the function had handled them. The picture goes from the first loss to an hour after the last.
    `guess` is how many somebody expected to be lost: a line stands where the losses reach that number.
    Raises ValueError if none was lost.
    """
    if not lost_s:
        raise ValueError("no record was lost, so there is nothing to draw: let the retention pass first")
    all_, lost = _by_half_hour(arrived_s, retention_h), _by_half_hour(lost_s, retention_h)
    first_s, end_s = min(lost), max(lost) + (1 + BINS_AFTER) * BIN_S
    starts = list(range(first_s, end_s, BIN_S))
    figure, (axes,) = new_figure(2.9)
    for counts, mark in ((all_, OFFERED), (lost, LOST)):
        heights = [counts[start_s] for start_s in starts]
        axes.bar(starts, heights, width=0.86 * BIN_S, align="edge", **area(mark))
    guess, guessed = number_or_none(guess), ""
    above = 1.05 if guess is None else 1.25  # so that the guess is above the bars
    axes.set_ylim(0, above * max(1, *(all_[start_s] for start_s in starts), *lost.values()))
    day_labels(axes, first_s, end_s - first_s)
    names = {"reached the end of their retention": area(OFFERED), "lost: nobody had handled them": area(LOST)}
    key(axes, names, loc="lower left", bbox_to_anchor=(0, 1))
    caption(axes, "Records in each half hour", pad=KEY_PT)
    if guess is not None:
        guessed = f"; your guess: {guess:,.0f} lost"
        further = " \N{RIGHTWARDS ARROW}" if guess > len(lost_s) else ""
        guess_upright(axes, _reached_s(lost, guess), guessed.removeprefix("; ") + further)
    reached, gone = sum(all_[start_s] for start_s in starts), sum(lost.values())
    hours = (max(lost) + BIN_S - first_s) / S_PER_HOUR
    say(figure, f"After the first record that expired, {gone - 1:,} more did, over {hours:g} hours")
    summary = (
        f"{counted(reached, 'record')} reached the end of their retention, {gone:,} of them lost, "
        f"in {counted(len(lost), 'half hour')} within {hours:g} hours{guessed}"
    )
    return Drawing(figure, summary, f"Bars of records by half hour: {summary}.")


def _reached_s(lost: Counter[int], count: float) -> int:
    """The end of the half hour in which so many are lost in all; of the last one if there were fewer."""
    so_far = 0
    for start_s in sorted(lost):
        so_far += lost[start_s]
        if so_far >= count:
            return start_s + BIN_S
    return max(lost) + BIN_S


def _by_half_hour(arrived_s: Sequence[float], retention_h: int) -> Counter[int]:
    """By the beginning of the half hour in which the retention ended."""
    return Counter(int((at_s + retention_h * S_PER_HOUR) // BIN_S) * BIN_S for at_s in arrived_s)
