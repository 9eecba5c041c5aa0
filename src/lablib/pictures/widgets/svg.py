"""A sheet as SVG: text that a browser draws at once, and a test can read.

The background is opaque, so it is the same card on a light page and on a dark one. `role="img"` and `<title>`
tell who cannot see it what it shows.
"""

from __future__ import annotations

from html import escape
from itertools import groupby

from lablib.pictures.plots.sheet import Fill, Point, Rect, Sheet, Stroke, Words
from lablib.pictures.plots.style import PAPER

STRIPE_PX = 5
LEAST_SCALE = 1.1
"""A sheet of 700 px has letters of 10 px, so they are never smaller than 11 px on a page."""


def svg_of(sheet: Sheet, alt: str, name: str, *, scrolls: bool = False) -> str:
    """The SVG element, as wide as the place that it is put in. `name` tells it from others on the page.

    `scrolls` is for a place that does: the element is never too narrow to be read. Whoever has no mouse comes
    to it with Tab, and the arrow keys are then the page's, not JupyterLab's.
    """
    by_keyboard = ' tabindex="0" data-lm-suppress-shortcuts="true"' if scrolls else ""
    least = f"min-width:{LEAST_SCALE * sheet.wide:g}px;" if scrolls else ""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {sheet.wide:g} {sheet.high:g}" role="img" '
        f'aria-labelledby="{name}-title"{by_keyboard} '
        f'style="width:100%;{least}height:auto;background:{PAPER}" '
        'font-family="DejaVu Sans, Verdana, Helvetica, Arial, sans-serif">'
    )
    fills = {fill: f"{name}-{number}" for number, fill in enumerate(sheet.areas)}
    parts = [
        head,
        f'<title id="{name}-title">{escape(alt)}</title>',
        f"<defs>{''.join(_pattern(fill, own) for fill, own in fills.items() if fill.stripes)}</defs>",
        f'<rect width="{sheet.wide:g}" height="{sheet.high:g}" fill="{PAPER}"/>',
        *(_areas(fill, sheet.areas[fill], own) for fill, own in fills.items()),
        *(_lines(stroke, lines) for stroke, lines in sheet.lines.items()),
        *_words(sheet.words),
        *_notes(sheet.notes),
        "</svg>",
    ]
    return "".join(parts)


def _pattern(fill: Fill, name: str) -> str:
    """Stripes that rise or fall, on the fill's own colour."""
    angle = 45 if fill.stripes == "/" else -45
    size = f'width="{STRIPE_PX}" height="{STRIPE_PX}"'
    return (
        f'<pattern id="{name}" {size} patternUnits="userSpaceOnUse" patternTransform="rotate({angle})">'
        f'<rect {size} fill="{fill.colour}"/>'
        f'<rect width="1.3" height="{STRIPE_PX}" fill="{fill.stripe_colour}"/></pattern>'
    )


def _areas(fill: Fill, rects: list[Rect], name: str) -> str:
    """One path for all: a browser draws it faster than hundreds of elements."""
    path = "".join(f"M{x:.1f} {y:.1f}h{wide:.1f}v{high:.1f}h-{wide:.1f}z" for x, y, wide, high in rects)
    paint = f"url(#{name})" if fill.stripes else fill.colour
    return f'<path fill="{paint}" d="{path}"/>'


def _lines(stroke: Stroke, lines: list[list[Point]]) -> str:
    path = "".join("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in line) for line in lines)
    dashes = f' stroke-dasharray="{" ".join(f"{each:g}" for each in stroke.dashes)}"' if stroke.dashes else ""
    return f'<path fill="none" stroke="{stroke.colour}" stroke-width="{stroke.width:g}"{dashes} d="{path}"/>'


def _words(words: list[Words]) -> list[str]:
    """Words of one look share an element."""
    parts = []
    for (anchor, size, bold, colour), group in groupby(words, key=lambda each: each[3:]):
        weight = ' font-weight="bold"' if bold else ""
        texts = "".join(
            f'<text x="{each.x:.1f}" y="{each.y:.1f}">{escape(each.text)}</text>' for each in group
        )
        parts.append(f'<g text-anchor="{anchor}" font-size="{size:g}" fill="{colour}"{weight}>{texts}</g>')
    return parts


def _notes(notes: list[tuple[Rect, str]]) -> list[str]:
    """Places without a colour, above all else, each with what it says when the mouse is over it."""
    places = [
        f'<rect x="{place.x:.1f}" y="{place.y:.1f}" width="{place.wide:.1f}" height="{place.high:.1f}">'
        f"<title>{escape(text)}</title></rect>"
        for place, text in notes
    ]
    return ['<g fill="none" pointer-events="all">', *places, "</g>"] if places else []
