"""A player as one piece of HTML: the run, the code that plays it, and a table for where no code runs.

Everything is inline, so that a saved notebook and a page on disk play with no kernel and no network. Scripts are
taken away from a notebook that isn't trusted, and from pages that sanitize what they show. What stays then is the
table. For that reason the data and the code stand in attributes: text in a `<script>`, or the attributes of a tag of
our own, would be shown as text. An image of one pixel starts the code once it is loaded, as an image is a tag that
every sanitizer knows, and one that loses its `onload` shows nothing.
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

PIXEL = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
START = (
    "import(window.URL.createObjectURL(new Blob([this.dataset.lablibCode],{type:'text/javascript'})))"
    ".then(code=>code.start(this.parentNode))"
)


def player_html(run: str, title: str, ledger: Iterable[tuple[str, str]]) -> str:
    """The HTML of a player. `run` is the JSON of a document, `ledger` the rows of the table."""
    rows = "".join(f"<tr><th>{escape(name)}</th><td>{escape(value)}</td></tr>" for name, value in ledger)
    table = f"<table><caption>{escape(title)}</caption><tbody>{rows}</tbody></table>"
    return f"<div data-lablib-player data-run='{_attribute(run)}'>{table}{_code_tag()}</div>"


def script() -> str:
    """The code as one module. It is read anew each time, so that an author sees an edit in a running kernel."""
    code = _without_comments("\n".join((SCRIPT / f"{part}.js").read_text("utf-8") for part in PARTS))
    style = json.dumps(" ".join((SCRIPT / "style.css").read_text("utf-8").split()))
    name = f"lablib-player-{sha256((style + code).encode()).hexdigest()[:8]}"
    return f'const NAME = "{name}";\nconst STYLE = {style};\n{code}'


def _code_tag() -> str:
    """`lablib.teaching.notebooks.player_code` knows this tag by its first attribute."""
    start = escape(START)
    return f'<img data-lablib-code=\'{_attribute(script())}\' alt="" hidden src="{PIXEL}" onload="{start}">'


def _attribute(text: str) -> str:
    """For single quotes, as JSON is full of double ones."""
    return text.replace("&", "&amp;").replace("'", "&#39;").replace("<", "&lt;").replace(">", "&gt;")


def _without_comments(code: str) -> str:
    """The code without lines of comment and without indents: none of its strings goes over a line's end."""
    lines = (line.strip() for line in code.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith(("//", "/*", "* ", "*/")))
