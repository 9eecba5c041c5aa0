"""A player as one piece of HTML: the run, the code that plays it, and a table for where no code runs.

Everything is inline, so that a saved notebook and a page on disk play with no kernel and no network. Where a
notebook isn't trusted, or a page sanitizes what it shows, the code is taken away and the table stays.

A sanitizer may show a tag that it doesn't know as text, with all its attributes, and the text of a `<script>`
as well. So the HTML has only `div` and the tags of a table, with the data and the code in attributes. What
starts the code is the event that tells that `content-visibility: auto` took effect: it needs no other tag.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import sha256
from html import escape
from importlib.resources import files

SCRIPT = files(__package__) / "script"
PARTS = (
    "lists",
    "words",
    "theme",
    "marks",
    "brush",
    "time_warp",
    "document",
    "strip",
    "writes_film",
    "writes_book",
    "writes_time",
    "writes_layout",
    "writes_flight",
    "writes_words",
    "writes_strip",
    "writes_scene",
    "mapping_film",
    "mapping_time",
    "mapping_layout",
    "mapping_words",
    "mapping_strip",
    "mapping_scene",
    "view",
    "controls",
    "player",
    "home",
)
"""The files of the code, joined in this order: a class stands behind the one that it extends."""

START = (
    "this.oncontentvisibilityautostatechange=null;"
    "import(window.URL.createObjectURL(new Blob([this.dataset.lablibCode],{type:'text/javascript'})))"
    ".then(code=>code.start(this.parentNode))"
)


def player_html(run: str, title: str, ledger: Iterable[tuple[str, str]]) -> str:
    """The HTML of a player. `run` is the JSON of a document, `ledger` the rows of the table."""
    rows = "".join(f"<tr><td>{escape(name)}</td><td>{escape(value)}</td></tr>" for name, value in ledger)
    words = f"<div>{escape(title)}</div><table>{rows}</table><div>Run this cell to play it.</div>"
    return f"<div data-lablib-player data-run='{_attribute(run)}'>{words}{_code_tag()}</div>"


def script() -> str:
    """The code as one module, read anew each time: an author sees an edit in a running kernel."""
    code = _without_comments("\n".join((SCRIPT / f"{part}.js").read_text("utf-8") for part in PARTS))
    style = json.dumps(" ".join((SCRIPT / "style.css").read_text("utf-8").split()))
    name = f"lablib-player-{sha256((style + code).encode()).hexdigest()[:8]}"
    return f'const NAME = "{name}";\nconst STYLE = {style};\n{code}'


def _code_tag() -> str:
    """`lablib.teaching.notebooks.player_code` knows this tag by its first attribute."""
    start = f'style="content-visibility:auto" oncontentvisibilityautostatechange="{escape(START)}"'
    return f"<div data-lablib-code='{_attribute(script())}' {start}></div>"


def _attribute(text: str) -> str:
    """For single quotes, as JSON is full of double ones."""
    return text.replace("&", "&amp;").replace("'", "&#39;")


def _without_comments(code: str) -> str:
    """The code without lines of comment and without indents: none of its strings goes over a line's end."""
    lines = (line.strip() for line in code.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith(("//", "/*", "* ", "*/")))
