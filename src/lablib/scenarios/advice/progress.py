"""Progress of a work that has parts: it never goes back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from lablib.scenarios.replay.incident import Progress


def parts_of(told: Progress, work: Sequence[float]) -> list[Progress]:
    """For each part of the work, one after the other, whom to tell how far it is."""
    ends = [each / sum(work) for each in accumulate(work, initial=0.0)]
    return [_between(told, start, end) for start, end in pairwise(ends)]


def piece_by_piece(told: Progress) -> Iterator[Progress]:
    """The same where nobody knows how many parts there will be: each has half of what is left."""
    start = 0.0
    while True:
        end = (1 + start) / 2
        yield _between(told, start, end)
        start = end


def _between(told: Progress, start: float, end: float) -> Progress:
    return lambda done: told(start + done * (end - start))
