"""Grades offered_load: minutes in which records are stored, throttled, broken, written one by one, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import partial
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from lablib.scenarios.fresh_world import fresh_world
from lablib.scenarios.replay.incident import STREAM, make_stream
from lablib.simulator import limits
from lablib.simulator.world import World
from lablib.teaching.checks.attempt import Attempt, observe
from lablib.teaching.checks.findings import ANY, Finding
from lablib.teaching.checks.grader import Grader

import boto3
from botocore.config import Config

MINUTE_S = limits.METRIC_PERIOD_S
BESIDE = "audit-log"
"""Another stream, whose records are none of this one's."""
RECORD = {"Data": b"{}", "PartitionKey": "t-0178"}
MOST_CALLS = 5_000
"""A day has 1,440 minutes, and a function may ask for each of them, by three metrics."""


class Minute(NamedTuple):
    """What producers do in one minute: `batched` records in calls of 500, then `singles` side by side."""

    batched: int = 0
    singles: int = 0
    failing: float = 0.0
    """The share of the records that fail inside the service."""


class Truth(NamedTuple):
    """What became of a minute's records."""

    offered: int
    stored: int
    throttled: int
    failed: int
    singles: int
    calls: int
    singles_stored: int


class Plan(NamedTuple):
    """Minutes, and how they are asked about."""

    minutes: tuple[Minute, ...]
    stream: str = STREAM
    zone: tzinfo = UTC
    span: timedelta | None = None
    """From begin to end, if that is longer than the minutes: nobody wrote before them."""
    start: datetime | None = None
    """When the region's time begins, if a certain day matters."""


@dataclass(slots=True)
class Seen(Attempt):
    """What the function said to some minutes, and what was in them."""

    minutes: list[Truth] = field(default_factory=list)
    wall_minutes: int = 0
    """From begin to end by the clock on the wall."""

    @property
    def wrong(self) -> tuple[int, Truth, float] | None:
        """The first minute that is wrong: its number, the truth, and what the function said."""
        pairs = zip(self.minutes, self.returned, strict=True)
        return next(
            ((n, truth, said) for n, (truth, said) in enumerate(pairs) if round(said, 3) != truth.offered),
            None,
        )


def play(fn: Callable[..., Any], name: str, plan: Plan) -> Seen:
    """The minutes of `plan` in a fresh region, with another stream beside it; then the learner's function."""
    start_us = round(plan.start.timestamp()) * limits.US_PER_S if plan.start else None
    with fresh_world(seed=3, start_us=start_us) as world:
        make_stream(2, plan.stream)
        make_stream(2, BESIDE)
        kinesis = boto3.client("kinesis", config=Config(retries={"total_max_attempts": 1}))
        world.sleep(MINUTE_S - world.elapsed_s % MINUTE_S)
        begin_us = world.clock.now_us
        starts_us = [begin_us + n * MINUTE_S * limits.US_PER_S for n in range(len(plan.minutes))]
        minutes = zip(plan.minutes, starts_us, strict=True)
        counts = [_write(world, kinesis, plan.stream, *each) for each in minutes]
        end_us = begin_us + len(plan.minutes) * MINUTE_S * limits.US_PER_S
        world.clock.sleep_until(end_us)
        seen = Seen(name)
        seen.minutes = _truth(world, begin_us, end_us, plan, counts)
        begin, end = (datetime.fromtimestamp(us / limits.US_PER_S, plan.zone) for us in (begin_us, end_us))
        if plan.span:
            begin = (end.astimezone(UTC) - plan.span).astimezone(plan.zone)
            silent = plan.span // timedelta(minutes=1) - len(seen.minutes)
            seen.minutes = [Truth(0, 0, 0, 0, 0, 0, 0)] * silent + seen.minutes
        seen.wall_minutes = (end - begin) // timedelta(minutes=1)
        cloudwatch = boto3.client("cloudwatch")
        observe(seen, world, fn, (plan.stream, begin, end), (cloudwatch,), most_calls=MOST_CALLS)
    return seen


def _write(world: World, kinesis: Any, stream: str, minute: Minute, begin_us: int) -> tuple[int, int]:
    """Do what the minute says, ten seconds after it began; returns its calls, and the single records stored."""
    world.clock.sleep_until(begin_us + 10 * limits.US_PER_S)
    kinesis.put_records(StreamName=BESIDE, Records=[RECORD] * 17)
    if minute.failing:
        world.fault("internal_failure", for_s=20, rate=minute.failing)
    batches = [min(500, minute.batched - start) for start in range(0, minute.batched, 500)]
    for size in batches:
        kinesis.put_records(StreamName=stream, Records=[RECORD] * size)
    stored: list[bool] = []
    world.join(*(world.spawn(_put_one, kinesis, stream, stored) for _ in range(minute.singles)))
    return len(batches) + minute.singles, len(stored)


def _put_one(kinesis: Any, stream: str, stored: list[bool]) -> None:
    """A record that is thrown away if its shard has no room, and not sent again."""
    with suppress(kinesis.exceptions.ProvisionedThroughputExceededException):
        kinesis.put_record(StreamName=stream, **RECORD)
        stored.append(True)


