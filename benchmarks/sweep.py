"""`lablib sweep`: two workers against one, on the same grid, by real time."""

from __future__ import annotations

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
    """
    traffic = Traffic(outline_of(read_trace(USAGE_EVENTS)), GATEWAYS, 7, 600.0)
    job = ProducerJob(traffic, USAGE_EVENTS.name).to_send()
    runs = grid(
        Plan, {"shards": [4, 8, 12], "flush_every_s": [5.0], "producer": ["naive", "careful"]}, [7, 8]
    )

    def seconds(count: int) -> float:
        return real_seconds_of(lambda: list(play_here(job, runs, count)))

    pairs = [(seconds(1), seconds(2)) for _ in range(rounds)]
    ratio = median(one_s / two_s for one_s, two_s in pairs)
    one_s, two_s = (median(times_s) for times_s in zip(*pairs, strict=True))
    measured = f"{ratio:.2f} x ({one_s:.0f} s, {two_s:.0f} s, {processors()} processors)"
    what = f"lablib sweep of {len(runs)} runs of 10 minutes: two workers against one"
    return Row(what, measured, "at least 1.8 x", ratio >= 1.8)
