"""How bursty arrivals are: the five numbers by which our traffic is held against a real trace."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from lablib.simulator.limits import US_PER_S

S_PER_MINUTE = 60


class Burstiness(NamedTuple):
    """Events counted by whole seconds, the empty seconds included."""

    mean_per_s: float
    p99_per_s: int
    """The count that 99 % of the seconds do not exceed (nearest rank)."""
    max_per_s: int
    variance_over_mean: float
    """1 for Poisson arrivals; more is burstier."""
    peak_over_mean_in_busiest_minute: float
    """What a one-minute average hides: the highest second of the busiest minute over that minute's mean."""


def burstiness(times_us: Iterable[int]) -> Burstiness:
    """Measure arrival times given in us since the start. Raises ValueError when there are none."""
    by_second = Counter(at_us // US_PER_S for at_us in times_us)
    if not by_second:
        raise ValueError("no arrivals to measure; give at least one")
    counts = [by_second[second] for second in range(max(by_second) + 1)]
    mean = sum(counts) / len(counts)
    variance = sum((count - mean) ** 2 for count in counts) / len(counts)
    minutes = [counts[start : start + S_PER_MINUTE] for start in range(0, len(counts), S_PER_MINUTE)]
    busiest = max(minutes, key=sum)
    return Burstiness(
        mean_per_s=mean,
        p99_per_s=sorted(counts)[math.ceil(0.99 * len(counts)) - 1],
        max_per_s=max(counts),
        variance_over_mean=variance / mean,
        peak_over_mean_in_busiest_minute=max(busiest) * len(busiest) / sum(busiest),
    )


def comparison_row(name: str, times_us: Iterable[int]) -> str:
    """Return one row of the table in `data/README.md`, in Markdown."""
    figures = burstiness(times_us)
    per_second = f"{figures.mean_per_s:.1f} / {figures.p99_per_s} / {figures.max_per_s}"
    return (
        f"| {name} | {per_second} | {figures.variance_over_mean:.1f} "
        f"| {figures.peak_over_mean_in_busiest_minute:.1f} |"
    )
