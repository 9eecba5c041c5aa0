"""`lablib postmortem` and `lablib game-master`: the two pages of game day."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lablib.cli.options import whole
from lablib.cli.telling import say
from lablib.cli.which_clone import course_here
from lablib.teaching.course import CourseError

if TYPE_CHECKING:
    from lablib.teaching.game_day.kept_games import KeptGame

INTO = typer.Option(
    "--into",
    "--output",
    help="the folder to write to, instead of work/game-days; the command creates it if it doesn't exist",
)

LEVELS = "1: one cause; 2: one cause and a false trail; 3: two causes that overlap"


def postmortem(
    game: Annotated[
        str,
        typer.Argument(help="its name, such as level-1-seed-7; if left out, the game that was saved last"),
    ] = "",
    seed: Annotated[int | None, typer.Option(parser=whole(0), help="the last game of this seed")] = None,
    level: Annotated[int | None, typer.Option(parser=whole(1, 3), help="the last game of this level")] = None,
    is_listing: Annotated[bool, typer.Option("--list", help="only list the games that were saved")] = False,
    into: Annotated[Path | None, INTO] = None,
) -> None:
    """Write the postmortem of a game that you played in lab 09. It's HTML and Markdown, with your words."""
    from lablib.pictures.game_day.postmortem import write_postmortem
    from lablib.teaching.game_day.postmortem_parts import postmortem_parts

    try:
        games = _games()
        if is_listing:
            for each in games:
                say(f"{each.name}: {each.said}")
            return
        taken = _chosen(games, game, seed, level)
        parts = postmortem_parts(course_here() / "course")
        folder = into or taken.file.parent
        with _remedy_for(folder):
            written = write_postmortem(taken.record, parts, folder, taken.name)
    except (CourseError, ValueError, OSError) as error:
        typer.echo(f"lablib: {error}", err=True)
        raise typer.Exit(1) from error
    say(f"The postmortem is of {taken.said}.")
    if games[1:]:
        say(f"There are {len(games)} games: lablib postmortem --list. Another one: --seed, or its name.")
    if not taken.record.words:
        say("Your words are missing: fill in the cell `words` of lab 09, run it, and run this command again.")
    for path in written:
        say(str(path))


@contextmanager
def _remedy_for(folder: Path) -> Iterator[None]:
    """Whatever keeps a page from being written into the folder is said with the remedy. Raises ValueError."""
    try:
        yield
    except OSError as error:
        why = error.strerror or error
        raise ValueError(
            f"{folder} can't be written to: {why}. Remedy: --output takes another folder"
        ) from error


def _workspace() -> Path:
    """The learner's folder of games: that of the copy of the course here, or of this clone."""
    from lablib.teaching.game_day import kept_games

    return kept_games.folder() or course_here() / "work" / kept_games.FOLDER


def _games() -> list[KeptGame]:
    """Those that are kept, the newest last. Raises ValueError if there are none."""
    from lablib.teaching.game_day.kept_games import kept_games

    where = _workspace()
    games = kept_games(where)
    if not games:
        raise ValueError(f"{where} has no game. Remedy: play one in lab 09 to its end, which keeps it")
    return games


def _chosen(games: list[KeptGame], name: str, seed: int | None, level: int | None) -> KeptGame:
    """The newest that is asked for. Raises ValueError, which names those that there are."""
    found = [
        each
        for each in games
        if name in ("", each.name) and seed in (None, each.record.seed) and level in (None, each.record.level)
    ]
    if not found:
        options = (("--seed", seed), ("--level", level))
        asked = [repr(name)] if name else []
        asked += [f"{option} {value}" for option, value in options if value is not None]
        there = ", ".join(each.name for each in games)
        raise ValueError(f"there is no game {' '.join(asked)}; there are: {there}")
    return found[-1]


def game_master(
    seed: Annotated[
        int, typer.Option(parser=whole(0), help="which night; the group plays the same seed")
    ] = 7,
    level: Annotated[int, typer.Option(parser=whole(1, 3), help=LEVELS)] = 1,
    into: Annotated[Path | None, INTO] = None,
) -> None:
    """Write a page for the leader of a game day. It has the pager, the reveals, what to ask, the truth."""
    from lablib.pictures.game_day.master_page import master_page
    from lablib.scenarios.incidents import compose, incident
    from lablib.teaching.game_day.master_notes import master_notes

    try:
        notes = master_notes(course_here() / "course")
        folder = into or _workspace()
        with _remedy_for(folder):
            folder.mkdir(parents=True, exist_ok=True)
        night = compose(seed, level)
        with incident(seed, level) as game:
            pager = game.pager
            for cause in sorted(night.causes, key=lambda cause: cause.replays):
                cause.reference(game)
            text = master_page(night, pager, game.done, notes)
        file = folder / f"game-master-level-{level}-seed-{seed}.html"
        with _remedy_for(folder):
            file.write_text(text, "utf-8", newline="\n")
    except (CourseError, ValueError, OSError) as error:
        typer.echo(f"lablib: {error}", err=True)
        raise typer.Exit(1) from error
    say(f"The game master's page of level {level}, seed {seed}: {file.absolute()}")
