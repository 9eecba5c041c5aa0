"""How every picture looks: readable without colour, on a light page and on a dark one.

The background is opaque, so a picture is the same card on any page. What a mark means is said by its hatch
and its label as well as by its colour, and the colours differ as greys, too;
`tests/pictures/plots/test_style.py` measures it.
"""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import fill
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

PAPER = "#ffffff"
BAND = "#f1efe6"
"""Behind what belongs together, such as a minute and its seconds."""
INK = "#1a1a1a"
QUIET_INK = "#595959"
SHADE = "#86b9e3"
"""Where a scale that begins at the paper ends: light enough for throttling to stand out from it."""

WIDTH_IN = 8.4
DPI = 160
PAGE_DPI = 100
"""Pixels of a page to an inch: fewer than in the PNG, so that letters are sharp on fine screens."""
FONT = "DejaVu Sans"  # comes with matplotlib, so it is the same on any machine
FONT_SIZE = 9.5
TITLE_CHARS_AN_IN = 10


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands for one fate: the colour of its area, and the hatch that tells it without colour."""

    colour: str
    hatch: str = ""
    hollow: bool = False
    """Only an outline, in the colour."""


OFFERED = Mark(QUIET_INK, hollow=True)
STORED = Mark("#2b8fd8")
THROTTLED = Mark("#b02a00", "////")
LOST = Mark("#5a0018", "xxxx")
DUPLICATED = Mark("#8b5cc4", "....")
MARKS = {"offered": OFFERED, "stored": STORED, "throttled": THROTTLED, "lost": LOST, "duplicated": DUPLICATED}


def new_figure(
    height_in: float, columns: Sequence[float] = (1,), width_in: float = WIDTH_IN
) -> tuple[Figure, list[Axes]]:
    """A figure with axes side by side, `columns` being their relative widths."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width_in, height_in), dpi=DPI, facecolor=PAPER, layout="constrained")
    FigureCanvasAgg(figure)
    grid = figure.subplots(1, len(columns), squeeze=False, gridspec_kw={"width_ratios": list(columns)})
    for axes in grid[0]:
        axes.set_facecolor(PAPER)
        axes.spines[["top", "right"]].set_visible(False)
        axes.spines[["left", "bottom"]].set_color(QUIET_INK)
        axes.tick_params(colors=QUIET_INK, labelcolor=INK, labelsize=FONT_SIZE - 1, labelfontfamily=FONT)
    return figure, list(grid[0])


def say(figure: Figure, message: str) -> None:
    """The picture's message, in words, above everything."""
    lines = fill(message, round(figure.get_figwidth() * TITLE_CHARS_AN_IN))
    look: dict[str, Any] = {"color": INK, "fontsize": FONT_SIZE + 2.5, "fontfamily": FONT, "weight": "bold"}
    figure.suptitle(lines, x=0.01, ha="left", **look)


def caption(axes: Axes, text: str, **more: Any) -> None:
    """What one of several axes shows."""
    axes.set_title(text, loc="left", color=INK, fontsize=FONT_SIZE, fontfamily=FONT, **more)


def label(axes: Axes, x: float, y: float, text: str, **more: Any) -> None:
    """A word beside the mark it names, in place of a legend."""
    look: dict[str, Any] = {"color": INK, "fontsize": FONT_SIZE - 0.5, "fontfamily": FONT}
    axes.text(x, y, text, **(look | more))


def key(axes: Axes, names: dict[str, dict[str, Any]], **more: Any) -> None:
    """What the marks of crowded axes mean: a patch with the given look before each name."""
    from matplotlib.patches import Patch

    patches = [Patch(label=name, **look) for name, look in names.items()]
    look: dict[str, Any] = {
        "ncols": len(patches),
        "frameon": False,
        "borderpad": 0,
        "borderaxespad": 0.2,
        "columnspacing": 1.4,
        "handlelength": 1.6,
        "prop": {"family": FONT, "size": FONT_SIZE - 1},
        "labelcolor": INK,
    }
    axes.legend(handles=patches, **(look | more))


def area(mark: Mark) -> dict[str, Any]:
    """The look of a bar or a patch in this mark."""
    if mark.hollow:
        return {"facecolor": PAPER, "edgecolor": mark.colour, "linewidth": 1.0}
    edge = PAPER if mark.hatch else mark.colour
    return {"facecolor": mark.colour, "hatch": mark.hatch, "edgecolor": edge, "linewidth": 0}
