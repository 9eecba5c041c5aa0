"""Grades batch_write: tables in which requests are handed back for a while or forever, and keys come again."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from textwrap import shorten
from typing import Any, NamedTuple

from lablib.scenarios.fresh_world import fresh_world
from lablib.simulator.world import World
from lablib.teaching.checks.attempt import Attempt, observe
from lablib.teaching.checks.batch_calls import (
    FOREVER,
    BatchCall,
    Entry,
    Script,
    attempts,
    call_failure,
    fates,
    is_call_failure,
    pauses_s,
)
from lablib.teaching.checks.findings import ANY, Finding
from lablib.teaching.checks.grader import Grader

import boto3
from botocore.config import Config

MAX_ATTEMPTS, MOST = 6, 25
ONCE = Config(retries={"total_max_attempts": 1})


NO_FAILS: dict[int, int] = {}


class Row(NamedTuple):
    """Requests by the numbers of their keys; `fails` has by place how often one is handed back.

    A negative number is a delete of that key. `raises` is how many calls fail as a whole.
    """

    name: str
    keys: tuple[int, ...]
    fails: dict[int, int] = NO_FAILS
    raises: int = 0
    key_names: tuple[str, ...] = ("event_id",)
    table: str = "invoices"
    others: tuple[int, ...] = ()
    """Keys that are in the table before."""


def _again(first: int, count: int) -> tuple[int, ...]:
    return tuple(range(first, first + count))


ROWS = (
    Row("53, some handed back", _again(1, 53), {2: 1, 24: 3, 26: 1, 30: 5, 51: 2}),
    Row("keys that come again", (*_again(1, 30), 3, 4, 29, 3), {2: 2, 3: 1, 28: 1, 30: 1}),
    Row("a key twice in 25", (1, 2, 3, 2, 4, 2, 1), {3: 1, 6: 2}, table="usage"),
    Row("puts and deletes", (1, 2, -1, 3, -2, 2, -50, -51), {2: 2, 5: 1, 6: 1}, others=(50, 51)),
    Row(
        "two names make a key",
        (1, 2, -1, *_again(3, 24)),
        {25: 1},
        key_names=("tenant", "event_id"),
        table="by-tenant",
    ),
    Row("two always handed back", _again(1, 51), {4: FOREVER, 24: FOREVER}),
    Row("a call raises", _again(1, 25), {7: 1}, raises=2),
    Row("all calls raise", _again(1, 26), raises=FOREVER),
    Row("nothing to write", ()),
)


@dataclass(slots=True)
class Seen(Attempt):
    """Its calls, and what the table has at the end."""

    row: Row = field(kw_only=True)
    requests_given: list[Entry] = field(default_factory=list)
    made: list[BatchCall] = field(default_factory=list)
    stored: dict[str, Any] = field(default_factory=dict)
    """Version by key; of a deleted one, none."""

    @property
    def did_nothing(self) -> bool:
        return not self.made and not self.broke_off and self.returned in (None, ...)

    @property
    def given_up(self) -> list[Any]:
        return list(self.returned) if isinstance(self.returned, list | tuple) else []

    @property
    def last(self) -> dict[str, Entry]:
        """The last request of each key."""
        return {key_of(self.row, request): request for request in self.requests_given}

    def fates(self, request: Entry) -> list[str]:
        return attempts(self.made, request)


def request_of(row: Row, place: int) -> Entry:
    """A put says its place as the version. A delete names the parts of its key in another order."""
    number = row.keys[place]
    key = _attributes(row, abs(number))
    if number < 0:
        return {"DeleteRequest": {"Key": dict(reversed(key.items()))}}
    return {"PutRequest": {"Item": key | {"version": {"N": str(place)}}}}


def _attributes(row: Row, number: int) -> Entry:
    """Of the keys with two names many share one of them, and some read the same when they are joined."""
    if len(row.key_names) == 1:
        return {"event_id": {"S": f"e{number * 7919 % 1000:03}"}}
    half, odd = divmod(number, 2)
    tenant, event_id = ("t1", f"1{half}") if odd else ("t11", f"{half}")
    return {"event_id": {"S": event_id}, "tenant": {"S": tenant}}


def key_of(row: Row, request: Entry) -> str:
    item = request["PutRequest"]["Item"] if "PutRequest" in request else request["DeleteRequest"]["Key"]
    return _key(row, item)


def _key(row: Row, item: Entry) -> str:
    return json.dumps([item[name]["S"] for name in row.key_names])


def make_table(row: Row) -> Any:
    """The table, with what is in it before; a client that retries nothing by itself."""
    dynamodb = boto3.client("dynamodb", config=ONCE)
    kinds = ("HASH", "RANGE")
    dynamodb.create_table(
        TableName=row.table,
        KeySchema=[{"AttributeName": n, "KeyType": k} for n, k in zip(row.key_names, kinds, strict=False)],
        AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in row.key_names],
        BillingMode="PAY_PER_REQUEST",
    )
    for number in row.others:
        item = request_of(row._replace(keys=(number,)), 0)["PutRequest"]["Item"]
        dynamodb.put_item(TableName=row.table, Item=item)
    return dynamodb


def play(fn: Callable[..., Any], row: Row) -> Seen:
    seen = Seen(row.name, row=row)
    seen.requests_given = [request_of(row, place) for place in range(len(row.keys))]
    fails = {json.dumps(seen.requests_given[place], sort_keys=True): n for place, n in row.fails.items()}
    with fresh_world(seed=5) as world:
        dynamodb = make_table(row)
        script = Script(lambda request: json.dumps(request, sort_keys=True), fails)
        world.fault("entries_fail", service="dynamodb", for_s=4 * 3600, hits=script)
        _record(world, dynamodb, seen)

        def run(*given: Any) -> Any:
            try:
                return fn(*given, iter(copy.deepcopy(seen.requests_given)))
            finally:
                seen.stored = world.spawn(_contents, row).join()

        observe(seen, world, run, (row.table, list(row.key_names)), (dynamodb,))
    return seen


def _record(world: World, dynamodb: Any, seen: Seen) -> None:
    """Write down every call of the client; the first `raises` end in an error."""

    def begins(params: Any, **_: Any) -> None:
        many = (params.get("RequestItems") or {}).get(seen.row.table, [])
        entries = copy.deepcopy(list(many))
        seen.made.append(BatchCall(entries, world.clock.now_us, fates=["again"] * len(entries), raised=True))
        if len(seen.made) <= seen.row.raises:
            seen.made[-1].ended_us = world.clock.now_us
            raise call_failure(len(seen.made), "BatchWriteItem")

    def ends(parsed: Any, http_response: Any, **_: Any) -> None:
        call = seen.made[-1]
        call.ended_us = world.clock.now_us
        if http_response.status_code == 200:
            call.raised = False
            call.fates = fates("batch_write_item", call.entries, parsed)

    dynamodb.meta.events.register("provide-client-params.dynamodb.BatchWriteItem", begins)
    dynamodb.meta.events.register("after-call.dynamodb.BatchWriteItem", ends)


def _contents(row: Row) -> dict[str, Any]:
    items = boto3.client("dynamodb").scan(TableName=row.table)["Items"]
    return {_key(row, item): item["version"]["N"] for item in items}


def trials() -> list[tuple[str, Callable[[Any], Seen]]]:
    return [(row.name, partial(play, row=row)) for row in ROWS]


def call_error(seen: Seen) -> Finding | None:
    """The error of a call that failed as a whole."""
    return ("10.2.call-error", {"error": type(seen.error).__name__}) if is_call_failure(seen.error) else None


def wrong_size(seen: Seen) -> Finding | None:
    size = next((len(call.entries) for call in seen.made if not 1 <= len(call.entries) <= MOST), None)
    return None if size is None else ("10.2.wrong-size", {"size": size})


def not_requests(seen: Seen) -> Finding | None:
    others = [each for call in seen.made for each in call.entries if each not in seen.requests_given]
    return ("10.2.not-requests", {"other": shorten(repr(others[0]), 90)}) if others else None


def key_twice(seen: Seen) -> Finding | None:
    for call in seen.made:
        keys = [key_of(seen.row, each) for each in call.entries]
        twice = next((key for key in keys if keys.count(key) > 1), None)
        if twice is not None:
            return "10.2.key-twice", {"key": twice}
    return None


def sent_twice(seen: Seen) -> Finding | None:
    again = [each for each in seen.requests_given if "done" in seen.fates(each)[:-1]]
    return ("10.2.sent-twice", {"many": len(again), "first": shorten(repr(again[0]), 90)}) if again else None


def too_often(seen: Seen) -> Finding | None:
    many = max((len(seen.fates(each)) for each in seen.requests_given), default=0)
    return ("10.2.too-often", {"times": many}) if many > MAX_ATTEMPTS else None


def older_wins(seen: Seen) -> Finding | None:
    """The last request of a key was carried out, and the table has something else."""
    for key, request in seen.last.items():
        right = request["PutRequest"]["Item"]["version"]["N"] if "PutRequest" in request else None
        if "done" in seen.fates(request) and seen.stored.get(key) != right:
            return "10.2.older-wins", {
                "key": key,
                "found": seen.stored.get(key, "nothing"),
                "right": right or "nothing",
            }
    return None


def not_alone(seen: Seen) -> Finding | None:
    """A call with requests that came back, and with others that are sent for the first time."""
    for place, call in enumerate(seen.made):
        before = [each for other in seen.made[:place] for each in other.entries]
        new = [each for each in call.entries if each not in before]
        if new and len(new) < len(call.entries):
            return "10.2.not-alone", {"new": len(new), "back": len(call.entries) - len(new)}
    return None


def no_list(seen: Seen) -> Finding | None:
    is_list = isinstance(seen.returned, list | tuple)
    return None if is_list else ("10.2.no-list", {"kind": type(seen.returned).__name__})


def never_sent(seen: Seen) -> Finding | None:
    """It was in no call at all, and isn't returned."""
    gone = [each for each in seen.last.values() if not seen.fates(each) and each not in seen.given_up]
    return ("10.2.never-sent", {"gone": len(gone), "first": shorten(repr(gone[0]), 90)}) if gone else None


