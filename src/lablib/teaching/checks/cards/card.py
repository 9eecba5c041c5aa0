"""A title, paragraphs and perhaps code: the look of hints, solutions and the summary of a lab."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from lablib.teaching.checks.cards.html import card_html, texts_as_rows, verbatim
from lablib.teaching.checks.cards.look import Tone
from lablib.teaching.checks.cards.text import wrap


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
        code = [verbatim(self.code.splitlines())] if self.code else []
        return card_html(Tone.TOLD, self.title, *code, *texts_as_rows(self.paragraphs))
