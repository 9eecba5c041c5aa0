"""The picture of a retry storm: calls over time, and beneath them how many records are stored or given up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from lablib.pictures.plots import sheet as look
from lablib.pictures.plots.guess import DASHES, GUESS
from lablib.pictures.plots.picture import Drawing, picture
from lablib.pictures.plots.sheet import Fill, Rect, Sheet, Stroke, Words
from lablib.pictures.plots.sheet_figure import drawing_of
from lablib.pictures.plots.style import LOST, QUIET_INK, STORED
from lablib.pictures.plots.wording import counted
from lablib.scenarios.producer.retry_storm import BATCH, MS_PER_S, BackoffRun

if TYPE_CHECKING:
    from numpy.typing import NDArray

WIDE, HIGH = 700.0, 430.0
LEFT, RIGHT = 62.0, 688.0
CALLS_TOP, CALLS_HIGH = 88.0, 118.0
RECORDS_TOP, RECORDS_HIGH = 240.0, 118.0
COLUMNS = 100
SHORTEST_S = 20
"""What is drawn at least, so that most turns of a knob leave the axis where it is."""
SMALL = 10.0
USEFUL = Fill(STORED.colour)
WASTED = look.FAILED
GIVEN_UP = Fill(LOST.colour, "\\")
IDEAL = Stroke(QUIET_INK, 1.6, (5.0, 3.0))
MODEL = f"""\
Model: each gateway has {BATCH} records at second 0, and resends its throttled records. Throttling a record
costs the shard nothing, and the shard answers many calls as fast as few."""


@picture
def retry_storm(run: BackoffRun, guess_s: float | None = None) -> Drawing:
    """Draw a run of `backoff_scenario`, for a page that no kernel stands behind.

    `guess_s` is when somebody expected the last record to be stored.
    """
    sheet = backoff_sheet(run)
    if guess_s is not None:
        _add_guess(sheet, guess_s, span_of(run))
    return drawing_of(sheet, alt_of(sheet))


def alt_of(sheet: Sheet) -> str:
    """What the picture shows, in words."""
    return (
        f"{sheet.title}. Above, calls over time, hatched where they stored nothing. Below, records: how many "
        "are stored, how many are given up, and a dashed line for how soon the shard could have stored "
        f"them. {sheet.summary}."
    )


def backoff_sheet(run: BackoffRun) -> Sheet:
    """Lay a run out."""
    sheet = Sheet(WIDE, HIGH, message(run), summary(run))
    sheet.words.append(Words(8, 20, sheet.title, size=13.5, bold=True))
    for top, high in ((CALLS_TOP, CALLS_HIGH), (RECORDS_TOP, RECORDS_HIGH)):
        sheet.area(look.GROUND, Rect(LEFT, top, RIGHT - LEFT, high))
    _add_key(sheet)
    columns = Columns(run)
    _add_calls(sheet, columns)
    _add_records(sheet, columns, run)
    _add_seconds(sheet, columns.span_s)
    y = RECORDS_TOP + RECORDS_HIGH + 34
    sheet.words.append(Words(8, y, sheet.summary, bold=True))
    for number, line in enumerate(MODEL.splitlines(), 1):
        sheet.words.append(Words(8, y + 3 + 12 * number, line, size=SMALL, colour=QUIET_INK))
    return sheet


def message(run: BackoffRun) -> str:
    """What the policy did for the records."""
    done_s, soonest_s = run.done_ms / MS_PER_S, run.soonest_ms / MS_PER_S
    if run.lost:
        given_up_s = max(call.at_ms for call in run.calls) / MS_PER_S
        return f"{run.lost:,} of {run.offered:,} records are given up, the last after {given_up_s:.1f} s"
    return f"All records are stored after {done_s:.1f} s, and {soonest_s:.1f} s would have been enough"


def summary(run: BackoffRun) -> str:
    """The numbers."""
    done_s = run.done_ms / MS_PER_S
    return (
        f"{run.knobs.policy}: {counted(len(run.calls), 'call')}, {run.wasted:,} of them stored nothing; "
        f"{run.offered:,} records = {run.stored:,} stored in {done_s:.1f} s + {run.lost:,} lost"
    )


class Columns:
    """The run in columns of equal time, over `span_s` or as many seconds as it needs."""

    def __init__(self, run: BackoffRun, span_s: int | None = None) -> None:
        at_ms, stored, _, given_up = np.array(run.calls).T
        self.span_s = span_s or span_of(run)
        places = (at_ms * COLUMNS / (self.span_s * MS_PER_S)).astype(np.int64).clip(max=COLUMNS - 1)
        self.calls = np.bincount(places, minlength=COLUMNS)
        self.wasted = np.bincount(places, weights=stored == 0, minlength=COLUMNS)
        self.stored = np.bincount(places, weights=stored, minlength=COLUMNS).cumsum()
        self.given_up = np.bincount(places, weights=given_up, minlength=COLUMNS).cumsum()

    @property
    def column_ms(self) -> int:
        """How long one is."""
        return self.span_s * MS_PER_S // COLUMNS


def span_of(run: BackoffRun) -> int:
    """Seconds of an axis that holds all of it: 20, 40, 80 and so on."""
    span_s = SHORTEST_S
    while span_s * MS_PER_S < run.calls[-1].at_ms:
        span_s *= 2
    return span_s


def _x(share: float) -> float:
    return LEFT + (RIGHT - LEFT) * share


def _add_key(sheet: Sheet) -> None:
    for x, fill, name in (
        (0, USEFUL, "stored something"),
        (134, WASTED, "calls that stored nothing"),
        (320, GIVEN_UP, "records given up"),
    ):
        sheet.area(fill, Rect(LEFT + x, 33, 18, 12))
        sheet.words.append(Words(LEFT + x + 24, 43, name, size=SMALL))
    sheet.line(IDEAL, (LEFT + 458, 39), (LEFT + 482, 39))
    sheet.words.append(Words(LEFT + 488, 43, "as soon as possible", size=SMALL))


def _bars(sheet: Sheet, fill: Fill, bottoms: NDArray[np.float64], tops: NDArray[np.float64]) -> None:
    """From height to height in each column, in pixels; empty ones are left out."""
    for column, (low, high) in enumerate(zip(bottoms.tolist(), tops.tolist(), strict=True)):
        if low - high > 0:
            left, right = _x(column / COLUMNS), _x((column + 1) / COLUMNS)
            sheet.area(fill, Rect(left, high, right - left, low - high))


def _add_calls(sheet: Sheet, columns: Columns) -> None:
    most = int(columns.calls.max())
    bottom = CALLS_TOP + CALLS_HIGH
    sheet.words.append(Words(LEFT, CALLS_TOP - 10, f"Calls in each {columns.column_ms:,} ms", size=11))
    useful_top = bottom - CALLS_HIGH * (columns.calls - columns.wasted) / most
    _bars(sheet, USEFUL, np.full(COLUMNS, bottom), useful_top)
    _bars(sheet, WASTED, useful_top, bottom - CALLS_HIGH * columns.calls / most)
    _add_notes(sheet, columns, CALLS_TOP, CALLS_HIGH)
    _add_scale(sheet, CALLS_TOP, CALLS_HIGH, most)


def _add_notes(sheet: Sheet, columns: Columns, top: float, high: float) -> None:
    """Of each column with calls how many there were, and what had become of the records by then."""
    wide = (RIGHT - LEFT) / COLUMNS
    for column in np.flatnonzero(columns.calls).tolist():
        counts = (columns.calls, columns.wasted, columns.stored, columns.given_up)
        calls, wasted, stored, given_up = (int(each[column]) for each in counts)
        told = (
            f"At {column * columns.column_ms / MS_PER_S:.1f} s: {counted(calls, 'call')}, {wasted:,} of them "
            f"stored nothing. Records by then: {stored:,} stored, {given_up:,} given up"
        )
        sheet.notes.append((Rect(_x(column / COLUMNS), top, wide, high), told))


def _add_records(sheet: Sheet, columns: Columns, run: BackoffRun) -> None:
    bottom = RECORDS_TOP + RECORDS_HIGH
    sheet.words.append(
        Words(LEFT, RECORDS_TOP - 10, "Records: stored from below, given up from above", size=11)
    )
    _bars(sheet, USEFUL, np.full(COLUMNS, bottom), bottom - RECORDS_HIGH * columns.stored / run.offered)
    top = np.full(COLUMNS, RECORDS_TOP)
    _bars(sheet, GIVEN_UP, RECORDS_TOP + RECORDS_HIGH * columns.given_up / run.offered, top)
    at_once = min(run.offered, run.knobs.capacity_per_s)
    soonest = min(1.0, run.soonest_ms / (columns.span_s * MS_PER_S))
    by_then = min(run.offered, at_once + run.knobs.capacity_per_s * soonest * columns.span_s)
    height = [bottom - RECORDS_HIGH * count / run.offered for count in (at_once, by_then)]
    sheet.line(IDEAL, (LEFT, height[0]), (_x(soonest), height[1]), (RIGHT, height[1]))
    _add_notes(sheet, columns, RECORDS_TOP, RECORDS_HIGH)
    _add_scale(sheet, RECORDS_TOP, RECORDS_HIGH, run.offered)


def _add_scale(sheet: Sheet, top: float, high: float, most: int) -> None:
    for y, value in ((top, most), (top + high, 0)):
        sheet.words.append(Words(LEFT - 6, y + 3.5, f"{value:,}", "end", SMALL, colour=QUIET_INK))


def _add_guess(sheet: Sheet, guess_s: float, span_s: int) -> None:
    x = _x(min(guess_s / span_s, 1.0))
    for top, high in ((CALLS_TOP, CALLS_HIGH), (RECORDS_TOP, RECORDS_HIGH)):
        sheet.line(Stroke(GUESS, 2.0, DASHES), (x, top), (x, top + high))
    anchor = "end" if x > (LEFT + RIGHT) / 2 else "start"
    told = f"your guess: {guess_s:g} s"
    x += -6 if anchor == "end" else 6
    sheet.words.append(Words(x, CALLS_TOP + 14, told, anchor, 11, bold=True, colour=GUESS))
    sheet.summary += f"; {told}"


def _add_seconds(sheet: Sheet, span_s: int) -> None:
    bottom = RECORDS_TOP + RECORDS_HIGH
    for part in range(5):
        x, second = _x(part / 4), span_s * part // 4
        sheet.line(look.GRID, (x, CALLS_TOP), (x, CALLS_TOP + CALLS_HIGH))
        sheet.line(look.GRID, (x, RECORDS_TOP), (x, bottom + 3))
        anchor = "end" if part == 4 else "middle"
        sheet.words.append(Words(x, bottom + 15, f"{second} s", anchor, SMALL, colour=QUIET_INK))
