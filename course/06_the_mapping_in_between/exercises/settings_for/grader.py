"""Grades settings_for: each answer becomes a mapping; some run for twenty windows, and are paid for."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NamedTuple

from lablib.scenarios.fresh_world import fresh_world
from lablib.simulator import limits
from lablib.teaching.checks.attempt import Attempt, observe
from lablib.teaching.checks.call_again import keeps_state
from lablib.teaching.checks.findings import ANY, Finding
from lablib.teaching.checks.grader import Grader
from lablib.teaching.checks.mapping import STARTS_US, Delivery, MappingRun, run_mapping
from lablib.teaching.checks.message_catalogue import line
from lablib.traffic.steady_rate import steady

MONTH_S = 30 * 86_400
WINDOWS = 20
"""So many windows of the right length a trial runs: a window that is a second longer or shorter shows."""
ERROR_CHARS = 300


class Load(NamedTuple):
    """What the function is given, apart from the budget, which follows from the right window."""

    rate: float
    shards: int
    right_s: int
    price: float
    short_by: float = 0.4
    """The budget buys a window that is so much of a second shorter than a whole one."""
    promise_s: int = 60
    never: str = ""
    """Why no settings keep both: the id of a line. Empty if some do."""
    played: bool = False
    """Whether records are fed to the mapping. Else its invocations follow from window and shards."""

    @property
    def budget(self) -> float:
        if not self.right_s:
            return 0.0
        return self.shards * MONTH_S * self.price / (self.right_s - self.short_by)

    @property
    def fullest(self) -> float:
        """What the fullest shard collects in the right window, at twice its share."""
        return 2 * self.rate / self.shards * self.right_s

    @property
    def least_size(self) -> int:
        """The smallest BatchSize that the fullest shard doesn't go beyond."""
        return math.ceil(round(self.fullest, 6))


LOADS = {
    "40 per second, 2 shards": Load(40, 2, 12, 7e-6, played=True),
    "20 per second, 4 shards": Load(20, 4, 12, 7e-6, played=True),
    "2 per second, 2 shards": Load(2, 2, 30, 2e-6, short_by=0.8, played=True),
    "30 per second, 6 shards": Load(30, 6, 8, 4e-5, promise_s=8, played=True),
    "the same, a second sooner": Load(30, 6, 8, 4e-5, promise_s=7, never="06.2.never-promised"),
    "a budget that just fits": Load(50, 4, 8, 2**-17, short_by=0),
    "a budget that just doesn't": Load(50, 4, 9, 2**-17, short_by=0.99995),
    "a generous budget": Load(50, 4, 1, 7e-6, short_by=0.6),
    "4,000 per second, 12 shards": Load(4_000, 12, 11, 7e-6),
    "one in 50 seconds, 4 shards": Load(0.02, 4, 12, 7e-6),
    "12,000 per second, 12 shards": Load(12_000, 12, 12, 7e-6, never="06.2.never-sized"),
    "5,000.5 per second, 12 shards": Load(5_000.5, 12, 12, 7e-6, never="06.2.never-sized"),
    "the longest window": Load(20, 4, 300, 7e-6, promise_s=600),
    "195 per second, 12 shards": Load(195, 12, 300, 7e-6, promise_s=600),
    "longer than the longest": Load(20, 4, 301, 7e-6, promise_s=600, never="06.2.never-so-long"),
    "five invocations a month": Load(20, 12, 6_220_800, 7e-6, promise_s=600, never="06.2.never-so-long"),
    "no budget": Load(20, 4, 0, 7e-6, never="06.2.never-for-nothing"),
}


@dataclass(slots=True)
class Seen(Attempt):
    """What the answer cost, and how late it made the events."""

    load: Load = field(kw_only=True)
    fed: int = 0
    run: MappingRun = field(default_factory=MappingRun)
    state: Finding | None = None

    @property
    def billed(self) -> list[Delivery]:
        """What was delivered in the twenty windows, without what was left at their end."""
        end_us = STARTS_US + WINDOWS * self.load.right_s * limits.US_PER_S
        return [each for each in self.run.deliveries if STARTS_US <= each.at_us < end_us]

    @property
    def monthly(self) -> float:
        """Invocations."""
        if self.load.played:
            return len(self.billed) / (WINDOWS * self.load.right_s) * MONTH_S
        return self.load.shards * MONTH_S / max(1, self.window_s)

    @property
    def cost(self) -> float:
        """Dollars a month."""
        return self.monthly * self.load.price

    @property
    def has_settings(self) -> bool:
        return isinstance(self.returned, dict) and self.run.error is None

    @property
    def window_s(self) -> int:
        return int(self.returned.get("MaximumBatchingWindowInSeconds", 0)) if self.has_settings else 0

    @property
    def size(self) -> int:
        return (
            int(self.returned.get("BatchSize", limits.MAPPING_BATCH_SIZE_DEFAULT)) if self.has_settings else 0
        )


