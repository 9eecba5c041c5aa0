"""Grades failed_only: a mapping is made with the filter, and what its function gets is compared."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import cycle
from typing import Any

from lablib.scenarios.fresh_world import fresh_world
from lablib.teaching.checks.attempt import Attempt, observe
from lablib.teaching.checks.call_again import keeps_state
from lablib.teaching.checks.findings import ANY, Finding
from lablib.teaching.checks.grader import Grader
from lablib.teaching.checks.mapping import STARTS_US, MappingRun, run_mapping
from lablib.traffic.http_statuses import Request, requests

UNHEARD_OF = (
    400,
    401,
    418,
    431,
    451,
    452,
    498,
    499,
    500,
    501,
    511,
    512,
    529,
    598,
    599,
    600,
    612,
    700,
    899,
    999,
)
"""Statuses of failed requests: those at the edges of every range that somebody may have in mind."""
ANSWERED = (200, 206, 300, 399, 100, 202)
ERROR_CHARS = 300


class WithoutStatus(Request):
    """A request that did not fail, from a gateway that writes no status, or an empty one."""

    failed = False

    def as_dict(self) -> dict[str, Any]:
        empty: tuple[dict[str, Any], ...] = ({}, {"status": None}, {"status": ""})
        return self.event.as_dict() | empty[self.at_us % len(empty)]


class LooksFailed(Request):
    """A request that did not fail, although other fields look as if it had."""

    failed = False

    def as_dict(self) -> dict[str, Any]:
        signs = {"error": "retried", "code": 503, "failed": True, "retries": 2, "output_tokens": 0}
        return super().as_dict() | signs


class StatusAlone(Request):
    """A request that failed before anything but its status was known."""

    def as_dict(self) -> dict[str, Any]:
        return {"event_id": self.event.event_id, "status": self.status}


@dataclass(slots=True)
class Seen(Attempt):
    """Which requests the function got."""

    fed: list[Request] = field(default_factory=list)
    run: MappingRun = field(default_factory=MappingRun)
    got: set[str] = field(default_factory=set)
    state: Finding | None = None

    @property
    def was_played(self) -> bool:
        return isinstance(self.returned, dict) and self.run.error is None

    @property
    def failed(self) -> int:
        return sum(request.failed for request in self.fed)

    @property
    def missed(self) -> list[Request]:
        return [each for each in self.fed if each.failed and each.event.event_id not in self.got]

    @property
    def unwanted(self) -> list[Request]:
        return [each for each in self.fed if not each.failed and each.event.event_id in self.got]


@cache
def traffic(kind: str) -> list[Request]:
    fed = requests(gateways=2, seconds=60, seed=23, start_us=STARTS_US)
    if kind == "no request failed":
        return [each for each in fed if not each.failed]
    if kind == "statuses that are new":
        return _with_new_statuses(fed)
    if kind == "some have no status":
        return [_with_fields_left_out(each) if number % 3 == 0 else each for number, each in enumerate(fed)]
    if kind == "other fields look failed":
        return [each if each.failed else LooksFailed(*each) for each in fed]
    return fed


def _with_new_statuses(fed: list[Request]) -> list[Request]:
    """Each of the statuses in turn, whole or with a fraction as before."""
    failed, answered = cycle(UNHEARD_OF), cycle(ANSWERED)
    return [
        each._replace(status=type(each.status)(next(failed if each.failed else answered))) for each in fed
    ]


def _with_fields_left_out(request: Request) -> Request:
    return StatusAlone(*request) if request.failed else WithoutStatus(*request)


def play(name: str, fn: Callable[..., Any]) -> Seen:
    seen = Seen(name, fed=traffic(name))
    with fresh_world(seed=7) as world:
        observe(seen, world, fn, ())
    if isinstance(seen.returned, dict):
        seen.run = run_mapping(seen.fed, {"FilterCriteria": seen.returned, "BatchSize": 10})
    for one in seen.run.deliveries:
        for record in one.event["Records"]:
            seen.got.add(json.loads(b64decode(record["kinesis"]["data"]))["event_id"])
    seen.state = keeps_state(seen, fn, ())
    return seen


def trials() -> Iterable[tuple[str, Callable[[Any], Seen]]]:
    names = (
        "a minute of two gateways",
        "statuses that are new",
        "no request failed",
        "some have no status",
        "other fields look failed",
    )
    return [(name, partial(play, name)) for name in names]


def no_criteria(seen: Seen) -> Finding | None:
    kind = type(seen.returned).__name__
    return None if isinstance(seen.returned, dict) else ("06.3.no-criteria", {"kind": kind})


def refused(seen: Seen) -> Finding | None:
    error = seen.run.error
    if error is None:
        return None
    return "06.3.refused", {"error": type(error).__name__, "text": " ".join(str(error).split())[:ERROR_CHARS]}


def keeps_nothing(seen: Seen) -> Finding | None:
    return ("06.3.keeps-nothing", {}) if seen.failed and not seen.got else None


def keeps_answered(seen: Seen) -> Finding | None:
    unwanted = seen.unwanted
    if not unwanted:
        return None
    return "06.3.keeps-answered", {
        "unwanted": len(unwanted),
        "first": _name(unwanted[0]),
        "statuses": _statuses(unwanted),
    }


def misses_some(seen: Seen) -> Finding | None:
    missed = seen.missed
    if not missed:
        return None
    return "06.3.misses-some", {
        "missed": len(missed),
        "first": _name(missed[0]),
        "statuses": _statuses(missed),
    }


def keeps(seen: Seen) -> Finding | None:
    return seen.state


def _statuses(requests: list[Request]) -> str:
    """Each once, as the gateways write it."""
    return ", ".join(dict.fromkeys(map(_status, sorted(requests, key=lambda each: each.status))))


def _status(request: Request) -> str:
    return "none" if isinstance(request, WithoutStatus) else json.dumps(request.status)


def _name(request: Request) -> str:
    return f"{request.event.event_id} with status {_status(request)}"


grade = Grader(
    trials=trials,
    questions=(*ANY, no_criteria, refused, keeps_nothing, keeps_answered, misses_some, keeps),
    facts=lambda seen: {
        "events": len(seen.fed),
        "failed": seen.failed,
        "got": len(seen.got),
        "got_cell": len(seen.got) if seen.was_played else "-",
        "invocations_cell": len(seen.run.deliveries) if seen.was_played else "-",
    },
    columns="06.3.columns",
    row="06.3.row",
    totals=lambda all_: {
        "events": sum(len(seen.fed) for seen in all_),
        "got": sum(len(seen.got) for seen in all_),
        "invocations": sum(len(seen.run.deliveries) for seen in all_),
    },
    has_run=lambda seen: bool(seen.run.deliveries),
).grade
