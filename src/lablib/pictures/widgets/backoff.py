"""The backoff widget: turn the policy of a crowd that was refused, and see its calls and records over time.

from lablib.pictures.widgets import backoff_widget
backoff_widget()
"""

from __future__ import annotations

from lablib.pictures.plots.retry_storm import alt_of, backoff_sheet, retry_storm
from lablib.pictures.widgets.scenario_widget import Scenario, ScenarioWidget
from lablib.pictures.widgets.sliders import Slider, plain, with_unit
from lablib.scenarios.producer.backoff_policies import POLICIES
from lablib.scenarios.producer.retry_storm import BackoffKnobs, backoff_scenario

SLIDERS = (
    Slider(
        "policy", "Policy", tuple(zip(("none", "expon.", "equal", "full", "decorr."), POLICIES, strict=True))
    ),
    Slider("base_ms", "Base", with_unit("ms", 5, 10, 20, 50, 100, 200, 500, 1_000)),
    Slider("cap_ms", "Cap", with_unit("ms", 1_000, 2_000, 5_000, 10_000, 20_000, 60_000)),
    Slider("attempts", "Attempts", plain(1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20)),
    Slider("clients", "Gateways", plain(1, 10, 20, 40, 60, 80, 120, 160, 200)),
    Slider("capacity_per_s", "Room a s", plain(500, 1_000, 2_000, 3_000, 4_000, 6_000, 8_000)),
)
BACKOFF = Scenario(
    name="backoff",
    knobs=BackoffKnobs,
    sliders=SLIDERS,
    sheet=lambda knobs: backoff_sheet(backoff_scenario(knobs)),
    alt=alt_of,
    figure=lambda knobs: retry_storm(backoff_scenario(knobs)),
)


def backoff_widget(knobs: BackoffKnobs | None = None) -> ScenarioWidget:
    """Sliders beside the picture of the run; put it on the last line of a cell."""
    return ScenarioWidget(BACKOFF, knobs or BackoffKnobs())
