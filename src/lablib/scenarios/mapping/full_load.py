"""The dashboard of lab 07 as it is at full load: the lab plays a part of the events, and all of the failures.

A batch that fails is tried once a minute, however much the other shards have to do. So what succeeded counts
as often as the events that were left out would have made it, and what failed counts once.
"""

from __future__ import annotations

import json
from collections import Counter

from lablib.scenarios.mapping.blocked_consumer import FUNCTION
from lablib.scenarios.mapping.boto3_helpers import two_hours
from lablib.scenarios.replay.incident import STREAM
from lablib.simulator import limits
from lablib.simulator.world import World

BEGINS_AT_H, COLUMN_H = 10, 2


def full_load(world: World, one_in: int) -> dict[str, list[float]]:
    """Rows of a dashboard, two hours a value, Monday 10:00 until now; one event in `one_in` was played."""
    played, errors = two_hours("Invocations", "Sum"), two_hours("Errors", "Sum")
    invocations = [failed + (count - failed) * one_in for count, failed in zip(played, errors, strict=True)]
    return {
        "Invocations Sum": invocations,
        "Errors Sum": errors,
        "Errors in %": [100 * failed / count for failed, count in zip(errors, invocations, strict=True)],
        "Throttles Sum": two_hours("Throttles", "Sum"),
        "IteratorAge p50, s": _median_ages_s(world, one_in, len(played)),
        "IncomingRecords Sum": [n * one_in for n in two_hours("IncomingRecords", "Sum", StreamName=STREAM)],
    }


def _median_ages_s(world: World, one_in: int, columns: int) -> list[float]:
    """From the lines that the function wrote: a line of an invocation that succeeded weighs `one_in`."""
    ages: list[Counter[float]] = [Counter() for _ in range(columns)]
    for log in world.logs(FUNCTION):
        hour = (log.began_us - world.start_us) / limits.US_PER_S / limits.S_PER_HOUR
        column = int((hour - BEGINS_AT_H) // COLUMN_H)
        if 0 <= column < columns:
            ages[column][json.loads(log.printed[0])["age_s"]] += 1 if log.ending else one_in
    return [_median(each) for each in ages]


def _median(weights: Counter[float]) -> float:
    half = weights.total() / 2
    for value in sorted(weights):
        half -= weights[value]
        if half <= 0:
            return value
    return 0.0
