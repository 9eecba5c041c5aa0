"""Mutants that are right as well, marked in their exercise's folder: `equivalent_mutants.toml`.

A mark names the change by its lines, so it stays valid when the solution grows elsewhere. One that fits no
mutant any more, or a mutant that the grader refuses, is wrong.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from pathlib import Path

import msgspec
from mutation.mutators import Mutant

FILE = "equivalent_mutants.toml"


class Mark(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One change that makes no difference, or one that the exercise's text allows."""

    before: str
    after: str
    reason: str
    nth: int = 1
    """Of the changes that look the same, which."""

    @property
    def identity(self) -> tuple[str, str, int]:
        return self.before.strip(), self.after.strip(), self.nth


class Marks(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file."""

    mutant: list[Mark] = []


def read_marks(folder: Path) -> list[Mark]:
    file = folder / FILE
    return msgspec.toml.decode(file.read_bytes(), type=Marks).mutant if file.exists() else []


def identity(mutant: Mutant) -> tuple[str, str, int]:
    return mutant.before, mutant.after, mutant.nth


def wrong_marks(marks: list[Mark], mutants: list[Mutant], alive: Collection[Mutant]) -> Iterator[str]:
    """What is wrong with the marks: each has to fit a mutant that lives, once, and give its reason."""
    known, living = set(map(identity, mutants)), set(map(identity, alive))
    for place, mark in enumerate(marks):
        said = f"{FILE}: {mark.before!r} -> {mark.after!r} (nth = {mark.nth})"
        if mark.identity not in known:
            yield f"{said}: the solution has no such mutant any more: remove the mark"
        elif mark.identity not in living:
            yield f"{said}: the grader refuses it, so it isn't equivalent: remove the mark"
        if not mark.reason.strip():
            yield f"{said}: there is no reason: say why it is right as well"
        if mark.identity in [other.identity for other in marks[:place]]:
            yield f"{said}: it is marked twice: remove one"


def as_mark(mutant: Mutant) -> str:
    """A mark in the form of the file, with the reason left to its author."""
    nth = f"nth = {mutant.nth}\n" if mutant.nth > 1 else ""
    return (
        f'[[mutant]]\nbefore = {_quoted(mutant.before)}\nafter = {_quoted(mutant.after)}\n{nth}reason = ""\n'
    )


def _quoted(text: str) -> str:
    """A TOML string: between single quotes where that works, over several lines if it has some."""
    if "\n" in text and "'''" not in text:
        return f"'''\n{text}'''"
    return f"'{text}'" if "'" not in text and "\n" not in text else json.dumps(text, ensure_ascii=False)
