"""The mapping widget: turn a setting of an event source mapping, and see the same four minutes under it.

    from lablib.pictures.widgets import mapping_widget
    mapping_widget()

Each turn is a run of its own in the thread that the notebook calls us in; the notebook's world is untouched.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import Any

from lablib.pictures.plots.mapping_sheet import mapping_sheet
from lablib.pictures.plots.mapping_timeline import alt_of, mapping_timeline
from lablib.pictures.widgets.sliders import (
    BOX,
    CONTROL,
    CONTROLS,
    PICTURE,
    VIEW,
    Slider,
    plain,
    with_unit,
    with_value,
)
from lablib.pictures.widgets.svg import svg_of
from lablib.scenarios.mapping.what_if import AWS_DEFAULTS, LAB_08, SEED, Knobs, mapping_scenario
from lablib.simulator.lambda_.mapping.settings import UNLIMITED

WITHOUT_KERNEL = "The mapping widget: run this cell to move its sliders."
INCIDENT = ("poison_share", "handler_ms")
"""Knobs that are no settings of the mapping: a preset leaves them."""
SWITCH = {"width": "180px"}
_numbers = count(1)


SLIDERS = (
    Slider("batch_size", "BatchSize", plain(1, 2, 5, 10, 25, 50, 100, 500)),
    Slider("window_s", "Window", with_unit("s", 0, 1, 2, 5, 10, 20, 30)),
    Slider("parallelization_factor", "Parallelization", plain(1, 2, 3, 4, 5)),
    Slider("maximum_retry_attempts", "Retries", (*plain(0, 1, 2, 3, 5), ("no bound", UNLIMITED))),
    Slider("maximum_record_age_s", "Record age", (*with_unit("s", 60, 75, 90, 105), ("no bound", UNLIMITED))),
    Slider(
        "poison_share",
        "Poison",
        tuple((f"{share:.1%}", share) for share in (0.0, 0.002, 0.005, 0.01, 0.02, 0.05)),
    ),
    Slider("handler_ms", "Handler", with_unit("ms", 10, 50, 100, 200, 300, 500, 800, 1_200)),
)
SWITCHES = {
    "bisect": "Bisect a failed batch",
    "partial_responses": "Partial responses",
    "destination": "OnFailure destination",
}
PRESETS = {"AWS defaults": AWS_DEFAULTS, "Lab 08's answer": LAB_08}


def mapping_widget(knobs: Knobs = AWS_DEFAULTS, seed: int = SEED) -> MappingWidget:
    """Sliders and switches beside the picture of the run; put it on the last line of a cell."""
    return MappingWidget(knobs, seed)


class MappingWidget:
    """`box` is the widget as ipywidgets has it, `controls` its sliders and switches by the knobs' names."""

    def __init__(self, knobs: Knobs, seed: int) -> None:
        import ipywidgets as widgets

        self._seed = seed
        self._first = knobs
        self._name = f"mapping-{next(_numbers)}"
        self._is_setting = False
        self.controls: dict[str, Any] = {}
        for slider in SLIDERS:
            self.controls[slider.knob] = widgets.SelectionSlider(
                options=with_value(slider, getattr(knobs, slider.knob)),
                value=getattr(knobs, slider.knob),
                description=slider.label,
                style={"description_width": "92px"},
                layout=CONTROL,
            )
        for knob, label in SWITCHES.items():
            self.controls[knob] = widgets.Checkbox(
                value=getattr(knobs, knob), description=label, indent=False, layout=SWITCH
            )
        self.picture = widgets.HTML(layout=PICTURE)
        presets = widgets.HBox(
            [self._preset(name, preset) for name, preset in PRESETS.items()], layout={"width": "100%"}
        )
        controls = widgets.HBox([presets, *self.controls.values()], layout=CONTROLS)
        self.box = widgets.HBox([controls, self.picture], layout=BOX)
        for control in self.controls.values():
            control.observe(self._turned, names="value")
        self.redraw()

    @property
    def knobs(self) -> Knobs:
        """As they are turned now."""
        return Knobs(**{knob: control.value for knob, control in self.controls.items()})

    def redraw(self) -> None:
        """Run the scenario and show it."""
        sheet = mapping_sheet(mapping_scenario(self.knobs, self._seed))
        self.picture.value = svg_of(sheet, alt_of(sheet), self._name)

    def set(self, knobs: Knobs) -> None:
        """Turn all knobs, and redraw once."""
        self._is_setting = True
        try:
            for knob, control in self.controls.items():
                control.value = getattr(knobs, knob)
        finally:
            self._is_setting = False
        self.redraw()

    def _turned(self, change: Any) -> None:
        if not self._is_setting:
            self.redraw()

    def _preset(self, name: str, preset: Knobs) -> Any:
        import ipywidgets as widgets

        button = widgets.Button(description=name, tooltip=f"{name}: poison and handler stay as they are")

        def set_preset(_: Any) -> None:
            kept = {knob: self.controls[knob].value for knob in INCIDENT}
            self.set(replace(preset, **kept))

        button.on_click(set_preset)
        return button

    def _ipython_display_(self) -> None:
        """Show the widget, and beneath it its first run as a picture, for pages without a kernel."""
        from IPython.display import display

        view = self.box._repr_mimebundle_()[VIEW]
        display({VIEW: view, "text/plain": WITHOUT_KERNEL}, raw=True)
        display(mapping_timeline(mapping_scenario(self._first, self._seed)))
