"""Show a document in a notebook: its picture, then the player that takes the picture's place."""

from __future__ import annotations

import json
from typing import Any

from lablib.pictures.player.embed import player_html
from lablib.pictures.plots.offered_stored_lost import offered_stored_lost
from lablib.simulator.network.ipython_shell import shell


def show(run: dict[str, Any]) -> None:
    """Show the picture of a document's ledger and its player; where there is no notebook, its numbers.

    The picture comes first and as an output of its own: it stays where no code runs, and is not compared with
    the bytes of another machine's.
    """
    if shell() is None:
        print(numbers_of(run))
        return
    from IPython.display import display

    still = offered_stored_lost(run["totals"])
    look = {"image/png": {"width": still.width_px, "alt": still.alt}}
    display({"image/png": still.png, "text/plain": still.alt}, metadata=look, raw=True)
    html = player_html(json.dumps(run, separators=(",", ":")), run["title"], run["ledger"])
    display({"text/html": html, "text/plain": numbers_of(run)}, raw=True)


def numbers_of(run: dict[str, Any]) -> str:
    """The ledger in a line."""
    return f"{run['title']} ({', '.join(f'{name} {value}' for name, value in run['ledger'])})"
