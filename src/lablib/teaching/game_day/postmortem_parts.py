"""What a postmortem asks its author and its reader: the table `postmortem` of `course/`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec

from lablib.simulator.call_forms import there_are
from lablib.teaching.course import repo_root
from lablib.teaching.course.toml_reading import read
from lablib.teaching.game_day.record import MEASURES, GameRecord

FILE = "postmortem.toml"


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A section that the author writes."""

    name: str
    heading: str
    ask: str


class Criterion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a reader looks for."""

    name: str
    full: str
    """What deserves full marks."""
    found: str
    """The name of what `findings` can say about it, or nothing."""


class Postmortem(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole table."""

    part: list[Part]
    rubric: list[Criterion]


def postmortem_parts(course: Path) -> Postmortem:
    """Read it. Raises `CourseError`."""
    return read(course / FILE, Postmortem)


def require_words(words: Mapping[str, object]) -> None:
    """Raise ValueError for a name that the postmortem hasn't, and TypeError for words that are no text."""
    names = [part.name for part in postmortem_parts(repo_root() / "course").part] if words else []
    for unknown in [each for each in words if each not in names]:
        raise ValueError(f"a postmortem has no part {unknown!r}{there_are(unknown, names, 'it has')}")
    for name, text in words.items():
        if not isinstance(text, str) and text is not ...:
            raise TypeError(
                f"words[{name!r}] is {text!r}, and has to be text. Write: {name!r}: {str(text)!r}"
            )
        if isinstance(text, str) and not _is_whole(text):
            raise ValueError(f"words[{name!r}] has half of a character, which no file takes. Type it again")


def _is_whole(text: str) -> bool:
    """Whether it can be written to a file, as half of a pair of surrogates can't."""
    return not any("\ud800" <= letter <= "\udfff" for letter in text)


def finding(criterion: Criterion, record: GameRecord) -> str:
    """What can be said about a criterion without understanding the text; "for a reader" if nothing can."""
    look = _LOOKS.get(criterion.found)
    return look(record) if look else _written(criterion.found, record) if criterion.found else READER


READER = "for a reader to judge"


def _written(part: str, record: GameRecord) -> str:
    return READER if record.words.get(part, "").strip() else "nothing is written here yet"


def _measures(record: GameRecord) -> str:
    """How many of the five numbers of the learner's run are in the text."""
    said = set(re.findall(r"\d[\d,]*(?:\.\d+)?", record.words.get("impact", "")))
    numbers = {each.replace(",", "").rstrip(".") for each in said}
    yours = record.runs["yours"]
    there = [
        name
        for measure, name in MEASURES.items()
        if {f"{getattr(yours, measure):.0f}", f"{getattr(yours, measure):.2f}"} & numbers
    ]
    which = f": {', '.join(there)}" if there else ""
    return f"{len(there)} of {len(MEASURES)} numbers are in it{which}"


def _evidence(record: GameRecord) -> str:
    """The ids of evidence that the text about the cause names, if the learner has opened it."""
    text = record.words.get("cause", "")
    named = [look for look in record.looks if re.search(rf"\b{re.escape(look.id)}\b", text)]
    if not named:
        return "no evidence is named by its id"
    return "it names " + ", ".join(f"{look.id} ({look.source})" for look in named)


_LOOKS: dict[str, Callable[[GameRecord], str]] = {"measures": _measures, "evidence": _evidence}
