"""A picture before anybody has drawn it: areas, lines and words at places in pixels, y downwards.

matplotlib makes a PNG of it, `lablib.pictures.widgets.svg` a text that a browser draws at once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from lablib.pictures.plots.style import BAND, INK, PAPER, QUIET_INK, THROTTLED

Point = tuple[float, float]


class Rect(NamedTuple):
    """Left and upper edge, and size."""

    x: float
    y: float
    wide: float
    high: float


@dataclass(frozen=True, slots=True)
class Fill:
    """The look of an area: its colour, and for who sees no colour stripes that rise or fall."""

    colour: str
    stripes: str = ""
    """`/` or `\\`, or nothing."""
    stripe_colour: str = PAPER


@dataclass(frozen=True, slots=True)
class Stroke:
    """The look of a line; `dashes` are lengths of line and gap by turns."""

    colour: str
    width: float
    dashes: tuple[float, ...] = ()


class Words(NamedTuple):
    """A line of text. `anchor` is what stands at x: start, middle or end; y is the base line."""

    x: float
    y: float
    text: str
    anchor: str = "start"
    size: float = 11.0
    bold: bool = False
    colour: str = INK


SUCCEEDED = Fill("#2e8b57")
FAILED = Fill(THROTTLED.colour, "/")
PARTLY = Fill("#8fd3ab", "\\", THROTTLED.colour)
UNDER_WAY = Fill("#b9b9b9")
GROUND = Fill(BAND)
PAUSE = Stroke(QUIET_INK, 1.6, (1.0, 1.6))
TREE = Stroke(INK, 0.8)
CHECKPOINT = Stroke(INK, 1.8)
NEWEST = Stroke(QUIET_INK, 1.0, (2.0, 2.0))
GRID = Stroke("#d8d5c8", 0.8)
LIMIT = Stroke(THROTTLED.colour, 1.2, (5.0, 3.0))


@dataclass(slots=True)
class Sheet:
    """What to draw, in this order: areas, lines, words."""

    wide: float
    high: float
    title: str
    """What the picture says, in words; it is also its first line."""
    summary: str
    """Its numbers."""
    areas: dict[Fill, list[Rect]] = field(default_factory=dict)
    lines: dict[Stroke, list[list[Point]]] = field(default_factory=dict)
    words: list[Words] = field(default_factory=list)
    notes: list[tuple[Rect, str]] = field(default_factory=list)
    """What a browser says about a place when the mouse is over it. A PNG has none of them."""

    def area(self, fill: Fill, rect: Rect) -> None:
        """Add an area."""
        self.areas.setdefault(fill, []).append(rect)

    def line(self, stroke: Stroke, *points: Point) -> None:
        """Add a line from point to point."""
        self.lines.setdefault(stroke, []).append(list(points))
