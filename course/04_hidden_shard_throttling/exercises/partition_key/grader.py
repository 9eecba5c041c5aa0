"""Grades partition_key: seconds of hot and other tenants, in two processes, a day later, and with more tenants hot."""

from __future__ import annotations

import random
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from operator import itemgetter
from typing import Any, NamedTuple

from lablib.scenarios.fresh_world import fresh_world
from lablib.scenarios.shards.hot_tenant import BIG, HOT, job
from lablib.simulator import limits
from lablib.teaching.checks.another_process import another_hash, as_elsewhere
from lablib.teaching.checks.attempt import Attempt, observe
from lablib.teaching.checks.findings import ANY, Finding, changes_its_input, returns_nothing
from lablib.teaching.checks.function_cases import each
from lablib.teaching.checks.grader import Grader

SECOND_HOT = "t-0210"
LIMIT = limits.SHARD_WRITE_RECORDS_PER_S
KEY_CHARS = 256
MOST_REQUESTS = 3_000
DAY_S = 24 * 3_600
MIDNIGHT_US = 19_723 * DAY_S * limits.US_PER_S
"""A new year begins, and a Monday."""
LATER_S = 400 * DAY_S + 3_700
"""Another hour, day of the week, month and year."""
NEWLY_HOT = {f"{letter}-{number:03}" for letter in "az" for number in range(60)}
"""Tenants that get hot and send nothing here. In order, they come before all others or after them."""
Event = dict[str, Any]


class Crowd(NamedTuple):
    """A tenant's requests, all within the trial's second."""

    tenant: str
    requests: int


class Plan(NamedTuple):
    """The events of a trial's second, and who is hot."""

    crowds: tuple[Crowd, ...]
    hot: frozenset[str]
    start_us: int = 0
    rename: Callable[[str], str] = str
    """The name of a session, from the name that it has in the lesson."""


@dataclass(slots=True)
class Seen(Attempt):
    """The keys that the function gave to some events, and gave again when something else had changed."""

    events: list[Event] = field(default_factory=list)
    hot: frozenset[str] = frozenset()

    @property
    def keys(self) -> list[Any]:
        return list(self.returned[0]) if self.returned else []

    def moved(self, which: int) -> dict[str, Any]:
        """How many sessions got another key in that pass, and the first with both keys; empty if none did."""
        pairs = zip(self.events, self.keys, self.returned[which] if self.returned else (), strict=True)
        moved = {_session(event): (here, there) for event, here, there in pairs if here != there}
        if not moved:
            return {}
        first, (before, after) = next(iter(moved.items()))
        return {"moved": len(moved), "first": first[1], "before": before, "after": after}

    def keys_by(self, group_of: Callable[[Event], Any], *, hot: bool) -> dict[Any, list[str]]:
        """The different keys of each group of events, for hot tenants or for the others."""
        found: dict[Any, dict[str, None]] = defaultdict(dict)
        for event, key in zip(self.events, self.keys, strict=True):
            if (event["tenant"] in self.hot) == hot:
                found[group_of(event)][str(key)] = None
        return {group: list(keys) for group, keys in found.items()}

    @property
    def fullest(self) -> tuple[str, int]:
        """The key with most records; all of them are in one second."""
        return Counter(map(str, self.keys)).most_common(1)[0] if self.keys else ("", 0)


def play(fn: Callable[..., Any], name: str, plan: Plan) -> Seen:
    """The function's keys for the trial's events, as two gateways would make them."""
    rng = random.Random(name)
    requests = sorted(
        each._replace(session=plan.rename(each.session))
        for crowd in plan.crowds
        for each in job(plan.start_us, crowd.requests, rng, crowd.tenant)
    )
    seen = Seen(name)
    seen.events = [request.as_dict(number) for number, request in enumerate(requests)]
    seen.hot = plan.hot
    with fresh_world(seed=7, stop_after_s=2 * LATER_S) as world:
        observe(seen, world, partial(_four_times, fn), (seen.events, set(plan.hot)))
    return seen


def _session(event: Event) -> tuple[str, str]:
    """A session, which is one tenant's."""
    return event["tenant"], event["session"]


def _four_times(fn: Callable[..., Any], events: list[Event], hot: set[str]) -> Any:
    """Its keys here; in another process, in another order; with more tenants hot; later. None if it says nothing."""
    here = each(fn, [(event, hot) for event in events])
    if here is None:
        return None
    with another_hash():
        there = each(as_elsewhere(fn), [(event, hot) for event in reversed(events)])
    more = each(fn, [(event, hot | NEWLY_HOT) for event in events])
    time.sleep(LATER_S)
    later = each(fn, [(event, hot) for event in events])
    return here, list(reversed(there or [])), more or [], later or []


def _greek(session: str) -> str:
    """Without a letter or a digit of ASCII."""
    return session.translate({code: code + 0x370 for code in range(ord("-") + 1, ord("z") + 1)})


def _in_two_signs(signs: str) -> Callable[[str], str]:
    """The session's number and what is left to the largest, in two signs only: each name has as many of both."""

    def rename(session: str) -> str:
        number = int(session.rpartition("-")[2])
        return f"{number:012b}{4_095 - number:012b}".translate({48: signs[0], 49: signs[1]})

    return rename


def _in_the_middle(session: str) -> str:
    """The name between two long texts that are the same for all."""
    return f"séance {'/' * 80} {session} {'.' * 80} b"


def _without_tenant(session: str) -> str:
    """The same names for each tenant's sessions."""
    return session.rpartition("-")[2]


