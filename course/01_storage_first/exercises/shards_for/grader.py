"""Grades shards_for: loads in which another limit, another second, a fraction or a tie decides.

Each load has the same answer whether a MB is read as 1,000,000 bytes or as 1,048,576.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from math import ceil
from numbers import Integral
from textwrap import shorten
from typing import Any

from lablib.scenarios.fresh_world import fresh_world
from lablib.simulator import limits
from lablib.teaching.checks.attempt import Attempt, observe
from lablib.teaching.checks.findings import ANY, Finding, changes_its_input
from lablib.teaching.checks.grader import Grader

Second = dict[str, int]
Profile = list[Second]

PAIR = ("shards", "cure")
"""What the function returns."""
QUIET: Second = {"records": 40, "data_bytes": 6_000, "key_bytes": 240}
SILENT: Second = {"records": 0, "data_bytes": 0, "key_bytes": 0}


@dataclass(slots=True)
class Seen(Attempt):
    """What the function said to one load."""

    profile: Profile = field(default_factory=list)
    readers: int = 1

    @property
    def right(self) -> int:
        """What the documented limits ask for."""
        return max(1, ceil(max(_wanted(second, self.readers) for second in self.profile)))

    @property
    def left(self) -> dict[str, int]:
        """How many shards each cure leaves."""
        return {
            "pack": max(1, _bytes_alone(self.profile, self.readers)),
            "fan-out": max(1, _without_readers(self.profile, self.readers)),
        }

    @property
    def right_cure(self) -> str | None:
        """At most one of them saves a shard, as the others' limits go on to hold."""
        return next((cure for cure, left in self.left.items() if left < self.right), None)

    @property
    def number(self) -> Any:
        """The first of the pair that was returned."""
        return self.returned[0]

    @property
    def cure(self) -> Any:
        """The second of it."""
        return self.returned[1]


def busy(records: int, data_bytes: int, key_bytes: int) -> Second:
    """A second in which much is sent."""
    return {"records": records, "data_bytes": data_bytes, "key_bytes": key_bytes}


def play(fn: Callable[..., Any], name: str, seconds: tuple[Second, ...], readers: int) -> Seen:
    """A minute of `SILENT` or `QUIET` with some busy seconds, ten seconds apart."""
    rest = QUIET if seconds else SILENT
    profile = [dict(rest) for _ in range(60)]
    for place, second in enumerate(seconds):
        profile[10 * place + 5] = second
    seen = Seen(name, profile=profile, readers=readers)
    with fresh_world(seed=5) as world:
        observe(seen, world, fn, (profile, readers))
    return seen


def trials() -> list[tuple[str, Callable[[Any], Seen]]]:
    """From what the incident looks like to a stream that nobody writes to."""
    rows: list[tuple[str, tuple[Second, ...], int]] = [
        ("many small events", (busy(3_310, 1_400_000, 19_860), busy(2_900, 900_000, 17_400)), 1),
        ("few large events", (busy(400, 2_600_000, 2_400),), 1),
        ("long keys", (busy(900, 985_000, 200_000),), 1),
        ("three readers", (busy(1_200, 1_490_000, 7_200),), 3),
        ("two kinds of busy seconds", (busy(1_900, 200_000, 11_400), busy(300, 3_400_000, 1_800)), 1),
        ("just full", (busy(2_000, 260_000, 12_000),), 2),
        ("nothing is sent", (), 1),
        ("two limits ask for as many", (busy(2_080, 1_490_000, 12_480),), 3),
    ]
    return [(name, partial(play, name=name, seconds=busy_, readers=n)) for name, busy_, n in rows]


def no_number(seen: Seen) -> Finding | None:
    answer = seen.returned
    if isinstance(answer, tuple | list) and len(answer) == len(PAIR):
        whole = isinstance(answer[0], Integral) and not isinstance(answer[0], bool)
        if whole and (answer[1] is None or answer[1] in ("pack", "fan-out")):
            return None
    return "01.2.no-number", {"answer": shorten(repr(answer), 60), "kind": type(answer).__name__}


