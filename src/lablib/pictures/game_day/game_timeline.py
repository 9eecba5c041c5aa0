"""A game over time: what happened, what could be seen, where the learner looked and what they did."""

from __future__ import annotations

from datetime import datetime

from lablib.pictures.plots import sheet as look
from lablib.pictures.plots.picture import Drawing, picture
from lablib.pictures.plots.sheet import Fill, Rect, Sheet, Words
from lablib.pictures.plots.sheet_figure import drawing_of
from lablib.pictures.plots.style import QUIET_INK
from lablib.simulator.call_forms import called_as
from lablib.teaching.game_day.record import KINDS, GameRecord, Moment, require_record

WIDE, LEFT, RIGHT, TOP = 760.0, 86.0, 744.0, 54.0
BOX_WIDE, BOX_HIGH, LINE_HIGH, LANE_PAD = 21.0, 16.0, 19.0, 7.0
TICKS_S = (300, 600, 900, 1_800, 3_600, 7_200, 14_400, 43_200, 86_400)
MOST_TICKS = 9
FILLS = {
    "happened": Fill("#f2c1ae"),
    "visible": Fill("#f5e3a1"),
    "looked": Fill("#bfdcf3"),
    "acted": Fill("#b5e0c5"),
}


@called_as("game_timeline(keep(game))")
@picture
def game_timeline(record: GameRecord) -> Drawing:
    """Draw a finished game; the numbers in it are those of its table, `moments_told`."""
    require_record(record, "game_timeline")
    sheet = timeline_sheet(record)
    return drawing_of(sheet, timeline_alt(sheet))


def timeline_alt(sheet: Sheet) -> str:
    """What the picture shows, in words."""
    return f"{sheet.title}. Four lanes over time, with a numbered mark for each moment. {sheet.summary}."


def timeline_sheet(record: GameRecord) -> Sheet:
    """Lay it out: a lane for each kind of moment; marks that would lie on each other stand in lines."""
    lanes = {kind: _lines(record, kind) for kind in KINDS}
    highs = {kind: max(1, len(lines)) * LINE_HIGH + 2 * LANE_PAD for kind, lines in lanes.items()}
    sheet = Sheet(WIDE, TOP + sum(highs.values()) + 26, _message(record), _counted(record))
    sheet.words.append(Words(8, 20, sheet.title, size=13.5, bold=True))
    top = TOP
    for number, (kind, lines) in enumerate(lanes.items()):
        if number % 2 == 0:
            sheet.area(look.GROUND, Rect(0, top, WIDE, highs[kind]))
        sheet.words.append(Words(8, top + LANE_PAD + 13, kind, size=11.5, bold=True))
        for line, marks in enumerate(lines):
            for x, place, moment in marks:
                _add_mark(sheet, x, top + LANE_PAD + line * LINE_HIGH, place, moment)
        top += highs[kind]
    _add_clock(sheet, record, top)
    return sheet


def moments_told(record: GameRecord) -> list[tuple[str, str, str, str]]:
    """The rows of the picture's table: number, time of day, kind and text."""
    return [
        (str(number), record.clock(each.at_s), each.kind, each.text)
        for number, each in enumerate(record.timeline, 1)
    ]


def _message(record: GameRecord) -> str:
    acted = [each.at_s for each in record.timeline if each.kind == "acted"]
    if not acted:
        return "Nobody acted in this game"
    return f"The first act came {acted[0] / 60:,.0f} minutes after the pager, at {record.clock(acted[0])}"


def _counted(record: GameRecord) -> str:
    counts = {kind: sum(each.kind == kind for each in record.timeline) for kind in KINDS}
    return ", ".join(f"{kind} {count}" for kind, count in counts.items())


def _x(record: GameRecord, at_s: float) -> float:
    first_s, last_s = record.span_s
    return LEFT + (RIGHT - LEFT - BOX_WIDE) * (at_s - first_s) / ((last_s - first_s) or 1.0)


def _lines(record: GameRecord, kind: str) -> list[list[tuple[float, int, Moment]]]:
    """The marks of a lane, in as few lines as it takes for none to lie on another."""
    lines: list[list[tuple[float, int, Moment]]] = []
    for number, each in enumerate(record.timeline, 1):
        if each.kind != kind:
            continue
        mark = (_x(record, each.at_s), number, each)
        free = (line for line in lines if line[-1][0] + BOX_WIDE + 2 <= mark[0])
        line = next(free, None)
        if line is None:
            lines.append(line := [])
        line.append(mark)
    return lines


def _add_mark(sheet: Sheet, x: float, y: float, number: int, moment: Moment) -> None:
    box = Rect(x, y, BOX_WIDE, BOX_HIGH)
    sheet.area(FILLS[moment.kind], box)
    sheet.line(look.TREE, (x, y), (x, y + BOX_HIGH))
    sheet.words.append(Words(x + BOX_WIDE / 2, y + 12, str(number), "middle", 10.5))
    sheet.notes.append((box, f"{number}: {moment.text}"))


def _add_clock(sheet: Sheet, record: GameRecord, bottom: float) -> None:
    """Times of day on round minutes of the clock, and a line where the pager fired."""
    first_s, last_s = record.span_s
    step_s = next((each for each in TICKS_S if (last_s - first_s) / each <= MOST_TICKS), TICKS_S[-1])
    paged_s = datetime.fromisoformat(record.paged).timestamp()
    begin_s = -(-(paged_s + first_s) // step_s) * step_s - paged_s
    for number in range(MOST_TICKS + 1):
        if (at_s := begin_s + number * step_s) <= last_s:
            x = _x(record, at_s)
            sheet.line(look.GRID, (x, TOP), (x, bottom + 4))
            sheet.words.append(Words(x, bottom + 17, record.clock(at_s), "middle", 10.5, colour=QUIET_INK))
    x = _x(record, 0.0)
    sheet.line(look.LIMIT, (x, TOP - 4), (x, bottom))
    sheet.words.append(Words(x, TOP - 7, "pager", "middle", 10.5))
