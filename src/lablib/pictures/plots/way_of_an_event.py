"""The way of a usage event, from an answered request to an invoice, and where on it each lab stands."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from lablib.pictures.plots.picture import Drawing, picture
from lablib.pictures.plots.style import BAND, FONT_SIZE, INK, PAPER, QUIET_INK, SHADE, label, new_figure, say
from lablib.pictures.plots.wording import counted

if TYPE_CHECKING:
    from matplotlib.axes import Axes

HEIGHT_IN = 3.65
WIDE, HIGH = 168, 62  # of the axes, in units of about a twentieth of an inch
TAG_RADIUS = 3.4
MOST_LANES = 6
"""With more shards than this, not every one gets a lane of its own."""

LABS = {
    "01": (68, 47.5),
    "02": (38, 39.5),
    "03": (18, 43.5),
    "04": (45, 3.5),
    "05": (76, 47.5),
    "06": (104.5, 43.5),
    "07": (123, 39.5),
    "08": (112.5, 43.5),
    "09": (5.4, 58),
    "10": (34, 58),
    "11": (81, 58),
}
"""Where each lab's number stands: at the part that it is about, or above, if it is about all of them."""
QUIET: dict[str, Any] = {"color": QUIET_INK, "fontsize": FONT_SIZE - 1}
AROUND = {"09": "game day", "10": "other services, the same bug", "11": "on real AWS"}
"""What a number above all stands for, in words beside it."""


class Box(NamedTuple):
    """One part of the system: its left and lower edge, its size, and what it is called."""

    x: float
    y: float
    wide: float
    high: float
    name: str


GATEWAYS = Box(5, 21, 24, 17, "gateways")
STREAM = Box(50, 14, 38, 29, "stream usage-events")
MAPPING = Box(99, 21, 19, 17, "event source\nmapping")
FUNCTION = Box(128, 21, 17, 17, "Lambda\nfunction")
INVOICES = Box(152, 21, 15, 17, "invoices")
CLOUDWATCH = Box(50, 0, 95, 7, "CloudWatch: metrics, one value per minute")


@picture
def way_of_an_event(gateways: int, shards: int) -> Drawing:
    """Draw gateways, stream, mapping, function, invoices and CloudWatch, with the numbers of the labs.

    Raises ValueError for a fleet or a stream of none.
    """
    if gateways < 1 or shards < 1:
        raise ValueError(f"{gateways} gateways and {shards} shards: give 1 or more of each")
    figure, (axes,) = new_figure(HEIGHT_IN)
    axes.set_axis_off()
    axes.set_xlim(0, WIDE)
    axes.set_ylim(-1, HIGH)
    axes.set_aspect("equal")
    _draw_gateways(axes, gateways)
    _draw_stream(axes, shards)
    for box in (MAPPING, FUNCTION, INVOICES, CLOUDWATCH):
        _draw_box(axes, box)
    _draw_arrows(axes)
    for number, place in LABS.items():
        _draw_tag(axes, number, place)
    say(figure, "An answered request becomes a usage event, and the invoice is the sum of the events")
    fleet, width = counted(gateways, "gateway"), counted(shards, "shard")
    summary = f"{fleet}, {width}; the numbers are labs {min(LABS)} to {max(LABS)}"
    alt = (
        "From left to right: gateways write with PutRecords to the shards of the stream usage-events; an "
        "event source mapping reads it and invokes a Lambda function, which sums the invoices. Below, "
        "CloudWatch keeps metrics of stream, mapping and function. Numbers of labs stand at the parts: 03 at "
        "the gateways, 02 at PutRecords, 01 and 05 at the stream, 06 and 08 at the mapping, 07 between "
        f"mapping and function, 04 at CloudWatch; 09, 10 and 11 above all. {summary}."
    )
    return Drawing(figure, summary, alt)


def _draw_gateways(axes: Axes, gateways: int) -> None:
    """Three sheets for a fleet."""
    for shift in (3, 1.5, 0) if gateways > 1 else (0,):
        _frame(axes, GATEWAYS._replace(x=GATEWAYS.x - shift, y=GATEWAYS.y - shift), PAPER)
    _name(axes, GATEWAYS, f"{gateways:,} {GATEWAYS.name}" if gateways > 1 else "1 gateway")
    label(axes, GATEWAYS.x - 3, 15, "one usage event for\neach answered request", va="top", **QUIET)


def _draw_stream(axes: Axes, shards: int) -> None:
    """A lane a shard, the stream's name above and the number of shards below."""
    _frame(axes, STREAM, BAND)
    label(axes, STREAM.x + 2, STREAM.y + STREAM.high - 1.5, STREAM.name, va="top")
    lanes = min(shards, MOST_LANES)
    step = (STREAM.high - 11) / lanes
    for lane in range(lanes):
        _frame(axes, Box(STREAM.x + 2, STREAM.y + 5 + lane * step, STREAM.wide - 4, 0.72 * step, ""), SHADE)
    label(axes, STREAM.x + 2, STREAM.y + 1, counted(shards, "shard"), **QUIET)


def _draw_box(axes: Axes, box: Box) -> None:
    _frame(axes, box, PAPER)
    _name(axes, box, box.name)


def _draw_arrows(axes: Axes) -> None:
    """The way of an event, and dotted what CloudWatch is told."""
    boxes = (GATEWAYS, STREAM, MAPPING, FUNCTION, INVOICES)
    middle = GATEWAYS.y + GATEWAYS.high / 2
    for one, other in pairwise(boxes):
        _arrow(axes, (one.x + one.wide, middle), (other.x, middle), "-")
    label(axes, (GATEWAYS.x + GATEWAYS.wide + STREAM.x) / 2 - 1, middle + 2, "PutRecords", ha="center")
    for box in (STREAM, MAPPING, FUNCTION):
        x = box.x + box.wide / 2
        _arrow(axes, (x, box.y), (x, CLOUDWATCH.y + CLOUDWATCH.high), ":")


def _draw_tag(axes: Axes, number: str, place: tuple[float, float]) -> None:
    """A lab's number in a circle."""
    from matplotlib.patches import Circle

    axes.add_patch(Circle(place, TAG_RADIUS, facecolor=INK, edgecolor=INK, linewidth=1.0))
    look: dict[str, Any] = {"ha": "center", "va": "center_baseline", "fontsize": FONT_SIZE - 1.5}
    label(axes, *place, number, color=PAPER, weight="bold", **look)
    if number in AROUND:
        label(axes, place[0] + TAG_RADIUS + 1.5, place[1], AROUND[number], va="center_baseline", **QUIET)


def _frame(axes: Axes, box: Box, colour: str) -> None:
    from matplotlib.patches import Rectangle

    look: dict[str, Any] = {"facecolor": colour, "edgecolor": QUIET_INK, "linewidth": 1.0}
    axes.add_patch(Rectangle((box.x, box.y), box.wide, box.high, **look))


def _name(axes: Axes, box: Box, name: str) -> None:
    label(axes, box.x + box.wide / 2, box.y + box.high / 2, name, ha="center", va="center")


def _arrow(axes: Axes, start: tuple[float, float], end: tuple[float, float], line: str) -> None:
    look = {"arrowstyle": "-|>", "linestyle": line, "color": QUIET_INK, "shrinkA": 0, "shrinkB": 0}
    axes.annotate("", xy=end, xytext=start, arrowprops=look)
