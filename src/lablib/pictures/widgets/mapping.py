"""The mapping widget: turn a setting of an event source mapping, and see the same four minutes under it.

    from lablib.pictures.widgets import mapping_widget
    mapping_widget()

Each turn is a run of its own in the thread that the notebook calls us in; the notebook's world is untouched.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from lablib.pictures.plots.mapping_sheet import mapping_sheet
from lablib.pictures.plots.mapping_timeline import alt_of, mapping_timeline
from lablib.pictures.widgets.scenario_widget import Scenario, ScenarioWidget
from lablib.pictures.widgets.sliders import Slider, plain, with_unit
from lablib.scenarios.mapping.what_if import AWS_DEFAULTS, LAB_08, SEED, Knobs, MappingRun, mapping_scenario
from lablib.simulator.lambda_.mapping.settings import UNLIMITED
from lablib.teaching.checks import progress
from lablib.teaching.checks.grading import exercise_called

SLIDERS = (
    Slider("batch_size", "Batch size", plain(1, 2, 5, 10, 25, 50, 100, 500)),
    Slider("window_s", "Batching window", with_unit("s", 0, 1, 2, 5, 10, 20, 30)),
    Slider("parallelization_factor", "Parallelization factor", plain(1, 2, 3, 4, 5)),
    Slider("maximum_retry_attempts", "Maximum retries", (*plain(0, 1, 2, 3, 5), ("no limit", UNLIMITED))),
    Slider(
        "maximum_record_age_s",
        "Maximum record age",
        (*with_unit("s", 60, 75, 90, 105), ("no limit", UNLIMITED)),
    ),
    Slider(
        "poison_share",
        "Malformed events",
        tuple((f"{share:.1%}", share) for share in (0.0, 0.002, 0.005, 0.01, 0.02, 0.05)),
    ),
    Slider("handler_ms", "Handler, per record", with_unit("ms", 10, 50, 100, 200, 300, 500, 800, 1_200)),
)
SWITCHES = {
    "bisect": "Bisect a failed batch",
    "partial_responses": "Partial responses",
    "destination": "OnFailure destination",
}
GOAL = "Nothing expires, and whatever the mapping drops can be found again. The malformed events keep coming."
ANSWER_OF = "08.3"
"""The exercise whose answer a preset shows, once it is passed."""


def presets() -> Mapping[str, Knobs]:
    """AWS's defaults, and the settings that lab 08 ends with for whoever has found them."""
    passed = progress.load(progress.place()).exercise(exercise_called(ANSWER_OF).id).passed
    return {"AWS defaults": AWS_DEFAULTS} | ({"Lab 08's answer": LAB_08} if passed else {})


def reached(run: MappingRun, first: Knobs) -> bool:
    """With the incident as it was, at least: a mapping without malformed events proves nothing."""
    as_bad = run.knobs.poison_share >= first.poison_share > 0 and run.knobs.handler_ms >= first.handler_ms
    return as_bad and not run.totals["expired"] and not run.dropped


def idle(knobs: Knobs) -> dict[str, str]:
    """What has nothing to act on."""
    why = {}
    if knobs.destination and knobs.maximum_retry_attempts == knobs.maximum_record_age_s == UNLIMITED:
        why["destination"] = "Without a limit on retries or age, the mapping drops nothing."
    if knobs.bisect and knobs.batch_size == 1:
        why["bisect"] = "A batch of one record can't be cut in two."
    return why


def mapping_widget(knobs: Knobs = AWS_DEFAULTS, seed: int = SEED) -> ScenarioWidget:
    """Sliders and switches beside the picture of the run; put it on the last line of a cell."""
    scenario = Scenario(
        name="mapping",
        sliders=SLIDERS,
        switches=SWITCHES,
        run=partial(_run, seed),
        sheet=mapping_sheet,
        alt=alt_of,
        figure=mapping_timeline,
        goal=GOAL,
        reached=reached,
        presets=presets,
        kept=("poison_share", "handler_ms"),
        idle=idle,
    )
    return ScenarioWidget(scenario, knobs)


def _run(seed: int, knobs: Knobs) -> Any:
    return mapping_scenario(knobs, seed)
