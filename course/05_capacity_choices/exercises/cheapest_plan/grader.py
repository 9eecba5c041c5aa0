"""Grades cheapest_plan: short loads, each with another second that decides."""

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
from lablib.scenarios.capacity.load import Part
from lablib.scenarios.fresh_world import fresh_world
from lablib.simulator.api.errors import AwsError
from lablib.teaching.checks.attempt import Attempt, observe
from lablib.teaching.checks.findings import ANY, Finding
from lablib.teaching.checks.grader import Grader

import numpy as np

NEAR = 1.0001
"""So much dearer than the cheapest is as cheap."""
HASHES = 2**128
SHARDS_APART = 211
"""More than anybody tries who stops at a round number, and no multiple of a step."""
TWINS = "two keys even closer"


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
    """By trying: the fewest shards that throttle nothing, or on demand if that is cheaper and throttles nothing."""
    load, shards = loads()[name], SHARDS_APART if name == TWINS else 1
    while (provisioned := capacity_run(load, Plan(shards=shards))).throttled:
        shards += 1
    on_demand = capacity_run(load, Plan(ON_DEMAND))
    good = [run for run in (provisioned, on_demand) if not run.throttled]
    return min(good, key=lambda run: run.month.total_usd)


@cache
def loads() -> dict[str, Load]:
    steady, at = np.full(1_200, 1, dtype=np.int64), np.arange(7_200)
    rise = np.rint(np.interp(at[:5_400], [0, 2_400, 2_700, 5_100], [1_000, 1_000, 7_000, 7_000]))
    loud = at[:1_200] == 300
    # as many records as the even load, for two keys that seven shards tell apart, and eight don't
    neighbours = Part((int(0.26 * HASHES), int(0.32 * HASHES)), np.array([0.5, 0.5]), 1_900 * steady)
    # no fraction with a smaller denominator lies between them, so no fewer shards tell them apart: `best_of` knows
    closer = [int((100 / SHARDS_APART + apart) * HASHES) for apart in (-1e-6, 1e-6)]
    twins = Part((closer[0], closer[1]), np.array([0.5, 0.5]), 1_900 * steady[:20])
    burst = 2_200 * ((at[:1_200] >= 600) & (at[:1_200] < 602))
    return {
        "an even load": Load((tenants(1_900 * steady),)),
        "just what a shard takes": Load((tenants(1_000 * steady),)),
        "large records": Load((tenants(150 * steady),), record_bytes=12_000),
        "a launch": Load((tenants(rise.astype(np.int64)),)),
        "flushes on a tick": Load((tenants(on_ticks(600 * steady, 5)),)),
        "the same without a tick": Load((tenants(600 * steady),)),
        "two busy minutes": Load((tenants(np.where((at >= 3_000) & (at < 3_120), 3_000, 25)),)),
        "ten seconds of a crowd": Load(
            (tenants(21_000 * ((at >= 300) & (at < 310)).astype(np.int64)[:600]),)
        ),
        "one loud second": Load((tenants(60 * steady + 900 * loud),)),
        "a few records too many": Load((tenants(990 * steady + 11 * loud),)),
        "two keys side by side": Load((neighbours,)),
        TWINS: Load((twins,)),
        # both plans cost 33 dollars and some cents
        "a burst on a quiet day": Load((tenants(np.maximum(16 * steady, burst)),)),
        "a day a bit less quiet": Load((tenants(np.maximum(17 * steady, burst)),)),
        "next to nothing": Load((tenants(5 * steady),)),
    }


def play(fn: Callable[..., Any], name: str) -> Seen:
    seen = Seen(name, load=loads()[name], best=best_of(name))
    with fresh_world(seed=7) as world:
        observe(seen, world, fn, (loads()[name],))
    if is_offered(seen.returned):
        try:
            seen.run = capacity_run(seen.load, seen.returned)
        except AwsError:
            seen.run = None  # more shards than an account may have: `other_plan` says so
    return seen


def is_offered(plan: Any) -> bool:
    """Whether it is one of those to choose from, or on demand with AUTO, of which there is more to say."""
    if not isinstance(plan, Plan):
        return False
    return plan in (Plan(ON_DEMAND), Plan(ON_DEMAND, auto=True)) or plan == Plan(shards=plan.shards)


def trials() -> list[tuple[str, Callable[[Any], Seen]]]:
    return [(name, partial(play, name=name)) for name in loads()]


def no_plan(seen: Seen) -> Finding | None:
    answer = repr(seen.returned)[:60]
    return None if isinstance(seen.returned, Plan) else ("05.1.no-plan", {"answer": answer})


def other_plan(seen: Seen) -> Finding | None:
    return None if seen.run else ("05.1.other-plan", {"answer": str(seen.returned)})


def auto(seen: Seen) -> Finding | None:
    return ("05.1.auto", {}) if seen.run and seen.run.plan.auto else None


def throttles(seen: Seen) -> Finding | None:
    if not seen.run or not seen.run.throttled:
        return None
    facts = {
        "first_s": int(np.flatnonzero(seen.run.throttled_per_s)[0]),
        "shards": int(seen.run.shards_per_s[-1]),
    }
    return ("05.1.throttles" if seen.run.plan.mode == PROVISIONED else "05.1.on-demand-throttles"), facts


def too_dear(seen: Seen) -> Finding | None:
    best = float(seen.best.month.total_usd)
    if seen.run is None or seen.dollars <= best * NEAR:
        return None
    same_mode = seen.run.plan.mode == seen.best.plan.mode
    return ("05.1.too-many-shards" if same_mode else "05.1.too-dear"), {"more": seen.dollars - best}


def facts(seen: Seen) -> dict[str, Any]:
    return {
        "busiest": int(seen.load.per_s.max()),
        "mean": float(seen.load.per_s.mean()),
        "offered": int(seen.load.per_s.sum()),
        "record_bytes": seen.load.record_bytes,
        "throttled": seen.run.throttled if seen.run else 0,
        "plan": str(seen.run.plan) if seen.run else "",
        "dollars": seen.dollars,
        "best": float(seen.best.month.total_usd),
        "throttled_cell": f"{seen.run.throttled:,}" if seen.run else "-",
        "dollars_cell": f"{seen.dollars:,.2f}" if seen.run else "-",
    }


def totals(seen: Sequence[Seen]) -> dict[str, Any]:
    return {"plans": "; ".join(f"{one.name}: {one.run.plan}" for one in seen if one.run)}


grade = Grader(
    trials=trials,
    questions=(*ANY, no_plan, other_plan, auto, throttles, too_dear),
    facts=facts,
    columns="05.1.columns",
    row="05.1.row",
    totals=totals,
).grade
