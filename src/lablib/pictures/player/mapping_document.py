"""A mapping at work as the player's JSON: kind `mapping`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from lablib.pictures.player.compact import ALPHABET, deltas, together, width_for, written
from lablib.pictures.player.mapping_run import MappingRun
from lablib.simulator import limits
from lablib.simulator.lambda_.mapping.history import Did, Step

LONG_S = 2 * limits.S_PER_HOUR
"""A longer run has its times in seconds."""
LETTERS = {
    Did.SUCCEEDED: "S",
    Did.FAILED: "F",
    Did.PARTLY: "P",
    Did.THROTTLED: "T",
    Did.DISCARDED: "D",
    Did.TOO_OLD: "A",
    Did.EXPIRED: "E",
}


def mapping_columns(run: MappingRun, *, is_part: bool) -> dict[str, Any]:
    """The members that only this kind has."""
    unit_us = _unit_us(run)
    width = width_for(max(len(run.writes.shards), 1 + max((step.lane for step in run.steps), default=0)))

    def units(at_us: int) -> int:
        return (at_us - run.start_us) // unit_us

    return {
        "function": run.mapping.function.name,
        "mapping": run.mapping.uuid,
        "unit_ms": unit_us // limits.US_PER_MS,
        "retention_s": round(run.mapping.stream.retention_h * limits.S_PER_HOUR),
        "limits": _limits(run),
        "from": list(run.first),
        "arrived": [together(map(units, records)) for records in run.shown_records()],
        "step": {
            "at": deltas(units(step.ended_us) for step in run.steps),
            "took": [units(step.ended_us) - units(step.at_us) for step in run.steps],
            "shard": "".join(written(run.place_of[step.shard], width) for step in run.steps),
            "lane": _or_none("".join(written(step.lane, width) for step in run.steps)),
            "did": "".join(LETTERS[step.did] for step in run.steps),
            "first": _by_shard(run.steps),
            "records": [step.records for step in run.steps],
            "depth": _or_none("".join(written(step.depth, 1) for step in run.steps)),
            "checkpoint": _by_lane(run.steps),
        },
        "held": [] if is_part else run.held(),
        "alphabet": ALPHABET,
        "width": width,
    }


def _unit_us(run: MappingRun) -> int:
    long = run.end_us - run.start_us > LONG_S * limits.US_PER_S
    return limits.US_PER_S if long else limits.US_PER_MS


def _limits(run: MappingRun) -> dict[str, int]:
    settings = run.mapping.settings
    return {
        "batch_size": settings.batch_size,
        "retries": settings.maximum_retry_attempts,
        "age_s": settings.maximum_record_age_s,
        "bisect": int(settings.bisect),
        "parallelization": settings.parallelization_factor,
    }


def _or_none(codes: str) -> str | None:
    """None for nothing but zeros."""
    return codes if codes.strip(ALPHABET[0]) else None


def _by_shard(steps: Iterable[Step]) -> list[int]:
    """Each step's first position, from that of the step before in the same shard."""
    before: dict[int, int] = defaultdict(int)
    found = []
    for step in steps:
        found.append(step.first - before[step.shard])
        before[step.shard] = step.first
    return found


def _by_lane(steps: Iterable[Step]) -> list[int]:
    """Each step's checkpoint, from that of the step before of the same lane."""
    before: dict[tuple[int, int], int] = defaultdict(int)
    found = []
    for step in steps:
        lane = step.shard, step.lane
        found.append(step.checkpoint - before[lane])
        before[lane] = step.checkpoint
    return found
