"""The part of a run that is shown if the whole is too much: around the second with most throttling."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from lablib.pictures.player.writes_run import Writes
from lablib.simulator import limits

LENGTHS_S = (30, 10, 3, 1)


def parts(run: Writes) -> Iterator[Writes]:
    """The whole run, then shorter and shorter parts of it."""
    yield run
    for length_s in LENGTHS_S:
        if length_s < run.seconds:
            start_us = _worst_s(run, length_s) * limits.US_PER_S
            yield run.part(start_us, start_us + length_s * limits.US_PER_S)


def shown(part: Writes, whole: Writes) -> dict[str, Any]:
    """Where the part is in the run, and the sentence that says so."""
    from_ms, to_ms = ((us - whole.start_us) // limits.US_PER_MS for us in (part.start_us, part.end_us))
    return {
        "from_ms": from_ms,
        "to_ms": to_ms,
        "of_ms": -((whole.start_us - whole.end_us) // limits.US_PER_MS),
        "said": (
            f"The run takes {whole.seconds:,} seconds, which is more than a player holds. "
            f"This shows all of seconds {from_ms // 1_000:,} to {to_ms // 1_000:,}, where most was throttled."
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
    if not counts:
        return first
    busiest = sorted(counts)
    starts = {min(max(second - length_s // 2, first), last) for second in busiest}
    return min(starts, key=lambda start: (-sum(counts[start + each] for each in range(length_s)), start))
