"""Grades send_in_time: flushes that go well, trouble that passes, and trouble that does not."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from lablib.scenarios.fresh_world import fresh_world
from lablib.simulator.world import World
from lablib.teaching.checks.another_process import as_elsewhere
from lablib.teaching.checks.attempt import Attempt, observe
from lablib.teaching.checks.findings import ANY, Finding
from lablib.teaching.checks.flush.findings import (
    BASE_S,
    OF_A_FLUSH,
    numbers,
)
from lablib.teaching.checks.flush.habits import cut_to_fit, never_dares, spread, starts_over
from lablib.teaching.checks.flush.script import Flush, Script
from lablib.teaching.checks.grader import Grader

FEW = 4
"""So many draws of two gateways are never the same by chance."""
MOST_DEEP = 10_000
"""A loop by recursion is a style: a long outage is not where it ends."""
JUST_STARTED = "two gateways just started"
TOO_LITTLE_TIME = "forty flushes, 6 s each"


@dataclass
class Seen(Attempt):
    """Some flushes, one after the other."""

    flushes: list[Flush] = field(default_factory=list)

    @property
    def did_nothing(self) -> bool:
        idle = not any(flush.calls or flush.takes for flush in self.flushes) and not self.broke_off
        return idle and all(flush.returned is None or flush.returned is ... for flush in self.flushes)


def play(fn: Callable[..., Any], name: str, scripts: Sequence[Script], seed: int) -> Seen:
    seen = Seen(name)
    with fresh_world(seed) as world:
        seen.flushes = [Flush(script, world, world.rng(f"flush {n}")) for n, script in enumerate(scripts)]
        deep = sys.getrecursionlimit()
        sys.setrecursionlimit(MOST_DEEP)
        try:
            observe(seen, world, lambda: [flush.play(fn) for flush in seen.flushes], ())
        finally:
            sys.setrecursionlimit(deep)
    return seen


def play_two_gateways(fn: Callable[..., Any], name: str) -> Seen:
    """The same flush in two processes that have just started, and have nothing in common but the code."""
    seen, other = (play(as_elsewhere(fn), name, [Script(20, 20, 40)], seed) for seed in (1, 2))
    if other.broke_off:
        return other
    seen.flushes += other.flushes
    return seen


def play_to_the_deadline(fn: Callable[..., Any], name: str, seed: int) -> Seen:
    """The deadline is where the first pause ends, if it is drawn from the module random as it comes."""
    with World(seed):
        first_pause_s = BASE_S * random.random()
    return play(fn, name, [Script(20, first_pause_s, 5, call_s=0.0)], seed)


def trials() -> list[tuple[str, Callable[[Any], Seen]]]:
    rows: dict[str, list[Script]] = {
        "calm": [Script(400, 10, 5, stores=1.0)],
        "a third fails at each call": [Script(400, 60, 30, stores=2 / 3)],
        "and with one token": [Script(400, 60, 1, stores=2 / 3)],
        "and with none": [Script(400, 60, 0, stores=2 / 3)],
        "an hour of outage": [Script(20, 3_600, 1_100)],
        "nobody answers, 6 s": [Script(400, 6, 40)],
        "nobody answers, 20 s": [Script(400, 20, 40)],
        "nobody answers, 3 tokens": [Script(400, 60, 3)],
        "the first call takes 95 s": [Script(400, 90, 5, call_s=95.0)],
        "every call takes 7 s": [Script(400, 60, 40, call_s=7.0)],
        "no time but for one call": [Script(5, 0, 5)],
        "sixty flushes in an outage": [Script(5, 600, 8)] * 60,
        "forty, half fails at each call": [Script(60, 600, 8, stores=0.5)] * 40,
        TOO_LITTLE_TIME: [Script(5, 6, 40)] * 40,
    }
    played = [
        (name, partial(play, name=name, scripts=scripts, seed=seed))
        for seed, (name, scripts) in enumerate(rows.items(), 7)
    ]
    name = "a pause up to the deadline"
    return [
        *played,
        (name, partial(play_to_the_deadline, name=name, seed=7)),
        (JUST_STARTED, partial(play_two_gateways, name=JUST_STARTED)),
    ]


def of_each_flush(ask: Callable[[Flush], Finding | None]) -> Callable[[Seen], Finding | None]:
    """The first finding among a trial's flushes."""

    def question(seen: Seen) -> Finding | None:
        for flush in seen.flushes:
            if (found := ask(flush)) is not None:
                return f"03.2.{found[0]}", numbers(flush) | found[1]
        return None

    return question


def in_step(one: Flush, other: Flush) -> Finding | None:
    """Two gateways that have just started draw the same pauses."""
    same = len(one.pauses_s) > FEW and one.pauses_s[:FEW] == other.pauses_s[:FEW]
    facts = {"few": FEW, "first": ", ".join(f"{pause_s:.4f}" for pause_s in one.pauses_s[:3])}
    return ("in-step", facts) if same else None


def habit(attempts: Sequence[Seen]) -> Finding | None:
    """What only many flushes together show."""
    flushes = [flush for seen in attempts for flush in seen.flushes]
    late = [flush for seen in attempts for flush in seen.flushes if seen.name == TOO_LITTLE_TIME]
    started = next(seen.flushes for seen in attempts if seen.name == JUST_STARTED)
    asked = (starts_over(flushes), spread(flushes), in_step(*started), cut_to_fit(late), never_dares(late))
    found = next(filter(None, asked), None)
    return (f"03.2.{found[0]}", found[1]) if found else None


def facts(seen: Seen) -> dict[str, Any]:
    found = [numbers(flush) for flush in seen.flushes]
    sums = {
        name: sum(one[name] for one in found) for name in ("events", "stored", "returned", "calls", "granted")
    }
    return sums | {"took_s": max(one["took_s"] for one in found), "within_s": found[0]["within_s"]}


def totals(attempts: Sequence[Seen]) -> dict[str, Any]:
    found = [facts(one) for one in attempts]
    return {name: sum(one[name] for one in found) for name in ("events", "stored", "returned", "granted")}


grade = Grader(
    trials=trials,
    questions=(*ANY, *map(of_each_flush, OF_A_FLUSH)),
    facts=facts,
    columns="03.2.columns",
    row="03.2.row",
    habit=habit,
    totals=totals,
).grade
