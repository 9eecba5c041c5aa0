"""`lablib sweep`: two workers against one, on the same grid, by real time."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from statistics import median
from typing import NamedTuple

from benchmarks.row import Row, real_seconds_of
from lablib.scenarios.advice import Plan, Traffic
from lablib.scenarios.sweep import ProducerJob, grid
from lablib.scenarios.sweep.local_workers import play_here, processors
from lablib.traffic import read_trace
from lablib.traffic.gateways import GATEWAYS, USAGE_EVENTS
from lablib.traffic.reading.in_blocks import outline_of


def workers(rounds: int) -> Row:
    """By turns, the median ratio. Each round starts workers of its own, and that counts.

    Real time, as only that gets less with more workers: on a busy machine the figure says little.
    Beside it stands what the machine allows: two sweeps of one worker each, side by side, which have nothing
    in common. If they take f times as long as one alone, two workers can't be faster than 2 / f. The runs
    need more of the processors' seconds then, too: these share caches, memory or their arithmetic.
    """
    traffic = Traffic(outline_of(read_trace(USAGE_EVENTS)), GATEWAYS, 7, 1_200.0)
    job = ProducerJob(traffic, USAGE_EVENTS.name).to_send()
    runs = grid(
        Plan, {"shards": [4, 8, 12], "flush_every_s": [5.0], "producer": ["naive", "careful"]}, [7, 8]
    )

    def sweep(workers: int) -> None:
        list(play_here(job, runs, workers))

    def side_by_side() -> None:
        with ThreadPoolExecutor(2) as both:
            list(both.map(sweep, [1, 1]))

    measured = [
        (_cost(lambda: sweep(1)), _cost(lambda: sweep(2)), _cost(side_by_side)) for _ in range(rounds)
    ]
    ratio = median(one.real_s / two.real_s for one, two, _ in measured)
    ceiling = median(2 * one.real_s / apart.real_s for one, _, apart in measured)
    one, two, apart = (median(each[way].used_s for each in measured) for way in range(3))
    told = (
        f"{ratio:.2f} x; two sweeps with nothing in common: {ceiling:.2f} x ({processors()} processors: "
        f"{one:.0f} s, {two:.0f} s, and {apart / 2:.0f} s for each of the two)"
    )
    what = f"lablib sweep of {len(runs)} runs of 20 minutes: two workers against one"
    return Row(what, told, "at least 1.8 x", ratio >= 1.8)


class Cost(NamedTuple):
    """Of processes that were started and have ended."""

    real_s: float
    used_s: float
    """By all their processors together."""


def _cost(run: Callable[[], None]) -> Cost:
    before = os.times()
    real_s = real_seconds_of(run)
    return Cost(real_s, sum(os.times()[2:4]) - sum(before[2:4]))
