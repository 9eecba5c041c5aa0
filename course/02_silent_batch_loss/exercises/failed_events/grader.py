"""Grades failed_events: answers of a real region, in which records fail in different places and ways."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from lablib.scenarios.fresh_world import fresh_world
from lablib.scenarios.replay.incident import STREAM, make_stream
from lablib.teaching.checks.attempt import Attempt, observe
from lablib.teaching.checks.findings import ANY, Finding, changes_its_input
from lablib.teaching.checks.grader import Grader
from lablib.traffic import incident

import boto3

Events = list[dict[str, Any]]


@dataclass(slots=True)
class Seen(Attempt):
    """What the function made of one answer."""

    events: Events = field(default_factory=list)
    failed: Events = field(default_factory=list)

    @property
    def found(self) -> list[Any]:
        return self.returned if isinstance(self.returned, list) else []

    @property
    def stored(self) -> Events:
        """What it returned although it is stored."""
        return [each for each in self.found if each in self.events and each not in self.failed]

    @property
    def missing(self) -> Events:
        """What failed and was not returned."""
        return [each for each in self.failed if each not in self.found]


def play(fn: Callable[..., Any], name: str, fills: int, internal: float) -> Seen:
    """One call of 500 events to two shards, one of which may be full before; some may fail in the service."""
    (gateway,) = incident(gateways=1, seconds=600)
    events = [event.as_dict() for event in gateway.due(gateway.end_us)[:500]]
    with fresh_world(seed=3) as world:
        make_stream(2)
        kinesis = boto3.client("kinesis")
        for _ in range(fills):
            kinesis.put_records(StreamName=STREAM, Records=_records(events[:1] * 500))
        if internal:
            world.fault("internal_failure", for_s=60, rate=internal)
        answer = kinesis.put_records(StreamName=STREAM, Records=_records(events))
        seen = Seen(name)
        seen.events = events
        seen.failed = [
            event for event, one in zip(events, answer["Records"], strict=True) if "ErrorCode" in one
        ]
        observe(seen, world, fn, (events, answer))
    return seen


def _records(events: Events) -> list[dict[str, Any]]:
    return [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in events]


def trials() -> list[tuple[str, Callable[[Any], Seen]]]:
    """From a call in which all is well to one in which nothing is."""
    rows = [
        ("one shard is full", 2, 0.0),
        ("single internal failures", 0, 0.02),
        ("both at once", 2, 0.02),
        ("nothing fails", 0, 0.0),
        ("everything fails", 0, 1.0),
    ]
    return [(name, partial(play, name=name, fills=fills, internal=rate)) for name, fills, rate in rows]


def no_list(seen: Seen) -> Finding | None:
    return (
        None if isinstance(seen.returned, list) else ("02.1.no-list", {"kind": type(seen.returned).__name__})
    )


def no_events(seen: Seen) -> Finding | None:
    strange = next((each for each in seen.found if each not in seen.events), None)
    return None if strange is None else ("02.1.no-events", {"first": repr(strange)[:90]})


def wrong_ones(seen: Seen) -> Finding | None:
    if not seen.stored and not seen.missing:
        return None
    first = _name((seen.stored or seen.missing)[0])
    if seen.stored and seen.missing:
        return "02.1.wrong-ones", {"first": first}
    return ("02.1.stored-ones" if seen.stored else "02.1.too-few"), {"first": first}


def other_order(seen: Seen) -> Finding | None:
    return None if seen.returned == seen.failed else ("02.1.other-order", {})


def facts(seen: Seen) -> dict[str, Any]:
    return {
        "events": len(seen.events),
        "failed": len(seen.failed),
        "found": len(seen.found),
        "stored": len(seen.stored),
        "missing": len(seen.missing),
    }


def totals(seen: Sequence[Seen]) -> dict[str, Any]:
    sums: Counter[str] = Counter()
    for each in seen:
        sums.update(facts(each))
    return dict(sums)


def _name(event: dict[str, Any]) -> str:
    return f"{event['event_id']} of tenant {event['tenant']}"


grade = Grader(
    trials=trials,
    questions=(*ANY, no_list, no_events, wrong_ones, other_order, changes_its_input),
    facts=facts,
    columns="02.1.columns",
    row="02.1.row",
    totals=totals,
).grade
