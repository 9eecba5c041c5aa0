"""The picture of a mapping: a lane a shard, the age of what the function got, and the ledger.

In each lane stand the invocations, a batch's halves below it, and under them the shard's records: those that
have arrived, dotted, and those that the mapping is done with, the checkpoint.
"""

from __future__ import annotations

from itertools import pairwise

from lablib.pictures.plots import sheet as look
from lablib.pictures.plots.mapping_rows import Bar, Row, Rows, rows_of
from lablib.pictures.plots.sheet import Point, Rect, Sheet, Words
from lablib.pictures.plots.style import QUIET_INK
from lablib.pictures.plots.wording import counted
from lablib.scenarios.mapping.what_if import RETENTION_S, SECONDS, SHARDS, MappingRun
from lablib.simulator.lambda_.mapping.history import Did

WIDE, HIGH = 700.0, 466.0
LEFT, RIGHT = 58.0, 680.0
LANES_TOP, BARS_HIGH, PLACES_HIGH, LANE_STEP = 64.0, 46.0, 26.0, 80.0
AGES_TOP, AGES_HIGH = 326.0, 58.0
MOST_AGE_S = 150
MINUTE_S = 60
THINNEST = 1.4
"""An invocation of some milliseconds is seen as well."""
SMALL = 10.0
FILLS = {Did.SUCCEEDED: look.SUCCEEDED, Did.FAILED: look.FAILED, Did.PARTLY: look.PARTLY}
GIVEN_UP, EXPIRED = "\N{MULTIPLICATION SIGN}", "\N{BLACK DOWN-POINTING TRIANGLE}"
SIGNS = {Did.DISCARDED: GIVEN_UP, Did.TOO_OLD: GIVEN_UP, Did.EXPIRED: EXPIRED}
AGE_STROKES = (
    look.Stroke("#1f6fb2", 1.6),
    look.Stroke("#8b5cc4", 1.6, (6.0, 2.5)),
    look.Stroke("#7a4b00", 1.6, (2.0, 2.0)),
)
MODEL = (
    f"Model: this stream keeps records for {RETENTION_S // MINUTE_S} minutes, AWS's for 24 hours at least; "
    "how long a pause lasts is a model, too."
)


def mapping_sheet(run: MappingRun) -> Sheet:
    """Lay a run out."""
    sheet = Sheet(WIDE, HIGH, message(run), " ".join(run.ledger_lines()))
    rows = rows_of(run)
    sheet.words.append(Words(8, 20, sheet.title, size=13.5, bold=True))
    _add_grid(sheet)
    _add_key(sheet)
    _add_lanes(sheet, run, rows)
    _add_places(sheet, run)
    _add_ages(sheet, run)
    _add_ledger(sheet, run)
    return sheet


def message(run: MappingRun) -> str:
    """The worst of what happened, in a line."""
    expired, dropped = run.totals["expired"], run.dropped
    elsewhere = run.totals["sent to destination"]
    if expired and dropped:
        return f"{counted(expired, 'record')} expired unnoticed, and {dropped:,} more were dropped"
    if expired:
        return f"{counted(expired, 'record')} expired because a batch kept failing, and no metric counts them"
    if dropped:
        return f"Nothing expired, but the mapping dropped {counted(dropped, 'record')}"
    if elsewhere:
        return f"Nothing is lost: {counted(elsewhere, 'record')} can be found again through the destination"
    if run.waiting:
        return f"Nothing is lost yet: {counted(run.waiting, 'record')} still to come"
    return f"All {counted(run.totals['offered'], 'record')} are handled"


def _x(second: float) -> float:
    return LEFT + (RIGHT - LEFT) * min(second, SECONDS) / SECONDS


def _lane_top(shard: int) -> float:
    return LANES_TOP + shard * LANE_STEP


def _add_key(sheet: Sheet) -> None:
    """Two lines: what stands in a lane, and the stairs below it."""
    for x, fill, name in (
        (0, look.SUCCEEDED, "succeeded"),
        (90, look.FAILED, "failed"),
        (158, look.PARTLY, "succeeded in part"),
        (288, look.UNDER_WAY, "running at the end"),
    ):
        sheet.area(fill, Rect(LEFT + x, 31, 16, 10))
        sheet.words.append(Words(LEFT + x + 21, 40, name, size=SMALL))
    for x, y, stroke, name in (
        (425, 40, look.PAUSE, "pause before a retry"),
        (0, 57, look.CHECKPOINT, "checkpoint: records done so far"),
        (255, 57, look.NEWEST, "records arrived so far"),
    ):
        sheet.line(stroke, (LEFT + x, y - 4), (LEFT + x + 16, y - 4))
        sheet.words.append(Words(LEFT + x + 21, y, name, size=SMALL))
    for x, sign, name in ((425, GIVEN_UP, "dropped"), (505, EXPIRED, "expired")):
        sheet.words.append(Words(LEFT + x + 8, 57, sign, "middle", bold=True))
        sheet.words.append(Words(LEFT + x + 21, 57, name, size=SMALL))


