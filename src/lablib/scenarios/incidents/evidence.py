"""What somebody on call has seen, done, and what the game knows of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a look has shown. As text it is what one sees."""

    id: str
    """"look 3": for `conclude(because=...)`."""
    source: str
    which: dict[str, Any]
    at_s: float
    """When it was seen, in seconds from the pager."""
    text: str
    rows: list[Row]
    """The same as data, a tuple a line."""

    @property
    def told(self) -> str:
        """What was looked at, in a few words."""
        return ", ".join(f"{name}={value}" for name, value in self.which.items() if value not in ("", None))

    def __str__(self) -> str:
        return f"[{self.id}, {self.source}] {self.text}"


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
