"""Grades late_events: what a consumer handled, from all in order to a tenant that was overtaken by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from lablib.scenarios.fresh_world import fresh_world
from lablib.teaching.checks.attempt import Attempt, observe
from lablib.teaching.checks.findings import ANY, Finding
from lablib.teaching.checks.grader import Grader

Event = dict[str, Any]


def event(tenant: str, second: int) -> Event:
    return {"tenant": tenant, "at": f"2026-11-02T10:{second // 60:02d}:{second % 60:02d}Z"}


def handled(tenant: str, *seconds: int) -> list[Event]:
    return [event(tenant, second) for second in seconds]


def by_turns(*lists: list[Event]) -> list[Event]:
    """One event of each in turn, as shards are read side by side."""
    longest = max(map(len, lists))
    return [each[place] for place in range(longest) for each in lists if place < len(each)]


TRIALS = {
    "all in order": handled("t-0001", *range(20)),
    "two tenants, each in order": by_turns(
        handled("t-0001", *range(100, 120)), handled("t-0002", *range(20))
    ),
    "several in the same moment": handled("t-0003", 1, 2, 2, 2, 3, 3, 4),
    "one came last": handled("t-0006", 2, 3, 4, 5, 6, 7, 8, 9, 1),
    "one hurried past": handled("t-0004", 1, 9, 2, 3, 4, 5, 6, 7, 8, 10),
    "four shards side by side": by_turns(
        *(handled("t-0005", *range(first, 80, 4)) for first in (3, 1, 0, 2)), handled("t-0001", *range(20))
    ),
}


@dataclass
class Seen(Attempt):
    """The counts that the function gave."""

    events: list[Event] = field(kw_only=True)

    @property
    def right(self) -> dict[str, int]:
        late: dict[str, int] = {}
        for tenant in {each["tenant"]: None for each in self.events}:
            count = len(self.late(tenant))
            if count:
                late[tenant] = count
        return late

    def late(self, tenant: str) -> list[str]:
        """The times of its late events."""
        times = [each["at"] for each in self.events if each["tenant"] == tenant]
        return [at for place, at in enumerate(times) if max(times[: place + 1]) > at]

    @property
    def counts(self) -> dict[str, int] | None:
        if not isinstance(self.returned, dict):
            return None
        fits = all(type(each) is int and each > 0 for each in self.returned.values())
        return self.returned if fits else None


def play(fn: Callable[..., Any], name: str) -> Seen:
    seen = Seen(name, events=TRIALS[name])
    with fresh_world(seed=7) as world:
        observe(seen, world, fn, (TRIALS[name],))
    return seen


def trials() -> list[tuple[str, Callable[[Any], Seen]]]:
    return [(name, partial(play, name=name)) for name in TRIALS]


def no_dict(seen: Seen) -> Finding | None:
    return None if seen.counts is not None else ("05.3.no-dict", {"answer": repr(seen.returned)[:60]})


def differs(seen: Seen) -> Finding | None:
    counts, right = seen.counts or {}, seen.right
    wrong = [each for each in {**right, **counts} if counts.get(each, 0) != right.get(each, 0)]
    if not wrong:
        return None
    tenant = wrong[0]
    late = seen.late(tenant)
    facts = {
        "tenant": tenant,
        "late_of": len(late),
        "yours_of": counts.get(tenant, 0),
        "example": late[0] if late else "none",
    }
    return f"05.3.{_kind(seen, tenant, facts['yours_of'] - len(late))}", facts


def _kind(seen: Seen, tenant: str, more: int) -> str:
    if more < 0:
        return "missed"
    times = [each["at"] for each in seen.events if each["tenant"] == tenant]
    own_in_order = times == sorted(times) and len(set(times)) == len(times)
    return "other-tenants" if own_in_order else "too-many"


def facts(seen: Seen) -> dict[str, Any]:
    return {
        "events": len(seen.events),
        "tenants": len({each["tenant"] for each in seen.events}),
        "late": sum(seen.right.values()),
        "yours": "?" if seen.counts is None else sum(seen.counts.values()),
    }


def totals(seen: Sequence[Seen]) -> dict[str, Any]:
    return {name: sum(facts(one)[name] for one in seen) for name in ("events", "late")}


grade = Grader(
    trials=trials,
    questions=(*ANY, no_dict, differs),
    facts=facts,
    columns="05.3.columns",
    row="05.3.row",
    totals=totals,
).grade
