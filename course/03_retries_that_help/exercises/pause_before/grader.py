"""Grades pause_before: thousands of pauses before one retry, then a later one, and the codes that deserve none."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import cycle, islice
from typing import Any, NamedTuple

from lablib.scenarios.fresh_world import fresh_world
from lablib.teaching.checks.another_process import as_elsewhere
from lablib.teaching.checks.attempt import Attempt, observe
from lablib.teaching.checks.even_draws import allowed, difference
from lablib.teaching.checks.findings import ANY, Finding
from lablib.teaching.checks.function_cases import each
from lablib.teaching.checks.grader import Grader
from lablib.teaching.checks.shown_value import shown

DRAWS = 2_000
FEW = 5
"""So many draws of two gateways are never the same by chance."""
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
FIXED = 0.05
"""A shortest pause above this share of the bound shows a part that is always waited; and so at the other end."""
FEWEST_LENGTHS = DRAWS // 2
"""Draws of floats are nearly all different; rounded ones are not."""


LONGEST_S = 1e9


class Retry(NamedTuple):
    """Before which retry, and the bounds of its pause."""

    number: int
    base_s: float
    cap_s: float

    @property
    def bound_s(self) -> float:
        for number in range(self.number):
            if self.base_s * 2**number >= self.cap_s:
                return self.cap_s
        return min(self.cap_s, self.base_s * 2**self.number)


@dataclass
class Seen(Attempt):
    """The pauses that the function drew."""

    retry: Retry = field(kw_only=True)
    elsewhere: list[list[Any]] = field(default_factory=list)
    """What two gateways draw that have just started."""

    @property
    def pauses(self) -> list[Any]:
        return list(self.returned or [None] * DRAWS)[:DRAWS]

    @property
    def hopeless(self) -> dict[str, Any]:
        """What it said to the codes that waiting does not mend."""
        return dict(zip(HOPELESS, list(self.returned or [])[DRAWS:], strict=False))

    @property
    def usual(self) -> tuple[float, int]:
        """The pause that came most often, and how often."""
        return Counter(self.pauses).most_common(1)[0]


def play(fn: Callable[..., Any], name: str, retry: Retry, seed: int) -> Seen:
    seen = Seen(name, retry=retry)
    with fresh_world(seed) as world:
        codes = (*islice(cycle(PASSING), DRAWS), *HOPELESS)
        asked = [(retry.number, code, retry.base_s, retry.cap_s) for code in codes]
        observe(seen, world, partial(each, fn), (asked,))
    if not seen.broke_off and retry.number == 0:
        seen.elsewhere = [_just_started(fn, asked[:FEW], gateway) for gateway in (1, 2)]
    return seen


def _just_started(fn: Callable[..., Any], asked: list[tuple[Any, ...]], gateway: int) -> list[Any]:
    again = Attempt(f"gateway {gateway}")
    with fresh_world(gateway) as world:
        observe(again, world, partial(each, as_elsewhere(fn)), (asked,))
    return [] if again.broke_off else list(again.returned or [])


def trials() -> list[tuple[str, Callable[[Any], Seen]]]:
    """The first retry, later ones, some at the cap, and one hours into an outage; each with all codes."""
    rows = [
        ("the first retry", Retry(0, 0.1, 5.0)),
        ("the fourth retry", Retry(3, 0.1, 5.0)),
        ("another base, another cap", Retry(2, 0.05, 1.0)),
        ("the eleventh retry", Retry(10, 0.1, 5.0)),
        ("a cap below the base", Retry(0, 2.0, 1.0)),
        ("a base of 2 s, a cap of 300 s", Retry(6, 2, 300)),
        ("retry 21, from 1 ms to an hour", Retry(21, 0.001, 3_600)),
        ("retry 5,000", Retry(5_000, 0.1, 5.0)),
    ]
    return [
        (name, partial(play, name=name, retry=retry, seed=seed)) for seed, (name, retry) in enumerate(rows, 7)
    ]


def overflows(seen: Seen) -> Finding | None:
    return (
        ("03.1.overflows", {"number": seen.retry.number}) if isinstance(seen.error, OverflowError) else None
    )


def gave_up(seen: Seen) -> Finding | None:
    given_up = [code for code, pause in zip(cycle(PASSING), seen.pauses, strict=False) if pause is None]
    if not given_up:
        return None
    late = len(given_up) == DRAWS and seen.retry.number > 0  # in the first trial it gave a pause to each
    return ("03.1.gave-up-late" if late else "03.1.gave-up"), {"code": given_up[0]}


def hopeless(seen: Seen) -> Finding | None:
    tried = [(code, said) for code, said in seen.hopeless.items() if said is not None]
    return ("03.1.hopeless", {"code": tried[0][0], "answer": f"{tried[0][1]!r:.6}"}) if tried else None


def no_number(seen: Seen) -> Finding | None:
    strange = [pause for pause in seen.pauses if not _is_number(pause)]
    return ("03.1.no-number", {"answer": shown(strange[0])}) if strange else None


def _is_number(pause: Any) -> bool:
    """Of seconds: no nan, nor what no float can hold."""
    return isinstance(pause, int | float) and not isinstance(pause, bool) and abs(pause) < LONGEST_S


def sleeps(seen: Seen) -> Finding | None:
    return ("03.1.sleeps", {}) if seen.took_s > 0 else None


def negative(seen: Seen) -> Finding | None:
    return ("03.1.negative", {}) if min(seen.pauses) < 0 else None


def too_long(seen: Seen) -> Finding | None:
    if max(seen.pauses) <= seen.retry.bound_s * (1 + 1e-9):
        return None
    return ("03.1.no-cap" if seen.retry.bound_s == seen.retry.cap_s else "03.1.too-long"), {}


def no_pause(seen: Seen) -> Finding | None:
    return None if any(seen.pauses) else ("03.1.no-pause", {})


def no_jitter(seen: Seen) -> Finding | None:
    most_s, times = seen.usual
    if times < DRAWS / 5:
        return None
    facts = {"different": len(set(seen.pauses)), "most_s": most_s, "most_share": times / DRAWS}
    at_the_cap = len(set(seen.pauses)) > 1 and most_s == seen.retry.cap_s
    return ("03.1.cap-last" if at_the_cap else "03.1.no-jitter"), facts


def in_step(seen: Seen) -> Finding | None:
    one, other = seen.elsewhere or ([], [])
    if not one or one != other:
        return None
    return "03.1.in-step", {"few": FEW, "first": ", ".join(shown(pause, 6) for pause in one[:3])}


def half_fixed(seen: Seen) -> Finding | None:
    return ("03.1.half-fixed", {}) if min(seen.pauses) > FIXED * seen.retry.bound_s else None


def too_short(seen: Seen) -> Finding | None:
    return ("03.1.too-short", {}) if max(seen.pauses) < (1 - FIXED) * seen.retry.bound_s else None


def few_lengths(seen: Seen) -> Finding | None:
    different = len(set(seen.pauses))
    return ("03.1.few-lengths", {"different": different}) if different < FEWEST_LENGTHS else None


def uneven(seen: Seen) -> Finding | None:
    found = difference(seen.pauses, seen.retry.bound_s)
    if found.off <= allowed(DRAWS):
        return None
    below_s = found.even * seen.retry.bound_s
    return "03.1.uneven", {"below_s": below_s, "share": found.share, "even": found.even}


def facts(seen: Seen) -> dict[str, Any]:
    pauses = seen.pauses if seen.pauses and no_number(seen) is None else [0.0]
    return {
        "draws": DRAWS,
        "bound_s": seen.retry.bound_s,
        "cap_s": seen.retry.cap_s,
        "shortest_s": min(pauses),
        "mean_s": sum(pauses) / len(pauses),
        "longest_s": max(pauses),
    }


def totals(seen: Sequence[Seen]) -> dict[str, Any]:
    return {"draws": DRAWS}


grade = Grader(
    trials=trials,
    questions=(
        overflows,
        *ANY,
        gave_up,
        no_number,
        sleeps,
        negative,
        too_long,
        no_pause,
        no_jitter,
        in_step,
        half_fixed,
        too_short,
        few_lengths,
        uneven,
        hopeless,
    ),
    facts=facts,
    columns="03.1.columns",
    row="03.1.row",
    totals=totals,
).grade
