"""Grades config_for: what healthy calls take, and what a client with this Config does when no answer comes."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NamedTuple

from lablib.scenarios.fresh_world import fresh_world
from lablib.simulator.world import World
from lablib.teaching.checks.attempt import Attempt, observe
from lablib.teaching.checks.findings import ANY, Finding
from lablib.teaching.checks.grader import Grader

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

CALLS = 4_000
SPARE_S = 0.3
"""For the pause before an attempt."""
MOST_TIMES_TOO_LONG = 3
MOST_ATTEMPTS = 5
FOR_EVER_S = 1e6


class Case(NamedTuple):
    """What healthy calls take, and how long the caller waits."""

    latencies_s: tuple[float, ...]
    most_needless: float
    patience_s: float

    @property
    def right_s(self) -> float:
        """The percentile."""
        place = math.ceil(len(self.latencies_s) * (1 - self.most_needless) - 1e-9) - 1
        return sorted(self.latencies_s)[place]

    @property
    def fit(self) -> int:
        """As many attempts fit for certain, with a whole second of pauses."""
        return min(MOST_ATTEMPTS, int((self.patience_s - 1) / (self.right_s + SPARE_S)))


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
    def read_timeout_s(self) -> float:
        return float(self.config.read_timeout) if self.config else 0.0

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


def play(fn: Callable[..., Any], name: str, case: Case) -> Seen:
    seen = Seen(name, case=case)
    with fresh_world(seed=7) as world:
        observe(seen, world, fn, (list(case.latencies_s), case.most_needless, case.patience_s))
    if seen.config is not None:
        seen.retries = dict(seen.config.retries or {})
        seen.hang_s = seconds_of_a_call(seen.config, "hang")
        seen.connect_s = seconds_of_a_call(seen.config, "connect_timeout")
    return seen


def seconds_of_a_call(config: Config, fault: Any) -> float:
    """How long one call takes to come back in such trouble, with the retries of its client."""
    with World(seed=7) as world:
        kinesis = boto3.client("kinesis", config=config)
        world.fault(fault, for_s=FOR_EVER_S)
        began_s = world.elapsed_s
        try:
            world.spawn(kinesis.list_streams).join()
        except (ClientError, BotoCoreError):
            return world.elapsed_s - began_s
    raise AssertionError("a call that gets no answer came back with one")


def healthy(seed: int, typical_s: float, slow_share: float, slow_s: float) -> tuple[float, ...]:
    """Most calls near the typical latency, a share of slow ones, and one that took a minute once."""
    rng = random.Random(seed)
    calls = [
        slow_s * rng.uniform(0.8, 1.2) if rng.random() < slow_share else typical_s * rng.uniform(0.6, 1.8)
        for _ in range(CALLS - 1)
    ]
    return tuple(round(each, 4) for each in [*calls, 61.0])


def trials() -> list[tuple[str, Callable[[Any], Seen]]]:
    rows = [
        ("quick calls", Case(healthy(1, 0.020, 0.0, 0.0), 0.001, 5.0)),
        ("a slow one in fifty", Case(healthy(2, 0.030, 0.02, 0.9), 0.001, 10.0)),
        ("the slow ones may be cut off", Case(healthy(3, 0.030, 0.02, 0.9), 0.05, 10.0)),
        ("no time for a second attempt", Case(healthy(4, 0.050, 0.05, 1.5), 0.001, 2.5)),
        ("large calls", Case(healthy(5, 0.800, 0.01, 3.0), 0.002, 60.0)),
    ]
    return [(name, partial(play, name=name, case=case)) for name, case in rows]


def no_config(seen: Seen) -> Finding | None:
    return None if seen.config else ("03.3.no-config", {"answer": repr(seen.returned)[:60]})


def not_pinned(seen: Seen) -> Finding | None:
    pinned = "mode" in seen.retries and seen.attempts is not None
    return None if pinned else ("03.3.not-pinned", {"retries": seen.retries})


def hangs(seen: Seen) -> Finding | None:
    return ("03.3.hangs", {}) if seen.hang_s > seen.case.patience_s else None


def connect_hangs(seen: Seen) -> Finding | None:
    if seen.connect_s <= seen.case.patience_s or seen.config is None:
        return None
    return "03.3.connect-hangs", {"connect_timeout_s": float(seen.config.connect_timeout)}


def needless(seen: Seen) -> Finding | None:
    share = len(seen.cut) / CALLS
    return ("03.3.needless", {"first_cut_s": seen.cut[0]}) if share > seen.case.most_needless else None


def too_long(seen: Seen) -> Finding | None:
    times = seen.read_timeout_s / seen.case.right_s
    return ("03.3.too-long", {"times": times}) if times > MOST_TIMES_TOO_LONG else None


def one_attempt(seen: Seen) -> Finding | None:
    return ("03.3.one-attempt", {"fit": seen.case.fit}) if seen.attempts == 1 and seen.case.fit > 1 else None


def facts(seen: Seen) -> dict[str, Any]:
    return {
        "calls": len(seen.case.latencies_s),
        "patience_s": seen.case.patience_s,
        "most_needless": seen.case.most_needless,
        "right_s": seen.case.right_s,
        "read_timeout_s": seen.read_timeout_s,
        "cut_share": len(seen.cut) / CALLS,
        "attempts": "?" if seen.attempts is None else seen.attempts,
        "hang_s": seen.hang_s,
        "connect_s": seen.connect_s,
    }


def totals(seen: Sequence[Seen]) -> dict[str, Any]:
    return {"share_of_patience": max(max(one.hang_s, one.connect_s) / one.case.patience_s for one in seen)}


grade = Grader(
    trials=trials,
    questions=(*ANY, no_config, not_pinned, hangs, connect_hangs, needless, too_long, one_attempt),
    facts=facts,
    columns="03.3.columns",
    row="03.3.row",
    totals=totals,
).grade
