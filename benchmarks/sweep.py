"""`lablib sweep`: two workers against one, on the same grid, by real time."""

from __future__ import annotations

import os
from statistics import median

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
    The processor's seconds beside it then tell at least what a second worker costs.
    """
    traffic = Traffic(outline_of(read_trace(USAGE_EVENTS)), GATEWAYS, 7, 600.0)
    job = ProducerJob(traffic, USAGE_EVENTS.name).to_send()
    runs = grid(
        Plan, {"shards": [4, 8, 12], "flush_every_s": [5.0], "producer": ["naive", "careful"]}, [7, 8]
    )

    def seconds(count: int) -> tuple[float, float]:
        """Real seconds, and those of the workers' processors."""
        before = os.times()
        real_s = real_seconds_of(lambda: list(play_here(job, runs, count)))
        return real_s, sum(os.times()[2:4]) - sum(before[2:4])

    pairs = [(seconds(1), seconds(2)) for _ in range(rounds)]
    ratio = median(one[0] / two[0] for one, two in pairs)
    one, two = (
        tuple(median(times_s) for times_s in zip(*each, strict=True)) for each in zip(*pairs, strict=True)
    )
    used = f"{one[1]:.0f} s, {two[1]:.0f} s of {processors()} processors"
    measured = f"{ratio:.2f} x ({one[0]:.0f} s, {two[0]:.0f} s; {used})"
    what = f"lablib sweep of {len(runs)} runs of 10 minutes: two workers against one"
    return Row(what, measured, "at least 1.8 x", ratio >= 1.8)
