"""Grades usage_of: events as a mapping delivered them, with data that says little or something else about the tenant."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import zip_longest
from typing import Any, NamedTuple

from lablib.scenarios.fresh_world import fresh_world
from lablib.teaching.checks import findings
from lablib.teaching.checks.attempt import Attempt, observe
from lablib.teaching.checks.call_again import keeps_state
from lablib.teaching.checks.findings import Finding
from lablib.teaching.checks.grader import Grader
from lablib.teaching.checks.mapping import STARTS_US, run_mapping
from lablib.teaching.checks.shown_value import shown
from lablib.traffic.http_statuses import requests

UNREADABLE = "a record cut off half-way"
ADDED = ("tenant", "stored_at", "shard")
LEFT_OUT = {4: "note", 5: "session", 7: "streamed"}
"""Every so many events lack a field that others have: whoever keeps the one before shows it again."""


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
    state: Finding | None = None
    unreadable: int = 0
    """The place of the record that isn't JSON, from 1 on; 0 if all of them are."""
    refused: bool = False
    """Whether the function raised an error for that record."""

    @property
    def found(self) -> list[Any]:
        return self.returned if isinstance(self.returned, list) else []


@cache
def delivered() -> dict[str, tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Invocations of three shards, each with the usage events that are in it."""
    written: dict[str, Written] = {}
    for number, request in enumerate(requests(gateways=2, seconds=20, seed=11, start_us=STARTS_US)):
        fields = request.as_dict() | {"note": "größer", "streamed": number % 2 == 0, "session": None}
        if number % 3 == 1:
            fields["tenant"] = "somebody-else"
        if number % 3 == 2:
            del fields["tenant"]
        if number % 5 == 4:
            fields |= {"stored_at": number, "shard": "disk-2"}
        for every, name in LEFT_OUT.items():
            if number % every == 0:
                del fields[name]
        written[fields["event_id"]] = Written(request.at_us, request.key, fields)
    run = run_mapping(
        list(written.values()), {"BatchSize": 40, "MaximumBatchingWindowInSeconds": 5}, shards=2
    )
    events = sorted(
        (_within_the_second(one.event) for one in run.deliveries), key=lambda each: len(each["Records"])
    )
    of_shard = {
        shard: [each for each in events if _shard(each["Records"][0]) == shard]
        for shard in map(_shard_id, (0, 1))
    }
    first, second = of_shard.values()
    rows = {
        "the fullest batch": first[-1],
        "the fullest of another shard": second[-1],
        "the same after a reshard": _resharded(second[-2]),
        "the smallest batch": events[0],
        "an event stored twice": _stored_twice(first[0]),
        "a single record": first[-2] | {"Records": first[-2]["Records"][:1]},
    }
    return {
        name: (event, [_right(each, written) for each in event["Records"]]) for name, event in rows.items()
    }


def _shard_id(number: int) -> str:
    return f"shardId-{number:012d}"


def _shard(record: dict[str, Any]) -> str:
    return str(record["eventID"].partition(":")[0])


def _within_the_second(event: dict[str, Any]) -> dict[str, Any]:
    """Some milliseconds apart, three at once, and now and then a record is stamped before the one it follows.

    AWS promises neither: the time of arrival is approximate, and the sequence number has the order.
    """
    for place, record in enumerate(event["Records"], 1):
        at_s = record["kinesis"]["approximateArrivalTimestamp"]
        later_s = 0.011 * (place // 3) - (0.045 if place % 8 == 0 else 0)
        record["kinesis"]["approximateArrivalTimestamp"] = round(at_s + later_s, 3)
    return event


def _stored_twice(event: dict[str, Any]) -> dict[str, Any]:
    """A producer wrote one event again, as its retries do: at once, and later. Each is a record of its own."""
    first, second, *others = event["Records"]
    sequence = second["kinesis"]["sequenceNumber"]
    at_once = second | {"kinesis": first["kinesis"] | {"sequenceNumber": sequence}}
    last = others[-1]["kinesis"]
    again = first["kinesis"] | {
        "sequenceNumber": last["sequenceNumber"] + "1",
        "approximateArrivalTimestamp": last["approximateArrivalTimestamp"] + 0.25,
    }
    shard = _shard(first)
    twice = first | {"eventID": f"{shard}:{again['sequenceNumber']}", "kinesis": again}
    return event | {"Records": [first, at_once, *others, twice]}


def _resharded(event: dict[str, Any]) -> dict[str, Any]:
    """The records of a new shard. From the fourth on, their sequence numbers have one digit more.

    Some of their keys are as lab 04 spreads a hot one, and some have capitals: a key is what it is.
    """
    new = []
    for number, each in enumerate(event["Records"], 10**55 - 3):
        key = each["kinesis"]["partitionKey"]
        keys = (key, f"{key}#1", key.upper())
        record = each["kinesis"] | {"sequenceNumber": str(number), "partitionKey": keys[number % 3]}
        new.append(each | {"eventID": f"{_shard_id(317)}:{number}", "kinesis": record})
    return event | {"Records": new}


@cache
def with_an_unreadable_record() -> tuple[dict[str, Any], int]:
    """The fullest batch, in which a gateway was cut off while it wrote; and the place of that record."""
    event, _ = delivered()["the fullest batch"]
    *before, last = event["Records"][:4]
    text = b64encode(b64decode(last["kinesis"]["data"])[:-9]).decode()
    cut = last | {"kinesis": last["kinesis"] | {"data": text}}
    return event | {"Records": [*before, cut, *event["Records"][4:]]}, len(before) + 1


def _right(record: dict[str, Any], written: dict[str, Written]) -> dict[str, Any]:
    one = written[json.loads(b64decode(record["kinesis"]["data"]))["event_id"]]
    return one.fields | {
        "tenant": record["kinesis"]["partitionKey"],
        "stored_at": record["kinesis"]["approximateArrivalTimestamp"],
        "shard": _shard(record),
    }


def play(name: str, fn: Callable[..., Any]) -> Seen:
    event, right = delivered()[name]
    seen = Seen(name, right=right)
    with fresh_world(seed=7) as world:
        observe(seen, world, fn, (event,))
    seen.state = keeps_state(seen, fn, (event,))
    return seen


def play_unreadable(fn: Callable[..., Any]) -> Seen:
    """Whatever error comes out of the function is right."""
    event, place = with_an_unreadable_record()
    seen = Seen(UNREADABLE, unreadable=place)

    def handle(event: dict[str, Any]) -> Any:
        try:
            return fn(event)
        except Exception:
            seen.refused = True
            return None

    with fresh_world(seed=7) as world:
        observe(seen, world, handle, (event,))
    return seen


def trials() -> Iterable[tuple[str, Callable[[Any], Seen]]]:
    return [*((name, partial(play, name)) for name in delivered()), (UNREADABLE, play_unreadable)]


def skips(seen: Seen) -> Finding | None:
    """It returned although it couldn't read a record."""
    if not seen.unreadable or seen.refused:
        return None
    returned = f"a list of {len(seen.found)}" if isinstance(seen.returned, list) else shown(seen.returned)
    return "06.1.skips", {"place": seen.unreadable, "returned": returned}


def where_all_can_be_read(ask: Callable[[Seen], Finding | None]) -> Callable[[Seen], Finding | None]:
    """A question about what was found."""
    return lambda seen: None if seen.unreadable else ask(seen)


def not_json_yet(seen: Seen) -> Finding | None:
    error = seen.error
    if not isinstance(error, json.JSONDecodeError):
        return None
    return "06.1.not-json-yet", {"text": repr(error.doc[:24])}


def no_such_field(seen: Seen) -> Finding | None:
    if not isinstance(seen.error, KeyError) or not seen.error.args:
        return None
    return "06.1.no-such-field", {"field": repr(seen.error.args[0])}


def no_list(seen: Seen) -> Finding | None:
    kind = type(seen.returned).__name__
    return None if isinstance(seen.returned, list) else ("06.1.no-list", {"kind": kind})


def keeps(seen: Seen) -> Finding | None:
    return seen.state


def no_events(seen: Seen) -> Finding | None:
    strange = [each for each in seen.found if not isinstance(each, dict)]  # None among them, perhaps
    if not strange:
        return None
    return "06.1.no-events", {"first": repr(strange[0])[:70], "kind": type(strange[0]).__name__}


def nameless(seen: Seen) -> Finding | None:
    """A dict in which what the gateway wrote is no longer found."""
    for each, right in zip(seen.found, seen.right, strict=False):
        if not isinstance(each.get("event_id"), str):
            return _other_fields(each, right)
    return None


def missing(seen: Seen) -> Finding | None:
    ids = Counter(_ids(seen.found))
    ids.subtract(_ids(seen.right))
    lost = [each for each in seen.right if ids[each["event_id"]] < 0]
    if not lost:
        return None
    first = f"{lost[0]['event_id']}, with status {lost[0]['status']}"
    return "06.1.too-few", {"lost": -sum(many for many in ids.values() if many < 0), "first": first}


def other_order(seen: Seen) -> Finding | None:
    places = zip_longest(_ids(seen.found), _ids(seen.right), fillvalue="nothing")
    for place, (got, right) in enumerate(places, 1):
        if got != right:
            return "06.1.other-order", {"place": place, "got": got, "right": right}
    return None


def tenant(seen: Seen) -> Finding | None:
    for each, right in zip(seen.found, seen.right, strict=True):
        if each.get("tenant") != right["tenant"]:
            return "06.1.wrong-tenant", _wrong(each, right, "tenant")
    return None


def stored_at(seen: Seen) -> Finding | None:
    for each, right in zip(seen.found, seen.right, strict=True):
        got, at = each.get("stored_at"), right["stored_at"]
        number = isinstance(got, int | float)
        if number and abs(got - at) < 0.0005:
            continue
        if number and any(abs(got / (at * factor) - 1) < 1e-6 for factor in (1_000, 0.001)):
            return "06.1.other-unit", _wrong(each, right, "stored_at")
        off = f", which is {abs(got - at):,.3f} s off" if number else ""
        return "06.1.wrong-time", _wrong(each, right, "stored_at") | {"off": off}
    return None


def shard(seen: Seen) -> Finding | None:
    for each, right in zip(seen.found, seen.right, strict=True):
        if each.get("shard") != right["shard"]:
            return "06.1.wrong-shard", _wrong(each, right, "shard")
    return None


def other_fields(seen: Seen) -> Finding | None:
    both = zip(seen.found, seen.right, strict=True)
    return next((found for each, right in both if (found := _other_fields(each, right))), None)


def _other_fields(each: dict[str, Any], right: dict[str, Any]) -> Finding | None:
    facts = {
        "lost": [key for key in right if key not in each],
        "more": [key for key in each if key not in right],
        "changed": [
            f"{key}, which is {shown(each[key])} in place of {shown(right[key])}"
            for key in right
            if key in each and key not in ADDED and repr(each[key]) != repr(right[key])
        ],
    }
    if not any(facts.values()):
        return None
    return "06.1.other-fields", {
        "first": right["event_id"],
        **{name: ", ".join(map(str, keys)) or "none" for name, keys in facts.items()},
    }


def _ids(events: list[dict[str, Any]]) -> list[Any]:
    return [each.get("event_id") for each in events]


def _wrong(each: dict[str, Any], right: dict[str, Any], name: str) -> dict[str, Any]:
    got = repr(each[name]) if name in each else "nothing"
    return {"got": got[:70], "right": repr(right[name]), "first": right["event_id"]}


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
        skips,
        findings.changes_its_input,
        *map(
            where_all_can_be_read,
            (
                no_list,
                keeps,
                no_events,
                nameless,
                missing,
                other_order,
                tenant,
                stored_at,
                shard,
                other_fields,
            ),
        ),
    ),
    facts=lambda seen: {
        "records": len(seen.right),
        "found": str(len(seen.found)) if isinstance(seen.returned, list) else "-",
    },
    columns="06.1.columns",
    row="06.1.row",
    totals=lambda all_: {"records": sum(len(seen.right) for seen in all_)},
).grade