def trials() -> list[tuple[str, Callable[[Any], Seen]]]:
    """From a second in which nothing is hot to one with two hot tenants."""
    others = (Crowd(BIG, 60), Crowd("t-0003", 25), Crowd("t-0044", 10))
    names = (
        HOT + "0",
        HOT + "07",
        HOT[:-1],
        HOT[2:],
        "x" + HOT,
        "7" + HOT,
        HOT.upper(),
        f"{HOT} " + "ü" * 90,
    )
    alike = tuple(Crowd(name, 40) for name in names)
    job_, second = Crowd(HOT, MOST_REQUESTS), Crowd(SECOND_HOT, 2_200)
    both = frozenset({HOT, SECOND_HOT})
    plans = {
        "the job": Plan((*others, job_), frozenset({HOT})),
        "two hot tenants": Plan((*others, job_, second), both),
        "the other one is hot": Plan((*others, Crowd(HOT, 900), second), frozenset({SECOND_HOT})),
        "a hot tenant at rest": Plan((*others, Crowd(HOT, 120)), frozenset({HOT})),
        "nobody is hot": Plan(others, frozenset()),
        "names that are alike": Plan((*alike, Crowd(HOT, 1_500)), frozenset({HOT})),
        "over midnight": Plan((*others, job_), frozenset({HOT}), start_us=MIDNIGHT_US - 500_000),
        "sessions with other names": Plan((*others, job_), frozenset({HOT}), rename=_in_the_middle),
        "sessions in Greek": Plan((job_,), frozenset({HOT}), rename=_greek),
        "sessions of large and small letters": Plan((job_,), frozenset({HOT}), rename=_in_two_signs("sS")),
        "sessions of dots and dashes": Plan((job_,), frozenset({HOT}), rename=_in_two_signs(".-")),
        "sessions numbered from one": Plan((*others, job_, second), both, rename=_without_tenant),
    }
    return [(name, partial(play, name=name, plan=plan)) for name, plan in plans.items()]


def no_key(seen: Seen) -> Finding | None:
    for event, key in zip(seen.events, seen.keys, strict=True):
        if not isinstance(key, str) or not 1 <= len(key) <= KEY_CHARS:
            return "04.3.no-key", {"answer": repr(key)[:60], "first": event["event_id"]}
    return None


def order_lost(seen: Seen) -> Finding | None:
    split = {name: keys for name, keys in seen.keys_by(_session, hot=True).items() if len(keys) > 1}
    if not split:
        return None
    first = next(iter(split))
    return "04.3.order-lost", {
        "split": len(split),
        "first": first[1],
        "keys_of_it": ", ".join(split[first][:5]),
    }


def other_process(seen: Seen) -> Finding | None:
    found = seen.moved(1)
    return ("04.3.other-process", found) if found else None


def other_hot_ones(seen: Seen) -> Finding | None:
    found = seen.moved(2)
    return ("04.3.other-hot-ones", {**found, "more": len(NEWLY_HOT)}) if found else None


def other_day(seen: Seen) -> Finding | None:
    found = seen.moved(3)
    return ("04.3.other-day", found) if found else None


def still_hot(seen: Seen) -> Finding | None:
    key, most = seen.fullest
    if most <= LIMIT:
        return None
    tenant = next(event["tenant"] for event, each in zip(seen.events, seen.keys, strict=True) if each == key)
    its = [each for event, each in zip(seen.events, seen.keys, strict=True) if event["tenant"] == tenant]
    facts = {"key": key, "over": most - LIMIT, "limit": LIMIT, "tenant": tenant}
    return "04.3.still-hot", {**facts, "records": len(its), "its_keys": len(set(its))}


def cold_spread(seen: Seen) -> Finding | None:
    spread = {
        name: keys for name, keys in seen.keys_by(itemgetter("tenant"), hot=False).items() if len(keys) > 1
    }
    if not spread:
        return None
    first = next(iter(spread))
    return "04.3.cold-spread", {
        "spread": len(spread),
        "first": first,
        "keys_of_it": ", ".join(spread[first][:5]),
    }


def shared_key(seen: Seen) -> Finding | None:
    tenants: dict[str, dict[str, None]] = defaultdict(dict)
    for event, key in zip(seen.events, seen.keys, strict=True):
        tenants[key][event["tenant"]] = None
    shared = {key: list(names) for key, names in tenants.items() if len(names) > 1}
    if not shared:
        return None
    key = next(iter(shared))
    return "04.3.shared-key", {"shared": len(shared), "key": key, "tenants": ", ".join(shared[key][:4])}


def cold_renamed(seen: Seen) -> Finding | None:
    for event, key in zip(seen.events, seen.keys, strict=True):
        if event["tenant"] not in seen.hot and key != event["tenant"]:
            return "04.3.cold-renamed", {"first": event["tenant"], "key": key}
    return None


def facts(seen: Seen) -> dict[str, Any]:
    return {
        "records": len(seen.events),
        "sessions": len(set(map(_session, seen.events))),
        "keys": len(set(map(str, seen.keys))),
        "fullest": seen.fullest[1],
    }


def totals(seen: Sequence[Seen]) -> dict[str, Any]:
    found = [facts(one) for one in seen]
    most = max(len(keys) for one in seen for keys in one.keys_by(itemgetter("tenant"), hot=True).values())
    return {
        "sessions": sum(one["sessions"] for one in found),
        "fullest": max(one["fullest"] for one in found),
        "keys": most,
    }


grade = Grader(
    trials=trials,
    questions=(
        *ANY,
        returns_nothing,
        no_key,
        order_lost,
        other_process,
        other_hot_ones,
        other_day,
        still_hot,
        cold_spread,
        shared_key,
        cold_renamed,
        changes_its_input,
    ),
    facts=facts,
    columns="04.3.columns",
    row="04.3.row",
    totals=totals,
).grade
