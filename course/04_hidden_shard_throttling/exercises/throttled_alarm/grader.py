"""Grades throttled_alarm: the alarm is put into regions with good, bad and silent minutes, and its history read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import Any

from lablib.scenarios.fresh_world import fresh_world
from lablib.scenarios.replay.incident import STREAM, make_stream
from lablib.scenarios.shards.alarms import transitions
from lablib.scenarios.shards.hot_tenant import BIG, HOT, Request, by_minute, job, next_minute_us, serve
from lablib.simulator import limits
from lablib.simulator.world import World
from lablib.teaching.checks.attempt import Attempt, observe
from lablib.teaching.checks.findings import ANY, Finding
from lablib.teaching.checks.grader import Grader

import boto3
from botocore.exceptions import BotoCoreError, ClientError

MINUTE_S = limits.METRIC_PERIOD_S
PATIENCE_S = 120
SILENCE = -1
"""In place of a number of requests: nobody calls in that minute."""
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


def play(fn: Callable[..., Any], name: str, plan: Sequence[int], gateways: int) -> Seen:
    """The learner's alarm over the minutes of `plan`: the requests of a job in each, 0 for none."""
    seen = Seen(name, minutes=len(plan))
    with fresh_world(seed=7) as world:
        observe(seen, world, fn, (STREAM,))
    if seen.settings:
        _watch(seen, plan, gateways)
    return seen


def _watch(seen: Seen, plan: Sequence[int], gateways: int) -> None:
    with World(seed=7) as world:
        make_stream(2)
        begin_us = next_minute_us(world)
        cloudwatch = boto3.client("cloudwatch")
        try:
            cloudwatch.put_metric_alarm(**seen.settings)
        except (ClientError, BotoCoreError, TypeError) as error:
            seen.refused = str(error)
            return
        serve(world, _requests(world, begin_us, plan), gateways)
        world.clock.sleep_until(begin_us + (len(plan) * MINUTE_S + 10) * limits.US_PER_S)
        begin = datetime.fromtimestamp(begin_us / limits.US_PER_S, UTC)
        counts = by_minute(begin, "PutRecords.ThrottledRecords")
        seen.calls_in = by_minute(begin, "PutRecords.Success", "SampleCount")
        seen.throttled = {number: round(count) for number, count in enumerate(counts) if count}
        about = seen.settings.get("Namespace"), seen.settings.get("MetricName")
        found = world.metrics.find(*map(str, about), _dimensions(seen.settings))
        seen.has_data = found is not None
        if seen.has_data:
            seen.values = by_minute(begin, str(about[1]), str(seen.settings.get("Statistic", "Sum")))
        seen.history = transitions(str(seen.settings.get("AlarmName")), begin)


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
        ("a job that comes three times", [0] * 3 + [1_500] * 3 + [0] * 9),
        ("two bad minutes, far apart", [0, 1_300] + [0] * 9 + [1_900] + [0] * 8),
        ("nobody writes for a while", [0] * 3 + [SILENCE] * 5 + [0] * 4),
        ("a bad minute, then silence", [0] * 3 + [1_500] + [SILENCE] * 11),
    ]
    many = ("one call of many is throttled", [0] * 2 + [1_045] + [0] * 3)
    played = [(name, partial(play, name=name, plan=plan, gateways=1)) for name, plan in rows]
    return [*played, (many[0], partial(play, name=many[0], plan=many[1], gateways=MANY_GATEWAYS))]


def no_settings(seen: Seen) -> Finding | None:
    return None if seen.settings else ("04.4.no-settings", {"answer": repr(seen.returned)[:60]})


def refused(seen: Seen) -> Finding | None:
    return ("04.4.refused", {"error": seen.refused[:200]}) if seen.refused else None


def no_data(seen: Seen) -> Finding | None:
    if seen.has_data:
        return None
    named = dict(_dimensions(seen.settings))
    about = {"metric": seen.settings.get("MetricName"), "namespace": seen.settings.get("Namespace")}
    return "04.4.no-data", about | {"dimensions": named or "none"}


def false_alarm(seen: Seen) -> Finding | None:
    for at_s in seen.rang_s:
        if not any(0 <= at_s - number * MINUTE_S for number in seen.throttled):
            return "04.4.false-alarm", {"first": at_s // MINUTE_S}
    extra = len(seen.rang_s) - len(seen.throttled)
    return ("04.4.false-alarm", {"first": seen.rang_s[-1] // MINUTE_S}) if extra > 0 else None


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
    if not seen.history or seen.history[-1][1] != "ALARM":
        return None
    end_s = (max(seen.throttled, default=0) + 1) * MINUTE_S
    return "04.4.never-over", {"after": seen.minutes * MINUTE_S - end_s}


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
    questions=(*ANY, no_settings, refused, no_data, false_alarm, silent, never_over),
    facts=facts,
    columns="04.4.columns",
    row="04.4.row",
    totals=totals,
).grade
