"""What a game master reveals and asks: the table `game_master` of `course/`."""

from __future__ import annotations

from pathlib import Path

import msgspec

from lablib.teaching.course.toml_reading import read

FILE = "game_master.toml"


class Reveal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something to say at a minute of the game, in real time."""

    minute: int
    title: str
    text: str
    """With places for what the incident says: source, says, trail."""


class Stuck(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What to ask a group that gets no further."""

    when: str
    ask: str


class Asks(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Questions."""

    ask: list[str]


class MasterNotes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole table."""

    reveal: list[Reveal]
    stuck: list[Stuck]
    debrief: Asks
    cause: dict[str, Asks]
    """By the id of a cause."""


def master_notes(course: Path) -> MasterNotes:
    """Read it. Raises `CourseError`."""
    return read(course / FILE, MasterNotes)
