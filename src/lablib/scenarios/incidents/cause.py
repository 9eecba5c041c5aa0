"""What a cause is: one file of `causes/` has one, as data and a few functions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

from lablib.scenarios.incidents.evidence import Evidence
from lablib.scenarios.incidents.setup import Setup
from lablib.scenarios.incidents.system import System


class OnCall(Protocol):
    """What somebody on call can do; `Game` has it."""

    def look(self, source: str, **which: Any) -> Evidence:
        """Look at something."""
        ...

    def act(self, name: str, **params: Any) -> Any:
        """Change something."""
        ...

    def wait(self, minutes: float) -> None:
        """Let time pass."""
        ...


class Sign(NamedTuple):
    """What there is to see of a cause: where, what it says there, and how to tell that it does."""

    source: str
    which: dict[str, Any]
    says: str
    """A sentence about what one sees."""
    holds: Callable[[Evidence], bool]
    """Whether the evidence from there shows it."""
    is_shared: bool = False
    """Whether it holds in nights of another cause as well: it fits this one, and proves nothing alone."""

    def is_in(self, evidence: Evidence) -> bool:
        """Whether this evidence is from there and shows it."""
        is_there = evidence.source == self.source and self.which.items() <= evidence.which.items()
        return is_there and self.holds(evidence)


Play = Callable[[OnCall], None]
"""Looks and acts of somebody on call."""


@dataclass(frozen=True, slots=True)
class Cause:
    """One of the twelve. `begin` schedules its trigger in a system, at a minute of the game."""

    id: str
    says: str
    """A sentence, for whoever has to name the cause."""
    begin: Callable[[System, float], None]
    reference: Play
    """Looks and acts that solve it, from the pager on."""
    worse: dict[str, Play]
    """What looks like a remedy and isn't, by name: in place of the right act."""
    signs: tuple[Sign, ...]
    false_trail: str
    """What points somewhere else."""
    cases: tuple[str, ...]
    """Public cases, as addresses."""
    replays: bool = False
    """Whether the reference reads the stream once more: of two, such a one comes last."""
    leaves_no_reads: bool = False
    """Whether one more reader would starve the others: then it never meets a reference that replays."""
    overlaps: bool = True
    """Whether it may come together with another one."""
    parts: frozenset[str] = frozenset()
    """What it changes, or its reference: two of a night never change the same."""
    set_up: Callable[[Setup], Setup] = field(default=lambda setup: setup)


@dataclass(frozen=True, slots=True)
class Herring:
    """Something that happens beside the cause, harms nobody, and looks as if it did."""

    id: str
    says: str
    """What it really is, for the timeline."""
    begin: Callable[[System, float], None]
    """As a cause's; it tells nothing of itself, as the incident does that."""
    set_up: Callable[[Setup], Setup] = field(default=lambda setup: setup)
