"""The moments of a game as a card: the words to the numbers in the picture of its timeline."""

from __future__ import annotations

from lablib.pictures.game_day.game_timeline import moments_told
from lablib.simulator.call_forms import called_as
from lablib.teaching.checks.cards import Said, Tone, card_html, named_list, table, wrap
from lablib.teaching.game_day.record import GameRecord, require_record

COLUMNS = ("number", "time", "kind", "what")


@called_as("timeline_card(keep(game))")
def timeline_card(record: GameRecord) -> Said:
    """The card, and the same as text."""
    require_record(record, "timeline_card")
    title = f"Level {record.level}, seed {record.seed}: every moment"
    rows = [(number, at, kind, text.replace("\n", " ")) for number, at, kind, text in moments_told(record)]
    text = "\n".join(
        [title, "", *(wrap(f"{number:>3}  {at}  {kind:<9}{told}") for number, at, kind, told in rows)]
    )
    html = card_html(Tone.TOLD, title, *named_list("Moments", table(COLUMNS, rows, numbers=False)))
    return Said(text, html)
