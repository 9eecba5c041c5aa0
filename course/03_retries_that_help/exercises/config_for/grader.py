"""Grades config_for: what healthy calls take, and what a client with this Config does when no answer comes."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NamedTuple

from lablib.scenarios.fresh_world import fresh_world
from lablib.teaching.checks.attempt import Attempt, observe
from lablib.teaching.checks.findings import ANY, Finding, changes_its_input
from lablib.teaching.checks.grader import Grader
from lablib.teaching.checks.slow_endpoint import healthy, seconds_of_a_call

from botocore.config import Config

MOST_TIMES_TOO_LONG = 1.1
LONGEST_PAUSES_S = (1, 2, 4, 8)
"""Of boto3's mode standard, after throttling."""
MOST_ATTEMPTS = 5
A_HAIR = 1 + 1e-9


class Case(NamedTuple):
    """What healthy calls take, and how long the caller waits."""

    latencies_s: tuple[float, ...]
    most_needless: float
    patience_s: float

    @property
    def right_s(self) -> float:
        """The percentile."""
        may_be_cut = math.floor(len(self.latencies_s) * self.most_needless + 1e-9)
        return sorted(self.latencies_s, reverse=True)[may_be_cut]


@dataclass
class Seen(Attempt):
    """The Config, and how long a call with it took when no answer came."""

    case: Case = field(kw_only=True)
    retries: dict[str, Any] = field(default_factory=dict)
    """As it was returned: a client fills in what is missing."""
    hang_s: float = 0.0
    connect_s: float = 0.0

    @property
    def config(self) -> Config | None:
        return self.returned if isinstance(self.returned, Config) else None

    @property
    def timeouts(self) -> dict[str, Any]:
        names = ("read_timeout", "connect_timeout")
        return {name: getattr(self.config, name) for name in names} if self.config else {}

    @property
    def read_timeout_s(self) -> float:
        return float(self.config.read_timeout) if self.config and bad_timeout(self) is None else 0.0

    @property
    def connect_timeout_s(self) -> float:
        return float(self.config.connect_timeout) if self.config and bad_timeout(self) is None else 0.0

    @property
    def cut(self) -> list[float]:
        """The healthy calls that it cuts off."""
        return sorted(each for each in self.case.latencies_s if each > self.read_timeout_s)

    @property
    def attempts(self) -> int | None:
        """In all; None if it is not said."""
        retries = self.retries
        if "total_max_attempts" in retries:
            return int(retries["total_max_attempts"])
        return retries["max_attempts"] + 1 if "max_attempts" in retries else None

    def longest_s(self, attempts: int) -> float:
        """What so many attempts with these timeouts can take."""
        each_s = self.connect_timeout_s + self.read_timeout_s
        return attempts * each_s + sum(LONGEST_PAUSES_S[: attempts - 1])

    @property
    def fit(self) -> int:
        """How many attempts with these timeouts are sure to fit."""
        fitting = [
            n for n in range(1, MOST_ATTEMPTS + 1) if self.longest_s(n) <= self.case.patience_s * A_HAIR
        ]
        return max(fitting, default=1)


def play(fn: Callable[..., Any], name: str, case: Case) -> Seen:
    seen = Seen(name, case=case)
    with fresh_world(seed=7) as world:
        observe(seen, world, fn, (list(case.latencies_s), case.most_needless, case.patience_s))
    if seen.config is not None and bad_timeout(seen) is None:
        seen.retries = dict(seen.config.retries or {})
        seen.hang_s = seconds_of_a_call(seen.config, "hang")
        seen.connect_s = seconds_of_a_call(seen.config, "connect_timeout")
    return seen


def trials() -> list[tuple[str, Callable[[Any], Seen]]]:
    ten = (4.0, 0.5, 2.5, 0.25, 0.125, 0.375, 1.5, 0.125, 0.25, 0.375)
    rows = [
        ("quick calls", Case(healthy(1, 0.020, 0.0, 0.0), 0.001, 7.2)),
        ("a slow one in fifty", Case(healthy(2, 0.030, 0.02, 0.9), 0.001, 9.2)),
        ("the slow ones may be cut off", Case(healthy(3, 0.030, 0.02, 0.9), 0.05, 15.4)),
        ("no time for a second attempt", Case(healthy(4, 0.050, 0.05, 1.5), 0.001, 7.5)),
        ("large calls", Case(healthy(5, 0.800, 0.01, 3.0), 0.002, 80.0)),
        ("ten calls, a quarter of them", Case(ten, 0.25, 7.0)),
        ("none may be cut off", Case((0.3, 0.4, 0.2), 0.0, 18.8)),
        ("three fit, to the second", Case((0.25, 0.75, 0.5, 0.25), 0.25, 6.0)),
        ("four fit, to the second", Case((0.25, 0.5, 0.25), 0.1, 11.0)),
        ("five fit, to the second", Case((0.25, 0.5, 0.25), 0.1, 20.0)),
        ("not even one attempt fits", Case((2.0, 1.75, 1.5), 0.3, 0.5)),
    ]
    return [(name, partial(play, name=name, case=case)) for name, case in rows]


