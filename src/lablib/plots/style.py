"""How every picture looks: readable without colour, on a light page and on a dark one.

The background is opaque, so a picture is the same card on any page. What a mark means is said by its hatch
and its label as well as by its colour; `tests/plots/test_style.py` measures the contrasts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

PAPER = "#ffffff"
INK = "#1a1a1a"
QUIET_INK = "#595959"
GRID = "#d9d9d9"
DPI = 110
WIDTH_IN = 8.4
FONT = "DejaVu Sans"  # comes with matplotlib, so it is the same on any machine
FONT_SIZE = 9.5


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands for one fate: the colour of its area, and the hatch that tells it without colour."""

    colour: str
    hatch: str


OFFERED = Mark("#949494", "")
STORED = Mark("#0072b2", "")
REFUSED = Mark("#d55e00", "////")
LOST = Mark("#d55e00", "xxxx")
DUPLICATED = Mark("#a0507c", "....")
MARKS = {"offered": OFFERED, "stored": STORED, "refused": REFUSED, "lost": LOST, "duplicated": DUPLICATED}


def new_figure(rows: int, height_in: float, ratios: list[float] | None = None) -> tuple[Figure, list[Axes]]:
    """A figure of our width with `rows` axes one above the other. It touches no setting of the user's."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDTH_IN, height_in), dpi=DPI, facecolor=PAPER, layout="constrained")
    FigureCanvasAgg(figure)
    grid = figure.subplots(rows, 1, squeeze=False, gridspec_kw={"height_ratios": ratios or [1] * rows})
    axes = [row[0] for row in grid]
    for each in axes:
        each.set_facecolor(PAPER)
        each.spines[["top", "right"]].set_visible(False)
        each.spines[["left", "bottom"]].set_color(QUIET_INK)
        each.tick_params(colors=INK, labelsize=FONT_SIZE - 1, labelfontfamily=FONT)
    return figure, axes


def say(figure: Figure, message: str) -> None:
    """The picture's message, in words, above everything."""
    figure.suptitle(
        message, x=0.01, ha="left", color=INK, fontsize=FONT_SIZE + 2.5, fontfamily=FONT, weight="bold"
    )


def caption(axes: Axes, text: str) -> None:
    """What one of several axes shows."""
    axes.set_title(text, loc="left", color=INK, fontsize=FONT_SIZE, fontfamily=FONT)


def label(axes: Axes, x: float, y: float, text: str, **more: Any) -> None:
    """A word beside the mark it names, in place of a legend."""
    look: dict[str, Any] = {"color": INK, "fontsize": FONT_SIZE - 0.5, "fontfamily": FONT}
    axes.text(x, y, text, **(look | more))


def area(mark: Mark) -> dict[str, Any]:
    """Arguments of a bar in this mark."""
    return {
        "color": mark.colour,
        "hatch": mark.hatch,
        "edgecolor": PAPER if mark.hatch else mark.colour,
        "linewidth": 0,
    }
