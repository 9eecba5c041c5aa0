"""`runbook()`: what a learner wrote in the labs before, by what one sees on call."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from lablib.simulator.call_forms import called_as
from lablib.teaching.checks import progress
from lablib.teaching.checks.cards import Said, Tone, card_html, paragraph, table, wrap
from lablib.teaching.checks.grading import exercise_called
from lablib.teaching.checks.message_catalogue import line
from lablib.teaching.course import Exercise, repo_root
from lablib.teaching.course.toml_reading import read
from lablib.teaching.game_day.learners_answers import Answer, answer_of

FILE = "runbook.toml"


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A function of the runbook."""

    exercise: str
    when: str
    """What one sees, and asks."""


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    entry: list[Entry]


@dataclass(frozen=True, slots=True)
class Page:
    """An entry with its function."""

    entry: Entry
    exercise: Exercise
    answer: Answer


class Runbook:
    """Its functions are attributes, such as `runbook.redrive`. In a notebook it shows itself."""

    def __init__(self, pages: list[Page]) -> None:
        self.pages = {each.exercise.facts.answer: each for each in pages}

    def __getattr__(self, name: str) -> Callable[..., Any]:
        pages: dict[str, Page] = self.__dict__.get("pages", {})
        if name not in pages:
            raise AttributeError(f"the runbook has no {name!r}; it has: {', '.join(pages)}")
        return pages[name].answer.function

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self.pages]

    def source(self, name: str) -> str:
        """The code of a function. Raises AttributeError for one that isn't there."""
        getattr(self, name)
        return self.pages[name].answer.source

    def __str__(self) -> str:
        return self._said().text

    __repr__ = __str__

    def _repr_html_(self) -> str:
        return self._said().html

    def _said(self) -> Said:
        own = sum(each.answer.is_own for each in self.pages.values())
        title = line("runbook.title")
        counted = line("runbook.whose", own=own, of=len(self.pages))
        reasons = [each.answer.why for each in self.pages.values() if each.answer.why]
        columns = tuple(line(f"runbook.column-{name}") for name in ("lab", "function", "when", "whose"))
        rows = [
            (each.exercise.number, name, each.entry.when, line(f"runbook.{_whose(each.answer)}"))
            for name, each in self.pages.items()
        ]
        text = [title, "", *(wrap(f"{lab} {name}: {when} ({whose})") for lab, name, when, whose in rows)]
        html = card_html(
            Tone.TOLD,
            title,
            table(columns, rows, numbers=False),
            paragraph(counted),
            *map(paragraph, reasons),
        )
        return Said("\n".join([*text, "", counted, *reasons]), html)


def _whose(answer: Answer) -> str:
    return "own" if answer.is_own else "reference"


@called_as("lablib.runbook()")
def runbook() -> Runbook:
    """Return the runbook of lab 09's incidents. Raises `CourseError` if its table has another form."""
    entries = read(repo_root() / "course" / FILE, _Table).entry
    found = [(entry, exercise_called(entry.exercise)) for entry in entries]
    record = progress.load(progress.place())
    return Runbook([Page(entry, exercise, answer_of(exercise, _work(), record)) for entry, exercise in found])


def _work() -> Path | None:
    kept = progress.place()
    return kept.parent if kept is not None and (kept.parent / progress.DELIVERED).exists() else None
