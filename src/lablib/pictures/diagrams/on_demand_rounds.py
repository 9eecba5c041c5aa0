"""How an on-demand stream grows while a launch lasts, round by round: lab 05."""

from __future__ import annotations

from lablib.pictures.diagrams.diagram import BOX, Diagram, new_sheet, says
from lablib.pictures.plots.sheet import FAILED, LIMIT, Rect

LOAD_PER_S = 8_200
ROUNDS = (
    (5, "first 15 minutes", "3,100 per second throttled"),
    (10, "next 15 minutes", "400 per second throttled"),
    (16, "after that", "none throttled"),
)
"""Shards, when, and what is throttled: as the lab's run prints and draws it."""
ALT = (
    "A launch brings 8,200 records per second to an on-demand stream. In the first 15 minutes the stream "
    "has 5 shards, which take 5,000 per second, and throttles 3,100. In the next 15 minutes it has 10 "
    "shards, which could take 10,000 per second, but the fullest ones get too much and throttle 400. After "
    "that it has 16 shards and throttles none."
)
LEFT, WIDE, GROUND = 130.0, 184.0, 190.0
PX_PER_SHARD = 8.0


def on_demand_rounds() -> Diagram:
    """Draw it."""
    sheet = new_sheet(
        240,
        "An on-demand stream grows in rounds of 15 minutes",
        f"{LOAD_PER_S:,} records per second meet 5 shards, then 10, then 16",
    )
    load_y = GROUND - LOAD_PER_S / 1_000 * PX_PER_SHARD
    for number, (shards, when, throttled) in enumerate(ROUNDS):
        x, top = LEFT + number * (WIDE + 4), GROUND - shards * PX_PER_SHARD
        sheet.area(BOX, Rect(x, top, WIDE, GROUND - top))
        if top > load_y:
            sheet.area(FAILED, Rect(x, load_y, WIDE, top - load_y))
        middle = x + WIDE / 2
        says(sheet, middle, 168, f"{shards} shards", anchor="middle", bold=True)
        says(sheet, middle, 184, f"{shards * 1_000:,} per second", anchor="middle")
        says(sheet, middle, 208, when, anchor="middle")
        says(sheet, middle, 226, throttled, anchor="middle")
    sheet.line(LIMIT, (LEFT - 6, load_y), (LEFT + 3 * WIDE + 8, load_y))
    says(sheet, 8, load_y - 4, "the launch:", bold=True)
    says(sheet, 8, load_y + 12, f"{LOAD_PER_S:,} per second")
    return Diagram("on-demand-rounds", sheet, ALT)
