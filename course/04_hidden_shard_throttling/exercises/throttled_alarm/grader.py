"""Grades throttled_alarm: the alarm is put into regions with good, bad and silent minutes, and its history read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from itertools import cycle
from typing import Any

from lablib.scenarios.fresh_world import fresh_world
from lablib.scenarios.replay.incident import STREAM, make_stream
from lablib.scenarios.shards.alarms import transitions
from lablib.scenarios.shards.hot_tenant import (
    BIG,
    HOT,
    Request,
    by_minute,
    job,
    next_minute_us,
    put_entries,
    serve,
)
from lablib.simulator import limits
from lablib.simulator.world import World
from lablib.teaching.checks.attempt import Attempt, observe
from lablib.teaching.checks.findings import ANY, Finding
from lablib.teaching.checks.grader import Grader

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

MINUTE_S = limits.METRIC_PERIOD_S
PATIENCE_S = 120
SILENCE, SINGLES = -1, -2
"""In place of a number of requests: nobody calls in that minute, or PutRecord finds a shard full."""
MOST_SINGLES = 50
"""A shard gets some room back while they are on their way."""
OTHER_STREAM = "audit-log"
LEFT_AFTER_S = 600
THROTTLES = ("PutRecords.ThrottledRecords", "WriteProvisionedThroughputExceeded")
CALM_REQUESTS, CALM_AT_S = 20, (5, 30, 50)
JOB_AT_S = 20
MANY_GATEWAYS = 100
"""Each has a part of the job in a call of its own, and the last of them finds the shard full."""
Transition = tuple[int, str]


@dataclass(slots=True)
class Seen(Attempt):
    """What the alarm did in one trial. Times are seconds from the beginning of the first minute."""

    minutes: int = 0
    throttled: dict[int, int] = field(default_factory=dict)
    """By minute, where it is not 0."""
    calls_in: list[float] = field(default_factory=list)
    """By minute."""
    stream: str = STREAM
    other_name: Any = None
    """Of the alarm that it gave for another stream."""
    refused: str = ""
    """What put_metric_alarm said to the settings."""
    has_data: bool = False
    history: list[Transition] = field(default_factory=list)
    """When it went to which state."""
    values: list[float] = field(default_factory=list)
    """Of the metric and statistic that it watches, by minute."""

    @property
    def settings(self) -> dict[str, Any]:
        return self.returned if isinstance(self.returned, dict) else {}

    @property
    def rang_s(self) -> list[int]:
        return [at_s for at_s, state in self.history if state == "ALARM"]

    @property
    def began(self) -> list[int]:
        """The bad minutes that follow a good one."""
        return [number for number in self.throttled if number - 1 not in self.throttled]


def play(fn: Callable[..., Any], name: str, plan: Sequence[int], gateways: int, stream: str) -> Seen:
    """The learner's alarm over the minutes of `plan`: the requests of a job in each, 0 for none."""
    seen = Seen(name, minutes=len(plan), stream=stream)
    with fresh_world(seed=7) as world:
        observe(seen, world, lambda: _for_two_streams(seen, fn), ())
    if seen.settings:
        _watch(seen, plan, gateways)
    return seen


def _for_two_streams(seen: Seen, fn: Callable[..., Any]) -> Any:
    """The alarm for the trial's stream, as it is after one for another stream was asked for."""
    returned = fn(seen.stream)
    other = fn(OTHER_STREAM)
    seen.other_name = other.get("AlarmName") if isinstance(other, dict) and other is not returned else None
    return returned


