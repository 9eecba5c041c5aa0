"""A shard that is split: the closed parent and its two children: lab 01."""

from __future__ import annotations

from lablib.pictures.diagrams.diagram import Diagram, arrow, new_sheet, says
from lablib.pictures.plots.sheet import GROUND, TREE, UNDER_WAY, Rect

ALT = (
    "Time goes from left to right. Shard 0 takes the events of tenants A and B until it is split. Then it "
    "is closed, and its older records stay in it. From the split on, its children take the newer events: "
    "shard 2 those of A, and shard 3 those of B. Shard 1, with the events of C and D, stays open."
)
LEFT, SPLIT, RIGHT, HIGH = 76.0, 350.0, 620.0, 30.0
ROWS = {"shard 0": 52.0, "shard 2": 100.0, "shard 3": 140.0, "shard 1": 188.0}


def shard_split() -> Diagram:
    """Draw it."""
    sheet = new_sheet(
        244, "A split closes one shard and opens two", "1 shard closed, 2 children opened, no records moved"
    )
    for name, y in ROWS.items():
        says(sheet, 8, y + 20, name, bold=True)
    for name, begin, end, told in (
        ("shard 0", LEFT, SPLIT, "events of A and B"),
        ("shard 2", SPLIT, RIGHT, "newer events of A"),
        ("shard 3", SPLIT, RIGHT, "newer events of B"),
        ("shard 1", LEFT, RIGHT, "events of C and D"),
    ):
        sheet.area(UNDER_WAY if name == "shard 0" else GROUND, Rect(begin, ROWS[name], end - begin, HIGH))
        says(sheet, (begin + end) / 2, ROWS[name] + 20, told, anchor="middle")
    says(sheet, SPLIT + 10, ROWS["shard 0"] + 20, "closed: takes no new records, keeps the old ones")
    for name in ("shard 2", "shard 3"):
        y = ROWS[name] + HIGH / 2
        sheet.line(TREE, (SPLIT - 24, ROWS["shard 0"] + HIGH), (SPLIT - 24, y), (SPLIT, y))
    for name in ("shard 1", "shard 2", "shard 3"):
        says(sheet, RIGHT + 10, ROWS[name] + 20, "open")
    arrow(sheet, (LEFT, 230), (RIGHT, 230))
    says(sheet, RIGHT + 10, 234, "time")
    return Diagram("shard-split", sheet, ALT)
