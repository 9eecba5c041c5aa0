"""How a partition key finds its shard: lab 01."""

from __future__ import annotations

from hashlib import md5

from lablib.pictures.diagrams.diagram import ARROW, HEAD, Diagram, arrow, box, new_sheet, says
from lablib.pictures.plots.sheet import SUCCEEDED, Fill, Rect
from lablib.pictures.plots.style import PAPER, QUIET_INK

KEY = "t-0071"
SHARDS = 4
HASH_KEYS = 2**128
NUMBER = int(md5(KEY.encode(), usedforsecurity=False).hexdigest(), 16)
SHARD = NUMBER * SHARDS // HASH_KEYS
ALT = (
    f"The partition key, here {KEY}, goes through MD5. The result is one number from 0 to 2 to the power of "
    f"128, minus 1. The open shards divide these numbers into ranges. With {SHARDS} equal ranges, this "
    f"number is in the range of shard {SHARD}, so the record goes to shard {SHARD}."
)
LEFT, WIDE, TOP, HIGH = 8.0, 684.0, 148.0, 34.0
KEY_BOX, MD5_BOX = Rect(8, 40, 150, 54), Rect(228, 40, 230, 54)
LINE = Fill(QUIET_INK)
RANGE = Fill(PAPER)


def key_to_range() -> Diagram:
    """Draw it."""
    sheet = new_sheet(
        212,
        "The partition key alone decides the shard",
        f"{SHARDS} shards: all records of {KEY} go to shard {SHARD}",
    )
    box(sheet, KEY_BOX, "partition key", KEY)
    arrow(sheet, (162, 67), (224, 67))
    box(sheet, MD5_BOX, "MD5 of its bytes:", "a number of up to 39 digits")
    sheet.area(LINE, Rect(LEFT, TOP, WIDE, HIGH))
    for number in range(SHARDS):
        x = LEFT + WIDE * number / SHARDS
        sheet.area(SUCCEEDED if number == SHARD else RANGE, Rect(x + 1, TOP + 1, WIDE / SHARDS - 2, HIGH - 2))
        says(sheet, x + WIDE / SHARDS / 2, TOP + HIGH + 16, f"range of shard {number}", anchor="middle")
    x, y = LEFT + WIDE * NUMBER / HASH_KEYS, TOP - 2
    sheet.line(ARROW, (343, 98), (343, 122), (x, 122), (x, y))
    sheet.line(ARROW, (x - HEAD * 0.7, y - HEAD), (x, y), (x + HEAD * 0.7, y - HEAD))
    says(sheet, LEFT, TOP - 6, "0")
    says(sheet, LEFT + WIDE, TOP - 6, "2¹²⁸ - 1", anchor="end")
    return Diagram("key-to-range", sheet, ALT)
