"""Play a run in a notebook: a picture of it, then the player that takes the picture's place."""

from __future__ import annotations

from lablib.pictures.player.document import Document, document, table, to_json
from lablib.pictures.player.embed import player_html
from lablib.pictures.player.still import still
from lablib.simulator.call_forms import called_as, require_a
from lablib.simulator.network.ipython_shell import shell
from lablib.simulator.world import World


@called_as("lablib.play(world)")
def play(world: World, kind: str | None = None, *, stream: str | None = None, who: str | None = None) -> None:
    """Show a player that replays the run of `world` until now. Call `world.record()` before the first record.

    `kind` is "writes", for producers and the shards that they write to, or "mapping", for a function that
    reads a stream; by default the mapping, if there is one. `stream` is the stream to show, by default the
    busiest. `who` is the name of the producer in the texts, such as the name of its function. Raises
    ValueError for a world that wasn't recorded, and TypeError for something that isn't a world.
    """
    require_a(World, world, "play", "a world, as in lablib.play(world), or of a game lablib.play(game.world)")
    show(document(world, kind, stream=stream, who=who))


def show(run: Document) -> None:
    """Show a document. Where there is no notebook, its numbers are printed.

    The picture is an output of its own, and the first: it stays where no code runs, and its bytes, which may
    differ between processors, stand apart from those that are compared.
    """
    if shell() is None:
        print(table(run))
        return
    from IPython.display import display

    picture = still(run)
    look = {"image/png": {"width": picture.width_px, "alt": picture.alt}}
    display({"image/png": picture.png, "text/plain": picture.alt}, metadata=look, raw=True)
    html = player_html(to_json(run), run["title"], run["ledger"])
    display({"text/html": html, "text/plain": _in_a_line(run)}, raw=True)


def _in_a_line(run: Document) -> str:
    return f"{run['title']} ({', '.join(f'{name} {value}' for name, value in run['ledger'])})"
