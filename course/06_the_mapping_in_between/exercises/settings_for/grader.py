"""Grades settings_for: each answer becomes a mapping, which runs for twenty windows and is paid for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NamedTuple

from lablib.scenarios.fresh_world import fresh_world
from lablib.simulator import limits
from lablib.teaching.checks.attempt import Attempt, observe
from lablib.teaching.checks.findings import ANY, Finding
from lablib.teaching.checks.grader import Grader
from lablib.teaching.checks.mapping import STARTS_US, Delivery, MappingRun, run_mapping
from lablib.traffic.steady_rate import steady

MONTH_S = 30 * 86_400
WINDOWS = 20
"""So many windows of the right length a trial runs: a window that is a second longer or shorter shows."""


class Load(NamedTuple):
    """What the function is given, apart from the budget, which follows from the right window."""

    rate: float
    shards: int
    right_s: int
    price: float
    short_by: float = 0.4
    """The budget buys a window that is so much of a second shorter than a whole one."""
    promise_s: int = 60

    @property
    def both(self) -> bool:
        """Whether the budget and the promise can be kept."""
        return self.right_s <= self.promise_s

    @property
    def budget(self) -> float:
        return self.shards * MONTH_S * self.price / (self.right_s - self.short_by)


LOADS = {
    "20 a second, 4 shards": Load(20, 4, 12, 7e-6),
    "2 a second, 2 shards": Load(2, 2, 30, 2e-6),
    "600 a second, 3 shards": Load(600, 3, 5, 7e-6),
    "90 a second, 12 shards": Load(90, 12, 8, 4e-5, promise_s=8),
    "the same, a second sooner": Load(90, 12, 8, 4e-5, promise_s=7),
}


@dataclass(slots=True)
class Seen(Attempt):
    """What the answer cost, and how late it made the events."""

    load: Load = LOADS["20 a second, 4 shards"]
    fed: int = 0
    run: MappingRun = field(default_factory=MappingRun)

    @property
    def billed(self) -> list[Delivery]:
        """What was delivered in the twenty windows, without what was left at their end."""
        end_us = STARTS_US + WINDOWS * self.load.right_s * limits.US_PER_S
        return [each for each in self.run.deliveries if STARTS_US <= each.at_us < end_us]

    @property
    def cost(self) -> float:
        """Dollars a month."""
        return len(self.billed) / (WINDOWS * self.load.right_s) * MONTH_S * self.load.price

    @property
    def window_s(self) -> int:
        return int(self.returned.get("MaximumBatchingWindowInSeconds", 0))

    @property
    def fullest(self) -> int:
        return max((each.records for each in self.billed), default=0)


def play(name: str, fn: Callable[..., Any]) -> Seen:
    load = LOADS[name]
    seen = Seen(name, load=load)
    with fresh_world(seed=7) as world:
        observe(seen, world, fn, (load.rate, load.shards, load.budget, load.price, load.promise_s))
    if isinstance(seen.returned, dict):
        events = steady(load.rate, WINDOWS * load.right_s, seed=5, start_us=STARTS_US)
        seen.fed = len(events)
        seen.run = run_mapping(events, seen.returned, shards=load.shards)
    return seen


def trials() -> Iterable[tuple[str, Callable[[Any], Seen]]]:
    return [(name, partial(play, name)) for name in LOADS]


def gives_up(seen: Seen) -> Finding | None:
    kept = seen.returned is None and seen.load.both
    return ("06.2.gives-up", {"right_s": seen.load.right_s}) if kept else None


def no_settings(seen: Seen) -> Finding | None:
    if seen.returned is None:
        return None
    kind = type(seen.returned).__name__
    return None if isinstance(seen.returned, dict) else ("06.2.no-settings", {"kind": kind})


def not_both(seen: Seen) -> Finding | None:
    """What it chose breaks one of the two, or both."""
    if seen.load.both or not isinstance(seen.returned, dict) or seen.run.error is not None:
        return None
    return "06.2.not-both", {"window": seen.window_s, "right_s": seen.load.right_s}


def refused(seen: Seen) -> Finding | None:
    error = seen.run.error
    if error is None:
        return None
    return "06.2.refused", {"error": type(error).__name__, "text": " ".join(str(error).split())[:160]}


def not_delivered(seen: Seen) -> Finding | None:
    got = seen.run.records
    return None if got == seen.fed else ("06.2.not-delivered", {"got": got, "fed": seen.fed})


def batch_closes_first(seen: Seen) -> Finding | None:
    """The window is right, and full batches make it dear."""
    size = seen.returned.get("BatchSize", 100)
    full = sum(each.records == size for each in seen.billed)
    if not _is_dear(seen) or seen.window_s < seen.load.right_s or not full:
        return None
    return "06.2.batch-closes-first", {"full": full, "size": size}


def too_dear(seen: Seen) -> Finding | None:
    return ("06.2.too-dear", {"window": seen.window_s}) if _is_dear(seen) else None


def too_slow(seen: Seen) -> Finding | None:
    """A second more than needed is borne: who rounds up twice is no fool."""
    right_s = seen.load.right_s
    if seen.window_s <= right_s + 1:
        return None
    return "06.2.too-slow", {"window": seen.window_s, "right_s": right_s, "late_s": seen.run.oldest_s}


def _is_dear(seen: Seen) -> bool:
    return seen.cost > seen.load.budget


def _of_settings(ask: Callable[[Seen], Finding | None]) -> Callable[[Seen], Finding | None]:
    """The question, for an answer that has settings."""
    return lambda seen: ask(seen) if isinstance(seen.returned, dict) else None


ASKED_OF_SETTINGS = (not_delivered, batch_closes_first, too_dear, too_slow)

grade = Grader(
    trials=trials,
    questions=(*ANY, gives_up, no_settings, refused, not_both, *map(_of_settings, ASKED_OF_SETTINGS)),
    facts=lambda seen: {
        "budget": seen.load.budget,
        "cost": seen.cost,
        "invocations": len(seen.billed),
        "promise_s": seen.load.promise_s,
        "ran_s": WINDOWS * seen.load.right_s,
        "records": sum(each.records for each in seen.billed),
        "shards": seen.load.shards,
        "fullest": seen.fullest,
    },
    columns="06.2.columns",
    row="06.2.row",
    totals=lambda all_: {"late_s": max(seen.run.oldest_s for seen in all_)},
).grade
