"""Several retry storms in one picture, a row each, on one axis of time and one of calls."""

from __future__ import annotations

from collections.abc import Sequence

from lablib.pictures.plots import sheet as look
from lablib.pictures.plots.picture import Drawing, picture
from lablib.pictures.plots.retry_storm import COLUMNS, SMALL, USEFUL, WASTED, Columns, span_of
from lablib.pictures.plots.sheet import Rect, Sheet, Words
from lablib.pictures.plots.sheet_figure import drawing_of
from lablib.pictures.plots.style import QUIET_INK
from lablib.scenarios.producer.retry_storm import MS_PER_S, BackoffRun

WIDE, LEFT, RIGHT = 700.0, 12.0, 688.0
TOP, ROW_HIGH, BARS_HIGH = 62.0, 84.0, 56.0


@picture
def retry_storms(runs: Sequence[BackoffRun]) -> Drawing:
    """Draw runs of `backoff_scenario`, such as one for each policy: calls over time."""
    sheet = storms_sheet(runs)
    alt = f"Calls over time, with a row for each policy, hatched where they stored nothing. {sheet.summary}."
    return drawing_of(sheet, alt)


def storms_sheet(runs: Sequence[BackoffRun]) -> Sheet:
    """Lay them out."""
    sheet = Sheet(WIDE, TOP + ROW_HIGH * len(runs) + 14, _message(runs), "; ".join(map(_told, runs)))
    sheet.words.append(Words(8, 20, sheet.title, size=13.5, bold=True))
    for number in range(len(runs)):
        sheet.area(look.GROUND, Rect(LEFT, _top(number), RIGHT - LEFT, BARS_HIGH))
    for x, fill, name in (
        (0, USEFUL, "calls that stored something"),
        (190, WASTED, "calls that stored nothing"),
    ):
        sheet.area(fill, Rect(LEFT + x, 30, 18, 12))
        sheet.words.append(Words(LEFT + x + 24, 40, name, size=SMALL))
    span_s = max(map(span_of, runs))
    most = max(int(Columns(run, span_s).calls.max()) for run in runs)
    for number, run in enumerate(runs):
        _add_row(sheet, _top(number), run, span_s, most)
    _add_seconds(sheet, len(runs), span_s)
    return sheet


def _message(runs: Sequence[BackoffRun]) -> str:
    """Who is done first, of those that lose least, and who is done last."""
    first = min(runs, key=lambda run: (run.lost, run.done_ms))
    last = max(runs, key=lambda run: run.done_ms)
    words = (
        f"{first.knobs.policy} is done after {_seconds(first)}, {last.knobs.policy} after {_seconds(last)}"
    )
    return words[0].upper() + words[1:]


def _seconds(run: BackoffRun) -> str:
    return f"{run.done_ms / MS_PER_S:.1f} s"


def _told(run: BackoffRun) -> str:
    counts = f"{len(run.calls):,} calls, {run.wasted:,} stored nothing"
    told = f"{run.knobs.policy}: {counts}, done after {_seconds(run)}"
    return f"{told}, {run.lost:,} lost" if run.lost else told


def _top(number: int) -> float:
    return TOP + ROW_HIGH * number + ROW_HIGH - BARS_HIGH - 8


def _x(share: float) -> float:
    return LEFT + (RIGHT - LEFT) * share


def _add_row(sheet: Sheet, top: float, run: BackoffRun, span_s: int, most: int) -> None:
    """The bars of all rows have one scale."""
    columns, bottom = Columns(run, span_s), top + BARS_HIGH
    sheet.words.append(Words(LEFT, top - 5, _told(run), size=11, bold=True))
    pairs = zip(columns.calls.tolist(), columns.wasted.tolist(), strict=True)
    for column, (calls, wasted) in enumerate(pairs):
        left, wide = _x(column / COLUMNS), (RIGHT - LEFT) / COLUMNS
        useful_high, wasted_high = ((calls - wasted) * BARS_HIGH / most, wasted * BARS_HIGH / most)
        if useful_high:
            sheet.area(USEFUL, Rect(left, bottom - useful_high, wide, useful_high))
        if wasted_high:
            sheet.area(WASTED, Rect(left, bottom - useful_high - wasted_high, wide, wasted_high))


def _add_seconds(sheet: Sheet, rows: int, span_s: int) -> None:
    bottom = _top(rows - 1) + BARS_HIGH
    for part in range(5):
        x, anchor = _x(part / 4), {0: "start", 4: "end"}.get(part, "middle")
        for number in range(rows):
            sheet.line(look.GRID, (x, _top(number)), (x, _top(number) + BARS_HIGH))
        sheet.words.append(Words(x, bottom + 15, f"{span_s * part // 4} s", anchor, SMALL, colour=QUIET_INK))
