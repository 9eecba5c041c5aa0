"""What the course says to a learner looks the same everywhere: a card with a head, a table, and paragraphs.

Every card is also text. The text is what a terminal prints and what nbval compares.
"""

from lablib.teaching.checks.cards.card import Card
from lablib.teaching.checks.cards.html import card_html, facts, named_list, paragraph, table, verbatim
from lablib.teaching.checks.cards.look import Tone
from lablib.teaching.checks.cards.said import Said, show
from lablib.teaching.checks.cards.text import TEXT_WIDTH, wrap

__all__ = [
    "TEXT_WIDTH",
    "Card",
    "Said",
    "Tone",
    "card_html",
    "facts",
    "named_list",
    "paragraph",
    "show",
    "table",
    "verbatim",
    "wrap",
]
