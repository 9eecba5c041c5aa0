"""One step of a slider of a widget: the run behind it, without the browser.

The browser's part is measured by `tests/browser/test_widget_in_jupyterlab.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from statistics import median
from typing import Any

from benchmarks.row import Row, seconds_of
from lablib.pictures.plots.mapping_sheet import mapping_sheet
from lablib.pictures.plots.mapping_timeline import alt_of
from lablib.pictures.widgets.svg import svg_of
from lablib.scenarios.mapping.what_if import AWS_DEFAULTS, LAB_08, Knobs, mapping_scenario
from lablib.scenarios.producer.backoff_policies import POLICIES
from lablib.scenarios.producer.retry_storm import BackoffKnobs, backoff_scenario
from lablib.scenarios.shards.what_if import MODES, ShardKnobs, shards_scenario
from lablib.simulator.lambda_.mapping.settings import UNLIMITED

MOST_S = 0.040
RUNS = 3
"""Of each step; the fastest counts, as others may want the machine."""
STEPS = (
    AWS_DEFAULTS,
    Knobs(poison_share=0),
    Knobs(poison_share=0.02),
    Knobs(handler_ms=50),
    Knobs(handler_ms=800),
    Knobs(batch_size=1),
    Knobs(batch_size=10),
    Knobs(window_s=5),
    Knobs(window_s=20, bisect=True, maximum_retry_attempts=1),
    Knobs(parallelization_factor=2),
    Knobs(parallelization_factor=5),
    Knobs(maximum_record_age_s=60),
    Knobs(maximum_retry_attempts=2),
    LAB_08,
    replace(LAB_08, partial_responses=False, maximum_record_age_s=UNLIMITED),
)

SHARD_STEPS = tuple(
    ShardKnobs(shards=shards, flush_s=flush_s, mode=mode)
    for shards in (1, 4, 32)
    for flush_s in (1, 5, 60)
    for mode in MODES
)


BACKOFF_STEPS = tuple(
    BackoffKnobs(policy=policy, clients=clients, attempts=attempts)
    for policy in POLICIES
    for clients in (10, 60, 200)
    for attempts in (3, 8, 20)
)


def steps() -> list[Row]:
    """The middle and the slowest of some settings of each widget, and what the mapping's picture adds."""
    mapping_scenario()
    drawn_s = median(seconds_of(lambda knobs=knobs: _draw(knobs)) for knobs in STEPS)
    return [
        *_of("backoff", backoff_scenario, BACKOFF_STEPS),
        *_of("shards", shards_scenario, SHARD_STEPS),
        *_of("mapping", mapping_scenario, STEPS),
        Row("a slider step of the mapping widget: run and picture", f"{drawn_s * 1e3:.0f} ms", "", None),
    ]


def _of(widget: str, scenario: Callable[[Any], object], knobs: Sequence[object]) -> list[Row]:
    scenario(knobs[0])  # the first one imports and fills caches
    runs_s = [
        min(seconds_of(lambda turned=turned: scenario(turned)) for _ in range(RUNS)) for turned in knobs
    ]
    middle_s = median(runs_s)
    what = f"a slider step of the {widget} widget"
    return [
        Row(f"{what}: its run", f"{middle_s * 1e3:.1f} ms", "", None),
        Row(
            f"{what}: the slowest of {len(knobs)}",
            f"{max(runs_s) * 1e3:.1f} ms",
            "at most 40 ms",
            max(runs_s) <= MOST_S,
        ),
    ]


def _draw(knobs: Knobs) -> str:
    sheet = mapping_sheet(mapping_scenario(knobs))
    return svg_of(sheet, alt_of(sheet), "bench")
