"""How a mapping cuts a batch of 64 records in two until the bad one is alone: lab 08."""

from __future__ import annotations

from lablib.pictures.diagrams.diagram import ARROW, Diagram, new_sheet, says
from lablib.pictures.plots.sheet import FAILED, GROUND, SUCCEEDED, Fill, Rect, Sheet

ALT = (
    "A batch of 64 records with one bad record is cut into 32 and 32. The half with the bad record fails "
    "and is cut again: 16, 8, 4, 2, and then the bad record is alone, and its own retries begin. Each "
    "half without it succeeds. The good record beside the bad one is delivered for the seventh time."
)
STEP, HIGH, TOP = 38.0, 26.0, 40.0
SCALE = 7.0
GAP = 2.0
NAMED = 90.0


def bisect_tree() -> Diagram:
    """Draw it."""
    sheet = new_sheet(
        TOP + 7 * STEP + 14,
        "Six cuts leave the bad record alone",
        "64 records, 6 cuts: the good neighbor is delivered 7 times, the bad record alone after that",
    )
    sheet.areas |= {FAILED: [], SUCCEEDED: [], GROUND: []}  # the ground of a name is above its bar
    first, size = 8.0, 64
    _bar(sheet, Rect(first, TOP, size * SCALE, HIGH), "64: fails", FAILED)
    for level in range(1, 7):
        half, y = size // 2, TOP + level * STEP
        middle = first + size * SCALE / 2
        good, bad = (first, middle) if level % 2 else (middle, first)
        _bar(sheet, Rect(good, y, half * SCALE, HIGH), f"{half}: good", SUCCEEDED)
        _bar(sheet, Rect(bad, y, half * SCALE, HIGH), f"{half}: fails", FAILED)
        sheet.line(ARROW, (middle, y - STEP + HIGH), (middle, y))
        told = f"{half} good, {half} with the bad one" if half > 1 else "1 good, 1 bad and alone"
        says(sheet, 692, y + 17, told, anchor="end")
        first, size = bad, half
    return Diagram("bisect-tree", sheet, ALT)


def _bar(sheet: Sheet, place: Rect, name: str, fill: Fill) -> None:
    """A half as wide as it has records. A narrow one is named at the end of its line."""
    sheet.area(fill, Rect(place.x, place.y, place.wide - GAP, place.high))
    if place.wide >= NAMED:
        sheet.area(GROUND, Rect(place.x + place.wide / 2 - 36, place.y + 4, 72, place.high - 8))
        says(sheet, place.x + place.wide / 2, place.y + 17, name, anchor="middle")
