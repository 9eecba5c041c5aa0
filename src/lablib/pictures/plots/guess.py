"""A prediction in the picture that it is about: a dashed line or a diamond, with "your guess" beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lablib.pictures.plots.style import PAPER, label

if TYPE_CHECKING:
    from matplotlib.axes import Axes

GUESS = "#6a1b9a"
DASHES = (4.0, 3.0)
DIAMOND: dict[str, Any] = {
    "marker": "D",
    "markersize": 7,
    "color": GUESS,
    "markeredgecolor": PAPER,
    "clip_on": False,
    "zorder": 6,
}


def number_or_none(guess: Any) -> float | None:
    """A guess that can be drawn; whoever made none, or chose a letter, has none."""
    return float(guess) if isinstance(guess, int | float) and not isinstance(guess, bool) else None


def within(guess: float, most: float) -> tuple[float, str]:
    """Where to draw a guess in a picture that ends at `most`, and an arrow if it is further out."""
    if guess > most:
        return most, " \N{UPWARDS ARROW}"
    return max(guess, 0.0), ""


def guess_line(axes: Axes, y: float, text: str) -> None:
    """A line across, and the words above its left end."""
    axes.axhline(y, color=GUESS, linewidth=1.6, linestyle=(0, DASHES), zorder=5)
    left, right = axes.get_xlim()
    low, high = axes.get_ylim()
    look = {"color": GUESS, "weight": "bold", "va": "bottom", "zorder": 6}
    label(axes, left + 0.01 * (right - left), y + 0.01 * (high - low), text, **look)


def guess_upright(axes: Axes, x: float, text: str) -> None:
    """A line from bottom to top, and the words beside its upper end, where there is more space."""
    axes.axvline(x, color=GUESS, linewidth=1.6, linestyle=(0, DASHES), zorder=5)
    left, right = axes.get_xlim()
    side, towards = ("right", -1) if x > (left + right) / 2 else ("left", 1)
    look = {"color": GUESS, "weight": "bold", "va": "top", "ha": side, "zorder": 6}
    label(axes, x + towards * 0.01 * (right - left), 0.97 * axes.get_ylim()[1], text, **look)


def guess_point(axes: Axes, x: float, y: float, text: str, **more: Any) -> None:
    """A diamond, and the words to the left of it."""
    axes.plot([x], [y], **DIAMOND)
    left, right = axes.get_xlim()
    look = {"color": GUESS, "weight": "bold", "va": "center", "ha": "right", "zorder": 6}
    label(axes, x - (right - left) / 64, y, text, **(look | more))
