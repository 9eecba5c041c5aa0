"""Grades late_events: what a consumer handled, over midnight and within a second."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import pairwise
from typing import Any

from lablib.scenarios.fresh_world import fresh_world
from lablib.teaching.checks.attempt import Attempt, observe
from lablib.teaching.checks.call_again import keeps_state
from lablib.teaching.checks.findings import ANY, Finding, changes_its_input
from lablib.teaching.checks.grader import Grader

Event = dict[str, Any]
BEGIN = datetime(2026, 11, 2, 22, 59, 40, tzinfo=UTC)
MIDNIGHT = 3_620
"""Seconds from `BEGIN`; the next full hour is after 20."""
SHOWN_EVENTS = 8


def handled(tenant: str, *seconds: float) -> list[Event]:
    """Events of a tenant at so many seconds from `BEGIN`."""
    times = (BEGIN + timedelta(seconds=each) for each in seconds)
    return [
        {"tenant": tenant, "at": f"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1_000:03d}Z"} for at in times
    ]


def by_turns(*lists: list[Event]) -> list[Event]:
    """One event of each in turn, as shards are read side by side."""
    longest = max(map(len, lists))
    return [each[place] for place in range(longest) for each in lists if place < len(each)]


TRIALS = {
    "some came late": handled("t-0006", 2, 3, 4, 9, 5, 7, 8, 1),
    "all in order": handled("t-0001", *range(20)),
    "two tenants, each in order": by_turns(handled("t-0001", *range(100, 120)), handled("acme", *range(20))),
    "several in the same moment": handled("t-0003", 1, 2, 2, 2, 3, 3, 4),
    "late in the same moment": by_turns(
        handled("t-0007", 5, 9, 3, 3, 3, 4, 4, 8, 7, 9, 2), handled("acme", *range(10))
    ),
    "one hurried past": handled("t-0004", 1, 9, 2, 3, 4, 5, 6, 7, 8, 10),
    "over midnight": handled("t-0010", *(MIDNIGHT + each for each in (-4, -2, 1, 2, -1, 3, 4))),
    "within a second": handled("t-0008", 1.25, 1.5, 1.125, 1.499, 1.5, 2.001, 1.999, 2.0),
    "late by an hour": handled("t-0009", -7_200, 3_600, 1, 3_601, 100_000, 3_700),
    "four shards side by side": by_turns(
        *(handled("t-0005", *range(first, 80, 4)) for first in (3, 1, 0, 2)), handled("t-0001", *range(20))
    ),
    "nothing handled yet": [],
}


@dataclass
class Seen(Attempt):
    """The counts that the function gave."""

    events: list[Event] = field(kw_only=True)
    state: Finding | None = None
    alone: dict[str, Any] = field(default_factory=dict)
    """What it says of each tenant when it gets that tenant's events alone."""

    @property
    def tenants(self) -> list[str]:
        return list(dict.fromkeys(each["tenant"] for each in self.events))

    def times(self, tenant: str) -> list[str]:
        return [each["at"] for each in self.events if each["tenant"] == tenant]

    def late(self, tenant: str) -> list[str]:
        """The times of its late events."""
        times = self.times(tenant)
        return [at for place, at in enumerate(times) if max(times[: place + 1]) > at]

    @property
    def right(self) -> dict[str, int]:
        return {tenant: len(late) for tenant in self.tenants if (late := self.late(tenant))}

    @property
    def counts(self) -> dict[str, int] | None:
        if not isinstance(self.returned, dict):
            return None
        fits = all(type(each) is int and each > 0 for each in self.returned.values())
        return self.returned if fits else None


def play(fn: Callable[..., Any], name: str) -> Seen:
    seen = Seen(name, events=TRIALS[name])
    with fresh_world(seed=7) as world:
        observe(seen, world, fn, (seen.events,))
    seen.state = keeps_state(seen, fn, (seen.events,))
    if seen.counts is not None and seen.counts != seen.right and len(seen.tenants) > 1:
        seen.alone = {tenant: _alone(fn, seen.events, tenant) for tenant in seen.tenants}
    return seen


def _alone(fn: Callable[..., Any], events: list[Event], tenant: str) -> Any:
    own = Attempt(tenant)
    with fresh_world(seed=7) as world:
        observe(own, world, fn, ([each for each in events if each["tenant"] == tenant],))
    return own.returned.get(tenant, 0) if isinstance(own.returned, dict) else None


def trials() -> list[tuple[str, Callable[[Any], Seen]]]:
    return [(name, partial(play, name=name)) for name in TRIALS]


def no_dict(seen: Seen) -> Finding | None:
    return None if seen.counts is not None else ("05.3.no-dict", {"answer": repr(seen.returned)[:60]})


def keeps(seen: Seen) -> Finding | None:
    return seen.state


def differs(seen: Seen) -> Finding | None:
    counts, right = seen.counts or {}, seen.right
    tenant = next((each for each in {**right, **counts} if counts.get(each, 0) != right.get(each, 0)), None)
    if tenant is None:
        return None
    late, yours = seen.late(tenant), counts.get(tenant, 0)
    times = seen.times(tenant)
    facts = {
        "tenant": tenant,
        "late_of": len(late),
        "yours_of": yours,
        "late_at": _some([at[5:-1] for at in late]),
        "handled": _some([at[5:-1] for at in times]),
    }
    if seen.alone.get(tenant) == len(late):
        return "05.3.other-tenants", facts
    return _kind(times, yours, len(late)), facts


def _kind(times: list[str], yours: int, late: int) -> str:
    """The mistake whose count this is, if it is the count of just one."""
    counts = {
        "05.3.neighbours": sum(at < before for before, at in pairwise(times)),
        "05.3.pairs": sum(at < before for place, at in enumerate(times) for before in times[:place]),
        "05.3.same-time": sum(at <= max(times[:place], default="") for place, at in enumerate(times)),
        "05.3.overtakers": sum(at > min(times[place:]) for place, at in enumerate(times)),
        "05.3.places": sum(at != right for at, right in zip(times, sorted(times), strict=True)),
    }
    alike = [id_ for id_, count in counts.items() if count == yours]
    if len(alike) == 1:
        return alike[0]
    return "05.3.missed" if yours < late else "05.3.too-many"


def _some(times: list[str]) -> str:
    more = len(times) - SHOWN_EVENTS
    return ", ".join(times[:SHOWN_EVENTS]) + (f" and {more:,} more" if more > 0 else "") or "none"


def facts(seen: Seen) -> dict[str, Any]:
    return {
        "events": len(seen.events),
        "tenants": len(seen.tenants),
        "late": sum(seen.right.values()),
        "yours": "-" if seen.counts is None else sum(seen.counts.values()),
    }


def totals(seen: Sequence[Seen]) -> dict[str, Any]:
    return {name: sum(facts(one)[name] for one in seen) for name in ("events", "late")}


grade = Grader(
    trials=trials,
    questions=(*ANY, no_dict, changes_its_input, keeps, differs),
    facts=facts,
    columns="05.3.columns",
    row="05.3.row",
    totals=totals,
).grade