def no_config(seen: Seen) -> Finding | None:
    return None if seen.config else ("03.3.no-config", {"answer": repr(seen.returned)[:60]})


def bad_timeout(seen: Seen) -> Finding | None:
    for name, value in seen.timeouts.items():
        number = isinstance(value, (int, float)) and not isinstance(value, bool)
        if not number or not 0 < value < math.inf:
            return "03.3.bad-timeout", {"which": name, "value": repr(value)[:40]}
    return None


def not_pinned(seen: Seen) -> Finding | None:
    pinned = "mode" in seen.retries and seen.attempts is not None
    return None if pinned else ("03.3.not-pinned", {"retries": seen.retries})


def other_mode(seen: Seen) -> Finding | None:
    mode = seen.retries["mode"]
    return ("03.3.other-mode", {"mode": mode}) if mode != "standard" else None


def hangs(seen: Seen) -> Finding | None:
    longest_s = max(seen.case.patience_s, seen.case.right_s * MOST_TIMES_TOO_LONG)
    if seen.hang_s <= longest_s or _one_attempt_too_long(seen):
        return None
    return "03.3.hangs", {"longest_s": longest_s}


def connect_hangs(seen: Seen) -> Finding | None:
    longest_s = max(seen.case.patience_s, seen.case.right_s * MOST_TIMES_TOO_LONG)
    if seen.connect_s <= longest_s or _one_attempt_too_long(seen):
        return None
    return "03.3.connect-hangs", {"longest_s": longest_s}


def _one_attempt_too_long(seen: Seen) -> bool:
    """Then the timeout alone is the reason."""
    return seen.attempts == 1 and too_long(seen) is not None


def needless(seen: Seen) -> Finding | None:
    cut, allowed = len(seen.cut), math.floor(len(seen.case.latencies_s) * seen.case.most_needless + 1e-9)
    if cut <= allowed:
        return None
    return "03.3.needless", {"cut": cut, "allowed": allowed, "first_cut_s": seen.cut[0]}


def too_long(seen: Seen) -> Finding | None:
    times = seen.read_timeout_s / seen.case.right_s
    longer = f"{times:,.1f} times as long" if times >= 2 else f"{times - 1:.2%} more"
    return ("03.3.too-long", {"longer": longer}) if times > MOST_TIMES_TOO_LONG * A_HAIR else None


def connects_otherwise(seen: Seen) -> Finding | None:
    same = math.isclose(seen.connect_timeout_s, seen.read_timeout_s, rel_tol=1e-6)
    return None if same else ("03.3.connects-otherwise", {})


def attempts_that_fit(seen: Seen) -> Finding | None:
    made = seen.attempts or 0
    facts = {"fit": seen.fit, "could_take_s": seen.longest_s(made), "fit_take_s": seen.longest_s(seen.fit)}
    if made > MOST_ATTEMPTS and seen.fit == MOST_ATTEMPTS:
        return "03.3.above-five", facts
    if made > seen.fit:
        return "03.3.too-many", facts
    return ("03.3.one-attempt" if made == 1 else "03.3.too-few", facts) if made < seen.fit else None


def facts(seen: Seen) -> dict[str, Any]:
    return {
        "calls": len(seen.case.latencies_s),
        "patience_s": seen.case.patience_s,
        "most_needless": seen.case.most_needless,
        "right_s": seen.case.right_s,
        "read_timeout_s": seen.read_timeout_s,
        "connect_timeout_s": seen.connect_timeout_s,
        "cut_share": len(seen.cut) / len(seen.case.latencies_s) if seen.read_timeout_s else 0.0,
        "attempts": "?" if seen.attempts is None else seen.attempts,
        "hang_s": seen.hang_s,
        "connect_s": seen.connect_s,
    }


def totals(seen: Sequence[Seen]) -> dict[str, Any]:
    return {"most_hang_s": max(max(one.hang_s, one.connect_s) for one in seen)}


grade = Grader(
    trials=trials,
    questions=(
        *ANY,
        no_config,
        bad_timeout,
        not_pinned,
        other_mode,
        hangs,
        connect_hangs,
        needless,
        too_long,
        connects_otherwise,
        attempts_that_fit,
        changes_its_input,
    ),
    facts=facts,
    columns="03.3.columns",
    row="03.3.row",
    totals=totals,
).grade
