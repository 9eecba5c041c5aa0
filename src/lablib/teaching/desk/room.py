"""The room, as progress codes tell it: who is where and how long, wrong answers, votes.

It is kept in one file, which only its owner may read: `Room` is all that it holds.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from lablib.teaching.course import Lab, Prediction
from lablib.teaching.desk.progress_code import Report

STUCK_FACTOR = 2.0
"""A learner is called stuck after this many times the stated minutes of an exercise, with a wrong answer."""
COLUMNS = (
    "name",
    "at",
    "minutes_there",
    "stuck",
    "attempts",
    "hints",
    "message",
    "passed",
    "heard_minutes_ago",
)
FORMULA = re.compile(r"(^|[,;|])(?=\s*[=+@\uff1d\uff0b\uff20\uff0d-])")
"""Where a spreadsheet would begin a formula, whichever of these it splits at; some signs are full-width."""


class Learner(msgspec.Struct):
    """One learner's last report."""

    report: Report
    since_s: float
    """When the desk first heard that they are at this exercise, in seconds since the epoch."""
    heard_s: float
    """When the desk heard of them last."""


class Place(NamedTuple):
    """Where a learner is, for a row of the desk."""

    name: str
    at: str
    minutes: float
    stuck: bool
    attempts: int
    hints: int
    message: str
    passed: int
    silent_minutes: float


class Room(msgspec.Struct):
    """The learners by the name under which the desk knows them."""

    learners: dict[str, Learner] = {}

    def hear(self, report: Report, now_s: float) -> str:
        """Take a report in, and return the name under which it stands.

        A report without a name is a learner of its own each time, because nothing tells whose it is.
        """
        name = report.name or self._unnamed()
        known = self.learners.get(name)
        since_s = known.since_s if known and known.report.at == report.at else now_s
        self.learners[name] = Learner(report, since_s, now_s)
        return name

    def _unnamed(self) -> str:
        return next(
            name for n in range(1, len(self.learners) + 2) if (name := f"unnamed {n}") not in self.learners
        )

    def forget(self, name: str | None = None) -> None:
        """Delete one learner, or everybody."""
        if name is None:
            self.learners.clear()
        else:
            self.learners.pop(name, None)

    def places(self, course: tuple[Lab, ...], now_s: float) -> list[Place]:
        """A row for each learner: the stuck first, then whoever has been longest at one exercise."""
        stated = {each.number: each.facts.minutes for lab in course for each in lab.exercises}
        rows = []
        for name, learner in self.learners.items():
            told, minutes = learner.report, (now_s - learner.since_s) / 60
            is_stuck = bool(told.message) and minutes >= STUCK_FACTOR * stated.get(told.at, float("inf"))
            silent = (now_s - learner.heard_s) / 60
            numbers = told.attempts, told.hints, told.message, len(told.passed)
            rows.append(Place(name, told.at or "finished", minutes, is_stuck, *numbers, silent))
        return sorted(rows, key=lambda row: (not row.stuck, -row.minutes, row.name))

    def wrong_answers(self) -> list[tuple[str, str, int]]:
        """(exercise, message id, how many learners have it now), the most common first."""
        current = Counter(
            (each.report.at, each.report.message) for each in self._reports() if each.report.message
        )
        return [(at, message, count) for (at, message), count in sorted(current.items(), key=_often_first)]

    def votes(self, id_: str, asked: Prediction) -> list[tuple[str, int]]:
        """(a value, how many predicted it); of a choice also the options that nobody took."""
        made = [each.report.predictions[id_] for each in self._reports() if id_ in each.report.predictions]
        if asked.kind == "choice":
            counted = Counter(str(value[0]) for value in made if value)
            return [(letter, counted[letter]) for letter in asked.options]
        if asked.kind == "number":
            numbers = Counter(value[0] for value in made if value and isinstance(value[0], int | float))
            return [(f"{value:,}", count) for value, count in sorted(numbers.items())]
        return sorted(Counter("".join(map(str, value)) for value in made).items(), key=_often_first)

    def _reports(self) -> Iterator[Learner]:
        return iter(self.learners.values())


def _often_first(counted: tuple[object, int]) -> tuple[int, str]:
    return -counted[1], str(counted[0])


def as_csv(places: list[Place]) -> str:
    """The rows as a table for a spreadsheet, in which no text is a formula."""
    page = io.StringIO()
    rows = csv.writer(page, lineterminator="\n")
    rows.writerow(COLUMNS)
    for row in places:
        stuck = "yes" if row.stuck else "no"
        told = row.attempts, row.hints, _no_formula(row.message), row.passed
        who = _no_formula(row.name), _no_formula(row.at)
        rows.writerow((*who, f"{row.minutes:.0f}", stuck, *told, f"{row.silent_minutes:.0f}"))
    return page.getvalue()


def _no_formula(text: str) -> str:
    """In one line, with an apostrophe before each formula."""
    return FORMULA.sub(r"\1'", " ".join(text.split()))


def load(file: Path) -> Room:
    """The room on file, or an empty one. Raises ValueError, with the remedy, if the file is damaged."""
    try:
        return msgspec.json.decode(file.read_bytes(), type=Room)
    except FileNotFoundError:
        return Room()
    except msgspec.MsgspecError as error:
        raise ValueError(f"{file} can't be read ({error}). Delete it, and the desk begins anew") from error


def save(room: Room, file: Path) -> None:
    """Put the room on file, whole or not at all, for its owner's eyes only. Raises OSError."""
    part = file.with_name(f".{file.name}.part")
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)
    part.write_bytes(msgspec.json.encode(room))
    part.replace(file)
