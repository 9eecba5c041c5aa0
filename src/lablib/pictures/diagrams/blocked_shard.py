"""Three shards, of which one is blocked by a batch that fails: lab 07."""

from __future__ import annotations

from lablib.pictures.diagrams.diagram import Diagram, arrow, box, new_sheet, says
from lablib.pictures.plots.sheet import FAILED, SUCCEEDED, UNDER_WAY, Rect

ALT = (
    "Shards 0 and 2 are read from left to right, and everything in them is handled. In shard 1 a batch of "
    "four records has a malformed one. The batch fails, the mapping pauses, and it fails again, a minute "
    "apart, while all newer records of the shard wait behind it."
)
LEFT, RIGHT, HIGH = 76.0, 600.0, 30.0


def blocked_shard() -> Diagram:
    """Draw it."""
    sheet = new_sheet(
        236, "One malformed record blocks its shard, and no other", "1 malformed record: 1 of 3 shards stops"
    )
    for shard, y in ((0, 44.0), (1, 98.0), (2, 190.0)):
        says(sheet, 8, y + 20, f"shard {shard}", bold=True)
        if shard != 1:
            sheet.area(SUCCEEDED, Rect(LEFT, y + 8, RIGHT - LEFT - 8, 14))
            arrow(sheet, (LEFT, y + 15), (RIGHT, y + 15))
            says(sheet, RIGHT + 8, y + 20, "handled")
    sheet.area(SUCCEEDED, Rect(LEFT, 106, 96, 14))
    for number, name in enumerate(("good", "good", "malformed", "good")):
        wide = 82.0 if name == "malformed" else 46.0
        x = LEFT + 104 + sum((46.0, 46.0, 82.0)[:number]) + 4 * number
        box(sheet, Rect(x, 98, wide, HIGH), name)
        if name == "malformed":
            sheet.area(FAILED, Rect(x, 94, wide, 4))
    for number in range(3):
        x = LEFT + 348 + 62 * number
        sheet.area(UNDER_WAY, Rect(x, 98, 56, HIGH))
        says(sheet, x + 28, 117, "waits", anchor="middle")
    says(sheet, RIGHT + 8, 117, "waits ...")
    says(sheet, LEFT + 104, 152, "fails, pause, fails, pause, fails: a minute apart,")
    says(sheet, LEFT + 104, 168, "until it succeeds or its records expire")
    return Diagram("blocked-shard", sheet, ALT)