def _add_grid(sheet: Sheet) -> None:
    """A ground for each lane and for the ages, lines on full minutes, their names below."""
    wide = RIGHT - LEFT
    for shard in range(SHARDS):
        sheet.area(look.GROUND, Rect(LEFT, _lane_top(shard), wide, BARS_HIGH))
        middle = _lane_top(shard) + BARS_HIGH / 2 + 4
        sheet.words.append(Words(LEFT - 6, middle, f"shard {shard}", "end"))
    for minute in range(SECONDS // MINUTE_S + 1):
        x = _x(minute * MINUTE_S)
        sheet.line(look.GRID, (x, LANES_TOP), (x, AGES_TOP + AGES_HIGH))
        name = f"{minute} min" if minute else "0"
        sheet.words.append(Words(x, AGES_TOP + AGES_HIGH + 15, name, "middle", SMALL, colour=QUIET_INK))


def _add_lanes(sheet: Sheet, run: MappingRun, rows: Rows) -> None:
    lanes = run.knobs.parallelization_factor
    row_high = BARS_HIGH / lanes
    gap = 2.0 if lanes > 1 else 0.0
    level_high = (row_high - gap) / (rows.deepest + 1)

    def top(row: Row, depth: int = 0) -> float:
        return _lane_top(row.shard) + row.lane * row_high + gap / 2 + depth * level_high

    bar_high = max(level_high * (0.8 if rows.deepest else 1.0), THINNEST)
    for bar in rows.bars:
        x, end_x = _x(bar.start_s), _x(bar.end_s)
        place = Rect(x, top(bar.row, bar.depth), max(end_x - x, THINNEST), bar_high)
        sheet.area(FILLS[bar.did], place)
        sheet.notes.append((place, _note(bar)))
    for row, since_s in rows.under_way:
        x = _x(since_s)
        sheet.area(look.UNDER_WAY, Rect(x, top(row), max(RIGHT - x, THINNEST), row_high - gap))
    for pause in rows.pauses:
        y = top(pause.row, pause.depth) + bar_high / 2
        sheet.line(look.PAUSE, (_x(pause.start_s), y), (_x(pause.end_s), y))
    for branch in rows.branches:
        x, end_x = _x(branch.start_s), _x(branch.end_s)
        y, end_y = top(branch.row, branch.depth) + bar_high, top(branch.row, branch.depth + 1)
        sheet.line(look.TREE, (x, y), (x, end_y), (end_x, end_y))
    for gone in rows.gone:
        y = top(gone.row, gone.depth) + bar_high / 2 + 4
        sheet.words.append(Words(_x(gone.at_s), y, SIGNS[gone.did], "middle", bold=True))


def _note(bar: Bar) -> str:
    """What an invocation was given, and when."""
    span = f"{bar.start_s:.1f} s to {bar.end_s:.1f} s"
    return f"Shard {bar.row.shard}: {counted(bar.records, 'record')}, {bar.did}, {span}"


def _add_places(sheet: Sheet, run: MappingRun) -> None:
    """Two stairs a shard, on one scale: up to the newest record, and up to the checkpoint."""
    most = max(places[-1].newest for places in run.places.values())
    for shard, places in run.places.items():
        bottom = _lane_top(shard) + BARS_HIGH + PLACES_HIGH
        scale = (PLACES_HIGH - 3) / most
        for stroke, column in ((look.NEWEST, 0), (look.CHECKPOINT, 1)):
            heights = [bottom - scale * place[column] for place in places]
            sheet.line(stroke, *_stairs(heights))


def _stairs(heights: list[float]) -> list[Point]:
    """A height a second, drawn with the corners alone."""
    points = [(_x(0), heights[0])]
    for second, (before, after) in enumerate(pairwise(heights), 1):
        if after != before:
            points += [(_x(second), before), (_x(second), after)]
    return [*points, (_x(len(heights) - 1), heights[-1])]


def _add_ages(sheet: Sheet, run: MappingRun) -> None:
    bottom = AGES_TOP + AGES_HIGH

    def y(age_s: float) -> float:
        return bottom - AGES_HIGH * min(age_s, MOST_AGE_S) / MOST_AGE_S

    sheet.words.append(
        Words(8, AGES_TOP - 8, "IteratorAge: how old a batch's last record is when it is sent")
    )
    sheet.area(look.GROUND, Rect(LEFT, AGES_TOP, RIGHT - LEFT, AGES_HIGH))
    for age_s in (0, MINUTE_S, RETENTION_S):
        sheet.words.append(Words(LEFT - 6, y(age_s) + 3.5, f"{age_s} s", "end", SMALL, colour=QUIET_INK))
    sheet.line(look.LIMIT, (LEFT, y(RETENTION_S)), (RIGHT, y(RETENTION_S)))
    sheet.words.append(Words(LEFT + 4, y(RETENTION_S) - 2.5, "retention", size=SMALL, colour=QUIET_INK))
    for shard, points in run.ages.items():
        stroke, x = AGE_STROKES[shard], 430 + 84 * shard
        sheet.line(stroke, (x, AGES_TOP - 12), (x + 24, AGES_TOP - 12))
        sheet.words.append(Words(x + 29, AGES_TOP - 8, f"shard {shard}", size=SMALL))
        sheet.line(stroke, *((_x(at_s), y(age_s)) for at_s, age_s in points))


def _add_ledger(sheet: Sheet, run: MappingRun) -> None:
    y = AGES_TOP + AGES_HIGH + 34
    for line in run.ledger_lines():
        sheet.words.append(Words(8, y, line, bold=True))
        y += 15
    sheet.words.append(Words(8, y + 4, MODEL, size=SMALL, colour=QUIET_INK))
