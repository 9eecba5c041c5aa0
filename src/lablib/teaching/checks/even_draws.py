"""Whether pauses are drawn evenly: what Kolmogorov and Smirnov asked of a sample."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import NamedTuple

RARE = 1e-6
"""Even draws look uneven in one of so many checks."""


class Difference(NamedTuple):
    """Where a sample differs most from even draws."""

    off: float
    share: float
    """Of the sample, up to there."""
    even: float
    """The same share of even draws, which is also the place: that part of the bound."""


def difference(draws: Iterable[float], bound: float) -> Difference:
    """Where draws from zero to `bound` differ most from what they would be if all lengths were alike."""
    return max(_differences(sorted(draws), bound))


def allowed(count: int) -> float:
    """How far `count` even draws differ from what they should be, but for `RARE`."""
    return math.sqrt(-math.log(RARE / 2) / 2 / count)


def _differences(ordered: list[float], bound: float) -> Iterator[Difference]:
    for place, draw in enumerate(ordered):
        even = min(1.0, draw / bound)
        for share in (place / len(ordered), (place + 1) / len(ordered)):
            yield Difference(abs(share - even), share, even)
