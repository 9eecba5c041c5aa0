"""Three runs of one game: nothing done, the reference, and yours, by each measure."""

from __future__ import annotations

from lablib.pictures.plots import sheet as look
from lablib.pictures.plots.picture import Drawing, picture
from lablib.pictures.plots.sheet import Fill, Rect, Sheet, Words
from lablib.pictures.plots.sheet_figure import drawing_of
from lablib.pictures.plots.style import INK, QUIET_INK
from lablib.simulator.call_forms import called_as
from lablib.teaching.game_day.record import MEASURES, RUNS, GameRecord, require_record

WIDE, LEFT, RIGHT, TOP = 760.0, 16.0, 744.0, 44.0
GAP, NAME_WIDE, VALUE_WIDE = 36.0, 76.0, 66.0
PANEL_HIGH, BAR_HIGH, BAR_STEP = 112.0, 18.0, 25.0
NAMES = {"nothing": "nothing", "reference": "reference", "yours": "yours"}
FILLS = {"nothing": look.UNDER_WAY, "reference": look.SUCCEEDED, "yours": Fill("#2b8fd8", "/")}


@called_as("three_runs(keep(game))")
@picture
def three_runs(record: GameRecord) -> Drawing:
    """Draw the runs of a finished game side by side."""
    require_record(record, "three_runs")
    sheet = three_runs_sheet(record)
    return drawing_of(sheet, three_runs_alt(sheet))


def three_runs_alt(sheet: Sheet) -> str:
    """What the picture shows, in words."""
    return f"{sheet.title}. A bar for each run, for each measure; shorter is better. {sheet.summary}."


def three_runs_sheet(record: GameRecord) -> Sheet:
    """Lay them out: a panel for each measure, a bar for each run."""
    told = "; ".join(f"{NAMES[run]}: {_told(record, run)}" for run in RUNS)
    sheet = Sheet(WIDE, TOP + -(-len(MEASURES) // 2) * PANEL_HIGH + 6, _message(record), told)
    sheet.words.append(Words(8, 22, sheet.title, size=13.5, bold=True))
    for number, (measure, name) in enumerate(MEASURES.items()):
        _add_panel(sheet, record, number, measure, name)
    return sheet


def _message(record: GameRecord) -> str:
    yours, nothing = record.runs["yours"], record.runs["nothing"]
    if yours.events_lost > nothing.events_lost:
        return f"Doing nothing would have lost {nothing.events_lost:,} events; you lost {yours.events_lost:,}"
    if yours.events_lost == nothing.events_lost:
        return f"You lost {yours.events_lost:,} events, as many as if nobody had answered the pager"
    return f"You lost {yours.events_lost:,} of the {nothing.events_lost:,} events that doing nothing loses"


def _told(record: GameRecord, run: str) -> str:
    return ", ".join(f"{_shown(record, run, measure)} {name}" for measure, name in MEASURES.items())


def _shown(record: GameRecord, run: str, measure: str) -> str:
    value = float(getattr(record.runs[run], measure))
    return f"{value:,.2f}" if measure == "dollars" else f"{value:,.0f}"


def _add_panel(sheet: Sheet, record: GameRecord, number: int, measure: str, name: str) -> None:
    wide = (RIGHT - LEFT - GAP) / 2
    x, y = LEFT + number % 2 * (wide + GAP), TOP + number // 2 * PANEL_HIGH
    sheet.words.append(Words(x, y + 12, name, size=12, bold=True))
    most = max(float(getattr(record.runs[run], measure)) for run in RUNS) or 1.0
    room = wide - NAME_WIDE - VALUE_WIDE
    for place, run in enumerate(RUNS):
        top = y + 22 + place * BAR_STEP
        share = max(0.0, float(getattr(record.runs[run], measure))) / most
        sheet.words.append(Words(x, top + 13, NAMES[run], size=11))
        sheet.area(look.GROUND, Rect(x + NAME_WIDE, top, room, BAR_HIGH))
        if share:
            sheet.area(FILLS[run], Rect(x + NAME_WIDE, top, max(1.5, share * room), BAR_HIGH))
        shown = _shown(record, run, measure)
        colour = INK if share else QUIET_INK
        sheet.words.append(Words(x + NAME_WIDE + room + 8, top + 13, shown, size=11, colour=colour))
