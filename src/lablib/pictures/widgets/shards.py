"""The shards widget: turn the shape of a load, and see what a minute of CloudWatch makes of it.

from lablib.pictures.widgets import shards_widget
shards_widget()
"""

from __future__ import annotations

from lablib.pictures.plots.shards_sheet import alt_of, shards_sheet, shards_under_load
from lablib.pictures.widgets.scenario_widget import Scenario, ScenarioWidget
from lablib.pictures.widgets.sliders import Slider, plain, with_unit
from lablib.scenarios.shards.what_if import AUTO, ON_DEMAND, PROVISIONED, ShardKnobs, shards_scenario

SLIDERS = (
    Slider("shards", "Shards", plain(1, 2, 3, 4, 6, 8, 12, 16, 32)),
    Slider("per_s", "Records a s", plain(100, 200, 400, 700, 1_000, 2_000, 3_000, 4_000, 8_000)),
    Slider(
        "hot_share",
        "Hot key",
        tuple((f"{share:.0%}", share) for share in (0.0, 0.1, 0.2, 0.3, 0.4, 0.6, 0.8, 1.0)),
    ),
    Slider("flush_s", "Flush every", with_unit("s", 1, 2, 3, 5, 10, 20, 30, 60)),
    Slider("mode", "Mode", (("provis.", PROVISIONED), ("on-demand", ON_DEMAND), ("AUTO", AUTO))),
)
SHARDS = Scenario(
    name="shards",
    knobs=ShardKnobs,
    sliders=SLIDERS,
    sheet=lambda knobs: shards_sheet(shards_scenario(knobs)),
    alt=alt_of,
    figure=lambda knobs: shards_under_load(shards_scenario(knobs)),
)


def shards_widget(knobs: ShardKnobs | None = None) -> ScenarioWidget:
    """Sliders beside the picture of the run; put it on the last line of a cell."""
    return ScenarioWidget(SHARDS, knobs or ShardKnobs())
