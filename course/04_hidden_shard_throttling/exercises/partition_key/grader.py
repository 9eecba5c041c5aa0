"""Grades partition_key: seconds of hot and other tenants, in one process and in another."""

from __future__ import annotations

import builtins
import copy
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from types import FunctionType
from typing import Any, NamedTuple

from lablib.scenarios.fresh_world import fresh_world
from lablib.scenarios.shards.hot_tenant import BIG, HOT, JOB_REQUESTS, job
from lablib.simulator import limits
from lablib.teaching.checks.attempt import Attempt, observe
from lablib.teaching.checks.findings import ANY, Finding, returns_nothing
from lablib.teaching.checks.function_cases import each
from lablib.teaching.checks.grader import Grader

SECOND_HOT = "t-0210"
LIMIT = limits.SHARD_WRITE_RECORDS_PER_S
KEY_CHARS = 256
Event = dict[str, Any]


class Crowd(NamedTuple):
    """A tenant's requests, all within the trial's second."""

    tenant: str
    requests: int


@dataclass(slots=True)
class Seen(Attempt):
    """The keys that the function gave to some events, and gave again in another process."""

    events: list[Event] = field(default_factory=list)
    hot: frozenset[str] = frozenset()

    @property
    def keys(self) -> list[Any]:
        return list(self.returned[0]) if self.returned else []

    @property
    def keys_elsewhere(self) -> list[Any]:
        return list(self.returned[1]) if self.returned else []

    def keys_by(self, name: str, *, hot: bool) -> dict[str, list[str]]:
        """The different keys by the value of a field of the events, for hot tenants or for the others."""
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for event, key in zip(self.events, self.keys, strict=True):
            if (event["tenant"] in self.hot) == hot:
                found[event[name]][str(key)] = None
        return {value: list(keys) for value, keys in found.items()}

    @property
    def fullest(self) -> tuple[str, int]:
        """The key with most records; all of them are in one second."""
        return Counter(map(str, self.keys)).most_common(1)[0] if self.keys else ("", 0)


def play(fn: Callable[..., Any], name: str, crowds: Sequence[Crowd], hot: frozenset[str]) -> Seen:
    """The function's keys for the trial's events, as two gateways would make them."""
    rng = random.Random(name)
    requests = sorted(one for crowd in crowds for one in job(0, crowd.requests, rng, crowd.tenant))
    seen = Seen(name)
    seen.events = [request.as_dict(number) for number, request in enumerate(requests)]
    seen.hot = hot
    with fresh_world(seed=7) as world:
        observe(seen, world, partial(_in_two_processes, fn), (seen.events, set(hot)))
    return seen


def _in_two_processes(fn: Callable[..., Any], events: list[Event], hot: set[str]) -> Any:
    """What it says to each event here and in another process; None if it says nothing."""
    other = _as_elsewhere(fn)
    here = each(fn, [(event, hot) for event in events])
    if here is None:
        return None
    with _another_hash():
        return here, each(other, [(event, hot) for event in events])


def _as_elsewhere(fn: Callable[..., Any]) -> Callable[..., Any]:
    """The function as a process has it that started anew: nothing that it keeps is shared with this one."""
    if not isinstance(fn, FunctionType):
        return fn
    kept = (dict, list, set)
    names = {
        name: copy.copy(value) if isinstance(value, kept) and name != "__builtins__" else value
        for name, value in fn.__globals__.items()
    }
    other = FunctionType(fn.__code__, names, fn.__name__, fn.__defaults__, fn.__closure__)
    other.__kwdefaults__ = fn.__kwdefaults__
    return other


@contextmanager
def _another_hash() -> Iterator[None]:
    """Hashes of strings as another process has them: Python salts them at each start."""
    here = builtins.hash

    def elsewhere(value: Any) -> int:
        return here(value) if isinstance(value, (int, float)) else here(("elsewhere", value))

    builtins.hash = elsewhere
    try:
        yield
    finally:
        builtins.hash = here


def trials() -> list[tuple[str, Callable[[Any], Seen]]]:
    """From a second in which nothing is hot to one with two hot tenants."""
    others = (Crowd(BIG, 60), Crowd("t-0003", 25), Crowd("t-0044", 10))
    job_ = Crowd(HOT, JOB_REQUESTS)
    rows = [
        ("the job", (*others, job_), frozenset({HOT})),
        ("two hot tenants", (*others, job_, Crowd(SECOND_HOT, 2_200)), frozenset({HOT, SECOND_HOT})),
        ("a hot tenant at rest", (*others, Crowd(HOT, 120)), frozenset({HOT})),
        ("nobody is hot", others, frozenset[str]()),
    ]
    return [(name, partial(play, name=name, crowds=crowds, hot=hot)) for name, crowds, hot in rows]


def no_key(seen: Seen) -> Finding | None:
    for event, key in zip(seen.events, seen.keys, strict=True):
        if not isinstance(key, str) or not 1 <= len(key) <= KEY_CHARS:
            return "04.3.no-key", {"answer": repr(key)[:60], "first": event["event_id"]}
    return None


def order_lost(seen: Seen) -> Finding | None:
    split = {name: keys for name, keys in seen.keys_by("session", hot=True).items() if len(keys) > 1}
    if not split:
        return None
    first = next(iter(split))
    return "04.3.order-lost", {"split": len(split), "first": first, "keys_of_it": ", ".join(split[first][:5])}


def other_process(seen: Seen) -> Finding | None:
    pairs = zip(seen.events, seen.keys, seen.keys_elsewhere, strict=True)
    moved = {event["session"]: (here, there) for event, here, there in pairs if here != there}
    if not moved:
        return None
    first = next(iter(moved))
    before, after = moved[first]
    return "04.3.other-process", {"moved": len(moved), "first": first, "before": before, "after": after}


def still_hot(seen: Seen) -> Finding | None:
    key, most = seen.fullest
    if most <= LIMIT:
        return None
    of_hot = sum(event["tenant"] in seen.hot for event in seen.events)
    return "04.3.still-hot", {"key": key, "over": most - LIMIT, "limit": LIMIT, "records_of_hot": of_hot}


def cold_spread(seen: Seen) -> Finding | None:
    spread = {name: keys for name, keys in seen.keys_by("tenant", hot=False).items() if len(keys) > 1}
    if not spread:
        return None
    first = next(iter(spread))
    return "04.3.cold-spread", {
        "spread": len(spread),
        "first": first,
        "keys_of_it": ", ".join(spread[first][:5]),
    }


def facts(seen: Seen) -> dict[str, Any]:
    return {
        "records": len(seen.events),
        "sessions": len({event["session"] for event in seen.events}),
        "keys": len(set(map(str, seen.keys))),
        "fullest": seen.fullest[1],
    }


def totals(seen: Sequence[Seen]) -> dict[str, Any]:
    found = [facts(one) for one in seen]
    most = max(len(keys) for one in seen for keys in one.keys_by("tenant", hot=True).values())
    return {
        "sessions": sum(one["sessions"] for one in found),
        "fullest": max(one["fullest"] for one in found),
        "keys": most,
    }


grade = Grader(
    trials=trials,
    questions=(*ANY, returns_nothing, no_key, order_lost, other_process, still_hot, cold_spread),
    facts=facts,
    columns="04.3.columns",
    row="04.3.row",
    totals=totals,
).grade
