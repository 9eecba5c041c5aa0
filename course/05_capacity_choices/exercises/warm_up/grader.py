"""Grades warm_up: launches from one that fits to one that needs three rounds, each played minute by minute."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from numbers import Integral
from typing import Any, NamedTuple

from lablib.scenarios.fresh_world import fresh_world
from lablib.simulator import limits
from lablib.teaching.checks.attempt import Attempt, observe
from lablib.teaching.checks.call_again import keeps_state
from lablib.teaching.checks.findings import ANY, Finding
from lablib.teaching.checks.grader import Grader

FLOOR = limits.ON_DEMAND_START_SHARDS * limits.SHARD_WRITE_RECORDS_PER_S
ROUND_MIN = limits.ON_DEMAND_SCALES_AFTER_S // limits.METRIC_PERIOD_S
LASTS_MIN = 30


class Launch(NamedTuple):
    """Records a second of a launch, and of the highest minute of the 30 days before."""

    per_s: int
    peak_before: int = 0

    @property
    def room_before(self) -> int:
        """Records a second."""
        return max(FLOOR, 2 * self.peak_before)

    @property
    def shortest_min(self) -> int:
        """Of the warm-ups that suffice. A round takes the minute that asks for more, and the wait."""
        rounds = 0
        while self.room_before * 2**rounds < self.per_s:
            rounds += 1
        return rounds * (ROUND_MIN + 1)


def rooms_of(per_s: Sequence[int], peak_before: int = 0) -> list[int]:
    """Records a second that find room in each minute. `tests/scenarios/capacity/test_lab_05.py` holds it against the region."""
    peak, room, grows_at = peak_before, max(FLOOR, 2 * peak_before), None
    rooms = []
    for minute, load in enumerate(per_s):
        if minute == grows_at:
            room, grows_at = 2 * peak, None
        rooms.append(room)
        peak = max(peak, min(load, room))
        if grows_at is None and 2 * peak > room:
            grows_at = minute + 1 + ROUND_MIN
    return rooms


LAUNCHES = {
    "a new stream": Launch(6_000),
    "a launch that fits": Launch(3_500),
    "6,000 after a peak of 3,000": Launch(6_000, peak_before=3_000),
    "6,001 after a peak of 3,000": Launch(6_001, peak_before=3_000),
    "6,001 on a new stream": Launch(6_001),
    "exactly twice the capacity": Launch(8_000),
    "a record more than twice": Launch(8_001, peak_before=1_999),
    "8,001 after a peak of 2,001": Launch(8_001, peak_before=2_001),
    "a stream with a past": Launch(15_000, peak_before=2_600),
    "a steep launch": Launch(25_000, peak_before=500),
}


@dataclass
class Seen(Attempt):
    """The plan of warm-up, and what comes of it."""

    launch: Launch = field(kw_only=True)
    state: Finding | None = None

    @property
    def plan(self) -> list[int] | None:
        """None if it is no list of loads."""
        if not isinstance(self.returned, list | tuple):
            return None
        fits = all(isinstance(each, Integral) and each >= 0 for each in self.returned)
        return [int(each) for each in self.returned] if fits else None

    @property
    def throttled(self) -> list[tuple[int, int, int]]:
        """Minute, load and room, of the minutes of warm-up and launch in which records are throttled."""
        loads = [*(self.plan or []), *[self.launch.per_s] * LASTS_MIN]
        rooms = rooms_of(loads, self.launch.peak_before)
        return [
            (minute, load, room)
            for minute, (load, room) in enumerate(zip(loads, rooms, strict=True))
            if load > room
        ]


def play(fn: Callable[..., Any], name: str) -> Seen:
    seen = Seen(name, launch=LAUNCHES[name])
    with fresh_world(seed=7) as world:
        observe(seen, world, fn, tuple(seen.launch))
    seen.state = keeps_state(seen, fn, tuple(seen.launch))
    return seen


def trials() -> list[tuple[str, Callable[[Any], Seen]]]:
    return [(name, partial(play, name=name)) for name in LAUNCHES]


def no_list(seen: Seen) -> Finding | None:
    return None if seen.plan is not None else ("05.2.no-list", {"answer": repr(seen.returned)[:60]})


def keeps(seen: Seen) -> Finding | None:
    return seen.state


def throttled(seen: Seen) -> Finding | None:
    if not seen.throttled or seen.plan is None:
        return None
    minute, load, room = seen.throttled[0]
    facts = {"first": minute + 1, "load": load, "room": room, "after": minute - len(seen.plan) + 1}
    return ("05.2.warm-up-throttled" if minute < len(seen.plan) else "05.2.launch-throttled"), facts


def too_early(seen: Seen) -> Finding | None:
    return ("05.2.too-early", {}) if len(seen.plan or []) > seen.launch.shortest_min else None


def facts(seen: Seen) -> dict[str, Any]:
    plan = seen.plan or []
    return {
        "launch": seen.launch.per_s,
        "peak_before": seen.launch.peak_before,
        "room_before": seen.launch.room_before,
        "minutes": len(plan) if seen.plan is not None else "-",
        "shortest": seen.launch.shortest_min,
        "records": sum(plan) * limits.METRIC_PERIOD_S,
        "records_cell": f"{sum(plan) * limits.METRIC_PERIOD_S:,}" if seen.plan is not None else "-",
    }


def totals(seen: Sequence[Seen]) -> dict[str, Any]:
    return {"records": sum(facts(one)["records"] for one in seen)}


grade = Grader(
    trials=trials,
    questions=(*ANY, no_list, keeps, throttled, too_early),
    facts=facts,
    columns="05.2.columns",
    row="05.2.row",
    totals=totals,
).grade
