"""All that the course's machine says to a learner, by id, so that it can be translated.

`messages.toml` beside this file holds what every lab shares; the `messages.toml` of an exercise's folder adds
its own, under ids that begin with its number.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from lablib.teaching.course import Exercise, labs
from lablib.teaching.course.proofs import without_proofs


@dataclass(frozen=True, slots=True)
class Message:
    """One entry of the catalogue, filled in."""

    id: str
    expected: str
    did: str
    """What the learner's code did, with numbers and the first bad record."""
    means: str
    """What that means in production."""
    look: str
    """Where to look."""


@cache
def texts() -> dict[str, dict[str, str]]:
    """The whole catalogue: id -> part -> text with {places}."""
    whole = dict(machine_texts())
    for lab in labs():
        for exercise in lab.exercises:
            whole |= texts_of(exercise)
    return whole


@cache
def machine_texts() -> dict[str, dict[str, str]]:
    """What every lab shares."""
    return tomllib.loads(files("lablib.teaching.checks").joinpath("messages.toml").read_text("utf-8"))


def texts_of(exercise: Exercise) -> dict[str, dict[str, str]]:
    """What one exercise adds."""
    file = exercise.folder / "messages.toml"
    return tomllib.loads(without_proofs(file.read_text("utf-8"))) if file.exists() else {}


def has(id_: str) -> bool:
    """Whether there is a text with this id."""
    return id_ in texts()


def line(id_: str, **facts: Any) -> str:
    """One sentence, filled in. Raises KeyError for an unknown id or a place without a fact."""
    shared = machine_texts()  # which can be said even if the course's own files are broken
    return (shared if id_ in shared else texts())[id_]["text"].format(**facts)


def message(id_: str, **facts: Any) -> Message:
    """A message in four parts, filled in; facts that it has no place for are left out."""
    parts = {part: text.format(**facts) for part, text in texts()[id_].items()}
    return Message(id_, **parts)
