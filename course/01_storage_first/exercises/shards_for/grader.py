"""Grades shards_for: loads in which another limit, another second, a fraction, a byte or a tie decides."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import ceil
from numbers import Integral
from textwrap import shorten
from typing import Any

from lablib.simulator import limits
from lablib.teaching.checks import function_cases
from lablib.teaching.checks.findings import ANY, Finding, changes_its_input
from lablib.teaching.checks.function_cases import Case, CaseAttempt
from lablib.teaching.checks.grader import Grader

Second = dict[str, int]
Profile = list[Second]

PAIR = ("shards", "cure")
"""What the function returns."""
CURES = ("pack", "fan-out")
QUIET: Second = {"records": 40, "data_bytes": 6_000, "key_bytes": 240}
SILENT: Second = {"records": 0, "data_bytes": 0, "key_bytes": 0}
MB = limits.SHARD_WRITE_BYTES_PER_S
MILLION = 1_000_000


def trials() -> list[tuple[str, Callable[[Any], CaseAttempt]]]:
    """From what the incident looks like to a stream that nobody writes to."""
    return function_cases.trials(
        (
            _case("many small events", 1, {5: (3_001, 1_400_000, 19_860), 15: (2_900, 900_000, 17_400)}),
            _case("few large events", 2, {5: (400, 2_600_000, 2_400)}),
            _case("long keys", 1, {0: (900, 985_000, 200_000)}),
            _case("three readers", 3, {59: (1_200, 1_490_000, 7_200)}),
            _case("two kinds of busy seconds", 1, {5: (1_900, 200_000, 11_400), 15: (300, 3_400_000, 1_800)}),
            _case("much data, then long keys", 1, {5: (600, 900_000, 3_600), 15: (900, 400_000, 300_000)}),
            _case("just full", 2, {5: (2_000, 260_000, 12_000)}),
            _case("just full, in bytes", 2, {59: (500, 2 * MB - 3_000, 3_000)}),
            _case("one byte more", 1, {0: (500, 2 * MB - 3_000, 3_001)}),
            _case("nothing is sent", 1, {}, rest=SILENT),
            _case("two limits ask for as many", 3, {5: (2_080, 1_490_000, 12_480)}),
            _case("as many for records and bytes", 1, {5: (2_900, 2_000_000, 317_400)}),
            _case(
                "two busy seconds ask for as many",
                1,
                {5: (3_310, 200_000, 19_860), 15: (300, 3_400_000, 1_800)},
            ),
            _case("five readers, long keys", 5, {30: (600, 700_000, 500_000)}),
            _case("one more shard to be read", 3, {0: (300, 800_000, 3_000)}),
            _case("just full, to be read", 4, {0: (500, 3 * MB // 2 - 3_000, 3_000)}),
            _case("one byte more to be read", 4, {0: (500, 3 * MB // 2 - 3_000, 3_001)}),
            _case(
                "many small events, again", 1, {5: (3_001, 1_400_000, 19_860), 15: (2_900, 900_000, 17_400)}
            ),
        )
    )


def _case(name: str, readers: int, busy: dict[int, tuple[int, int, int]], rest: Second = QUIET) -> Case:
    """A minute in which these seconds are busy, with so many records, bytes of data and bytes of keys."""
    profile = [dict(zip(rest, busy.get(second, rest.values()), strict=True)) for second in range(60)]
    number, left = _most(profile, readers), _left(profile, readers)
    return Case(
        name, (profile, readers), (number, next((each for each in CURES if left[each] < number), None))
    )


def _left(profile: Profile, readers: int) -> dict[str, int]:
    """How many shards each cure leaves. At most one of them saves any, as the others' limits go on to hold."""
    return {"pack": _bytes_alone(profile, readers), "fan-out": _most(profile, 0)}


def _is_pair(answer: Any) -> bool:
    if not isinstance(answer, tuple | list) or len(answer) != len(PAIR):
        return False
    whole = isinstance(answer[0], Integral) and not isinstance(answer[0], bool)
    return whole and (answer[1] is None or (isinstance(answer[1], str) and answer[1] in CURES))


def no_number(seen: CaseAttempt) -> Finding | None:
    if _is_pair(seen.returned):
        return None
    return "01.2.no-number", {
        "answer": shorten(repr(seen.returned), 60),
        "kind": type(seen.returned).__name__,
    }


def wrong_number(seen: CaseAttempt) -> Finding | None:
    """On the way to a message: which belief gives this very number, and those of all other loads?"""
    number = seen.returned[0]
    if number == seen.right[0]:
        return None
    if number < 1:
        return "01.2.none", {}
    named = (id_ for id_, belief in BELIEFS if seen.is_explained_by(belief, _same_number))
    return next(named, "01.2.wrong-number"), {}


def _same_number(answer: Any, number: int) -> bool:
    return _is_pair(answer) and answer[0] == number


