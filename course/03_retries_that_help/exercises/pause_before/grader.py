"""Grades pause_before: thousands of pauses before one retry, then a later one, and codes that deserve none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import cycle, islice
from typing import Any, NamedTuple

from lablib.scenarios.fresh_world import fresh_world
from lablib.teaching.checks.attempt import Attempt, observe
from lablib.teaching.checks.findings import ANY, Finding
from lablib.teaching.checks.function_cases import each
from lablib.teaching.checks.grader import Grader

DRAWS = 2_000
PASSING = (
    "ProvisionedThroughputExceededException",
    "InternalFailure",
    "ReadTimeoutError",
    "EndpointConnectionError",
    "KMSThrottlingException",
)
"""The draws take turns with these codes."""
HOPELESS = (
    "AccessDeniedException",
    "InvalidArgumentException",
    "ResourceNotFoundException",
    "ValidationException",
)
NEAR = 0.05
"""So far a mean of as many draws lies from the middle of its bound once in a million times or less."""


class Retry(NamedTuple):
    """Before which retry, and the bounds of its pause."""

    number: int
    base_s: float
    cap_s: float
    hopeless: tuple[str, ...] = ()
    """Codes that deserve no retry, asked after the draws."""

    @property
    def bound_s(self) -> float:
        return min(self.cap_s, self.base_s * 2**self.number)


@dataclass
class Seen(Attempt):
    """The pauses that the function drew."""

    retry: Retry = field(kw_only=True)

    @property
    def pauses(self) -> list[Any]:
        return list(self.returned or [])[:DRAWS]

    @property
    def hopeless(self) -> dict[str, Any]:
        """What it said to the codes that waiting does not mend."""
        return dict(zip(self.retry.hopeless, list(self.returned or [])[DRAWS:], strict=False))

    @property
    def usual(self) -> tuple[float, int]:
        """The pause that came most often, and how often."""
        return Counter(self.pauses).most_common(1)[0]


def play(fn: Callable[..., Any], name: str, retry: Retry, seed: int) -> Seen:
    seen = Seen(name, retry=retry)
    with fresh_world(seed) as world:
        codes = (*islice(cycle(PASSING), DRAWS), *retry.hopeless)
        asked = [(retry.number, code, retry.base_s, retry.cap_s) for code in codes]
        observe(seen, world, partial(each, fn), (asked,))
    return seen


def trials() -> list[tuple[str, Callable[[Any], Seen]]]:
    """The first retry, some later ones, two at the cap, and the codes that deserve none."""
    rows = [
        ("the first retry", Retry(0, 0.1, 5.0)),
        ("the fourth retry", Retry(3, 0.1, 5.0)),
        ("another base, another cap", Retry(2, 0.05, 1.0)),
        ("the eleventh retry", Retry(10, 0.1, 5.0)),
        ("a cap below the base", Retry(1, 2.0, 1.0)),
        ("all codes of the docstring", Retry(0, 0.2, 5.0, HOPELESS)),
    ]
    return [
        (name, partial(play, name=name, retry=retry, seed=seed)) for seed, (name, retry) in enumerate(rows, 7)
    ]


def gave_up(seen: Seen) -> Finding | None:
    given_up = [code for code, pause in zip(cycle(PASSING), seen.pauses, strict=False) if pause is None]
    return ("03.1.gave-up", {"code": given_up[0]}) if given_up else None


def hopeless(seen: Seen) -> Finding | None:
    tried = [(code, said) for code, said in seen.hopeless.items() if said is not None]
    return ("03.1.hopeless", {"code": tried[0][0], "answer": f"{tried[0][1]!r:.6}"}) if tried else None


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
    questions=(
        *ANY,
        gave_up,
        no_number,
        sleeps,
        too_long,
        no_jitter,
        half_fixed,
        too_short,
        uneven,
        hopeless,
    ),
    facts=facts,
    columns="03.1.columns",
    row="03.1.row",
    totals=totals,
).grade
