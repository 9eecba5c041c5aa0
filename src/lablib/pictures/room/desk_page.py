"""The frame of the desk: its sections, forms and buttons, and the script that asks for the rest."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from importlib.resources import files

from lablib.pictures.game_day import page

SCRIPT = files(__package__) / "desk.js"
STYLE = files(__package__) / "desk.css"
LEVELS = range(1, 4)
STORED = (
    "The desk keeps, for each name: what the progress code says, when the desk first heard of the exercise, "
    "and when it heard of the learner last. It keeps nothing else, and nothing leaves this computer."
)


ABOUT_CODES = "A learner gets one with <code>lablib status --code</code>. Paste one or a whole chat of them."
ABOUT_GAME = "The game master's page has the pager, timed reveals and what to ask. It opens in a new window."
GAME = """<form id="game" action="{prefix}game" target="_blank"><p>
<label for="level">Level</label> <select id="level" name="level">{levels}</select>
<label for="seed">Seed</label> <input id="seed" name="seed" type="number" min="0" value="7">
<button type="submit">Open the reveals</button></p></form>"""
DELETE = """<p><label for="who">Learner</label> <select id="who"><option value="">everybody</option></select>
<button type="button" id="delete">Delete</button></p>"""


def desk_page(prefix: str, xsrf: str, predictions: Iterable[str]) -> str:
    """The whole file. `prefix` is the desk's path, with a slash at its end; `xsrf` goes with each form."""
    choices = "".join(f"<option>{escape(id_)}</option>" for id_ in predictions)
    levels = "".join(f"<option>{level}</option>" for level in LEVELS)
    body = [
        f'<div id="desk" data-prefix="{escape(prefix)}" data-xsrf="{escape(xsrf)}">',
        '<p id="said" role="status"></p>',
        page.heading("Who is where"),
        '<section id="room" aria-label="Who is where"></section>',
        page.heading("What the room predicts"),
        f'<p><label for="which">Prediction</label> <select id="which">{choices}</select></p>',
        '<section id="votes" aria-label="What the room predicts"></section>',
        page.heading("Add progress codes"),
        f"<p>{ABOUT_CODES}</p>",
        '<p><textarea id="codes" rows="3" aria-label="Progress codes"></textarea></p>',
        '<p><button type="button" id="add">Add codes</button></p>',
        page.heading("Game day"),
        f"<p>{ABOUT_GAME}</p>",
        GAME.format(prefix=escape(prefix), levels=levels),
        page.heading("What is kept"),
        page.paragraphs(STORED),
        f'<p><a href="{escape(prefix)}room.csv" download="room.csv">Export as CSV</a></p>',
        DELETE,
        "</div>",
        f"<style>{STYLE.read_text('utf-8')}</style>",
    ]
    return page.page("The desk", body, SCRIPT.read_text("utf-8").strip())
