"""Grades shortfall: pairs of lists, served and stored, in which different mistakes give different numbers."""

from __future__ import annotations

import math
import reprlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from functools import partial
from numbers import Rational, Real
from typing import Any

from lablib.teaching.checks import function_cases
from lablib.teaching.checks.findings import ANY, Finding, changes_its_input, returns_nothing
from lablib.teaching.checks.function_cases import Case, CaseAttempt
from lablib.teaching.checks.grader import Grader
from lablib.traffic import incident

Events = list[dict[str, Any]]

BOTH = ("tokens_in", "tokens_out")
SIZES = ((60, 40), (45, 55), (300, 100), (375, 25))
"""Tokens in and out of the events that are written by hand: all mistakes give different numbers, and the second
event is as large as the first, so that a copy of the one hides the loss of the other."""
ALIKE = (60, 40)
"""Of one more event, with the tenant, model, time and tokens of the first: nothing but its id tells them apart."""

VAST = (2_800_000, 7)
"""Beside it, an event of a few tokens is less than a millionth of all."""
AT = "2026-06-01T00:00:00.000000Z"
MOST_PLACES = 12
SMALL = 0.01
"""A share that somebody may take for noise."""
MOST = 10**15
"""What is larger is no share and no number of tokens either; nor is what has no size, such as nan."""


def trials() -> list[tuple[str, Callable[[Any], CaseAttempt]]]:
    """From one lost event among four to a minute of the incident, and a loss that is hardly there."""
    four = [_event(number, *size) for number, size in enumerate(SIZES)]
    five = [*four, _event(len(four), *ALIKE)]
    vast = [_event(1_000_000, *VAST), _event(100_000, 1, 1)]
    minute = _minute()
    return function_cases.trials(
        (
            _case("one of four is missing", four, four[1:]),
            _case("one missing, another stored twice", four, [*four[1:], four[1]]),
            _case("the last missing, one three times", four, [four[2], *four[:3], four[2]]),
            _case("nothing is missing", four, four[::-1]),
            _case("nothing is stored", four, []),
            _case("one of two alike is missing", five, five[1:]),
            _case("a minute of eight gateways", minute, minute[:300] + minute[340:] + minute[500:600]),
            _case("less than a millionth is missing", vast, vast[:1]),
            _case("the only event is missing", four[:1], []),
            _case("most are missing, newest first", four[::-1], [four[0], four[2]]),
            _case("one of four is missing, again", four, four[1:]),
        )
    )


def _event(number: int, tokens_in: int, tokens_out: int) -> dict[str, Any]:
    ids = {"event_id": f"g00-{number:06d}", "tenant": "t-0001", "model": "chat-swift"}
    return ids | {"tokens_in": tokens_in, "tokens_out": tokens_out, "at": AT}


def _minute() -> Events:
    return [event.as_dict() for each in incident(gateways=8, seconds=60) for event in each]


def _case(name: str, served: Events, stored: Events) -> Case:
    """What is stored was read from the stream: such events equal those in the books, and are other objects."""
    stored = [dict(event) for event in stored]
    return Case(name, (served, stored), _right(served, stored))


def _missing(served: Events, stored: Events) -> Events:
    ids = {event["event_id"] for event in stored}
    return [event for event in served if event["event_id"] not in ids]


def _copies(stored: Events) -> list[str]:
    """The ids of events that are stored more than once, in the order of their first copy."""
    return [id_ for id_, times in Counter(event["event_id"] for event in stored).items() if times > 1]


def _tokens(events: Iterable[dict[str, Any]], names: Sequence[str] = BOTH) -> int:
    return sum(event[name] for event in events for name in names)


def no_number(seen: CaseAttempt) -> Finding | None:
    kind = type(seen.returned).__name__
    return None if _is_number(seen.returned) else ("00.1.no-number", {"kind": kind})


def _is_number(value: Any) -> bool:
    number = isinstance(value, Real | Decimal) and not isinstance(value, bool)
    # isfinite makes a float of it, and a whole number or a fraction may be too large for one
    return number and (isinstance(value, Rational) or math.isfinite(value)) and abs(value) < MOST


