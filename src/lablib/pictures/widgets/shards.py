"""The shards widget: change the shape of a load, and see what CloudWatch shows of it in a minute.

from lablib.pictures.widgets import shards_widget
shards_widget()
"""

from __future__ import annotations

from lablib.pictures.plots.shards_sheet import alt_of, shards_sheet, shards_under_load
from lablib.pictures.widgets.scenario_widget import Scenario, ScenarioWidget
from lablib.pictures.widgets.sliders import Slider, plain, with_unit
from lablib.scenarios.shards.what_if import (
    AUTO,
    ON_DEMAND,
    PROVISIONED,
    ShardKnobs,
    ShardsRun,
    shards_scenario,
)

SLIDERS = (
    Slider("shards", "Shards", plain(1, 2, 3, 4, 6, 8, 12, 16, 32)),
    Slider("per_s", "Records per second", plain(100, 200, 400, 700, 1_000, 2_000, 3_000, 4_000, 8_000)),
    Slider(
        "hot_share",
        "Share of the hot key",
        tuple((f"{share:.0%}", share) for share in (0.0, 0.1, 0.2, 0.3, 0.4, 0.6, 0.8, 1.0)),
    ),
    Slider("flush_s", "Flush every", with_unit("s", 1, 2, 3, 5, 10, 20, 30, 60)),
    Slider(
        "mode", "Mode", (("provisioned", PROVISIONED), ("on-demand", ON_DEMAND), ("on-demand, AUTO", AUTO))
    ),
)
GOAL = "The stream throttles no record. The load stays as large as it is, and so does the hot key."


def reached(run: ShardsRun, first: ShardKnobs) -> bool:
    """With no less load, and no smaller hot key, than the widget began with."""
    as_bad = run.knobs.per_s >= first.per_s and run.knobs.hot_share >= first.hot_share
    return as_bad and not run.throttled.any()


def idle(knobs: ShardKnobs) -> dict[str, str]:
    """What has nothing to act on."""
    why = {}
    if knobs.mode != PROVISIONED:
        why["shards"] = (
            "AWS chooses the number of shards of an on-demand stream, and this one begins with four."
        )
    if knobs.mode == AUTO:
        why["hot_share"] = "With AUTO the service places the records and ignores their keys."
    return why


SHARDS = Scenario(
    name="shards",
    sliders=SLIDERS,
    run=shards_scenario,
    sheet=shards_sheet,
    alt=alt_of,
    figure=shards_under_load,
    goal=GOAL,
    reached=reached,
    idle=idle,
)


def shards_widget(knobs: ShardKnobs | None = None) -> ScenarioWidget:
    """Sliders beside the picture of the run; put it on the last line of a cell."""
    return ScenarioWidget(SHARDS, knobs or ShardKnobs())
