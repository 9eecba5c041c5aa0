"""Grades offered_load: minutes in which records are stored, throttled, broken, written one by one, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import Any, NamedTuple

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


@dataclass(slots=True)
class Seen(Attempt):
    """What the function said to some minutes, and what was in them."""

    minutes: list[Truth] = field(default_factory=list)

    @property
    def wrong(self) -> tuple[int, Truth, float] | None:
        """The first minute that is wrong: its number, the truth, and what the function said."""
        pairs = zip(self.minutes, self.returned, strict=True)
        return next(
            ((n, truth, said) for n, (truth, said) in enumerate(pairs) if round(said, 3) != truth.offered),
            None,
        )


def play(fn: Callable[..., Any], name: str, plan: Sequence[Minute]) -> Seen:
    """The minutes of `plan` in a fresh region, then the learner's function about them."""
    with fresh_world(seed=3) as world:
        make_stream(2)
        world.sleep(MINUTE_S - world.elapsed_s % MINUTE_S)
        begin_us = world.clock.now_us
        calls = [
            _write(world, minute, begin_us + n * MINUTE_S * limits.US_PER_S) for n, minute in enumerate(plan)
        ]
        end_us = begin_us + len(plan) * MINUTE_S * limits.US_PER_S
        world.clock.sleep_until(end_us)
        seen = Seen(name)
        seen.minutes = _truth(world, begin_us, end_us, plan, calls)
        begin, end = (datetime.fromtimestamp(us / limits.US_PER_S, UTC) for us in (begin_us, end_us))
        observe(seen, world, fn, (STREAM, begin, end), (boto3.client("cloudwatch"),))
    return seen


def _write(world: World, minute: Minute, begin_us: int) -> int:
    """Do what the minute says, ten seconds after it began; returns how many calls that took."""
    world.clock.sleep_until(begin_us + 10 * limits.US_PER_S)
    kinesis = boto3.client("kinesis", config=Config(retries={"total_max_attempts": 1}))
    if minute.failing:
        world.fault("internal_failure", for_s=20, rate=minute.failing)
    record = {"Data": b"{}", "PartitionKey": "t-0178"}
    batches = [min(500, minute.batched - start) for start in range(0, minute.batched, 500)]
    for size in batches:
        kinesis.put_records(StreamName=STREAM, Records=[record] * size)
    world.join(*(world.spawn(_put_one, kinesis, record) for _ in range(minute.singles)))
    return len(batches) + minute.singles


def _put_one(kinesis: Any, record: dict[str, Any]) -> None:
    """A record that is thrown away if its shard has no room, and not sent again."""
    with suppress(kinesis.exceptions.ProvisionedThroughputExceededException):
        kinesis.put_record(StreamName=STREAM, **record)


def _truth(world: World, begin_us: int, end_us: int, plan: Sequence[Minute], calls: list[int]) -> list[Truth]:
    """From the second-by-second table that no AWS service has."""
    table = world.metrics.seconds.table(STREAM, begin_us, end_us)
    columns = [
        counts.sum(axis=0).reshape(-1, MINUTE_S).sum(axis=1).tolist()
        for counts in (table.offered, table.stored, table.throttled, table.failed)
    ]
    return [
        Truth(*counts, minute.singles, made)
        for *counts, minute, made in zip(*columns, plan, calls, strict=True)
    ]


def trials() -> list[tuple[str, Callable[[Any], Seen]]]:
    """From a minute in which all is stored to one in which nobody calls."""
    rows = [
        ("calm", [Minute(700), Minute(300)]),
        ("a burst on one shard", [Minute(400), Minute(3_000), Minute(200)]),
        ("failures inside the service", [Minute(800, failing=0.1)]),
        ("an old client with PutRecord", [Minute(1_500, singles=80), Minute(300, singles=20)]),
        ("a quiet minute in between", [Minute(1_200), Minute(), Minute(500), Minute()]),
    ]
    return [(name, partial(play, name=name, plan=plan)) for name, plan in rows]


def no_list(seen: Seen) -> Finding | None:
    good = isinstance(seen.returned, (list, tuple)) and all(
        isinstance(each, (int, float)) for each in seen.returned
    )
    return None if good else ("04.1.no-list", {"answer": repr(seen.returned)[:60]})


def minutes_missing(seen: Seen) -> Finding | None:
    found = len(seen.returned)
    return None if found == len(seen.minutes) else ("04.1.minutes-missing", {"found": found})


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
    if truth.singles:
        return "single-puts-missing"
    missing = truth.offered - said
    if truth.throttled and missing == truth.throttled:
        return "throttled-missing"
    return "failed-missing" if truth.failed and missing == truth.failed else "wrong-number"


def facts(seen: Seen) -> dict[str, Any]:
    offered, stored, throttled, failed, *_ = map(sum, zip(*seen.minutes, strict=True))
    about = {
        "minutes": len(seen.minutes),
        "offered": offered,
        "stored": stored,
        "refused": throttled + failed,
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
    }


def totals(seen: Sequence[Seen]) -> dict[str, Any]:
    found = [facts(each) for each in seen]
    return {name: sum(each[name] for each in found) for name in ("offered", "refused")}


grade = Grader(
    trials=trials,
    questions=(*ANY, no_list, minutes_missing, wrong_minute),
    facts=facts,
    columns="04.1.columns",
    row="04.1.row",
    totals=totals,
).grade
