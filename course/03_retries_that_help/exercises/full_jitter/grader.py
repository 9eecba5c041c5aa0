"""Grades full_jitter: thousands of pauses before one retry, then before a later one, then at the cap."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NamedTuple

from lablib.scenarios.fresh_world import fresh_world
from lablib.teaching.checks.attempt import Attempt, observe
from lablib.teaching.checks.findings import ANY, Finding
from lablib.teaching.checks.function_cases import each
from lablib.teaching.checks.grader import Grader

DRAWS = 2_000
NEAR = 0.05
"""So far a mean of as many draws lies from the middle of its bound once in a million times or less."""


class Retry(NamedTuple):
    """Before which retry, and the bounds of its pause."""

    number: int
    base_s: float
    cap_s: float

    @property
    def bound_s(self) -> float:
        return min(self.cap_s, self.base_s * 2**self.number)


@dataclass
class Seen(Attempt):
    """The pauses that the function drew."""

    retry: Retry = field(kw_only=True)

    @property
    def pauses(self) -> list[Any]:
        return list(self.returned or [])

    @property
    def usual(self) -> tuple[float, int]:
        """The pause that came most often, and how often."""
        return Counter(self.pauses).most_common(1)[0]


def play(fn: Callable[..., Any], name: str, retry: Retry, seed: int) -> Seen:
    seen = Seen(name, retry=retry)
    with fresh_world(seed) as world:
        observe(seen, world, partial(each, fn), ([tuple(retry)] * DRAWS,))
    return seen


def trials() -> list[tuple[str, Callable[[Any], Seen]]]:
    """The first retry, some later ones, and two at the cap."""
    rows = [
        ("the first retry", Retry(0, 0.1, 5.0)),
        ("the fourth retry", Retry(3, 0.1, 5.0)),
        ("another base, another cap", Retry(2, 0.05, 1.0)),
        ("the eleventh retry", Retry(10, 0.1, 5.0)),
        ("a cap below the base", Retry(1, 2.0, 1.0)),
    ]
    return [
        (name, partial(play, name=name, retry=retry, seed=seed)) for seed, (name, retry) in enumerate(rows, 7)
    ]


def no_number(seen: Seen) -> Finding | None:
    strange = [
        pause for pause in seen.pauses if isinstance(pause, bool) or not isinstance(pause, (int, float))
    ]
    return ("03.1.no-number", {"answer": repr(strange[0])[:60]}) if strange else None


def sleeps(seen: Seen) -> Finding | None:
    return ("03.1.sleeps", {}) if seen.took_s > 0 else None


def too_long(seen: Seen) -> Finding | None:
    if max(seen.pauses) <= seen.retry.bound_s * (1 + 1e-9) and min(seen.pauses) >= 0:
        return None
    return ("03.1.no-cap" if max(seen.pauses) > seen.retry.cap_s else "03.1.too-long"), {}


def no_jitter(seen: Seen) -> Finding | None:
    most_s, times = seen.usual
    if times < DRAWS / 10:
        return None
    facts = {"different": len(set(seen.pauses)), "most_s": most_s, "most_share": times / DRAWS}
    at_the_cap = len(set(seen.pauses)) > 1 and most_s == seen.retry.cap_s
    return ("03.1.cap-last" if at_the_cap else "03.1.no-jitter"), facts


def half_fixed(seen: Seen) -> Finding | None:
    return ("03.1.half-fixed", {}) if min(seen.pauses) > NEAR * seen.retry.bound_s else None


def too_short(seen: Seen) -> Finding | None:
    return ("03.1.too-short", {}) if max(seen.pauses) < (1 - NEAR) * seen.retry.bound_s else None


def uneven(seen: Seen) -> Finding | None:
    half_s = seen.retry.bound_s / 2
    off = abs(sum(seen.pauses) / DRAWS - half_s)
    return ("03.1.uneven", {"half_s": half_s}) if off > NEAR * seen.retry.bound_s else None


def facts(seen: Seen) -> dict[str, Any]:
    pauses = seen.pauses if seen.pauses and no_number(seen) is None else [0.0]
    return {
        "draws": DRAWS,
        "bound_s": seen.retry.bound_s,
        "shortest_s": min(pauses),
        "mean_s": sum(pauses) / len(pauses),
        "longest_s": max(pauses),
    }


def totals(seen: Sequence[Seen]) -> dict[str, Any]:
    return {"draws": DRAWS}


grade = Grader(
    trials=trials,
    questions=(*ANY, no_number, sleeps, too_long, no_jitter, half_fixed, too_short, uneven),
    facts=facts,
    columns="03.1.columns",
    row="03.1.row",
    totals=totals,
).grade
