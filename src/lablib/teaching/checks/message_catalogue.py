"""All that the course's machine says to a learner, by id, so that it can be translated.

`messages.toml` beside this file holds what every lab shares; the `messages.toml` of an exercise's folder adds
its own, under ids that begin with its number.

A place is `{name}` or `{name:,.2f}`, as in any format of Python. A number also chooses a word: for 1,
`{lost:is/are}` is "is", and `{lost:nothing is/one event is/some events are}` has words for 0 before that.
With a comma and a space before the words, the number stands there too: `{lost:, event/events}` is "9 events".
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Any

from lablib.teaching.course import Exercise, labs
from lablib.teaching.course.proofs import without_proofs

NUMBER = ", "
"""Before the words to choose from: the number stands there as well."""


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
    return fill_in((shared if id_ in shared else texts())[id_]["text"], facts)


def places(id_: str, **facts: Any) -> tuple[str, ...]:
    """What `line` puts into the places of a text, in their order and without the blanks around them."""
    shared = machine_texts()
    text = (shared if id_ in shared else texts())[id_]["text"]
    return tuple(
        fill_in(f"{{{name}{'!' + how if how else ''}:{form}}}", facts).strip()
        for _, name, form, how in _WORDS.parse(text)
        if name is not None
    )


def message(id_: str, **facts: Any) -> Message:
    """A message in four parts, filled in; facts that it has no place for are left out."""
    parts = {part: fill_in(text, facts) for part, text in texts()[id_].items()}
    return Message(id_, **parts)


def fill_in(text: str, facts: dict[str, Any]) -> str:
    """The text with its facts. Raises KeyError for a place without one."""
    return _WORDS.vformat(text, (), facts)


class _ByNumber(Formatter):
    """Python's formats, and the choice of a word by a number."""

    def format_field(self, value: Any, format_spec: str) -> str:
        if "/" not in format_spec or not isinstance(value, int | float):
            formatted: str = super().format_field(value, format_spec)
            return formatted
        words = format_spec.removeprefix(NUMBER).split("/")
        for_none, for_one, for_many = words if len(words) == 3 else (words[-1], *words)
        word = for_none if value == 0 else for_one if value == 1 else for_many
        return f"{value:,} {word}" if format_spec.startswith(NUMBER) else word


_WORDS = _ByNumber()
