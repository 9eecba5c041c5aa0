"""The parts of a card as HTML. ElementTree writes it, and escapes every text that it is given.

The tags are those that nbconvert's sanitizer lets through, which is why a table has neither thead nor th. (A
parser of HTML5 puts a tbody around rows, which that sanitizer then shows as text: a line above each table.)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from xml.etree.ElementTree import Element, indent, tostring

from lablib.teaching.checks.cards import look
from lablib.teaching.checks.cards.look import Tone

CODE = re.compile(r"`([^`\n]+)`")


def element(tag: str, style: str, *inside: Element | str, **attributes: str) -> Element:
    """An element with what stands in it; texts are escaped when it is written."""
    made = Element(tag, {"style": style, **attributes} if style else attributes)
    for each in inside:
        if isinstance(each, Element):
            made.append(each)
        elif len(made):
            made[-1].tail = (made[-1].tail or "") + each
        else:
            made.text = (made.text or "") + each
    return made


def prose(text: str) -> list[Element | str]:
    """A text whose words in backticks are code, without the backticks."""
    parts = CODE.split(text)
    return [element("code", "", part) if place % 2 else part for place, part in enumerate(parts) if part]


def card_html(tone: Tone, title: str, *body: Element) -> str:
    """The whole card. Its title begins with the symbol of its tone, if that has one."""
    head = f"{tone.symbol} {title}" if tone.symbol else title
    card = element(
        "div",
        look.BOX.format(ground=tone.ground),
        element("div", look.HEAD.format(ground=tone.ground), element("strong", "", head)),
        element("div", look.BODY, *body),
        role="status",
    )
    indent(card, space="")  # an element a line: whoever compares two notebooks sees which one differs
    return tostring(card, encoding="unicode", method="html").strip()


def paragraph(text: str, style: str = look.PARAGRAPH) -> Element:
    """A paragraph: p is none of the tags that every page takes."""
    return element("div", style, *prose(text))


def named_list(name: str, inside: Element) -> list[Element]:
    """A table or lines of code, below a line that says what they are."""
    return [
        element("div", look.PARAGRAPH, element("strong", "", f"{name}:")),
        element("div", look.SCROLL, inside, tabindex="0", role="group", **{"aria-label": name}),
    ]


def verbatim(lines: Iterable[str]) -> Element:
    """Lines as they are."""
    return element("pre", look.VERBATIM, "\n".join(lines))


def facts(rows: Iterable[tuple[str, str]]) -> Element:
    """Lines of a name and what is said about it, which stand in two columns where styles are kept."""
    body = [
        element(
            "div",
            look.FACT,
            element("strong", look.NAME, f"{name}:"),
            element("span", look.FACT_TEXT, " ", *prose(text)),
        )
        for name, text in rows
    ]
    return element("div", look.FACTS, *body)


def table(columns: Sequence[str], rows: Iterable[Sequence[str]], *, numbers: bool = True) -> Element:
    """Rows under the names of their columns. A row that ends early gets its last cell over the rest.

    Between the first column and the last stand `numbers`, or texts.
    """
    styles = [
        look.NUMBER if numbers and 0 < place < len(columns) - 1 else look.CELL
        for place in range(len(columns))
    ]
    head = [
        element("td", style + look.COLUMN, element("strong", "", name), role="columnheader")
        for style, name in zip(styles, columns, strict=True)
    ]
    body = [_row(row, styles) for row in rows]
    return element("table", look.TABLE, element("tr", look.ROW, *head), *body)


def texts_as_rows(texts: Iterable[str]) -> list[Element]:
    """Paragraphs. Those that begin with a few words and a colon are rows of a table, named by these words."""
    parts: list[Element] = []
    for is_row, group in groupby(texts, lambda text: bool(_name(text))):
        if is_row:
            parts.append(facts((_name(text), text.removeprefix(f"{_name(text)}: ")) for text in group))
        else:
            parts += [paragraph(text) for text in group]
    return parts


NAME_CHARS = 30
"""A longer beginning is a sentence of its own."""


def _name(text: str) -> str:
    name, colon, _ = text.partition(": ")
    return name if colon and len(name) <= NAME_CHARS and ". " not in name else ""


def _row(row: Sequence[str], styles: Sequence[str]) -> Element:
    *cells, last = row
    made = [_cell(style, text) for style, text in zip(styles, cells, strict=False)]
    rest = {"colspan": str(len(styles) - len(cells))} if len(row) < len(styles) else {}
    return element("tr", look.ROW, *made, _cell(look.CELL, last, **rest))


def _cell(style: str, text: str, **attributes: str) -> Element:
    return element("td", style, *prose(text), **attributes)
