"""What a failed test's report says of its world: the run in one line, and where the page is that plays it."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

from lablib.pictures.player import document
from lablib.pictures.player.embed import player_html
from lablib.pictures.player.writes_run import busiest_stream, tape_of
from lablib.simulator.world import World

PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>{title}</title>
<body style="font-family: sans-serif; max-width: 960px; margin: 2em auto">
<h1 style="font-size: 1em">{test}</h1>
{player}
</body></html>
"""


def told(world: World, test: str, folder: Path | None) -> str:
    """The story of a run, and with a folder the page of it, saved there."""
    try:
        lines = [document.title(world, who=test.rpartition("::")[2]) + _by_any_of(world)]
    except ValueError:
        return "Nothing was written to a stream of this test's world."
    if folder is not None:
        lines.append(_saved(world, test, folder))
    return "\n".join(lines)


def _by_any_of(world: World) -> str:
    """Where several functions read a stream, the title has one's name and what all of them handled."""
    stream = busiest_stream(tape_of(world))
    mappings = (*world.lambda_.mappings.values(), *world.lambda_.deleted)
    names = sorted({each.function.name for each in mappings if each.stream.name == stream})
    return f" (by {' or '.join(names)})" if len(names) > 1 else ""


def _saved(world: World, test: str, folder: Path) -> str:
    """Save the page; a run that is too large for one is no reason to hide why the test failed."""
    try:
        shown = document.document(world, who=test.rpartition("::")[2])
    except ValueError as too_large:
        return f"No page was saved: {too_large}"
    file = folder / (re.sub(r"[^\w.-]+", "-", test) + ".html")
    folder.mkdir(parents=True, exist_ok=True)
    player = player_html(document.to_json(shown), shown["title"], shown["ledger"])
    file.write_text(PAGE.format(title=escape(shown["title"]), test=escape(test), player=player), "utf-8")
    return f"Play it: {file}"