def lost(seen: Seen) -> Finding | None:
    gone = [
        each for each in seen.last.values() if "done" not in seen.fates(each) and each not in seen.given_up
    ]
    return ("10.2.lost", {"gone": len(gone), "first": shorten(repr(gone[0]), 90)}) if gone else None


def gave_up_early(seen: Seen) -> Finding | None:
    for each in seen.requests_given:
        if each in seen.given_up and "done" not in seen.fates(each) and len(seen.fates(each)) < MAX_ATTEMPTS:
            return "10.2.gave-up-early", {"times": len(seen.fates(each)), "first": shorten(repr(each), 90)}
    return None


def not_given_up(seen: Seen) -> Finding | None:
    for place, each in enumerate(seen.given_up):
        if each not in seen.requests_given or "done" in seen.fates(each) or each in seen.given_up[:place]:
            return "10.2.not-given-up", {"other": shorten(repr(each), 90)}
    return None


def too_small(seen: Seen) -> Finding | None:
    """A call for each request, where one call takes many. Those that resend don't count."""
    first = [call for place, call in enumerate(seen.made) if not _resends(seen, place)]
    most = 2 * -(-len(seen.requests_given) // MOST) + len(seen.requests_given) - len(seen.last)
    return ("10.2.too-small", {"first_calls": len(first)}) if len(first) > most + 1 else None


def _resends(seen: Seen, place: int) -> bool:
    before = [each for call in seen.made[:place] for each in call.entries]
    return any(each in before for each in seen.made[place].entries)


def no_pause(seen: Seen) -> Finding | None:
    pauses = pauses_s(seen.made)
    is_hot = len(pauses) > 2 and max(pauses) < 0.05
    return ("10.2.no-pause", {"resends": len(pauses)}) if is_hot else None


def steady_pause(seen: Sequence[Seen]) -> Finding | None:
    """With jitter a late pause can be short, so it takes all requests that were given up after all attempts."""
    series = [pauses_s(calls) for each in seen for calls in _in_vain(each)]
    first_s = sum(sum(pauses[:2]) for pauses in series)
    last_s = sum(sum(pauses[-2:]) for pauses in series)
    if not series or last_s >= 2 * first_s:
        return None
    many = len(series)
    return "10.2.steady-pause", {"many": many, "first_s": first_s / many, "last_s": last_s / many}


def _in_vain(seen: Seen) -> list[list[BatchCall]]:
    """The calls of each batch that all attempts were made for."""
    calls = [[call for call in seen.made if each in call.entries] for each in seen.given_up]
    full = {tuple(call.began_us for call in each): each for each in calls if len(each) == MAX_ATTEMPTS}
    return list(full.values())


def facts(seen: Seen) -> dict[str, Any]:
    return {
        "requests": len(seen.requests_given),
        "made": len(seen.made),
        "stored": len(seen.stored),
        "returned": len(seen.given_up),
    }


def totals(seen: Sequence[Seen]) -> dict[str, Any]:
    return {name: sum(facts(each)[name] for each in seen) for name in ("requests", "made", "returned")}


grade = Grader(
    trials=trials,
    questions=(
        call_error,
        *ANY,
        wrong_size,
        not_requests,
        key_twice,
        sent_twice,
        too_often,
        older_wins,
        not_alone,
        no_list,
        never_sent,
        lost,
        gave_up_early,
        not_given_up,
        too_small,
        no_pause,
    ),
    facts=facts,
    columns="10.2.columns",
    row="10.2.row",
    habit=steady_pause,
    totals=totals,
).grade
