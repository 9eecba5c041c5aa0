"""The picture of a load: CloudWatch's minutes above the seconds of each shard, for the same span."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from lablib.pictures.plots import sheet as look
from lablib.pictures.plots.picture import Drawing, picture
from lablib.pictures.plots.sheet import Fill, Rect, Sheet, Stroke, Words
from lablib.pictures.plots.sheet_figure import drawing_of
from lablib.pictures.plots.style import INK, PAPER, QUIET_INK, SHADE, STORED, THROTTLED
from lablib.pictures.plots.wording import counted
from lablib.scenarios.shards.what_if import MINUTES, SECONDS, ShardsRun
from lablib.simulator import limits

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WIDE, HIGH = 700.0, 430.0
LEFT, RIGHT = 62.0, 584.0
MINUTES_TOP, MINUTES_HIGH = 82.0, 62.0
SHARDS_TOP, SHARDS_HIGH = 172.0, 192.0
LEVELS = 5
"""Shades between nothing and a shard's limit."""
MOST_NAMED = 16
SMALL = 10.0
LINE = Stroke(STORED.colour, 2.4)
FULL = limits.SHARD_WRITE_RECORDS_PER_S
MODEL = """\
Model: all gateways write at the same moment, and a shard that rested can take one second's worth then.
On-demand streams begin with four shards, and get more within 15 minutes. AUTO spreads records evenly."""


@picture
def shards_under_load(run: ShardsRun) -> Drawing:
    """Draw a run of `shards_scenario`, for a page that no kernel stands behind."""
    sheet = shards_sheet(run)
    return drawing_of(sheet, alt_of(sheet))


def alt_of(sheet: Sheet) -> str:
    """What the picture shows, in words."""
    return (
        f"{sheet.title}. Above, by minute, the share of the stream's capacity in use. Below, a row for each "
        f"shard and a column for each second, hatched where records were throttled. {sheet.summary}."
    )


def shards_sheet(run: ShardsRun) -> Sheet:
    """Lay a run out."""
    sheet = Sheet(WIDE, HIGH, message(run), summary(run))
    sheet.words.append(Words(8, 20, sheet.title, size=13.5, bold=True))
    _add_key(sheet)
    _add_minutes(sheet, run.minutes)
    _add_shards(sheet, run)
    y = SHARDS_TOP + SHARDS_HIGH + 32
    sheet.words.append(Words(8, y, sheet.summary, bold=True))
    for number, line in enumerate(MODEL.splitlines(), 1):
        sheet.words.append(Words(8, y + 4 + 12 * number, line, size=SMALL, colour=QUIET_INK))
    return sheet


def message(run: ShardsRun) -> str:
    """What the minute shows, and what it hides."""
    fullest, by_shard = max(run.minutes), run.throttled.sum(axis=1)
    guilty = int((by_shard > 0).sum())
    if not guilty:
        return f"The fullest minute is at {fullest:.0%}, and no record is throttled"
    throttled = f"{_of(guilty, len(by_shard))} throttled {counted(int(by_shard.sum()), 'record')}"
    return f"The fullest minute is at {fullest:.0%}, and {throttled}"


def summary(run: ShardsRun) -> str:
    """The numbers."""
    offered, stored, bad = (
        int(run.offered.sum()),
        int(run.stored.sum()),
        int((run.throttled > 0).any(axis=0).sum()),
    )
    return (
        f"{counted(len(run.stored), 'shard')}, {run.knobs.mode}: {offered:,} records = {stored:,} stored "
        f"+ {offered - stored:,} throttled in {counted(bad, 'second')}"
    )


def _of(guilty: int, shards: int) -> str:
    if shards == 1:
        return "its one shard"
    return f"{guilty} of {shards} shards"


def _x(second: float) -> float:
    return LEFT + (RIGHT - LEFT) * second / SECONDS


def _shade(level: int) -> Fill:
    """From the paper to the shade that means full."""
    ends = [[int(colour[place : place + 2], 16) for place in (1, 3, 5)] for colour in (PAPER, SHADE)]
    mixed = [round(low + (high - low) * level / LEVELS) for low, high in zip(*ends, strict=True)]
    return Fill("#" + "".join(f"{each:02x}" for each in mixed))


def _add_key(sheet: Sheet) -> None:
    for x, fill, name in (
        (0, _shade(0), "0"),
        (44, _shade(LEVELS), f"{FULL:,} or more offered in the second"),
        (262, look.FAILED, "some were throttled"),
    ):
        sheet.area(look.Fill(QUIET_INK), Rect(LEFT + x, 33, 18, 12))
        sheet.area(fill, Rect(LEFT + x + 0.7, 33.7, 16.6, 10.6))
        sheet.words.append(Words(LEFT + x + 24, 43, name, size=SMALL))