def wrong_number(seen: Seen) -> Finding | None:
    """On the way to a message: which belief gives this very number?"""
    if seen.number == seen.right:
        return None
    if seen.number < 1:
        return "01.2.none", {}
    for id_, belief in BELIEFS.items():
        if seen.number == max(1, belief(seen.profile, seen.readers)):
            return id_, {}
    return "01.2.wrong-number", {}


def wrong_cure(seen: Seen) -> Finding | None:
    """What it would do first: without effect, or with an effect that it doesn't see."""
    if seen.cure == seen.right_cure:
        return None
    if seen.cure is not None:
        return "01.2.saves-nothing", {"cure": seen.cure, "left": seen.left[seen.cure]}
    return "01.2.cure-missed", {"cure": seen.right_cure, "left": min(seen.left.values())}


def _shares(second: Second, readers: int) -> tuple[float, float, float]:
    """Of a shard, for records in, bytes in, bytes out."""
    size_bytes = second["data_bytes"] + second["key_bytes"]
    return (
        second["records"] / limits.SHARD_WRITE_RECORDS_PER_S,
        size_bytes / limits.SHARD_WRITE_BYTES_PER_S,
        readers * size_bytes / limits.SHARD_READ_BYTES_PER_S,
    )


def _wanted(second: Second, readers: int) -> float:
    return max(_shares(second, readers))


def _sum(profile: Profile) -> Second:
    return {name: sum(second[name] for second in profile) for name in SILENT}


def _mean(profile: Profile, readers: int) -> int:
    return ceil(_wanted(_sum(profile), readers) / len(profile))


def _whole_minute(profile: Profile, readers: int) -> int:
    return ceil(_wanted(_sum(profile), readers))


def _records_alone(profile: Profile, readers: int) -> int:
    return ceil(max(_shares(second, readers)[0] for second in profile))


def _bytes_alone(profile: Profile, readers: int) -> int:
    return ceil(max(max(_shares(second, readers)[1:]) for second in profile))


def _without_keys(profile: Profile, readers: int) -> int:
    return ceil(max(_wanted(second | {"key_bytes": 0}, readers) for second in profile))


def _without_readers(profile: Profile, readers: int) -> int:
    return ceil(max(_wanted(second, 0) for second in profile))


def _rounded(profile: Profile, readers: int) -> int:
    return int(max(_wanted(second, readers) for second in profile))


def _added(profile: Profile, readers: int) -> int:
    return _records_alone(profile, readers) + ceil(max(_shares(second, 0)[1] for second in profile))


def _one_more(profile: Profile, readers: int) -> int:
    return _rounded(profile, readers) + 1


BELIEFS: dict[str, Callable[[Profile, int], int]] = {
    "01.2.one-too-many": _one_more,
    "01.2.readers-forgotten": _without_readers,
    "01.2.keys-forgotten": _without_keys,
    "01.2.records-forgotten": _bytes_alone,
    "01.2.bytes-forgotten": _records_alone,
    "01.2.rounded-down": _rounded,
    "01.2.mean": _mean,
    "01.2.whole-minute": _whole_minute,
    "01.2.added": _added,
}
"""Where two of them give the same number, the smaller mistake is named; an earlier load tells the greater."""


def facts(seen: Seen) -> dict[str, Any]:
    worst = max(seen.profile, key=lambda second: _wanted(second, seen.readers))
    size_bytes = worst["data_bytes"] + worst["key_bytes"]
    return {
        "right": seen.right,
        "answer": str(seen.number if no_number(seen) is None else seen.returned)[:5],
        "first": _word(seen.right_cure),
        "said": _word(seen.cure) if no_number(seen) is None else "",
        "records": worst["records"],
        "kilobytes": round(size_bytes / 1_000),
        "readers": seen.readers,
    }


def _word(cure: str | None) -> str:
    return cure or "None"


grade = Grader(
    trials=trials,
    questions=(*ANY, no_number, wrong_number, wrong_cure, changes_its_input),
    facts=facts,
    columns="01.2.columns",
    row="01.2.row",
).grade
