"""The part of a run that is shown if the whole is too much: around what matters most in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from lablib.pictures.player.mapping_run import MappingRun
from lablib.pictures.player.writes_run import Writes
from lablib.simulator import limits
from lablib.simulator.lambda_.mapping.history import Did

WRITES_S = (30, 10, 3, 1)
MAPPING_S = tuple(round(hours * limits.S_PER_HOUR) for hours in (24, 12, 6, 3, 1, 0.25, 1 / 60))
LOSSES = (Did.EXPIRED, Did.DISCARDED, Did.TOO_OLD, Did.FAILED, Did.PARTLY)
"""The worst first."""


def parts(run: Writes) -> Iterator[Writes]:
    """The whole run, then shorter and shorter parts of it, around the second with most throttling."""
    yield run
    for length_s in WRITES_S:
        if length_s < run.seconds:
            start_us = _worst_s(run, length_s) * limits.US_PER_S
            yield run.part(start_us, start_us + length_s * limits.US_PER_S)


def parts_of_mapping(run: MappingRun) -> Iterator[MappingRun]:
    """The whole run, then shorter and shorter parts of it, around the first record that is lost, or fails."""
    yield run
    seconds = (run.end_us - run.start_us) // limits.US_PER_S
    for length_s in MAPPING_S:
        if length_s < seconds and not run.has_lanes:
            length_us = length_s * limits.US_PER_S
            last_us = run.end_us - length_us
            middle_us = _first_loss_us(run) // limits.US_PER_S * limits.US_PER_S
            start_us = max(run.start_us, min(middle_us - length_us // 2, last_us))
            yield run.part(start_us, start_us + length_us)


def shown(part: Writes, whole: Writes) -> dict[str, Any]:
    """Where the part is in the run, and the sentence that says so."""
    why = "where most was throttled" if whole.throttled else "where most was sent"
    return _shown((whole.start_us, whole.end_us), (part.start_us, part.end_us), why)


def shown_of_mapping(part: MappingRun, whole: MappingRun) -> dict[str, Any]:
    """As `shown`."""
    why = "around the first record that was lost or failed"
    return _shown((whole.start_us, whole.end_us), (part.start_us, part.end_us), why)


def _shown(whole_us: tuple[int, int], part_us: tuple[int, int], why: str) -> dict[str, Any]:
    from_ms, to_ms = ((us - whole_us[0]) // limits.US_PER_MS for us in part_us)
    of_ms = -((whole_us[0] - whole_us[1]) // limits.US_PER_MS)
    return {
        "from_ms": from_ms,
        "to_ms": to_ms,
        "of_ms": of_ms,
        "said": (
            f"The run takes {-(-of_ms // 1_000):,} seconds, which is more than a player holds. "
            f"This shows all of seconds {from_ms // 1_000:,} to {to_ms // 1_000:,}, {why}."
        ),
    }


def _worst_s(run: Writes, length_s: int) -> int:
    """Where the stretch of so many seconds with most throttled entries begins; without any, most entries."""
    counts: Counter[int] = Counter()
    for (_, second), count in run.throttled.items():
        counts[second] += count
    if not counts:
        for call in run.calls:
            counts[call.at_us // limits.US_PER_S] += len(call.rows)
    first = run.start_us // limits.US_PER_S
    last = first + run.seconds - length_s
    starts = {min(max(second - length_s // 2, first), last) for second in counts}
    most = {start: sum(counts[start + each] for each in range(length_s)) for start in starts}
    return min(starts, key=lambda start: (-most[start], start), default=first)


def _first_loss_us(run: MappingRun) -> int:
    """When a record was first lost in the worst way that occurs; without one, the end of the first step."""
    for did in LOSSES:
        for step in run.steps:
            if step.did is did:
                return step.ended_us
    return run.steps[0].ended_us
