"""Grades throttled_minutes: forecasts by the minute, from a calm one to a wall of traffic."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from numbers import Integral
from typing import Any, NamedTuple

from lablib.scenarios.fresh_world import fresh_world
from lablib.simulator import limits
from lablib.teaching.checks.attempt import Attempt, observe
from lablib.teaching.checks.findings import ANY, Finding
from lablib.teaching.checks.grader import Grader

FLOOR = limits.ON_DEMAND_START_SHARDS * limits.SHARD_WRITE_RECORDS_PER_S
ROUND_MIN = limits.ON_DEMAND_SCALES_AFTER_S // limits.METRIC_PERIOD_S


class Forecast(NamedTuple):
    """The loads of some minutes, and the peak of the 30 days before."""

    per_s: tuple[int, ...]
    peak_before: int = 0


def rooms_of(forecast: Forecast) -> list[int]:
    """Records a second that find room in each minute. `tests/scenarios/capacity/test_lab_05.py` holds it against the region."""
    peak, room, grows_at = forecast.peak_before, max(FLOOR, 2 * forecast.peak_before), None
    rooms = []
    for minute, load in enumerate(forecast.per_s):
        if minute == grows_at:
            room, grows_at = 2 * peak, None
        rooms.append(room)
        peak = max(peak, min(load, room))
        if grows_at is None and 2 * peak > room:
            grows_at = minute + 1 + ROUND_MIN
    return rooms


FORECASTS = {
    "a calm hour": Forecast((2_000,) * 60),
    "a launch that triples": Forecast((1_500,) * 10 + (6_000,) * 50),
    "the same, seen before": Forecast((1_500,) * 10 + (6_000,) * 50, peak_before=3_000),
    "a wall": Forecast((500,) * 7 + (25_000,) * 80),
    "growth by a tenth a minute": Forecast(tuple(int(2_500 * 1.1**minute) for minute in range(40))),
    "a rise that announces itself": Forecast((2_500,) * 20 + (4_900,) * 20),
    "a burst, and again later": Forecast(
        (1_000,) * 5 + (7_000,) * 4 + (1_000,) * 20 + (7_000,) * 4 + (1_000,) * 9
    ),
}


@dataclass
class Seen(Attempt):
    """The minutes that the function names."""

    forecast: Forecast = field(kw_only=True)

    @property
    def rooms(self) -> list[int]:
        return rooms_of(self.forecast)

    @property
    def right(self) -> list[int]:
        pairs = zip(self.forecast.per_s, self.rooms, strict=True)
        return [minute for minute, (load, room) in enumerate(pairs) if load > room]

    @property
    def named(self) -> list[int] | None:
        """None if it is no list of minutes."""
        if not isinstance(self.returned, list | tuple):
            return None
        minutes = range(len(self.forecast.per_s))
        fits = all(isinstance(each, Integral) and each in minutes for each in self.returned)
        return [int(each) for each in self.returned] if fits else None

    @property
    def differing(self) -> list[int]:
        return sorted(set(self.right) ^ set(self.named or []))


def play(fn: Callable[..., Any], name: str) -> Seen:
    seen = Seen(name, forecast=FORECASTS[name])
    with fresh_world(seed=7) as world:
        observe(seen, world, fn, (list(seen.forecast.per_s), seen.forecast.peak_before))
    return seen


def trials() -> list[tuple[str, Callable[[Any], Seen]]]:
    return [(name, partial(play, name=name)) for name in FORECASTS]


def no_list(seen: Seen) -> Finding | None:
    if seen.named is not None and seen.named == sorted(set(seen.named)):
        return None
    return "05.2.no-list", {"answer": repr(seen.returned)[:60]}


def differs(seen: Seen) -> Finding | None:
    if not seen.differing:
        return None
    first = seen.differing[0]
    facts = {"first": first, "load": seen.forecast.per_s[first], "room": seen.rooms[first]}
    if first in seen.right:
        return ("05.2.too-few" if seen.named else "05.2.never"), facts
    if max(seen.forecast.per_s) <= FLOOR:
        return "05.2.floor-forgotten", facts
    return ("05.2.peak-forgotten" if seen.forecast.peak_before else "05.2.too-many"), facts


def facts(seen: Seen) -> dict[str, Any]:
    return {
        "minutes": len(seen.forecast.per_s),
        "throttled": len(seen.right),
        "right_first": seen.right[0] if seen.right else "none",
        "yours": len(seen.named) if seen.named is not None else "?",
        "differs": f"minute {seen.differing[0]}" if seen.named is not None and seen.differing else "",
        "peak_before": seen.forecast.peak_before,
    }


def totals(seen: Sequence[Seen]) -> dict[str, Any]:
    return {name: sum(facts(one)[name] for one in seen) for name in ("minutes", "throttled")}


grade = Grader(
    trials=trials,
    questions=(*ANY, no_list, differs),
    facts=facts,
    columns="05.2.columns",
    row="05.2.row",
    totals=totals,
).grade