def another_number(seen: CaseAttempt) -> Finding | None:
    """Which mistake gives these very numbers, here and in all other trials?"""
    if _same(seen.returned, seen.right):
        return None
    if _is_led_astray_by_copies(seen):
        return ("00.1.copies-are-missing" if _is_too_high_by_copies(seen) else "00.1.copies-hide-it"), {}
    named = (id_ for id_, mistake in MISTAKES if seen.is_explained_by(mistake, _same))
    return next(named, "00.1.other-number"), {}


def _is_led_astray_by_copies(seen: CaseAttempt) -> bool:
    """Right in each trial without copies, wrong in each with some."""
    answers = seen.answers_to_all()
    right = [_same(answer, case.right) for answer, case in zip(answers, seen.cases, strict=False)]
    return bool(right) and right == [not _copies(case.args[1]) for case in seen.cases]


def _is_too_high_by_copies(seen: CaseAttempt) -> bool:
    answers = zip(seen.answers_to_all(), seen.cases, strict=False)
    return all(
        _is_number(answer) and answer > case.right for answer, case in answers if _copies(case.args[1])
    )


def _right(served: Events, stored: Events) -> float:
    return _tokens(_missing(served, stored)) / _tokens(served)


def _percentage(served: Events, stored: Events) -> float:
    return 100 * _right(served, stored)


def _of_the_events(served: Events, stored: Events) -> float:
    return len(_missing(served, stored)) / len(served)


def _of_the_billed(served: Events, stored: Events) -> float | None:
    gone = _tokens(_missing(served, stored))
    return gone / _tokens(stored) if stored else None


def _amount(served: Events, stored: Events) -> int:
    return _tokens(_missing(served, stored))


def _one_side(side: str, served: Events, stored: Events) -> float:
    return _tokens(_missing(served, stored), [side]) / _tokens(served, [side])


def small_loss_hidden(seen: CaseAttempt) -> Finding | None:
    """It says that nothing is missing where little is, and is right wherever more is missing."""
    share = float(seen.right)
    if (
        not 0 < share < SMALL
        or not _same(seen.returned, 0)
        or not seen.is_explained_by(_or_else(share), _same)
    ):
        return None
    return "00.1.small-loss-hidden", {}


def _or_else(hidden: float) -> Callable[[Events, Events], float]:
    """What is right, and 0 up to the share `hidden`."""
    return lambda served, stored: right if (right := _right(served, stored)) > hidden else 0.0


def _with_places(places: int, served: Events, stored: Events) -> float:
    return round(_right(served, stored), places)


def _cut_after(places: int, served: Events, stored: Events) -> float:
    return math.floor(_right(served, stored) * 10**places) / 10**places


MISTAKES: tuple[tuple[str, Callable[[Events, Events], float | None]], ...] = (
    ("00.1.percentage", _percentage),
    ("00.1.counts-events", _of_the_events),
    ("00.1.of-the-billed", _of_the_billed),
    ("00.1.an-amount", _amount),
    *(("00.1.rounded", partial(_with_places, places)) for places in range(MOST_PLACES)),
    *(("00.1.rounded", partial(_cut_after, places)) for places in range(MOST_PLACES)),
    *(("00.1.one-side", partial(_one_side, side)) for side in BOTH),
)


def _same(one: Any, other: float | None) -> bool:
    return _is_number(one) and other is not None and math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)


def facts(seen: CaseAttempt) -> dict[str, Any]:
    served, stored = seen.args_before
    gone, copies = _missing(served, stored), _copies(stored)
    first = gone[0] if gone else {"event_id": "none", "tokens_in": 0, "tokens_out": 0}
    return {
        "right": seen.right,
        "shown": _shown(seen.returned, seen.right),
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


def _shown(value: Any, right: float) -> str:
    """A share with six places, or all if these are right; anything else by the start of its text."""
    if isinstance(value, float) and (_same(value, right) or f"{value:.6f}" != f"{right:.6f}"):
        return f"{value:.6f}"
    return reprlib.repr(value)


def totals(seen: Sequence[CaseAttempt]) -> dict[str, Any]:
    each = [facts(one) for one in seen]
    return {name: sum(one[name] for one in each) for name in ("served", "missing", "copies")}


grade = Grader(
    trials=trials,
    questions=(*ANY, returns_nothing, no_number, small_loss_hidden, another_number, changes_its_input),
    facts=facts,
    columns="00.1.columns",
    row="00.1.row",
    totals=totals,
).grade