def _watch(seen: Seen, plan: Sequence[int], gateways: int) -> None:
    with World(seed=7) as world:
        make_stream(2, seen.stream)
        begin_us = next_minute_us(world)
        cloudwatch = boto3.client("cloudwatch")
        try:
            cloudwatch.put_metric_alarm(**seen.settings)
        except (ClientError, BotoCoreError, TypeError) as error:
            seen.refused = str(error)
            return
        for number, requests in enumerate(plan):
            if requests == SINGLES:
                world.spawn(_single_puts, world, seen.stream, begin_us + number * MINUTE_S * limits.US_PER_S)
        serve(world, _requests(world, begin_us, plan), gateways, stream=seen.stream)
        world.clock.sleep_until(begin_us + (len(plan) * MINUTE_S + 10) * limits.US_PER_S)
        begin = datetime.fromtimestamp(begin_us / limits.US_PER_S, UTC)
        counts = by_minute(begin, THROTTLES[1], stream=seen.stream)
        seen.calls_in = by_minute(begin, "PutRecords.Success", "SampleCount", stream=seen.stream)
        seen.throttled = {number: round(count) for number, count in enumerate(counts) if count}
        about = seen.settings.get("Namespace"), seen.settings.get("MetricName")
        found = world.metrics.find(*map(str, about), _dimensions(seen.settings))
        seen.has_data = found is not None
        if seen.has_data:
            statistic = str(seen.settings.get("Statistic", "Sum"))
            seen.values = by_minute(begin, str(about[1]), statistic, stream=seen.stream)
        seen.history = transitions(str(seen.settings.get("AlarmName")), begin)


def _single_puts(world: World, stream: str, minute_us: int) -> None:
    """Fill a shard by PutRecords, and let many records of PutRecord find it full."""
    world.clock.sleep_until(minute_us + JOB_AT_S * limits.US_PER_S)
    for _ in range(2):
        entries = [{"Data": b"{}", "PartitionKey": HOT}] * limits.PUT_RECORDS_MAX_ENTRIES
        put_entries(world, world.kinesis.streams[stream], entries)
    kinesis = boto3.client("kinesis", config=Config(retries={"total_max_attempts": 1}))
    world.join(*(world.spawn(_put_one, kinesis, stream) for _ in range(MOST_SINGLES)))


def _put_one(kinesis: Any, stream: str) -> None:
    with suppress(kinesis.exceptions.ProvisionedThroughputExceededException):
        kinesis.put_record(StreamName=stream, Data=b"{}", PartitionKey=HOT)


def _dimensions(settings: dict[str, Any]) -> list[tuple[str, str]]:
    return [(each["Name"], each["Value"]) for each in settings.get("Dimensions", [])]


