"""A short text with a title, as text and as HTML: the look of hints, solutions and the summary of a lab."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from html import escape

TEXT_WIDTH = 96
PLAIN = "color: inherit; background: transparent; border: 0; padding: 0;"
BOX = (
    "color: var(--jp-content-font-color1, inherit); background: var(--jp-layout-color1, transparent); "
    "border: 1px solid var(--jp-border-color1, gray); border-left-width: 6px; "
    "padding: 0.2em 1em; max-width: 60em;"
)
"""Colours come from JupyterLab's theme, so that a card reads in light and dark."""


def wrap(text: str) -> str:
    """A paragraph for a page of text: lines that continue are indented."""
    return textwrap.fill(
        text, TEXT_WIDTH, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False
    )


def paragraph_html(text: str, name: str = "") -> str:
    """A paragraph, with a name in bold before it if there is one."""
    head = f"<strong>{escape(name)}:</strong> " if name else ""
    return f"<p style='margin: 0.4em 0'>{head}{escape(text)}</p>"


def title_html(title: str) -> str:
    """What stands at the top of a card."""
    return f"<p style='margin: 0.4em 0; font-size: 115%'><strong>{escape(title)}</strong></p>"


def verbatim_html(lines: tuple[str, ...]) -> str:
    """Lines as they are: code or a table."""
    return (
        f"<pre style='{PLAIN} margin: 0; font-size: 90%; white-space: pre; overflow-x: auto'>"
        f"{escape(chr(10).join(lines))}</pre>"
    )


@dataclass(frozen=True, slots=True, repr=False)
class Card:
    """In a notebook it shows itself; `str(card)` is the same as text."""

    title: str
    paragraphs: tuple[str, ...] = ()
    code: str = ""

    def __str__(self) -> str:
        code = [textwrap.indent(self.code, "  "), ""] if self.code else []
        return "\n".join([self.title, "", *code, *map(wrap, self.paragraphs)])

    __repr__ = __str__

    def _repr_html_(self) -> str:
        code = verbatim_html(tuple(self.code.splitlines())) if self.code else ""
        body = "".join(map(paragraph_html, self.paragraphs))
        return f"<div role='status' style='{BOX}'>{title_html(self.title)}{code}{body}</div>"
