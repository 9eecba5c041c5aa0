"""How a card looks, in inline styles, because a style sheet doesn't survive every page that shows a notebook.

Ink and ground follow JupyterLab's theme. On a page without a theme they are the page's own. The head has a
ground of its own, on which its white letters read in light and in dark. Where a page takes every style away,
as GitHub does, the head is still bold, the table still a table, and the symbol in the head tells the outcome.
"""

from __future__ import annotations

from enum import Enum

HEAD_INK = "#ffffff"


class Tone(Enum):
    """What a card is about: a symbol, and the ground of its head."""

    PASSED = ("✓", "#1a6b3c")
    WRONG = ("✗", "#8f4700")
    RAISED = ("!", "#a11c1c")
    OPEN = ("○", "#4f4f4f")
    NO_VERDICT = ("?", "#4f4f4f")
    TOLD = ("", "#1f5a96")

    def __init__(self, symbol: str, ground: str) -> None:
        self.symbol = symbol
        self.ground = ground


EDGE = "var(--jp-border-color0, #808080)"
BOX = (
    "color: var(--jp-content-font-color1, inherit); background-color: var(--jp-layout-color0, transparent); "
    "border: 1px solid {ground}; border-left-width: 6px; border-radius: 3px; max-width: 60em; margin: 4px 0;"
)
HEAD = f"color: {HEAD_INK}; background-color: {{ground}}; padding: 0.3em 0.9em 0.35em;"
BODY = "padding: 0.5em 0.9em;"
PARAGRAPH = "margin: 0.35em 0;"
SMALL = "margin: 0.35em 0 0; font-size: 85%;"
SCROLL = "overflow-x: auto;"
VERBATIM = (
    "color: inherit; background-color: transparent; border: 0; padding: 0; margin: 0; "
    "font-size: 90%; white-space: pre; overflow-x: auto;"
)
TABLE = "border-collapse: collapse; margin: 0; font-size: inherit; color: inherit; table-layout: auto;"
ROW = "background-color: transparent;"
CELL = "text-align: left; vertical-align: top; padding: 0.2em 1.1em 0.2em 0; white-space: normal;"
FACTS = "display: table; margin: 0.2em 0;"
FACT = "display: table-row;"
FACT_TEXT = "display: table-cell; vertical-align: top; padding: 0.2em 0;"
NAME = "display: table-cell; vertical-align: top; padding: 0.2em 1.1em 0.2em 0; white-space: nowrap;"
NUMBER = "text-align: right; vertical-align: top; padding: 0.2em 1.1em 0.2em 0; white-space: nowrap;"
COLUMN = f" border-bottom: 1px solid {EDGE}; vertical-align: bottom;"