def play(name: str, fn: Callable[..., Any]) -> Seen:
    load = LOADS[name]
    seen, data = Seen(name, load=load), (load.rate, load.shards, load.budget, load.price, load.promise_s)
    with fresh_world(seed=7) as world:
        observe(seen, world, fn, data)
    seen.state = keeps_state(seen, fn, data)
    if isinstance(seen.returned, dict):
        seconds = WINDOWS * load.right_s if load.played else 0
        events = steady(load.rate, seconds, seed=5, start_us=STARTS_US) if seconds else []
        seen.fed = len(events)
        seen.run = run_mapping(events, seen.returned, shards=load.shards)
    return seen


def trials() -> Iterable[tuple[str, Callable[[Any], Seen]]]:
    return [(name, partial(play, name)) for name in LOADS]


def keeps(seen: Seen) -> Finding | None:
    return seen.state


def gives_up(seen: Seen) -> Finding | None:
    kept = seen.returned is None and not seen.load.never
    return ("06.2.gives-up", {"right_s": seen.load.right_s, "least": seen.load.least_size}) if kept else None


def no_settings(seen: Seen) -> Finding | None:
    if seen.returned is None:
        return None
    kind = type(seen.returned).__name__
    return None if isinstance(seen.returned, dict) else ("06.2.no-settings", {"kind": kind})


def not_both(seen: Seen) -> Finding | None:
    """There is nothing to choose, and it chose something."""
    if not seen.load.never or seen.returned is None:
        return None
    load = seen.load
    facts = {
        "budget": load.budget,
        "right_s": load.right_s,
        "promise_s": load.promise_s,
        "least": load.least_size,
    }
    reason = line(load.never, **facts)
    return "06.2.not-both", {"reason": reason, "answer": repr(seen.returned)[:100]}


def refused(seen: Seen) -> Finding | None:
    error = seen.run.error
    if error is None:
        return None
    return "06.2.refused", {"error": type(error).__name__, "text": " ".join(str(error).split())[:ERROR_CHARS]}


def not_delivered(seen: Seen) -> Finding | None:
    got = seen.run.records
    return None if got == seen.fed else ("06.2.not-delivered", {"got": got, "fed": seen.fed})


def no_window(seen: Seen) -> Finding | None:
    """BatchSize is what it relies on, or nothing."""
    dear = not seen.window_s and seen.cost > seen.load.budget
    return ("06.2.too-dear", {"size": seen.size}) if dear else None


def short_window(seen: Seen) -> Finding | None:
    short = seen.window_s < seen.load.right_s
    return (
        ("06.2.window-too-short", {"window": seen.window_s, "right_s": seen.load.right_s}) if short else None
    )


def batch_closes_first(seen: Seen) -> Finding | None:
    """The window is long enough, and a full batch ends it early."""
    load = seen.load
    if seen.size >= load.least_size:
        return None
    return "06.2.batch-closes-first", {
        "size": seen.size,
        "least": load.least_size,
        "fullest": f"{load.fullest:,.1f}".removesuffix(".0"),
    }


def too_slow(seen: Seen) -> Finding | None:
    right_s = seen.load.right_s
    return (
        ("06.2.too-slow", {"window": seen.window_s, "right_s": right_s}) if seen.window_s > right_s else None
    )


def _of_settings(ask: Callable[[Seen], Finding | None]) -> Callable[[Seen], Finding | None]:
    """The question, for an answer with which a mapping was made."""
    return lambda seen: ask(seen) if seen.has_settings else None


ASKED_OF_SETTINGS = (not_delivered, no_window, short_window, too_slow, batch_closes_first)


def facts(seen: Seen) -> dict[str, Any]:
    load, played = seen.load, seen.has_settings and seen.load.played
    return {
        "budget": load.budget,
        "bought": load.budget / load.price,
        "cost": seen.cost,
        "monthly": round(seen.monthly),
        "price": load.price,
        "promise_s": load.promise_s,
        "rate": load.rate,
        "shards": load.shards,
        "cost_cell": f"{seen.cost:,.2f}" if seen.has_settings else "-",
        "window_cell": f"{seen.window_s:,} s" if seen.has_settings else "none" if not seen.broke_off else "-",
        "fullest_cell": max((each.records for each in seen.billed), default=0) if played else "-",
    }


grade = Grader(
    trials=trials,
    questions=(*ANY, no_settings, keeps, not_both, gives_up, refused, *map(_of_settings, ASKED_OF_SETTINGS)),
    facts=facts,
    columns="06.2.columns",
    row="06.2.row",
    totals=lambda all_: {"late_s": max(seen.run.oldest_s for seen in all_)},
    has_run=lambda seen: bool(seen.run.deliveries),
).grade
