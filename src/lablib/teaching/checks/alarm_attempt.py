"""An alarm in a region with good, bad and silent minutes: what it did in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

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

MINUTE_S = limits.METRIC_PERIOD_S
SILENCE, SINGLES = -1, -2
"""In place of a number of requests: nobody calls in that minute, or PutRecord finds a shard full."""
MOST_SINGLES = 50
"""A shard gets some room back while they are on their way."""
OTHER_STREAM = "audit-log"
THROTTLES = ("PutRecords.ThrottledRecords", "WriteProvisionedThroughputExceeded")
CALM_REQUESTS, CALM_AT_S = 20, (5, 30, 50)
JOB_AT_S = 20
Transition = tuple[int, str]


@dataclass(slots=True)
class AlarmAttempt(Attempt):
    """What the alarm did in one trial. Times are seconds from the beginning of the first minute."""

    minutes: int = 0
    throttled: dict[int, int] = field(default_factory=dict)
    """By minute, where it is not 0."""
    calls_in: list[float] = field(default_factory=list)
    """By minute."""
    stream: str = STREAM
    other_names: dict[str, Any] = field(default_factory=dict)
    """Of the alarms that it gave for other streams."""
    refused: str = ""
    """What put_metric_alarm said to the settings."""
    has_data: bool = False
    history: list[Transition] = field(default_factory=list)
    """When it went to which state."""
    values: list[float] = field(default_factory=list)
    """Of the metric and statistic that it watches, by minute."""

    @property
    def settings(self) -> dict[str, Any]:
        """The arguments of put_metric_alarm; none if it returned no dict."""
        return self.returned if isinstance(self.returned, dict) else {}

    def state_at(self, moment_s: float) -> str:
        """The state that it was in; none before the first."""
        return next((state for at_s, state in reversed(self.history) if at_s <= moment_s), "")

    @property
    def rang_s(self) -> list[int]:
        """When it went to ALARM."""
        return [at_s for at_s, state in self.history if state == "ALARM"]

    @property
    def began(self) -> list[int]:
        """The bad minutes that follow a good one."""
        return [number for number in self.throttled if number - 1 not in self.throttled]


def play(fn: Callable[..., Any], name: str, plan: Sequence[int], gateways: int, stream: str) -> AlarmAttempt:
    """The learner's alarm over the minutes of `plan`: the requests of a job in each, 0 for none."""
    seen = AlarmAttempt(name, minutes=len(plan), stream=stream)
    with fresh_world(seed=7) as world:
        observe(seen, world, lambda: _for_two_streams(seen, fn), ())
    if seen.settings:
        _watch(seen, plan, gateways)
    return seen


def _for_two_streams(seen: AlarmAttempt, fn: Callable[..., Any]) -> Any:
    """The alarm for the trial's stream, as it is after one for another stream was asked for."""
    alike = {name: _name_of(fn(name)) for name in _alike(seen.stream)}
    returned = fn(seen.stream)
    other = fn(OTHER_STREAM)
    seen.other_names = {OTHER_STREAM: None if other is returned else _name_of(other)} | alike
    return returned


def _alike(stream: str) -> list[str]:
    """Names of other streams that differ in little; Kinesis takes letters, digits, . - and _."""
    names = [stream.replace("-", "."), stream.replace("-", "_"), stream.title(), f"{stream}-2", f"{stream}."]
    return [name for name in (*names, stream[:-1], f"eu-{stream}") if name != stream]


def _name_of(alarm: Any) -> Any:
    return alarm.get("AlarmName") if isinstance(alarm, dict) else None


def _watch(seen: AlarmAttempt, plan: Sequence[int], gateways: int) -> None:
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
        found = world.metrics.find(str(about[0]), str(about[1]), dimensions_of(seen.settings))
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


def dimensions_of(settings: dict[str, Any]) -> list[tuple[str, str]]:
    """Of the metric that an alarm watches."""
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
