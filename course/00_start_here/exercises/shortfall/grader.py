"""Grades shortfall: pairs of lists, served and stored, in which different mistakes give different numbers."""

from __future__ import annotations

import math
import reprlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from numbers import Real
from typing import Any

from lablib.teaching.checks import function_cases
from lablib.teaching.checks.findings import ANY, Finding, changes_its_input, returns_nothing
from lablib.teaching.checks.function_cases import Case, CaseAttempt
from lablib.teaching.checks.grader import Grader
from lablib.traffic import incident

Events = list[dict[str, Any]]

BOTH = ("tokens_in", "tokens_out")
SIZES = ((60, 40), (45, 55), (300, 100), (395, 5))
"""Tokens in and out of the events that are written by hand: all mistakes give different numbers, and the second
event is as large as the first, so that a copy of the one hides the loss of the other."""

MOST_PLACES = 9
MOST = 10**15
"""What is larger is no share and no number of tokens either; nor is what has no size, such as nan."""


def trials() -> list[tuple[str, Callable[[Any], CaseAttempt]]]:
    """From one lost event among four to a minute of the incident."""
    four = [_event(number, *size) for number, size in enumerate(SIZES)]
    minute = _minute()
    return function_cases.trials(
        (
            _case("one of four is missing", four, four[1:]),
            _case("one missing, another stored twice", four, [*four[1:], four[1]]),
            _case("nothing is missing", four, four[::-1]),
            _case("a minute of eight gateways", minute, minute[:300] + minute[340:] + minute[500:600]),
        )
    )


def _event(number: int, tokens_in: int, tokens_out: int) -> dict[str, Any]:
    return {"event_id": f"g00-{number:06d}", "tokens_in": tokens_in, "tokens_out": tokens_out}


def _minute() -> Events:
    return [event.as_dict() for each in incident(gateways=8, seconds=60) for event in each]


def _case(name: str, served: Events, stored: Events) -> Case:
    return Case(name, (served, stored), _tokens(_missing(served, stored)) / _tokens(served))


def _missing(served: Events, stored: Events) -> Events:
    ids = {event["event_id"] for event in stored}
    return [event for event in served if event["event_id"] not in ids]


def _copies(stored: Events) -> list[str]:
    """The ids of events that are stored more than once, in the order of their first copy."""
    return [id_ for id_, times in Counter(event["event_id"] for event in stored).items() if times > 1]


def _tokens(events: Iterable[dict[str, Any]], names: Sequence[str] = BOTH) -> int:
    return sum(event[name] for event in events for name in names)


def no_number(seen: CaseAttempt) -> Finding | None:
    value = seen.returned
    if isinstance(value, Real) and not isinstance(value, bool) and abs(value) < MOST:
        return None
    return "00.1.no-number", {"kind": type(value).__name__}


def another_number(seen: CaseAttempt) -> Finding | None:
    """Which mistake gives just this number; the first of the table if two do."""
    if _same(seen.returned, seen.right):
        return None
    served, stored = seen.args_before
    gone = _missing(served, stored)
    mistakes = (
        ("00.1.copies-hide-it", 1 - _tokens(stored) / _tokens(served)),
        ("00.1.percentage", 100 * seen.right),
        ("00.1.counts-events", len(gone) / len(served)),
        ("00.1.of-the-billed", _tokens(gone) / _tokens(stored)),
        ("00.1.an-amount", _tokens(gone)),
        *(("00.1.rounded", round(seen.right, places)) for places in range(1, MOST_PLACES)),
        *(("00.1.one-side", _tokens(gone, [one]) / _tokens(served, [one])) for one in BOTH),
    )
    named = (id_ for id_, value in mistakes if _same(seen.returned, value))
    return next(named, "00.1.other-number"), {}


def _same(one: Any, other: float) -> bool:
    return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)


def facts(seen: CaseAttempt) -> dict[str, Any]:
    served, stored = seen.args_before
    gone, copies = _missing(served, stored), _copies(stored)
    first = gone[0] if gone else {"event_id": "none", "tokens_in": 0, "tokens_out": 0}
    return {
        "right": seen.right,
        "shown": _shown(seen.returned),
        "served": len(served),
        "served_tokens": _tokens(served),
        "missing": len(gone),
        "missing_tokens": _tokens(gone),
        "copies": len(copies),
        "first_missing": first["event_id"],
        "first_tokens": _tokens([first]),
        "first_in": first["tokens_in"],
        "first_out": first["tokens_out"],
        "first_copy": copies[0] if copies else "none",
    }


def _shown(value: Any) -> str:
    """A share with six places, anything else by the start of its text."""
    if isinstance(value, float):
        return f"{value:.6f}"
    return reprlib.repr(value)


def totals(seen: Sequence[CaseAttempt]) -> dict[str, Any]:
    each = [facts(one) for one in seen]
    return {name: sum(one[name] for one in each) for name in ("served", "missing", "copies")}


grade = Grader(
    trials=trials,
    questions=(*ANY, returns_nothing, no_number, another_number, changes_its_input),
    facts=facts,
    columns="00.1.columns",
    row="00.1.row",
    totals=totals,
).grade
