"""Write the model postmortem into solutions/: `python docs/write_model_postmortem.py`.

It plays the first night of lab 09 as the lesson does, and takes the words from the lab's
`model_postmortem.toml`. A test writes it again and compares.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import lablib
from lablib.pictures.game_day.postmortem import as_html, as_markdown
from lablib.teaching.course import repo_root
from lablib.teaching.game_day.first_night import CAUSE, first_night
from lablib.teaching.game_day.postmortem_parts import postmortem_parts
from lablib.teaching.game_day.record import GameRecord, record_of

SOLUTIONS = Path(__file__).parents[1] / "solutions"
NAME = "09_postmortem"
WORDS = "09_game_day/model_postmortem.toml"


def played() -> GameRecord:
    """The looks and acts of the lesson, in its order."""
    words = tomllib.loads((repo_root() / "course" / WORDS).read_text("utf-8"))
    game = first_night(7)
    game.look("alarms")
    game.look("metric", name="IteratorAge", statistic="Maximum", minutes=5)
    game.look("metric", name="Errors", minutes=5)
    game.look("books", minutes=12)
    game.look("metric", name="IncomingRecords", minutes=14)
    game.look("logs")
    game.look("deploys")
    game.look("code")
    game.act("deploy", what="book-usage", version="previous")
    game.wait(5)
    game.look("books", minutes=40)
    since = next(at for at, change in game.look("deploys").rows if "v42" in change)
    game.act("second mapping", function="book-missing", since=since)
    game.wait(10)
    game.look("books", minutes=60)
    game.conclude(CAUSE, because=[each.id for each in game.evidence if each.source in ("logs", "books")])
    record = record_of(game, {name: text.strip() for name, text in words.items()})
    lablib.stop()
    return record


def files() -> dict[Path, str]:
    """What is written where."""
    record, parts = played(), postmortem_parts(repo_root() / "course")
    return {
        SOLUTIONS / f"{NAME}.html": as_html(record, parts),
        SOLUTIONS / f"{NAME}.md": as_markdown(record, parts),
    }


if __name__ == "__main__":
    for file, text in files().items():
        file.write_text(text, "utf-8", newline="\n")
