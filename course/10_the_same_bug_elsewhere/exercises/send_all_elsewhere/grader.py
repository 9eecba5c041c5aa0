"""Grades send_all: three operations, in which entries fail for a while, forever, or for good."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from textwrap import shorten
from typing import Any, NamedTuple

from lablib.scenarios.elsewhere import make_destinations
from lablib.scenarios.fresh_world import fresh_world
from lablib.teaching.checks.attempt import Attempt, observe
from lablib.teaching.checks.batch_calls import (
    FOREVER,
    PER_CALL,
    RETRYABLE,
    BatchCall,
    BatchRecorder,
    Entry,
    Script,
    attempts,
    call_failure,
    is_call_failure,
    pauses_s,
)
from lablib.teaching.checks.findings import ANY, Finding, changes_its_input
from lablib.teaching.checks.grader import Grader

import boto3
from botocore.config import Config

MAX_ATTEMPTS = 6
SERVICES = {"put_events": "events", "send_message_batch": "sqs", "batch_write_item": "dynamodb"}
ONCE = Config(retries={"total_max_attempts": 1})
REFUSED = "AccessDeniedException"
"""Of PutEvents: a code that moto never gives, and that no attempt mends."""


NO_FAILS: dict[int, int] = {}


class Row(NamedTuple):
    """One list of entries. `fails` has by place how often an entry fails, `bad` those that can't work.

    `twins` has by place the place of an equal entry before it.
    """

    name: str
    operation: str
    count: int
    fails: dict[int, int] = NO_FAILS
    bad: tuple[int, ...] = ()
    codes: tuple[str, ...] = ()
    raises: int = 0
    """So many calls fail as a whole before one is answered."""
    twins: dict[int, int] = NO_FAILS


ROWS = (
    Row(
        "events, some throttled",
        "put_events",
        23,
        {1: 1, 9: 2, 10: 5, 22: 1},
        (4, 11),
        RETRYABLE,
        twins={3: 1},
    ),
    Row("messages, some not taken", "send_message_batch", 23, {0: 1, 12: 5, 21: 2}, (3, 13, 20)),
    Row("writes, some handed back", "batch_write_item", 53, {2: 2, 24: 1, 30: 5, 51: 1}),
    Row("events that can't work", "put_events", 10, dict.fromkeys((2, 7), FOREVER), (5, 6), (REFUSED,)),
    Row("one message always fails", "send_message_batch", 10, {4: FOREVER}, (0, 9)),
    Row("two always handed back", "batch_write_item", 25, {7: FOREVER, 24: FOREVER}),
    Row("a call raises", "send_message_batch", 12, {5: 1}, (2,), raises=2),
    Row("all calls raise", "batch_write_item", 26, raises=FOREVER),
    Row("nothing fails", "put_events", 20),
    Row("nothing to send", "send_message_batch", 0),
)


@dataclass(slots=True)
class Seen(Attempt):
    """Its calls, and what became of each entry."""

    row: Row = field(kw_only=True)
    entries: list[Entry] = field(default_factory=list)
    made: list[BatchCall] = field(default_factory=list)

    @property
    def did_nothing(self) -> bool:
        return not self.made and not self.broke_off and self.returned in (None, ...)

    @property
    def given_up(self) -> list[Any]:
        return list(self.returned) if isinstance(self.returned, list | tuple) else []

    def fates(self, entry: Entry) -> list[str]:
        return attempts(self.made, entry)

    def times(self, entry: Entry) -> int:
        """How often the caller gave an entry like this."""
        return self.entries.count(entry)

    def goes_on_after(self, fate: str, entry: Entry) -> bool:
        """Whether it was sent again after `fate`, which ends it."""
        fates = self.fates(entry)
        return fates.count(fate) > self.times(entry) or (self.times(entry) == 1 and fate in fates[:-1])

    def kept(self, entry: Entry) -> int:
        """How often it was taken or returned."""
        return self.fates(entry).count("done") + self.given_up.count(entry)

    def first(self, is_it: Callable[[Entry], bool]) -> Entry | None:
        return next((entry for entry in self.entries if is_it(entry)), None)


def entry_of(row: Row, place: int) -> Entry:
    """Entries have no place in them that could be sorted by, and every third write is a delete."""
    place = row.twins.get(place, place)
    name = f"{place * 7919 % 1000:03}-{row.name}"
    if row.operation == "put_events":
        detail = json.dumps({"name": name})
        return {
            "Source": "usage",
            "DetailType": name,
            "Detail": detail[:-1] if place in row.bad else detail,
            **({"EventBusName": "default"} if place % 2 else {}),
        }
    if row.operation == "send_message_batch":
        return {
            "Id": f"m{place * 7919 % 1000}",
            "MessageBody": name,
            "DelaySeconds": 901 if place in row.bad else 0,
        }
    key = {"event_id": {"S": name}}
    return {"DeleteRequest": {"Key": key}} if place % 3 == 1 else {"PutRequest": {"Item": key}}


def play(fn: Callable[..., Any], row: Row) -> Seen:
    seen = Seen(row.name, row=row, entries=[entry_of(row, place) for place in range(row.count)])
    with fresh_world(seed=5) as world:
        to = make_destinations()
        client = boto3.client(SERVICES[row.operation], config=ONCE)
        fails = {_name(seen.entries[place]): many for place, many in row.fails.items()}
        script = Script(_name, fails, row.codes)
        world.fault("entries_fail", service=SERVICES[row.operation], for_s=4 * 3600, hits=script)
        left = [row.raises]

        def make(entries: Any) -> Any:
            left[0] -= 1
            if left[0] >= 0:
                raise call_failure(left[0], row.operation)
            parameters = {
                "put_events": {"Entries": entries},
                "send_message_batch": {"QueueUrl": to.queue, "Entries": entries},
                "batch_write_item": {"RequestItems": {to.table: entries}},
            }
            return getattr(client, row.operation)(**parameters[row.operation])

        recorder = BatchRecorder(world, row.operation, make)
        observe(seen, world, fn, (row.operation, seen.entries), (recorder,))
    seen.made = recorder.calls
    return seen


def _name(entry: Entry) -> str:
    return json.dumps(entry, sort_keys=True)


def trials() -> list[tuple[str, Callable[[Any], Seen]]]:
    return [(row.name, partial(play, row=row)) for row in ROWS]


def call_error(seen: Seen) -> Finding | None:
    """The error of a call that failed as a whole came out."""
    return ("10.1.call-error", {"error": type(seen.error).__name__}) if is_call_failure(seen.error) else None


def wrong_size(seen: Seen) -> Finding | None:
    most = PER_CALL[seen.row.operation]
    size = next((len(call.entries) for call in seen.made if not 1 <= len(call.entries) <= most), None)
    return None if size is None else ("10.1.wrong-size", {"size": size, "most": most})


def not_entries(seen: Seen) -> Finding | None:
    others = [each for call in seen.made for each in call.entries if each not in seen.entries]
    return ("10.1.not-entries", {"other": shorten(repr(others[0]), 90)}) if others else None


def no_list(seen: Seen) -> Finding | None:
    is_list = isinstance(seen.returned, list | tuple)
    return None if is_list else ("10.1.no-list", {"kind": type(seen.returned).__name__})


def never_again(seen: Seen) -> Finding | None:
    entry = seen.first(partial(seen.goes_on_after, "never"))
    return None if entry is None else ("10.1.never-again", _about(seen, entry))


def sent_twice(seen: Seen) -> Finding | None:
    different = [each for place, each in enumerate(seen.entries) if each not in seen.entries[:place]]
    again = [each for each in different if seen.goes_on_after("done", each)]
    return ("10.1.sent-twice", _about(seen, again[0]) | {"many": len(again)}) if again else None


def too_often(seen: Seen) -> Finding | None:
    entry = seen.first(lambda each: len(seen.fates(each)) > MAX_ATTEMPTS * seen.times(each))
    return None if entry is None else ("10.1.too-often", _about(seen, entry))


def lost(seen: Seen) -> Finding | None:
    """Neither taken by the service nor returned."""
    gone = {_name(each): seen.times(each) - seen.kept(each) for each in seen.entries}
    first = seen.first(lambda each: gone[_name(each)] > 0)
    if first is None:
        return None
    return "10.1.lost", _about(seen, first) | {"gone": sum(many for many in gone.values() if many > 0)}


def gave_up_early(seen: Seen) -> Finding | None:
    def is_early(entry: Entry) -> bool:
        fates = seen.fates(entry)
        return entry in seen.given_up and set(fates) <= {"again"} and len(fates) < MAX_ATTEMPTS

    entry = seen.first(is_early)
    return None if entry is None else ("10.1.gave-up-early", _about(seen, entry))


def not_given_up(seen: Seen) -> Finding | None:
    """What it returned was taken, is none of the entries, or is there twice."""
    many = seen.given_up
    strange = [each for each in many if each not in seen.entries]
    too_many = [each for each in many if each not in strange and seen.kept(each) > seen.times(each)]
    taken = [each for each in too_many if "done" in seen.fates(each)]
    twice = [each for each in too_many if each not in taken]
    known = [entry_of(row, place) for row in ROWS for place in range(row.count)]
    before = [each for each in strange if each in known]
    for kind, found in (("before", before), ("taken", taken), ("strange", strange), ("twice", twice)):
        if found:
            return f"10.1.given-up-{kind}", {"other": shorten(repr(found[0]), 90)}
    return None


def too_small(seen: Seen) -> Finding | None:
    """A call for each entry, where one call takes many."""
    calls = -(-len(seen.entries) // PER_CALL[seen.row.operation])
    is_calm = not (seen.row.fails or seen.row.bad or seen.row.raises)
    return ("10.1.too-small", {"fewest": calls}) if is_calm and len(seen.made) > 2 * calls else None


def no_pause(seen: Seen) -> Finding | None:
    """With jitter a single pause can be short, but not all of them."""
    pauses = pauses_s(seen.made)
    is_hot = len(pauses) > 2 and max(pauses) < 0.05
    return ("10.1.no-pause", {"resends": len(pauses)}) if is_hot else None


def _about(seen: Seen, entry: Entry) -> dict[str, object]:
    fates = seen.fates(entry)
    return {"first": shorten(repr(entry), 110), "times": len(fates)}


def facts(seen: Seen) -> dict[str, Any]:
    different = {_name(entry): entry for entry in seen.entries}.values()
    return {
        "entries": len(seen.entries),
        "made": len(seen.made),
        "taken": sum(min(seen.times(each), seen.fates(each).count("done")) for each in different),
        "returned": len(seen.given_up),
        "operation": seen.row.operation,
    }


def totals(seen: Sequence[Seen]) -> dict[str, Any]:
    return {name: sum(facts(each)[name] for each in seen) for name in ("entries", "taken", "returned")}


grade = Grader(
    trials=trials,
    questions=(
        call_error,
        *ANY,
        wrong_size,
        not_entries,
        never_again,
        sent_twice,
        too_often,
        no_list,
        not_given_up,
        lost,
        gave_up_early,
        too_small,
        no_pause,
        changes_its_input,
    ),
    facts=facts,
    columns="10.1.columns",
    row="10.1.row",
    totals=totals,
).grade
