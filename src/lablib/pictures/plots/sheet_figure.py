"""A sheet as a figure of matplotlib, for a page that no kernel stands behind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lablib.pictures.plots.picture import Drawing
from lablib.pictures.plots.sheet import Fill, Sheet
from lablib.pictures.plots.style import FONT, WIDTH_IN, label, new_figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes

PT_PER_IN = 72
ANCHORS = {"start": "left", "middle": "center", "end": "right"}


def drawing_of(sheet: Sheet, alt: str) -> Drawing:
    """The figure, with the sheet's summary; what is decorated with `picture` may return it."""
    figure, (axes,) = new_figure(WIDTH_IN * sheet.high / sheet.wide)
    figure.set_layout_engine("none")
    axes.set_position((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set_xlim(0, sheet.wide)
    axes.set_ylim(sheet.high, 0)
    _draw(axes, sheet)
    return Drawing(figure, sheet.summary, alt)


def _draw(axes: Axes, sheet: Sheet) -> None:
    from matplotlib.collections import LineCollection, PatchCollection
    from matplotlib.patches import Rectangle

    pt_per_px = WIDTH_IN * PT_PER_IN / sheet.wide
    for place, (fill, rects) in enumerate(sheet.areas.items()):
        patches = [Rectangle((each.x, each.y), each.wide, each.high) for each in rects]
        axes.add_collection(PatchCollection(patches, **_look(fill), linewidth=0, zorder=1 + place / 100))
    for stroke, lines in sheet.lines.items():
        dashes = (0, [each * pt_per_px / (stroke.width * pt_per_px) for each in stroke.dashes])
        axes.add_collection(
            LineCollection(
                lines,
                colors=stroke.colour,
                linewidths=stroke.width * pt_per_px,
                linestyles=[dashes if stroke.dashes else "solid"],
                zorder=2,
            )
        )
    for words in sheet.words:
        label(
            axes,
            words.x,
            words.y,
            words.text,
            ha=ANCHORS[words.anchor],
            fontsize=words.size * pt_per_px,
            fontfamily=FONT,
            color=words.colour,
            weight="bold" if words.bold else "normal",
            zorder=3,
        )


def _look(fill: Fill) -> dict[str, Any]:
    return {"facecolor": fill.colour, "hatch": 4 * fill.stripes, "edgecolor": fill.stripe_colour}
