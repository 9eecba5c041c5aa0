"""The parts of the desk that change: the table of the room, wrong answers, the chart of a prediction."""

from __future__ import annotations

from html import escape

from lablib.pictures.game_day import page
from lablib.teaching.course import Lab, Prediction
from lablib.teaching.desk.room import Place, Room

ROOM_COLUMNS = ("name", "at", "minutes there", "attempts", "hints", "last message", "passed", "heard of")
NOBODY = "Nobody is here yet. Paste progress codes below, or wait until somebody opens a lab."
NO_WRONG_ANSWERS = "Nobody's last check was wrong."


def room_part(room: Room, course: tuple[Lab, ...], now_s: float) -> str:
    """Where everybody is, the stuck first, and what answers are wrong now."""
    places = room.places(course, now_s)
    if not places:
        return page.paragraphs(NOBODY, "open")
    stuck = sum(each.stuck for each in places)
    lead = f"{len(places)} in the room, {stuck} stuck."
    wrong = [(message, at, str(count)) for at, message, count in room.wrong_answers()]
    parts = [
        page.paragraphs(lead, "lead"),
        page.table("The room", ROOM_COLUMNS, map(_row, places)),
        page.heading("Wrong answers now"),
        page.table("Wrong answers now", ("message", "exercise", "learners"), wrong)
        if wrong
        else page.paragraphs(NO_WRONG_ANSWERS, "open"),
    ]
    return "\n".join(parts)


def _row(place: Place) -> tuple[str, ...]:
    minutes = f"{place.minutes:.0f}" + (", stuck" if place.stuck else "")
    heard = "now" if place.silent_minutes < 1 else f"{place.silent_minutes:.0f} min ago"
    numbers = str(place.attempts), str(place.hints), place.message, str(place.passed), heard
    return (place.name, place.at, minutes, *numbers)


def votes_part(room: Room, id_: str, asked: Prediction) -> str:
    """What the room predicts, as bars with their numbers. It doesn't say which is right."""
    votes = room.votes(id_, asked)
    total = sum(count for _, count in votes)
    lead = page.paragraphs(asked.ask, "note") + page.paragraphs(f"{total} predictions.", "lead")
    bars = "".join(_bar(value, asked.options.get(value, ""), count, total) for value, count in votes)
    return f'{lead}<div role="table" aria-label="Predictions of {escape(id_)}" class="votes">{bars}</div>'


def _bar(value: str, text: str, count: int, total: int) -> str:
    share = count / total if total else 0.0
    said = f"{value}: {text}" if text else value
    return (
        f'<div role="row"><span role="rowheader">{escape(said)}</span>'
        f'<span class="bar" style="width: {share:.0%}" aria-hidden="true"></span>'
        f'<span role="cell">{count}</span></div>'
    )


def prediction_ids(course: tuple[Lab, ...]) -> dict[str, Prediction]:
    """Every prediction of the course, by id such as `02.missing`."""
    return {f"{lab.number}.{name}": each for lab in course for name, each in lab.questions.predict.items()}
