"""The game master's page: the pager, reveals with a clock, what to ask, and the truth, which stays folded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from importlib.resources import files

from lablib.pictures.game_day import page
from lablib.scenarios.incidents import Act, Incident
from lablib.scenarios.incidents.cause import Cause
from lablib.teaching.game_day.master_notes import MasterNotes, Reveal
from lablib.teaching.game_day.record import as_text

SCRIPT = files(__package__) / "master_clock.js"
CLOCK = (
    '<p><button type="button" id="start">Start the clock</button> '
    '<span id="clock" role="timer" aria-live="off">00:00</span></p>'
)
IMPORTS = "import lablib\nfrom lablib.pictures.game_day import desk\n"
ACT_COLUMNS = ("minutes after the pager", "act", "what it did")


def master_page(incident: Incident, pager: str, reference: Sequence[Act], notes: MasterNotes) -> str:
    """The whole file of HTML. `reference` are the acts that solve this seed."""
    call = f"game = lablib.incident(seed={incident.seed}, level={incident.level})\ndesk(game)"
    lead = (
        "For the game master only. The group plays on another screen, in a notebook of this course, and "
        "begins with the lines below. You have the pager, the clock and the truth."
    )
    body = [
        page.paragraphs(lead, "lead"),
        f'<pre class="note">{IMPORTS}\n{escape(call)}</pre>',
        page.heading("Pager"),
        page.paragraphs(pager, "note"),
        page.heading("Clock and reveals"),
        CLOCK,
        *_reveals(incident, notes.reveal),
        page.heading("When they are stuck"),
        page.table("What to ask", ("what you see", "ask"), [(each.when, each.ask) for each in notes.stuck]),
        page.heading("The truth"),
        _folded("Show the truth", _truth(incident, reference, notes)),
        page.heading("Afterwards"),
        page.listed(notes.debrief.ask),
    ]
    title = f"Game master: level {incident.level}, seed {incident.seed}"
    return page.page(title, body, SCRIPT.read_text("utf-8").strip())


def _reveals(incident: Incident, reveals: Iterable[Reveal]) -> list[str]:
    """One that tells of a cause is there for each cause."""
    parts = []
    for reveal in reveals:
        texts = dict.fromkeys(reveal.text.format(**_places(cause)) for cause in incident.causes)
        inside = "".join(page.paragraphs(text) for text in texts)
        summary = f"Minute {reveal.minute}: {reveal.title}"
        parts.append(_folded(summary, [inside], minute=reveal.minute))
    return parts


def _places(cause: Cause) -> dict[str, str]:
    first = cause.signs[0]
    which = as_text(first.which)
    source = f"{first.source} ({which})" if which else first.source
    return {"source": source, "says": first.says, "trail": cause.false_trail}


def _truth(incident: Incident, reference: Sequence[Act], notes: MasterNotes) -> list[str]:
    parts = []
    for cause, minute in zip(incident.causes, incident.minutes, strict=True):
        asks = notes.cause[cause.id].ask if cause.id in notes.cause else []
        parts += [
            f"<h3>{escape(cause.id)}</h3>",
            page.paragraphs(f"{_begun(cause.says)}. It begins in minute {minute} of the night."),
            page.table(f"What shows {cause.id}", ("source", "it says"), _signs(cause)),
            page.paragraphs(f"False trail: {cause.false_trail}."),
            page.paragraphs(f"Acts that make it worse: {', '.join(cause.worse)}."),
            *([page.paragraphs("Ask:"), page.listed(asks)] if asks else []),
            page.paragraphs("It happened elsewhere:"),
            "<ul>"
            + "".join(f'<li><a href="{escape(url)}">{escape(url)}</a></li>' for url in cause.cases)
            + "</ul>",
        ]
    rows = [(f"{act.at_s / 60:.0f}", f"{act.name} {as_text(act.params)}", act.text) for act in reference]
    return [*parts, page.table("The reference acts", ACT_COLUMNS, rows)]


def _begun(text: str) -> str:
    """As a sentence begins; str.capitalize would take the capitals of all other words."""
    return text[:1].upper() + text[1:]


def _signs(cause: Cause) -> list[tuple[str, str]]:
    return [(f"{sign.source} {as_text(sign.which)}".strip(), sign.says) for sign in cause.signs]


def _folded(summary: str, inside: Iterable[str], minute: int | None = None) -> str:
    due = "" if minute is None else f' data-minute="{minute}"'
    return f"<details{due}><summary>{escape(summary)}</summary>{''.join(inside)}</details>"
