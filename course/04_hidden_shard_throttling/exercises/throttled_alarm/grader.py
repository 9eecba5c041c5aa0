"""Grades throttled_alarm: the alarm is put into regions with good, bad and silent minutes, and its history read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import cycle
from typing import Any

from lablib.scenarios.replay.incident import STREAM
from lablib.teaching.checks.alarm_attempt import (
    MINUTE_S,
    OTHER_STREAM,
    SILENCE,
    SINGLES,
    THROTTLES,
    AlarmAttempt,
    dimensions_of,
    play,
)
from lablib.teaching.checks.findings import ANY, Finding
from lablib.teaching.checks.grader import Grader

PATIENCE_S = 120
LEFT_AFTER_S = 600
MANY_GATEWAYS = 100
"""Each has a part of the job in a call of its own, and the last of them finds the shard full."""


def trials() -> list[tuple[str, Callable[[Any], Seen]]]:
    """From a quarter of an hour in which all is well to a bad minute after which nobody writes."""
    rows = [
        ("all is well", [0] * 15),
        ("one bad minute", [0] * 5 + [1_500] + [0] * 9),
        ("a few are throttled", [0] * 5 + [1_060] + [0] * 9),
        ("a single one is throttled", [0] * 2 + [1_001] + [0] * 3),
        ("a job that comes three times", [0] * 3 + [1_500] * 3 + [0] * 9),
        ("two bad minutes, far apart", [0, 1_300] + [0] * 9 + [1_900] + [0] * 8),
        ("nobody writes for a while", [0] * 3 + [SILENCE] * 5 + [0] * 4),
        ("a bad minute, then silence", [0] * 3 + [1_500] + [SILENCE] * 12),
        ("PutRecord is throttled", [0] * 2 + [SINGLES] + [0] * 3),
    ]
    streams = cycle((STREAM, "payments"))
    played = [
        (name, partial(play, name=name, plan=plan, gateways=1, stream=stream))
        for (name, plan), stream in zip(rows, streams, strict=False)
    ]
    name, plan = "one call of many is throttled", [0] * 2 + [1_045] + [0] * 3
    many = partial(play, name=name, plan=plan, gateways=MANY_GATEWAYS, stream=STREAM)
    return [*played, (name, many)]


def no_settings(seen: AlarmAttempt) -> Finding | None:
    return None if seen.settings else ("04.4.no-settings", {"answer": repr(seen.returned)[:60]})


def refused(seen: AlarmAttempt) -> Finding | None:
    return ("04.4.refused", {"error": seen.refused[:200]}) if seen.refused else None


def one_name(seen: AlarmAttempt) -> Finding | None:
    name = seen.settings.get("AlarmName")
    same = [other for other, its_name in seen.other_names.items() if its_name == name]
    return ("04.4.one-name", {"alarm": name, "other": same[0]}) if same else None


def other_stream(seen: AlarmAttempt) -> Finding | None:
    named = dict(dimensions_of(seen.settings)).get("StreamName", seen.stream)
    about = {"named": named, "stream": seen.stream, "other": OTHER_STREAM}
    if named == seen.stream:
        return None
    return ("04.4.one-dict" if named == OTHER_STREAM else "04.4.other-stream"), about


def no_data(seen: AlarmAttempt) -> Finding | None:
    if seen.has_data:
        return None
    named = dict(dimensions_of(seen.settings))
    about = {"metric": seen.settings.get("MetricName"), "namespace": seen.settings.get("Namespace")}
    return "04.4.no-data", about | {"dimensions": named or "none"}


def false_alarm(seen: AlarmAttempt) -> Finding | None:
    for at_s in seen.rang_s:
        ends_s = [(number + 1) * MINUTE_S for number in seen.throttled if number * MINUTE_S <= at_s]
        if not ends_s or at_s > ends_s[-1] + PATIENCE_S:
            return "04.4.false-alarm", {"first": at_s // MINUTE_S}
    return None


def silent(seen: AlarmAttempt) -> Finding | None:
    for number in seen.began:
        begin_s, end_s = number * MINUTE_S, (number + 1) * MINUTE_S
        if seen.state_at(begin_s) == "ALARM":
            continue
        if any(begin_s <= at_s <= end_s + PATIENCE_S for at_s in seen.rang_s):
            continue
        if "ExtendedStatistic" in seen.settings:
            facts = {
                "statistic": seen.settings["ExtendedStatistic"],
                "calls_in": round(seen.calls_in[number]),
            }
            return "04.4.percentile", facts | {"missed": number, "throttled": seen.throttled[number]}
        metric, threshold = seen.settings["MetricName"], seen.settings["Threshold"]
        small = metric in THROTTLES and 0 < seen.values[number] <= threshold
        return ("04.4.few-missed" if small else "04.4.silent"), {
            "missed": number,
            "throttled": seen.throttled[number],
            "metric": metric,
            "statistic": seen.settings.get("Statistic"),
            "value": seen.values[number],
            "threshold": threshold,
        }
    return None


def never_over(seen: AlarmAttempt) -> Finding | None:
    last_s = (max(seen.throttled, default=0) + 1) * MINUTE_S
    due_s = last_s + LEFT_AFTER_S
    if not seen.throttled or due_s > seen.minutes * MINUTE_S:
        return None
    return ("04.4.never-over", {"after": LEFT_AFTER_S}) if seen.state_at(due_s) == "ALARM" else None


def facts(seen: AlarmAttempt) -> dict[str, Any]:
    ends = [(number + 1) * MINUTE_S for number in seen.began]
    return {
        "minutes": seen.minutes,
        "bad_minutes": ", ".join(map(str, seen.throttled)) or "none",
        "rang": ", ".join(str(at_s // MINUTE_S - 1) for at_s in seen.rang_s) or "never",
        "bad": len(ends),
        "slowest": max([0, *(at_s - end_s for at_s, end_s in zip(seen.rang_s, ends, strict=False))]),
    }


def totals(seen: Sequence[AlarmAttempt]) -> dict[str, Any]:
    found = [facts(each) for each in seen]
    return {"bad": sum(each["bad"] for each in found), "slowest": max(each["slowest"] for each in found)}


grade = Grader(
    trials=trials,
    questions=(*ANY, no_settings, refused, one_name, other_stream, no_data, false_alarm, silent, never_over),
    facts=facts,
    columns="04.4.columns",
    row="04.4.row",
    totals=totals,
).grade
