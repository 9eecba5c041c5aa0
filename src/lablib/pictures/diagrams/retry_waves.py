"""Backoff without jitter: all gateways come back together, in waves: lab 03."""

from __future__ import annotations

from lablib.pictures.diagrams.diagram import Diagram, arrow, new_sheet, says
from lablib.pictures.plots.sheet import FAILED, GROUND, SUCCEEDED, UNDER_WAY, Rect

ALT = (
    "Time goes from left to right. All gateways call at the same moment, and most of their records are "
    "throttled. They wait for 0.4 s, call together, wait for 0.8 s, call together, and so on with 1.6 s and "
    "3.2 s. In each pause the shard saves up capacity for one second at most. The next wave uses it: that "
    "part of its records is stored, and the rest is throttled. The capacity of the longer pauses beyond "
    "that second goes unused."
)
PAUSES_S = (0.4, 0.8, 1.6, 3.2)
SAVED_S = 1.0
"""A shard that rests has this much capacity at most."""
LEFT, WAVE, TOP, HIGH = 14.0, 36.0, 62.0, 72.0
PX_PER_S = 80.0
SAVED_HIGH = 34.0
KEY = (
    (FAILED, "throttled: all gateways call at the same moment"),
    (SUCCEEDED, "stored: what the shard has capacity for"),
    (GROUND, "saved up: the next wave uses this capacity, one second's worth at most"),
    (UNDER_WAY, "unused: the shard can't save up more, and nobody calls"),
)


def retry_waves() -> Diagram:
    """Draw it."""
    unused_s = sum(max(0.0, pause_s - SAVED_S) for pause_s in PAUSES_S)
    sheet = new_sheet(
        242,
        "Without jitter, all gateways come back together",
        f"{len(PAUSES_S)} pauses, equal for all gateways: {unused_s:.1f} of {sum(PAUSES_S):.1f} s go unused",
    )
    x, bottom, saved_s = LEFT, TOP + HIGH, SAVED_S
    for pause_s in (*PAUSES_S, 0.0):
        stored = SAVED_HIGH * saved_s
        sheet.area(FAILED, Rect(x, TOP, WAVE, HIGH - stored))
        sheet.area(SUCCEEDED, Rect(x, bottom - stored, WAVE, stored))
        x += WAVE
        saved_s = min(SAVED_S, pause_s)
        saved, wide = saved_s * PX_PER_S, pause_s * PX_PER_S
        if pause_s:
            sheet.area(GROUND, Rect(x, bottom - SAVED_HIGH, saved, SAVED_HIGH))
            says(sheet, x + wide / 2, TOP - 8, f"{pause_s} s", anchor="middle")
        if wide > saved:
            sheet.area(UNDER_WAY, Rect(x + saved, bottom - SAVED_HIGH, wide - saved, SAVED_HIGH))
        x += wide
    arrow(sheet, (LEFT, bottom + 10), (x, bottom + 10))
    for number, (fill, told) in enumerate(KEY):
        y = bottom + 28 + 20 * number
        sheet.area(fill, Rect(LEFT, y, 18, 12))
        says(sheet, LEFT + 26, y + 11, told)
    return Diagram("retry-waves", sheet, ALT)
