"""Grades failed_events: answers of a real region, in which records fail in different places and ways."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from itertools import islice
from textwrap import shorten
from typing import Any

from lablib.scenarios.fresh_world import fresh_world
from lablib.scenarios.replay.incident import STREAM, make_stream
from lablib.teaching.checks.attempt import Attempt, observe
from lablib.teaching.checks.findings import ANY, Finding, changes_its_input
from lablib.teaching.checks.grader import Grader
from lablib.traffic import incident

import boto3

Events = list[dict[str, Any]]

CALL = 120
"""Events in a call: enough that some fail and some don't, also of one tenant."""


@dataclass(frozen=True, slots=True)
class Row:
    """One call: its events, and what the stream answers."""

    name: str
    events: Events
    answer: dict[str, Any]
    before: Events = field(default_factory=list)
    """Events of the calls before this one."""
    lists: list[Any] = field(default_factory=list)
    """What it returned for the calls before, the very objects; shared by all rows of a check."""


@dataclass(slots=True)
class Seen(Attempt):
    """What the function made of one answer."""

    row: Row = field(kw_only=True)
    whose: str = ""
    """Whose list it returned, if not one of its own."""

    @property
    def events(self) -> Events:
        return self.row.events

    @property
    def results(self) -> list[dict[str, Any]]:
        return self.row.answer["Records"]

    @property
    def failed(self) -> Events:
        """The right answer."""
        return [event for event, one in zip(self.events, self.results, strict=True) if "ErrorCode" in one]

    @property
    def found(self) -> list[Any]:
        return self.returned if isinstance(self.returned, list) else []

    @property
    def stored(self) -> Events:
        """What it returned although it is stored, or more often than it failed."""
        return _without(self.found, self.failed)

    @property
    def missing(self) -> Events:
        """What failed and was not returned."""
        return _without(self.failed, self.found)

    @property
    def twins(self) -> set[str]:
        """The ids of events that are in the call twice."""
        return {
            id_ for id_, times in Counter(event["event_id"] for event in self.events).items() if times > 1
        }


def _without(events: list[Any], others: list[Any]) -> Events:
    """The events that are left when each of the others takes away one that equals it."""
    left = Counter(other["event_id"] for other in others if isinstance(other, dict) and "event_id" in other)
    rest = []
    for event in events:
        if isinstance(event, dict) and left[event.get("event_id", "")] > 0:
            left[event["event_id"]] -= 1
        else:
            rest.append(event)
    return rest


def play(fn: Callable[..., Any], row: Row) -> Seen:
    seen = Seen(row.name, row=row)
    with fresh_world(seed=3) as world:
        observe(seen, world, fn, (row.events, row.answer))
    seen.whose = _owner(seen)
    row.lists.append(seen.returned)
    if isinstance(seen.returned, list):
        seen.returned = list(seen.returned)  # as it is now: a later trial may add to it
    return seen


def _owner(seen: Seen) -> str:
    """Who else holds the very list that it returned; empty for nobody."""
    if not isinstance(seen.returned, list) or not seen.args_after:
        return ""
    events, answer = seen.args_after
    others = {"the caller's own `events`": events, 'the list answer["Records"]': answer.get("Records")}
    held = next((name for name, other in others.items() if other is seen.returned), "")
    earlier = any(each is seen.returned for each in seen.row.lists)
    return held or ("the list that it had returned for an earlier call" if earlier else "")


def _records(events: Events) -> list[dict[str, Any]]:
    return [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in events]


def trials() -> list[tuple[str, Callable[[Any], Seen]]]:
    """From a call in which some of all is well to one in which nothing is. No two calls share an event."""
    lists: list[Any] = []
    rows = [replace(row, before=[], lists=lists) for row in _calls()]
    for place, row in enumerate(rows):
        row.before.extend(event for earlier in rows[:place] for event in earlier.events)
    return [(row.name, partial(play, row=row)) for row in rows]