def wrong_cure(seen: CaseAttempt) -> Finding | None:
    """What it would do first: without effect, or with an effect that it doesn't see."""
    cure, right = seen.returned[1], seen.right[1]
    if cure == right:
        return None
    left = _left(*seen.args_before)
    if cure is not None and seen.right[0] == 1:
        return "01.2.one-stays", {"cure": cure}
    if cure is not None:
        return "01.2.saves-nothing", {"cure": cure, "left": left[cure]}
    return "01.2.cure-missed", {"cure": right, "left": left[right]}


def _shares(second: Second, readers: int) -> tuple[Fraction, Fraction, Fraction]:
    """Of a shard, for records in, bytes in, bytes out."""
    size_bytes = second["data_bytes"] + second["key_bytes"]
    return (
        Fraction(second["records"], limits.SHARD_WRITE_RECORDS_PER_S),
        Fraction(size_bytes, MB),
        Fraction(readers * size_bytes, limits.SHARD_READ_BYTES_PER_S),
    )


def _wanted(second: Second, readers: int) -> Fraction:
    return max(_shares(second, readers))


def _most(profile: Profile, readers: int) -> int:
    """What is right: at least one shard, and enough for the busiest second."""
    return max(1, *(ceil(_wanted(second, readers)) for second in profile))


def _sum(profile: Profile) -> Second:
    return {name: sum(second[name] for second in profile) for name in SILENT}


def _mean(profile: Profile, readers: int) -> int:
    return max(1, ceil(_wanted(_sum(profile), readers) / len(profile)))


def _whole_minute(profile: Profile, readers: int) -> int:
    return max(1, ceil(_wanted(_sum(profile), readers)))


def _records_alone(profile: Profile, readers: int) -> int:
    return max(1, *(ceil(_shares(second, readers)[0]) for second in profile))


def _bytes_alone(profile: Profile, readers: int) -> int:
    return max(1, *(ceil(max(_shares(second, readers)[1:])) for second in profile))


def _without_keys(profile: Profile, readers: int) -> int:
    return _most([second | {"key_bytes": 0} for second in profile], readers)


def _without_readers(profile: Profile, readers: int) -> int:
    return _most(profile, 0)


def _cut(profile: Profile, readers: int) -> int:
    return max(1, *(int(_wanted(second, readers)) for second in profile))


def _rounded(profile: Profile, readers: int) -> int:
    return max(1, *(round(_wanted(second, readers)) for second in profile))


def _of_a_million(profile: Profile, readers: int) -> int:
    size = max(second["data_bytes"] + second["key_bytes"] for second in profile)
    read = ceil(Fraction(readers * size, 2 * MILLION))
    return max(_records_alone(profile, readers), ceil(Fraction(size, MILLION)), read)


def _in_added(profile: Profile, readers: int) -> int:
    records, size, _ = _largest(profile, readers)
    return max(1, records + size)


def _all_added(profile: Profile, readers: int) -> int:
    return max(1, sum(_largest(profile, readers)))


def _largest(profile: Profile, readers: int) -> list[int]:
    """Whole shards for each limit, in the second that asks most of it."""
    of_limits = zip(*(_shares(second, readers) for second in profile), strict=True)
    return [ceil(max(shares)) for shares in of_limits]


def _one_more(profile: Profile, readers: int) -> int:
    return max(int(_wanted(second, readers)) for second in profile) + 1


BELIEFS: tuple[tuple[str, Callable[[Profile, int], int]], ...] = (
    ("01.2.one-too-many", _one_more),
    ("01.2.readers-forgotten", _without_readers),
    ("01.2.keys-forgotten", _without_keys),
    ("01.2.megabyte", _of_a_million),
    ("01.2.records-forgotten", _bytes_alone),
    ("01.2.bytes-forgotten", _records_alone),
    ("01.2.rounded-down", _cut),
    ("01.2.rounded-down", _rounded),
    ("01.2.mean", _mean),
    ("01.2.whole-minute", _whole_minute),
    ("01.2.added", _in_added),
    ("01.2.added", _all_added),
)


def facts(seen: CaseAttempt) -> dict[str, Any]:
    profile, readers = seen.args_before
    worst = max(profile, key=lambda second: _wanted(second, readers))
    size_bytes = worst["data_bytes"] + worst["key_bytes"]
    number, cure = seen.returned if _is_pair(seen.returned) else ("?", "?")
    return {
        "right": seen.right[0],
        "answer": number,
        "first": str(seen.right[1]),
        "said": str(cure),
        "records": worst["records"],
        "bytes": size_bytes,
        "kilobytes": round(size_bytes / 1_024),
        "readers": readers,
    }


grade = Grader(
    trials=trials,
    questions=(*ANY, no_number, wrong_number, wrong_cure, changes_its_input),
    facts=facts,
    columns="01.2.columns",
    row="01.2.row",
).grade
