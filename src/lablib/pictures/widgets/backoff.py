"""The backoff widget: change the policy of gateways that were throttled together, and see their calls.

from lablib.pictures.widgets import backoff_widget
backoff_widget()
"""

from __future__ import annotations

from dataclasses import replace

from lablib.pictures.plots.retry_storm import alt_of, backoff_sheet, retry_storm
from lablib.pictures.widgets.scenario_widget import Scenario, ScenarioWidget
from lablib.pictures.widgets.sliders import Slider, plain, with_unit
from lablib.scenarios.producer.backoff_policies import POLICIES
from lablib.scenarios.producer.retry_storm import BackoffKnobs, BackoffRun, backoff_scenario

SLIDERS = (
    Slider("policy", "Policy", tuple((policy, policy) for policy in POLICIES)),
    Slider("base_ms", "First pause", with_unit("ms", 5, 10, 20, 50, 100, 200, 500, 1_000)),
    Slider("cap_ms", "Longest pause", with_unit("ms", 1_000, 2_000, 5_000, 10_000, 20_000, 60_000)),
    Slider("attempts", "Attempts", plain(1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20)),
    Slider("clients", "Gateways", plain(1, 10, 20, 40, 60, 80, 120, 160, 200)),
    Slider("capacity_per_s", "Capacity, records/s", plain(500, 1_000, 2_000, 3_000, 4_000, 6_000, 8_000)),
)
ATTEMPTS = [value for slider in SLIDERS if slider.knob == "attempts" for _, value in slider.options]
GOAL = "Full jitter loses nothing, with the fewest attempts. The gateways and the shard stay as they are."


def reached(run: BackoffRun, first: BackoffKnobs) -> bool:
    """Nothing is lost, and with one step less of attempts something would be."""
    knobs = run.knobs
    as_bad = knobs.clients >= first.clients and knobs.capacity_per_s <= first.capacity_per_s
    if run.lost or knobs.policy != "full jitter" or not as_bad:
        return False
    fewer = max((each for each in ATTEMPTS if each < knobs.attempts), default=0)
    return not fewer or backoff_scenario(replace(knobs, attempts=fewer)).lost > 0


def idle(knobs: BackoffKnobs) -> dict[str, str]:
    """What has nothing to act on."""
    if knobs.policy == "none":
        reason = "Without backoff there is no pause."
    elif knobs.attempts == 1:
        reason = "With one attempt there is no retry, so there is no pause."
    else:
        return {}
    return {"base_ms": reason, "cap_ms": reason}


BACKOFF = Scenario(
    name="backoff",
    sliders=SLIDERS,
    run=backoff_scenario,
    sheet=backoff_sheet,
    alt=alt_of,
    figure=retry_storm,
    goal=GOAL,
    reached=reached,
    idle=idle,
)


def backoff_widget(knobs: BackoffKnobs | None = None) -> ScenarioWidget:
    """Sliders beside the picture of the run; put it on the last line of a cell."""
    return ScenarioWidget(BACKOFF, knobs or BackoffKnobs())