@cache
def _calls() -> list[Row]:
    """The calls, which are the same for every function."""
    events = _of_two_gateways(5 * CALL)
    calls = [events[start : start + CALL] for start in range(0, len(events), CALL)]
    once, twice = calls[4][: CALL // 2], [event for event in calls[4][CALL // 2 :] for _ in range(2)]
    return [
        _call("one shard is full", calls[0], fills=2),
        _call("single internal failures", calls[1], failing=0.1),
        _call("both at once", calls[2], fills=2, failing=0.1),
        _call("nothing fails", calls[3]),
        _call("some events are in it twice", once + twice, failing=0.3),
        _call("everything fails", calls[1], failing=1.0),
        _call("a single event, which fails", calls[2][:1], failing=1.0),
        _call("nothing fails, again", calls[3]),
        _call("one shard is full, again", calls[0], fills=2),
    ]


def _call(name: str, events: Events, fills: int = 0, failing: float = 0.0) -> Row:
    """One call to two shards.

    Before it come `fills` full calls of the first event's tenant in the same second. A share of records,
    `failing`, fails in the service.
    """
    with fresh_world(seed=3) as world:
        make_stream(2)
        kinesis = boto3.client("kinesis")
        for _ in range(fills):
            kinesis.put_records(StreamName=STREAM, Records=_records(events[:1] * 500))
        if failing:
            world.fault("internal_failure", for_s=60, rate=failing)
        return Row(name, events, kinesis.put_records(StreamName=STREAM, Records=_records(events)))


def _of_two_gateways(count: int) -> Events:
    """Their events in turn, so that neither ids nor times ascend."""
    pairs = zip(*incident(gateways=2, seconds=600), strict=False)
    return [event.as_dict() for first, second in islice(pairs, count // 2) for event in (second, first)]


def no_list(seen: Seen) -> Finding | None:
    kind = type(seen.returned).__name__
    return None if isinstance(seen.returned, list) else ("02.1.no-list", {"kind": kind})


def no_events(seen: Seen) -> Finding | None:
    """What is there in place of an event?"""
    all_strange = [each for each in seen.found if each not in seen.events]  # None among them, perhaps
    if not all_strange:
        return None
    strange = all_strange[0]
    about: dict[str, object] = {"first": shorten(repr(strange), 90)}
    if strange in seen.results:
        return "02.1.results", about
    return ("02.1.not-of-this-call" if strange in seen.row.before else "02.1.no-events"), about


def wrong_ones(seen: Seen) -> Finding | None:
    if not seen.stored and not seen.missing:
        return None
    about: dict[str, object] = {"first": _name((seen.stored or seen.missing)[0])}
    if {event["event_id"] for event in seen.stored + seen.missing} <= seen.twins:
        return "02.1.twins", about | _about_twins(seen, (seen.stored or seen.missing)[0])
    if seen.stored and seen.missing:
        return "02.1.wrong-ones", about
    return ("02.1.stored-ones" if seen.stored else "02.1.too-few"), about


def _about_twins(seen: Seen, event: dict[str, Any]) -> dict[str, object]:
    return {"returned": seen.found.count(event), "failed_of_it": seen.failed.count(event)}


def other_order(seen: Seen) -> Finding | None:
    if seen.returned == seen.failed:
        return None
    pairs = zip(seen.failed, seen.returned, strict=True)
    place, (right, first) = next((n, pair) for n, pair in enumerate(pairs) if pair[0] != pair[1])
    return "02.1.other-order", {"place": place, "first": _name(first), "wanted": _name(right)}


def not_its_own(seen: Seen) -> Finding | None:
    """Right as it is now; but somebody else has the same list in hand."""
    return ("02.1.not-its-own", {"whose": seen.whose}) if seen.whose else None


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
    questions=(*ANY, no_list, changes_its_input, no_events, wrong_ones, other_order, not_its_own),
    facts=facts,
    columns="02.1.columns",
    row="02.1.row",
    totals=totals,
).grade
