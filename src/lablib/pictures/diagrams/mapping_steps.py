"""What an event source mapping does with the records of a shard, with a filter: lab 06."""

from __future__ import annotations

from lablib.pictures.diagrams.diagram import Diagram, arrow, box, new_sheet, says
from lablib.pictures.plots.sheet import FAILED, Rect

ALT = (
    "An event source mapping polls a shard, runs the filter on each record, collects the records that match "
    "into a batch, and invokes the function with the batch. A record that doesn't match is skipped: this "
    "mapping never delivers it, and it stays in the stream for other consumers."
)
STEPS = (
    ("poll", "once per second"),
    ("filter", "each record"),
    ("batch", "what matches"),
    ("invoke", "the function"),
)
LEFT, WIDE, GAP, TOP, HIGH = 8.0, 130.0, 50.0, 44.0, 52.0


def mapping_steps() -> Diagram:
    """Draw it."""
    sheet = new_sheet(160, "The filter looks at each record before the batch", "a mapping's 4 steps")
    for number, lines in enumerate(STEPS):
        x = LEFT + number * (WIDE + GAP)
        box(sheet, Rect(x, TOP, WIDE, HIGH), *lines)
        if number:
            arrow(sheet, (x - GAP + 5, TOP + HIGH / 2), (x - 5, TOP + HIGH / 2))
    skipped = LEFT + WIDE + GAP
    sheet.area(FAILED, Rect(skipped, TOP + HIGH, WIDE, 5))
    says(sheet, skipped, 122, "A record that doesn't match is skipped: this mapping never delivers it.")
    says(sheet, skipped, 140, "It stays in the stream for other consumers.")
    return Diagram("mapping-steps", sheet, ALT)
