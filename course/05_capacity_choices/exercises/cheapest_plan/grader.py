"""Grades cheapest_plan: loads of two hours, each with another second that decides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Any

from lablib.scenarios.capacity import (
    ON_DEMAND,
    PROVISIONED,
    CapacityRun,
    Load,
    Plan,
    capacity_run,
    on_ticks,
    tenants,
)
from lablib.scenarios.fresh_world import fresh_world
from lablib.teaching.checks.attempt import Attempt, observe
from lablib.teaching.checks.findings import ANY, Finding
from lablib.teaching.checks.grader import Grader

import numpy as np

SECONDS = 2 * 3_600
NEAR = 1.0001
"""So much dearer than the cheapest is as cheap."""


@dataclass
class Seen(Attempt):
    """The plan, and what comes of the load under it."""

    load: Load = field(kw_only=True)
    best: CapacityRun = field(kw_only=True)
    run: CapacityRun | None = None

    @property
    def dollars(self) -> float:
        return float(self.run.month.total_usd) if self.run else 0.0


@cache
def best_of(name: str) -> CapacityRun:
    """By trying: the fewest shards that refuse nothing, or on demand if that is cheaper and refuses nothing."""
    load, shards = loads()[name], 1
    while (provisioned := capacity_run(load, Plan(shards=shards))).refused:
        shards += 1
    on_demand = capacity_run(load, Plan(ON_DEMAND))
    good = [run for run in (provisioned, on_demand) if not run.refused]
    return min(good, key=lambda run: run.month.total_usd)


@cache
def loads() -> dict[str, Load]:
    steady = np.full(SECONDS, 1, dtype=np.int64)
    at = np.arange(SECONDS)
    rise = np.rint(np.interp(at, [0, 2_400, 2_700, 5_100, 5_400], [1_000, 1_000, 7_000, 7_000, 1_000]))
    return {
        "an even load": Load((tenants(1_900 * steady),)),
        "large records": Load((tenants(150 * steady),), record_bytes=12_000),
        "a launch": Load((tenants(rise.astype(np.int64)),)),
        "flushes on a tick": Load((tenants(on_ticks(600 * steady, 5)),)),
        "two busy minutes": Load((tenants(3_000 * steady * ((at >= 3_000) & (at < 3_120))),)),
        "next to nothing": Load((tenants(5 * steady),)),
    }


def play(fn: Callable[..., Any], name: str) -> Seen:
    seen = Seen(name, load=loads()[name], best=best_of(name))
    with fresh_world(seed=7) as world:
        observe(seen, world, fn, (loads()[name],))
    if isinstance(seen.returned, Plan):
        seen.run = capacity_run(seen.load, seen.returned)
    return seen


def trials() -> list[tuple[str, Callable[[Any], Seen]]]:
    return [(name, partial(play, name=name)) for name in loads()]


def no_plan(seen: Seen) -> Finding | None:
    return None if seen.run else ("05.1.no-plan", {"answer": repr(seen.returned)[:60]})


def auto(seen: Seen) -> Finding | None:
    return ("05.1.auto", {}) if seen.run and seen.run.plan.auto else None


def refuses(seen: Seen) -> Finding | None:
    if not seen.run or not seen.run.refused:
        return None
    facts = {
        "first_s": int(np.flatnonzero(seen.run.refused_per_s)[0]),
        "shards": int(seen.run.shards_per_s[-1]),
    }
    return ("05.1.refuses" if seen.run.plan.mode == PROVISIONED else "05.1.on-demand-refuses"), facts


def too_dear(seen: Seen) -> Finding | None:
    best = float(seen.best.month.total_usd)
    if seen.dollars <= best * NEAR:
        return None
    other_mode = seen.run is not None and seen.run.plan.mode != seen.best.plan.mode
    where = (
        "Have you compared both modes?"
        if other_mode
        else "Count up from one shard, and stop at the first that fits."
    )
    return "05.1.too-dear", {"times": seen.dollars / best, "where": where}


def facts(seen: Seen) -> dict[str, Any]:
    return {
        "busiest": int(seen.load.per_s.max()),
        "mean": float(seen.load.per_s.mean()),
        "offered": int(seen.load.per_s.sum()),
        "record_bytes": seen.load.record_bytes,
        "refused": seen.run.refused if seen.run else 0,
        "plan": str(seen.run.plan) if seen.run else "",
        "dollars": seen.dollars,
        "best": float(seen.best.month.total_usd),
    }


def totals(seen: Sequence[Seen]) -> dict[str, Any]:
    return {"plans": "; ".join(f"{one.name}: {one.run.plan}" for one in seen if one.run)}


grade = Grader(
    trials=trials,
    questions=(*ANY, no_plan, auto, refuses, too_dear),
    facts=facts,
    columns="05.1.columns",
    row="05.1.row",
    totals=totals,
).grade
