"""`lablib postmortem` and `lablib game-master`: the two pages of game day."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lablib.cli.options import whole
from lablib.cli.telling import say
from lablib.cli.which_clone import course_here
from lablib.teaching.course import CourseError

INTO = typer.Option(help="the folder to write to; it is made if it isn't there")


def postmortem(
    game: Annotated[
        str, typer.Argument(help="its name, such as level-1-seed-7; the game played last when left out")
    ] = "",
    into: Annotated[Path | None, INTO] = None,
) -> None:
    """Write the postmortem of a game of lab 09, as HTML and as Markdown, with your words."""
    from lablib.pictures.game_day.postmortem import write_postmortem
    from lablib.teaching.game_day import record
    from lablib.teaching.game_day.postmortem_parts import postmortem_parts

    try:
        root = course_here()
        kept = root / "work" / record.FOLDER
        file = _game(kept, game)
        written = write_postmortem(record.load(file), postmortem_parts(root / "course"), into or kept)
    except (CourseError, ValueError, OSError) as error:
        typer.echo(f"lablib: {error}", err=True)
        raise typer.Exit(1) from error
    for path in written:
        say(str(path))


def _game(kept: Path, name: str) -> Path:
    """The file of a game. Raises ValueError, which names those that there are."""
    games = {file.stem: file for file in sorted(kept.glob("*.json"), key=lambda file: file.stat().st_mtime)}
    if not games:
        raise ValueError(f"{kept} has no game. Remedy: play one in lab 09 to its end, and keep(game)")
    if name and name not in games:
        raise ValueError(f"there is no game {name!r}; there are: {', '.join(games)}")
    return games[name] if name else list(games.values())[-1]


def game_master(
    seed: Annotated[int, typer.Option(parser=whole(0), help="which night; on call plays the same")] = 7,
    level: Annotated[int, typer.Option(parser=whole(1, 3), help="1: one cause; 3: two that overlap")] = 1,
    into: Annotated[Path, INTO] = Path(),
) -> None:
    """Write the game master's page for a group: the pager, timed reveals, what to ask, and the truth."""
    from lablib.pictures.game_day.master_page import master_page
    from lablib.scenarios.incidents import compose, incident
    from lablib.teaching.game_day.master_notes import master_notes

    try:
        notes = master_notes(course_here() / "course")
        night = compose(seed, level)
        with incident(seed, level) as game:
            pager = game.pager
            for cause in sorted(night.causes, key=lambda cause: cause.replays):
                cause.reference(game)
            text = master_page(night, pager, game.done, notes)
        into.mkdir(parents=True, exist_ok=True)
        file = into / f"game-master-level-{level}-seed-{seed}.html"
        file.write_text(text, "utf-8", newline="\n")
    except (CourseError, OSError) as error:
        typer.echo(f"lablib: {error}", err=True)
        raise typer.Exit(1) from error
    say(str(file))