def _truth(
    world: World, begin_us: int, end_us: int, plan: Plan, counts: list[tuple[int, int]]
) -> list[Truth]:
    """From the second-by-second table that no AWS service has."""
    table = world.metrics.seconds.table(plan.stream, begin_us, end_us)
    columns = [
        each.sum(axis=0).reshape(-1, MINUTE_S).sum(axis=1).tolist()
        for each in (table.offered, table.stored, table.throttled, table.failed)
    ]
    return [
        Truth(*ends, minute.singles, *made)
        for *ends, minute, made in zip(*columns, plan.minutes, counts, strict=True)
    ]


def trials() -> list[tuple[str, Callable[[Any], Seen]]]:
    """From a minute in which all is stored to one in which nobody calls."""
    failing = (Minute(800, failing=0.1), Minute(300), Minute(400, failing=1.0))
    rows = {
        "calm": Plan((Minute(700), Minute(300))),
        "a burst on one shard": Plan((Minute(400), Minute(3_000), Minute(200)), "payments"),
        "failures inside the service": Plan(failing),
        "an old client with PutRecord": Plan((Minute(1_500, singles=80), Minute(300, singles=20))),
        "a quiet minute in between": Plan((Minute(1_200), Minute(), Minute(500), Minute()), "usage-eu"),
        "asked from Kolkata": Plan((Minute(1_300), Minute(40)), zone=timezone(timedelta(hours=5.5))),
        "a day": Plan((Minute(1_100), Minute(60)), span=timedelta(days=1)),
    }
    rows |= _clocks_change()
    return [(name, partial(play, name=name, plan=plan)) for name, plan in rows.items()]


def _clocks_change() -> dict[str, Plan]:
    """An hour comes twice or never, within minutes and within a day.

    In the first, two minutes with records are both 02:30 on the clock on the wall.
    """
    two, day = (Minute(1_100), Minute(60)), timedelta(days=1)
    same_label = (Minute(1_100), *[Minute()] * 59, Minute(60))
    changes = {
        "clocks go back": (same_label, "Europe/Berlin", None, datetime(2026, 10, 25, 0, 29, tzinfo=UTC)),
        "clocks go forward": (two, "America/Los_Angeles", None, datetime(2026, 3, 8, 9, 58, tzinfo=UTC)),
        "a day on which clocks go back": (
            two,
            "America/New_York",
            day,
            datetime(2026, 11, 1, 17, tzinfo=UTC),
        ),
        "a day on which they go forward": (
            two,
            "Australia/Sydney",
            day,
            datetime(2026, 10, 4, 3, tzinfo=UTC),
        ),
    }
    return {
        name: Plan(minutes, zone=ZoneInfo(zone), span=span, start=start)
        for name, (minutes, zone, span, start) in changes.items()
    }


def no_list(seen: Seen) -> Finding | None:
    good = isinstance(seen.returned, (list, tuple)) and all(
        isinstance(each, (int, float)) and not isinstance(each, bool) for each in seen.returned
    )
    return None if good else ("04.1.no-list", {"answer": repr(seen.returned)[:60]})


def other_length(seen: Seen) -> Finding | None:
    found, right = len(seen.returned), len(seen.minutes)
    if found == right:
        return None
    if seen.wall_minutes != right and found == max(0, seen.wall_minutes):
        return "04.1.wall-clock", {"found": found, "wall": seen.wall_minutes}
    return f"04.1.minutes-{'missing' if found < right else 'extra'}", {"found": found}


def wrong_minute(seen: Seen) -> Finding | None:
    if seen.wrong is None:
        return None
    _, truth, said = seen.wrong
    return f"04.1.{_which(truth, said)}", {}


def _which(truth: Truth, said: float) -> str:
    if said > truth.offered:
        return "too-many"
    if said == truth.calls:
        return "calls"
    missing = truth.offered - said
    if truth.throttled and missing == truth.throttled:
        return "throttled-missing"
    if truth.failed and missing == truth.failed:
        return "failed-missing"
    of_singles = {truth.singles, truth.singles_stored, truth.singles - truth.singles_stored} - {0}
    return "single-puts-missing" if missing in of_singles else "wrong-number"


def facts(seen: Seen) -> dict[str, Any]:
    offered, stored, throttled, failed, *_ = map(sum, zip(*seen.minutes, strict=True))
    about = {
        "minutes": len(seen.minutes),
        "offered": offered,
        "stored": stored,
        "not_stored": throttled + failed,
    }
    fits = no_list(seen) is None and len(seen.returned) == len(seen.minutes)
    if not fits or seen.wrong is None:
        return about
    number, truth, said = seen.wrong
    return about | {
        "minute": number,
        "right": truth.offered,
        "got": said,
        "more": said - truth.offered,
        "stored_then": truth.stored,
        "throttled": truth.throttled,
        "failed": truth.failed,
        "singles": truth.singles,
        "left_out": truth.offered - said,
    }


def totals(seen: Sequence[Seen]) -> dict[str, Any]:
    found = [facts(each) for each in seen]
    return {name: sum(each[name] for each in found) for name in ("offered", "not_stored")}


grade = Grader(
    trials=trials,
    questions=(*ANY, no_list, other_length, wrong_minute),
    facts=facts,
    columns="04.1.columns",
    row="04.1.row",
    totals=totals,
).grade
