"""Grades usage_of: events as a mapping delivered them, some from gateways that leave the tenant out."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Any, NamedTuple

from lablib.scenarios.fresh_world import fresh_world
from lablib.teaching.checks import findings
from lablib.teaching.checks.attempt import Attempt, observe
from lablib.teaching.checks.findings import Finding
from lablib.teaching.checks.grader import Grader
from lablib.teaching.checks.mapping import STARTS_US, run_mapping
from lablib.traffic.http_statuses import requests

ADDED = ("tenant", "stored_at", "shard")


class Written(NamedTuple):
    """What a gateway wrote."""

    at_us: int
    key: str
    fields: dict[str, Any]

    def payload(self) -> bytes:
        return json.dumps(self.fields, ensure_ascii=False).encode()


@dataclass(slots=True)
class Seen(Attempt):
    """What the function made of one event."""

    right: list[dict[str, Any]] = field(default_factory=list)

    @property
    def found(self) -> list[Any]:
        return self.returned if isinstance(self.returned, list) else []


@cache
def delivered() -> list[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Invocations of two shards, each with the usage events that are in it."""
    written: dict[str, Written] = {}
    for number, request in enumerate(requests(gateways=2, seconds=20, seed=11, start_us=STARTS_US)):
        fields = request.as_dict() | {"note": "größer"}
        if number % 3 == 2:
            del fields["tenant"]
        written[fields["event_id"]] = Written(request.at_us, request.key, fields)
    run = run_mapping(
        list(written.values()), {"BatchSize": 40, "MaximumBatchingWindowInSeconds": 5}, shards=2
    )
    by_sequence = [
        (one.event, [_right(record, written) for record in one.event["Records"]]) for one in run.deliveries
    ]
    return sorted(by_sequence, key=lambda pair: len(pair[1]))


def _right(record: dict[str, Any], written: dict[str, Written]) -> dict[str, Any]:
    one = written[json.loads(b64decode(record["kinesis"]["data"]))["event_id"]]
    return one.fields | {
        "tenant": one.key,
        "stored_at": record["kinesis"]["approximateArrivalTimestamp"],
        "shard": record["eventID"].partition(":")[0],
    }


def play(name: str, at: int, fn: Callable[..., Any]) -> Seen:
    event, right = delivered()[at]
    seen = Seen(name, right=right)
    with fresh_world(seed=7) as world:
        observe(seen, world, fn, (event,))
    return seen


def trials() -> Iterable[tuple[str, Callable[[Any], Seen]]]:
    """From the fullest batch to the smallest."""
    rows = [("the fullest batch", -1), ("a second batch", -2), ("the smallest batch", 0)]
    return [(name, partial(play, name, at)) for name, at in rows]


def not_json_yet(seen: Seen) -> Finding | None:
    error = seen.error
    if not isinstance(error, json.JSONDecodeError):
        return None
    return "06.1.not-json-yet", {"text": repr(error.doc[:24])}


def no_such_field(seen: Seen) -> Finding | None:
    if not isinstance(seen.error, KeyError) or not seen.error.args:
        return None
    name = str(seen.error.args[0])
    if name == "tenant":
        return "06.1.wrong-tenant", {"got": "nothing: the data of that record has none"} | _first(
            seen.right, "tenant"
        )
    return "06.1.no-such-field", {"field": repr(name)}


def no_list(seen: Seen) -> Finding | None:
    kind = type(seen.returned).__name__
    return None if isinstance(seen.returned, list) else ("06.1.no-list", {"kind": kind})


def too_few(seen: Seen) -> Finding | None:
    count = len(seen.found)
    return None if count == len(seen.right) else ("06.1.too-few", {"count": count})


def no_events(seen: Seen) -> Finding | None:
    strange = next(
        (each for each in seen.found if not isinstance(each, dict) or "event_id" not in each), None
    )
    return None if strange is None else ("06.1.no-events", {"first": repr(strange)[:70]})


def other_order(seen: Seen) -> Finding | None:
    ids, right = ([each["event_id"] for each in one] for one in (seen.found, seen.right))
    return None if ids == right else ("06.1.other-order", {})


def wrong_field(name: str, id_: str) -> Callable[[Seen], Finding | None]:
    def ask(seen: Seen) -> Finding | None:
        for each, right in zip(seen.found, seen.right, strict=True):
            if not _same(each.get(name), right[name]):
                got = repr(each[name]) if name in each else "nothing"
                return id_, {"got": got, "right": repr(right[name]), "first": right["event_id"]}
        return None

    return ask


def other_fields(seen: Seen) -> Finding | None:
    for each, right in zip(seen.found, seen.right, strict=True):
        if {key: value for key, value in each.items() if key not in ADDED} != {
            key: value for key, value in right.items() if key not in ADDED
        }:
            return "06.1.other-fields", {"first": right["event_id"], "got": ", ".join(map(str, each))}
    return None


def _same(value: Any, right: Any) -> bool:
    if isinstance(right, float):
        return isinstance(value, int | float) and abs(value - right) < 0.001
    return bool(value == right)


def _first(right: list[dict[str, Any]], name: str) -> dict[str, Any]:
    one = right[0]
    return {"right": repr(one[name]), "first": one["event_id"]}


grade = Grader(
    trials=trials,
    questions=(
        findings.floods,
        findings.replaces,
        findings.exits,
        not_json_yet,
        no_such_field,
        findings.raises,
        findings.never_ends,
        no_list,
        too_few,
        no_events,
        other_order,
        wrong_field("tenant", "06.1.wrong-tenant"),
        wrong_field("stored_at", "06.1.wrong-time"),
        wrong_field("shard", "06.1.wrong-shard"),
        other_fields,
        findings.changes_its_input,
    ),
    facts=lambda seen: {"records": len(seen.right), "found": len(seen.found)},
    columns="06.1.columns",
    row="06.1.row",
    totals=lambda all_: {"records": sum(len(seen.right) for seen in all_)},
).grade
