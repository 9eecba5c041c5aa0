"""What somebody on call has seen, done, and what the game knows of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

Row = tuple[Any, ...]
DAY_MIN = 24 * 60


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a look has shown. As text it is what one sees."""

    id: str
    """"look 3": for `conclude(because=...)`."""
    source: str
    which: dict[str, Any]
    at_s: float
    """When it was seen, in seconds from the pager."""
    clock: str
    """The same as the virtual clock had it: "02:05"."""
    text: str
    rows: list[Row]
    """The same as data, a tuple a line."""

    def silent_min(self) -> int:
        """Minutes from the last row, which begins with a time, to the look; a whole day without rows."""
        return (minute_of(self.clock) - minute_of(self.rows[-1][0])) % DAY_MIN if self.rows else DAY_MIN

    @property
    def told(self) -> str:
        """What was looked at, in a few words."""
        return ", ".join(f"{name}={value}" for name, value in self.which.items() if value not in ("", None))

    def __str__(self) -> str:
        return f"[{self.id}, {self.source}, {self.clock}] {self.text}"


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody on call has done."""

    name: str
    params: dict[str, Any]
    at_s: float
    """When it was begun, in seconds from the pager."""
    cost_s: float
    """So long it took."""
    text: str

    def __str__(self) -> str:
        return f"[{self.name}, {self.cost_s / 60:.0f} min] {self.text}"


class Moment(NamedTuple):
    """A line of the timeline."""

    at_s: float
    """Seconds from the pager; before it, negative."""
    kind: str
    """happened, visible, looked, acted"""
    text: str


def minute_of(clock: str) -> int:
    """Of the day: "02:05" is 125."""
    hours, _, minutes = clock.partition(":")
    return 60 * int(hours) + int(minutes)


def printable(text: str) -> str:
    """Text in one line whose control characters are written out, as Python writes them in a string."""
    return "".join(each if each.isprintable() else repr(each)[1:-1] for each in text)
