"""A drawn diagram: it shows itself as SVG, else as PNG, with a caption as text under it."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import fill

from lablib.pictures.plots.picture import LINE_CHARS, Drawing, Picture, picture
from lablib.pictures.plots.sheet import Fill, Rect, Sheet, Stroke, Words
from lablib.pictures.plots.sheet_figure import drawing_of
from lablib.pictures.plots.style import BAND, INK
from lablib.pictures.widgets.svg import svg_of
from lablib.simulator.network.ipython_shell import somebody_watches

WIDE = 700.0
TEXT = 12.0
BOX = Fill(BAND)
ARROW = Stroke(INK, 1.4)
HEAD = 5.0
PAGE_PX = 900
"""As wide as a page shows it at most."""


@dataclass(frozen=True, slots=True, repr=False)
class Diagram:
    """`name` is one of a kind on a page; the sheet's summary is the caption."""

    name: str
    sheet: Sheet
    alt: str

    @property
    def svg(self) -> str:
        """The drawing with its words as text."""
        return svg_of(self.sheet, self.alt, self.name)

    @property
    def png(self) -> Picture:
        """The same for a page that takes no SVG."""
        return _drawn(self.sheet, self.alt)

    def __repr__(self) -> str:
        return self.sheet.summary

    def _ipython_display_(self) -> None:
        from IPython.display import display

        png = self.png
        look = {"alt": self.alt}
        shown = {"image/svg+xml": self.svg, "image/png": png.png, "text/plain": self.alt}
        if somebody_watches():  # JupyterLab 4.6 makes an image of SVG, and gives it no alternative text
            shown["text/html"] = f'<div style="max-width:{PAGE_PX}px">{self.svg}</div>'
        display(
            shown,
            metadata={"image/svg+xml": look, "image/png": look | {"width": png.width_px}},
            raw=True,
        )
        caption = fill(self.sheet.summary, LINE_CHARS, break_on_hyphens=False)
        display({"text/plain": caption}, raw=True)


@picture
def _drawn(sheet: Sheet, alt: str) -> Drawing:
    return drawing_of(sheet, alt)


def new_sheet(high: float, title: str, caption: str) -> Sheet:
    """An empty sheet with its title."""
    sheet = Sheet(WIDE, high, title, caption)
    sheet.words.append(Words(8, 20, title, size=13.5, bold=True))
    return sheet


def box(sheet: Sheet, place: Rect, *lines: str, fill: Fill = BOX) -> None:
    """An area with lines of text in its middle."""
    sheet.area(fill, place)
    first = place.y + place.high / 2 - (len(lines) - 1) * 8 + 4
    for number, line in enumerate(lines):
        sheet.words.append(Words(place.x + place.wide / 2, first + 16 * number, line, "middle", TEXT))


def arrow(sheet: Sheet, begin: tuple[float, float], end: tuple[float, float]) -> None:
    """A level line with a head at its end."""
    sheet.line(ARROW, begin, end)
    back = -HEAD if end[0] > begin[0] else HEAD
    for side in (-HEAD, HEAD):
        sheet.line(ARROW, end, (end[0] + back, end[1] + side * 0.7))


def says(sheet: Sheet, x: float, y: float, text: str, *, anchor: str = "start", bold: bool = False) -> None:
    """Words at a place."""
    sheet.words.append(Words(x, y, text, anchor, TEXT, bold))
