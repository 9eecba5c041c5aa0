"""The timeline of a mapping as a picture for a page that no kernel stands behind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lablib.mapping_scenario import MappingRun
from lablib.plots.mapping_sheet import mapping_sheet
from lablib.plots.picture import Drawing, picture
from lablib.plots.sheet import Fill, Sheet
from lablib.plots.style import FONT, WIDTH_IN, label, new_figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes

PT_PER_IN = 72
ANCHORS = {"start": "left", "middle": "center", "end": "right"}


@picture
def mapping_timeline(run: MappingRun) -> Drawing:
    """Draw a run of `mapping_scenario`: invocations by shard, checkpoints, iterator age and the ledger."""
    sheet = mapping_sheet(run)
    figure, (axes,) = new_figure(WIDTH_IN * sheet.high / sheet.wide)
    figure.set_layout_engine("none")
    axes.set_position((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set_xlim(0, sheet.wide)
    axes.set_ylim(sheet.high, 0)
    _draw(axes, sheet)
    return Drawing(figure, sheet.summary, alt_of(sheet))


def alt_of(sheet: Sheet) -> str:
    """What the picture shows, in words."""
    return (
        f"{sheet.title}. A lane for each shard over four minutes, with invocations, pauses and checkpoint; "
        f"below them the iterator age of each shard. {sheet.summary}."
    )


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
