"""The month's account: `course/account.toml`, the incident in dollars, part by part.

A part is explained by one lab and stopped by the same or a later one. What no lab has stopped still leaks.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from math import fsum
from pathlib import Path
from typing import Literal

import msgspec

from lablib.teaching.course.course_root import repo_root
from lablib.teaching.course.toml_reading import read

FILE = "account.toml"


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One way in which the company loses money."""

    what: str
    """In a noun and its fate: "events dropped in the region that kept the old producer"."""
    kind: Literal["lost", "billed twice", "paid to AWS"]
    explained_by: str
    """The number of a lab."""
    stopped_by: str
    run: str
    """What was played, with its settings."""
    once_usd: float
    """What one such run costs."""
    times: int
    """How often it is in the month."""
    because: str
    """Why so often."""
    remedy: str
    repaired_usd: float
    """What the run still costs with the remedy."""

    @property
    def leaking_usd(self) -> float:
        """Dollars a month that the remedy saves."""
        return (self.once_usd - self.repaired_usd) * self.times


class Account(msgspec.Struct, frozen=True):
    """All parts, by id, in the order of the file."""

    parts: dict[str, Part]

    @property
    def total_usd(self) -> float:
        """Dollars a month before any lab."""
        return _sum(self.parts.values())

    @property
    def closed_by(self) -> str:
        """The lab that stops the last part: labs after it are about something else."""
        return max(part.stopped_by for part in self.parts.values())

    def explained_by(self, lab: str) -> list[Part]:
        """The parts that a lab explains, whoever stops them."""
        return [part for part in self.parts.values() if part.explained_by == lab]

    def stopped_by(self, lab: str) -> list[Part]:
        """The parts that a lab stops."""
        return [part for part in self.parts.values() if part.stopped_by == lab]

    def left_after_usd(self, lab: str) -> float:
        """Dollars a month that still leak when this lab and all before it are done."""
        return _sum(part for part in self.parts.values() if part.stopped_by > lab)


def read_account(course: Path) -> Account:
    """The account of the course in the folder `course`. Raises `CourseError` for a file of another form."""
    return Account(read(course / FILE, dict[str, Part]))


@cache
def account() -> Account:
    """The account of the course that this library belongs to."""
    return read_account(repo_root() / "course")


def _sum(parts: Iterable[Part]) -> float:
    return fsum(part.leaking_usd for part in parts)