def _add_minutes(sheet: Sheet, minutes: list[float]) -> None:
    """What CloudWatch shows."""
    bottom = MINUTES_TOP + MINUTES_HIGH

    def y(share: float) -> float:
        return bottom - MINUTES_HIGH * share

    caption = "CloudWatch, by minute: IncomingRecords, as a share of the stream's capacity"
    sheet.words.append(Words(LEFT, MINUTES_TOP - 8, caption, size=11))
    sheet.area(look.GROUND, Rect(LEFT, MINUTES_TOP, RIGHT - LEFT, MINUTES_HIGH))
    sheet.line(look.LIMIT, (LEFT, y(1)), (RIGHT, y(1)))
    for share in (0, 0.5, 1):
        sheet.words.append(Words(LEFT - 6, y(share) + 3.5, f"{share:.0%}", "end", SMALL, colour=QUIET_INK))
    points = []
    for number, share in enumerate(minutes):
        begin, end = _x(number * SECONDS / MINUTES), _x((number + 1) * SECONDS / MINUTES)
        points += [(begin, y(share)), (end, y(share))]
        below = share > 0.75
        at = y(share) + (13 if below else -5)
        sheet.words.append(Words((begin + end) / 2, at, f"{share:.1%}", "middle", 11, bold=True))
    sheet.line(LINE, *points)


def _add_shards(sheet: Sheet, run: ShardsRun) -> None:
    """What the minutes hide."""
    rows = len(run.offered)
    high = SHARDS_HIGH / rows
    gap = min(3.0, high * 0.2)
    caption = "By second, which no metric shows: records offered to each shard"
    sheet.words.append(Words(LEFT, SHARDS_TOP - 8, caption, size=11))
    sheet.area(_shade(0), Rect(LEFT, SHARDS_TOP, RIGHT - LEFT, SHARDS_HIGH))
    named = -(-rows // MOST_NAMED)
    for row in range(rows):
        top = SHARDS_TOP + row * high
        for first, length, level in _runs(run.offered[row], run.throttled[row]):
            fill = look.FAILED if level > LEVELS else _shade(level)
            place = Rect(_x(first), top, _x(first + length) - _x(first), high - gap)
            sheet.area(fill, place)
            sheet.notes.append((place, _note(run, row, first, length)))
        if row % named == 0:
            size, throttled = min(SMALL, high * named), int(run.throttled[row].sum())
            told = f"{throttled:,} throttled" if throttled else "none throttled"
            colour = THROTTLED.colour if throttled else QUIET_INK
            middle = top + (high - gap) / 2 + size / 3
            sheet.words.append(Words(LEFT - 6, middle, f"shard {row}", "end", size, colour=INK))
            sheet.words.append(Words(RIGHT + 6, middle, told, size=size, bold=bool(throttled), colour=colour))
    bottom = SHARDS_TOP + SHARDS_HIGH
    for number in range(MINUTES + 1):
        x = _x(number * SECONDS / MINUTES)
        sheet.line(look.GRID, (x, MINUTES_TOP), (x, MINUTES_TOP + MINUTES_HIGH))
        sheet.line(look.GRID, (x, SHARDS_TOP), (x, bottom + 3))
        name = f"{number} min" if number else "0"
        sheet.words.append(Words(x, bottom + 15, name, "middle", SMALL, colour=QUIET_INK))


def _note(run: ShardsRun, row: int, first: int, length: int) -> str:
    """What a shard was offered in a second, or in some that look the same, and what it throttled."""
    seconds = slice(first, first + length)
    offered, throttled = int(run.offered[row, seconds].sum()), int(run.throttled[row, seconds].sum())
    span = f"second {first}" if length == 1 else f"seconds {first} to {first + length - 1}"
    return f"Shard {row}, {span}: {counted(offered, 'record')} offered, {throttled:,} throttled"


def _runs(offered: NDArray[np.int64], throttled: NDArray[np.int64]) -> list[tuple[int, int, int]]:
    """Seconds that look the same: first second, length, level. A level above `LEVELS` is throttling."""
    levels = [
        LEVELS + 1 if gone else min(LEVELS, -(-count * LEVELS // FULL))
        for count, gone in zip(offered.tolist(), throttled.tolist(), strict=True)
    ]
    runs, first = [], 0
    for level, group in groupby(levels):
        length = len(list(group))
        if level:
            runs.append((first, length, level))
        first += length
    return runs