def _requests(world: World, begin_us: int, plan: Sequence[int]) -> list[Request]:
    rng = world.rng("alarm")
    found: list[Request] = []
    for number, requests in enumerate(plan):
        start_us = begin_us + number * MINUTE_S * limits.US_PER_S
        if requests != SILENCE:
            for at_s in CALM_AT_S:
                found += job(start_us + at_s * limits.US_PER_S, CALM_REQUESTS, rng, BIG)
        if requests > 0:
            found += job(start_us + JOB_AT_S * limits.US_PER_S, requests, rng, HOT)
            found += job(start_us + JOB_AT_S * limits.US_PER_S, requests // 10, rng, BIG)
    return sorted(found)


def trials() -> list[tuple[str, Callable[[Any], Seen]]]:
    """From a quarter of an hour in which all is well to a bad minute after which nobody writes."""
    rows = [
        ("all is well", [0] * 15),
        ("one bad minute", [0] * 5 + [1_500] + [0] * 9),
        ("a few are throttled", [0] * 5 + [1_060] + [0] * 9),
        ("a single one is throttled", [0] * 2 + [1_001] + [0] * 3),
        ("a job that comes three times", [0] * 3 + [1_500] * 3 + [0] * 9),
        ("two bad minutes, far apart", [0, 1_300] + [0] * 9 + [1_900] + [0] * 8),
        ("nobody writes for a while", [0] * 3 + [SILENCE] * 5 + [0] * 4),
        ("a bad minute, then silence", [0] * 3 + [1_500] + [SILENCE] * 12),
        ("PutRecord is throttled", [0] * 2 + [SINGLES] + [0] * 3),
    ]
    streams = cycle((STREAM, "payments"))
    played = [
        (name, partial(play, name=name, plan=plan, gateways=1, stream=stream))
        for (name, plan), stream in zip(rows, streams, strict=False)
    ]
    name, plan = "one call of many is throttled", [0] * 2 + [1_045] + [0] * 3
    many = partial(play, name=name, plan=plan, gateways=MANY_GATEWAYS, stream=STREAM)
    return [*played, (name, many)]


def no_settings(seen: Seen) -> Finding | None:
    return None if seen.settings else ("04.4.no-settings", {"answer": repr(seen.returned)[:60]})


def refused(seen: Seen) -> Finding | None:
    return ("04.4.refused", {"error": seen.refused[:200]}) if seen.refused else None


def one_name(seen: Seen) -> Finding | None:
    name = seen.settings.get("AlarmName")
    return ("04.4.one-name", {"alarm": name, "other": OTHER_STREAM}) if name == seen.other_name else None


def other_stream(seen: Seen) -> Finding | None:
    named = dict(_dimensions(seen.settings)).get("StreamName", seen.stream)
    about = {"named": named, "stream": seen.stream, "other": OTHER_STREAM}
    if named == seen.stream:
        return None
    return ("04.4.one-dict" if named == OTHER_STREAM else "04.4.other-stream"), about


def no_data(seen: Seen) -> Finding | None:
    if seen.has_data:
        return None
    named = dict(_dimensions(seen.settings))
    about = {"metric": seen.settings.get("MetricName"), "namespace": seen.settings.get("Namespace")}
    return "04.4.no-data", about | {"dimensions": named or "none"}


def false_alarm(seen: Seen) -> Finding | None:
    for at_s in seen.rang_s:
        ends = [(number + 1) * MINUTE_S for number in seen.throttled if number * MINUTE_S <= at_s]
        if not ends:
            return "04.4.false-alarm", {"first": at_s // MINUTE_S}
        if at_s > ends[-1] + PATIENCE_S:
            return "04.4.late-alarm", {"at_s": at_s, "after_s": at_s - ends[-1]}
    return None


def silent(seen: Seen) -> Finding | None:
    for number in seen.began:
        begin_s, end_s = number * MINUTE_S, (number + 1) * MINUTE_S
        if any(begin_s <= at_s <= end_s + PATIENCE_S for at_s in seen.rang_s):
            continue
        if "ExtendedStatistic" in seen.settings:
            facts = {
                "statistic": seen.settings["ExtendedStatistic"],
                "calls_in": round(seen.calls_in[number]),
            }
            return "04.4.percentile", facts | {"missed": number, "throttled": seen.throttled[number]}
        metric, threshold = seen.settings["MetricName"], seen.settings["Threshold"]
        small = metric in THROTTLES and 0 < seen.values[number] <= threshold
        return ("04.4.few-missed" if small else "04.4.silent"), {
            "missed": number,
            "throttled": seen.throttled[number],
            "metric": metric,
            "statistic": seen.settings.get("Statistic"),
            "value": seen.values[number],
            "threshold": threshold,
        }
    return None


def never_over(seen: Seen) -> Finding | None:
    last_s = (max(seen.throttled, default=0) + 1) * MINUTE_S
    due_s = last_s + LEFT_AFTER_S
    if not seen.throttled or due_s > seen.minutes * MINUTE_S:
        return None
    states = [state for at_s, state in seen.history if at_s <= due_s]
    return ("04.4.never-over", {"after": LEFT_AFTER_S}) if states and states[-1] == "ALARM" else None


def facts(seen: Seen) -> dict[str, Any]:
    ends = [(number + 1) * MINUTE_S for number in seen.began]
    return {
        "minutes": seen.minutes,
        "bad_minutes": ", ".join(map(str, seen.throttled)) or "none",
        "rang": ", ".join(str(at_s // MINUTE_S - 1) for at_s in seen.rang_s) or "never",
        "bad": len(ends),
        "slowest": max([0, *(at_s - end_s for at_s, end_s in zip(seen.rang_s, ends, strict=False))]),
    }


def totals(seen: Sequence[Seen]) -> dict[str, Any]:
    found = [facts(each) for each in seen]
    return {"bad": sum(each["bad"] for each in found), "slowest": max(each["slowest"] for each in found)}


grade = Grader(
    trials=trials,
    questions=(*ANY, no_settings, refused, one_name, other_stream, no_data, false_alarm, silent, never_over),
    facts=facts,
    columns="04.4.columns",
    row="04.4.row",
    totals=totals,
).grade
