"""Grades gone_at: each answer is held against a mapping that runs until it has let go of its record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from typing import Any, NamedTuple

from lablib.scenarios.fresh_world import fresh_world
from lablib.scenarios.mapping.blocked_consumer import FUNCTION, pause_s
from lablib.scenarios.replay.incident import STREAM, make_stream
from lablib.simulator import limits
from lablib.simulator.lambda_.mapping.history import Did
from lablib.simulator.world import World
from lablib.teaching.checks.attempt import Attempt, observe
from lablib.teaching.checks.findings import ANY, Finding
from lablib.teaching.checks.grader import Grader

import boto3

CLOSE_S = 65
"""A mapping looks at a record's age before each try, so it may notice a minute late; a poll takes a second."""
DEPLOYED_BEFORE_S = limits.S_PER_HOUR
NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(slots=True)
class Seen(Attempt):
    """What the function said to one mapping."""

    arrived: datetime = NEVER
    retention_h: int = 24
    settings: dict[str, Any] = field(default_factory=dict)
    right_s: float = 0.0
    """When the mapping let go of the record, in seconds from its arrival."""
    tries: int = 0

    @property
    def answer_s(self) -> float | None:
        """The answer in the same seconds."""
        if not isinstance(self.returned, datetime) or self.returned.tzinfo is None:
            return None
        return (self.returned - self.arrived).total_seconds()


class Run(NamedTuple):
    """What a mapping did with a malformed record."""

    arrived_us: int
    gone_us: int
    tries: int
    mapping: dict[str, Any]


def play(fn: Callable[..., Any], name: str, retention_h: int, settings: tuple[tuple[str, int], ...]) -> Seen:
    """The function's answer beside what a mapping with these settings did."""
    run = let_run(retention_h, settings)
    seen = Seen(name, retention_h=retention_h, settings=run.mapping, tries=run.tries)
    seen.right_s = (run.gone_us - run.arrived_us) / limits.US_PER_S
    seen.arrived = datetime.fromtimestamp(run.arrived_us / limits.US_PER_S, UTC)
    with fresh_world(7) as world:
        observe(seen, world, fn, (seen.arrived, retention_h, run.mapping, pause_s))
    return seen


@cache
def let_run(retention_h: int, settings: tuple[tuple[str, int], ...]) -> Run:
    """One malformed record in a stream of its own, until the mapping is through with it."""
    with World(7) as world:
        make_stream(1)
        world.deploy(_refuses, name=FUNCTION)
        kinesis, functions = boto3.client("kinesis"), boto3.client("lambda")
        if retention_h > limits.RETENTION_DEFAULT_H:
            kinesis.increase_stream_retention_period(StreamName=STREAM, RetentionPeriodHours=retention_h)
        source = {"EventSourceArn": world.kinesis.streams[STREAM].arn, "StartingPosition": "TRIM_HORIZON"}
        made = functions.create_event_source_mapping(FunctionName=FUNCTION, **source, **dict(settings))
        world.sleep(DEPLOYED_BEFORE_S)
        kinesis.put_record(StreamName=STREAM, Data=b"{", PartitionKey="t-0001")
        arrived_us = world.kinesis.streams[STREAM].shards[0].log.arrival_us[0]
        mapping = functions.get_event_source_mapping(UUID=made["UUID"])
        history = world.lambda_.mappings[made["UUID"]].history
        while not history or history[-1].did is Did.FAILED:
            world.sleep(limits.S_PER_HOUR / 4)
    tries = sum(step.did is Did.FAILED for step in history)
    return Run(arrived_us, history[-1].at_us, tries, mapping)


def _refuses(event: Any, context: Any) -> None:
    raise ValueError("malformed")


def trials() -> list[tuple[str, Callable[[Any], Seen]]]:
    """From the defaults to settings of which another limit decides; a week is more than 10,000 tries."""
    attempts, age = "MaximumRetryAttempts", "MaximumRecordAgeInSeconds"
    rows: list[tuple[str, int, dict[str, int]]] = [
        ("all defaults, and a week of retention", 168, {}),
        ("records up to an hour old", 24, {age: 3_600}),
        ("5 retries", 24, {attempts: 5}),
        ("3,000 retries, up to a week old", 24, {attempts: 3_000, age: 604_800}),
        ("100 retries, up to two hours old", 48, {attempts: 100, age: 7_200}),
    ]
    return [
        (name, partial(play, name=name, retention_h=hours, settings=tuple(own.items())))
        for name, hours, own in rows
    ]


def no_datetime(seen: Seen) -> Finding | None:
    return None if seen.answer_s is not None else ("07.2.no-datetime", {"kind": type(seen.returned).__name__})


def wrong_moment(seen: Seen) -> Finding | None:
    """On the way to a message: which belief gives this very moment?"""
    answer_s = seen.answer_s
    if answer_s is None or abs(answer_s - seen.right_s) <= CLOSE_S:
        return None
    return f"07.2.{_belief(seen, answer_s)}", {}


def _belief(seen: Seen, answer_s: float) -> str:
    retries, age_s = seen.settings["MaximumRetryAttempts"], seen.settings["MaximumRecordAgeInSeconds"]
    deployed_s = (seen.settings["LastModified"] - seen.arrived) / timedelta(seconds=1)
    most_s = sum(pause_s(n) for n in range(1, 10_001))
    retention_s = seen.retention_h * limits.S_PER_HOUR
    if answer_s <= 0 and abs(answer_s - deployed_s) > CLOSE_S:
        return "minus-one"
    if abs(answer_s - deployed_s - retention_s) <= CLOSE_S:
        return "deployment"
    if answer_s < seen.right_s:
        if retries == -1:
            return "default-is-finite" if abs(answer_s - most_s) <= CLOSE_S else "few-retries"
        return "too-early"
    if answer_s > retention_s + CLOSE_S:
        return "longer-than-retention"
    if -1 < age_s <= seen.right_s + CLOSE_S:
        return "age-ignored"
    return "retries-ignored"


def facts(seen: Seen) -> dict[str, Any]:
    answer_s = seen.answer_s
    return {
        "right_h": seen.right_s / limits.S_PER_HOUR,
        "answer_h": "no time" if answer_s is None else f"{answer_s / limits.S_PER_HOUR:,.3f}",
        "tries": seen.tries,
        "retries": seen.settings["MaximumRetryAttempts"],
        "age_s": seen.settings["MaximumRecordAgeInSeconds"],
        "retention_h": seen.retention_h,
    }


def totals(seen: Sequence[Seen]) -> dict[str, Any]:
    return {"tries": seen[-1].tries}


grade = Grader(
    trials=trials,
    questions=(*ANY, no_datetime, wrong_moment),
    facts=facts,
    columns="07.2.columns",
    row="07.2.row",
    totals=totals,
).grade
