"""A card as text: paragraphs that fit a page."""

from __future__ import annotations

import textwrap

TEXT_WIDTH = 96


def wrap(text: str) -> str:
    """A paragraph for a page of text: lines that continue are indented."""
    return textwrap.fill(
        text, TEXT_WIDTH, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False
    )
