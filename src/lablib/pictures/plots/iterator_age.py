"""How old the records are that a function gets, by shard, over hours: a line that climbs is a blocked one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from lablib.pictures.plots.guess import guess_point, number_or_none, within
from lablib.pictures.plots.picture import Drawing, picture
from lablib.pictures.plots.style import QUIET_INK, THROTTLED, caption, label, new_figure, say
from lablib.pictures.plots.time_axis import day_labels
from lablib.pictures.plots.wording import counted, short_name
from lablib.simulator.limits import S_PER_HOUR

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Ages = Mapping[str, Sequence[tuple[float, float]]]
"""By shard id: (when, in seconds since the epoch; age in seconds), in order of time."""

BIN_S = 600
"""Of each ten minutes the oldest is drawn: an invocation a second would be a black band."""
BEHIND_S = 2 * S_PER_HOUR
FULL = 0.995
"""Of the retention: what is this old is at its edge."""
DASHES = ("-", "--", ":", "-.")


@picture
def iterator_age(ages: Ages, retention_h: int = 24, guess_h: Any = None) -> Drawing:
    """Draw a line a shard, the oldest one thick, below the retention as a limit.

    `ages` has for each shard id the moments at which the function was invoked, and how old the batch was.
    `guess_h` is how old, in hours, somebody expected the oldest to be at the end. Raises ValueError if no
    shard has any.
    """
    ages = {shard: list(points) for shard, points in sorted(ages.items()) if points}
    if not ages:
        raise ValueError("no shard was read, so there is nothing to draw: let the mapping run first")
    start_s = min(points[0][0] for points in ages.values())
    end_s = max(points[-1][0] for points in ages.values())
    oldest_s = {shard: max(age_s for _, age_s in points) for shard, points in ages.items()}
    worst = max(oldest_s, key=lambda shard: oldest_s[shard])
    figure, (axes,) = new_figure(3.4)
    for number, (shard, points) in enumerate(ages.items()):
        _draw(axes, points, number, thick=shard == worst and oldest_s[shard] > BEHIND_S)
    day_labels(axes, start_s, max(end_s - start_s, 1))
    _draw_limit(axes, max(oldest_s.values()), retention_h)
    _name(axes, ages, worst, oldest_s)
    guess, guessed = number_or_none(guess_h), ""
    if guess is not None:
        guessed = f"; your guess: {guess:g} hours"
        y, further = within(guess, axes.get_ylim()[1])
        guess_point(axes, end_s, y, f"your guess: {guess:g} hours{further}", va="bottom")
    caption(axes, "Age of what the function is given, in hours; the oldest of each ten minutes")
    others_s = max((age_s for shard, age_s in oldest_s.items() if shard != worst), default=0.0)
    say(figure, _message(worst, oldest_s[worst], others_s, len(ages), retention_h))
    summary = (
        f"{counted(len(ages), 'shard')}, {(end_s - start_s) / S_PER_HOUR:.1f} hours: "
        f"{worst} up to {oldest_s[worst] / S_PER_HOUR:.1f} hours old, "
        f"the others up to {others_s / S_PER_HOUR:.1f}; retention {retention_h} hours{guessed}"
    )
    return Drawing(figure, summary, f"Lines of the age of what each shard's consumer reads: {summary}.")


def _draw(axes: Axes, points: Sequence[tuple[float, float]], number: int, *, thick: bool) -> None:
    oldest: dict[float, float] = {}
    for at_s, age_s in points:
        bin_s = at_s // BIN_S * BIN_S
        oldest[bin_s] = max(oldest.get(bin_s, 0.0), age_s)
    hours = [age_s / S_PER_HOUR for age_s in oldest.values()]
    if thick:
        axes.plot(list(oldest), hours, color=THROTTLED.colour, linewidth=2.6, zorder=3)
    else:
        axes.plot(list(oldest), hours, DASHES[number % len(DASHES)], color=QUIET_INK, linewidth=1.1)


def _draw_limit(axes: Axes, oldest_s: float, retention_h: int) -> None:
    """The retention, as soon as an age comes near it; else the axis ends above the ages."""
    if oldest_s < retention_h * S_PER_HOUR / 3:
        axes.set_ylim(0, max(1.0, 1.3 * oldest_s / S_PER_HOUR))
        return
    axes.axhline(retention_h, color=QUIET_INK, linewidth=1.0, linestyle=(0, (1, 2)))
    axes.set_ylim(0, 1.2 * retention_h)
    axes.set_yticks([retention_h * quarter / 4 for quarter in range(5)])
    left_s, right_s = axes.get_xlim()
    said = f"retention: after {retention_h} hours the stream forgets a record"
    label(axes, left_s + 0.01 * (right_s - left_s), 1.03 * retention_h, said, va="bottom")


def _name(axes: Axes, ages: Ages, worst: str, oldest_s: Mapping[str, float]) -> None:
    """Beside the ends of the lines: the blocked shard, and all others together."""
    left_s, right_s = axes.get_xlim()
    x = right_s + 0.01 * (right_s - left_s)
    look = {"va": "center", "clip_on": False}
    if oldest_s[worst] <= BEHIND_S:
        label(axes, x, 0, "all shards", **look)
        return
    last_h = ages[worst][-1][1] / S_PER_HOUR
    label(axes, x, last_h, short_name(worst), weight="bold", color=THROTTLED.colour, **look)
    if len(ages) > 1:
        label(axes, x, 0, f"the {'other' if len(ages) == 2 else 'others'}", **look)


def _message(worst: str, oldest_s: float, others_s: float, shards: int, retention_h: int) -> str:
    if oldest_s <= BEHIND_S:
        return "No shard is more than two hours behind"
    who, rest = short_name(worst).capitalize(), f"{others_s / S_PER_HOUR:.1f} hours"
    if oldest_s >= FULL * retention_h * S_PER_HOUR:
        told = f"{who} is as old as the stream allows"
    else:
        told = f"{who} is {oldest_s / S_PER_HOUR:.1f} hours behind"
    return told if shards == 1 else f"{told}; no other is more than {rest}"
