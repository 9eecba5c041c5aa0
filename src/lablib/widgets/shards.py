"""The shards widget: turn the shape of a load, and see what a minute of CloudWatch makes of it.

    from lablib.widgets import shards_widget
    shards_widget()

Each turn is a run of its own in arrays; the notebook's world is untouched.
"""

from __future__ import annotations

from itertools import count
from typing import Any

from lablib.plots.shards_sheet import alt_of, shards_sheet, shards_under_load
from lablib.shards_scenario import MODES, ShardKnobs, shards_scenario
from lablib.widgets.sliders import (
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
from lablib.widgets.svg import svg_of

WITHOUT_KERNEL = "The shards widget: run this cell to move its sliders."
SLIDERS = (
    Slider("shards", "Shards", plain(1, 2, 3, 4, 6, 8, 12, 16, 32)),
    Slider("per_s", "Records a s", plain(100, 200, 400, 700, 1_000, 2_000, 3_000, 4_000, 8_000)),
    Slider(
        "hot_share",
        "Hot key",
        tuple((f"{share:.0%}", share) for share in (0.0, 0.1, 0.2, 0.3, 0.4, 0.6, 0.8, 1.0)),
    ),
    Slider("flush_s", "Flush every", with_unit("s", 1, 2, 3, 5, 10, 20, 30, 60)),
)
DESCRIPTION = {"description_width": "92px"}
_numbers = count(1)


def shards_widget(knobs: ShardKnobs | None = None) -> ShardsWidget:
    """Sliders beside the picture of the run; put it on the last line of a cell."""
    return ShardsWidget(knobs or ShardKnobs())


class ShardsWidget:
    """`box` is the widget as ipywidgets has it, `controls` what is turned, by the knobs' names."""

    def __init__(self, knobs: ShardKnobs) -> None:
        import ipywidgets as widgets

        self._first = knobs
        self._name = f"shards-{next(_numbers)}"
        self.controls: dict[str, Any] = {
            slider.knob: widgets.SelectionSlider(
                options=with_value(slider, getattr(knobs, slider.knob)),
                value=getattr(knobs, slider.knob),
                description=slider.label,
                style=DESCRIPTION,
                layout=CONTROL,
            )
            for slider in SLIDERS
        }
        self.controls["mode"] = widgets.Dropdown(
            options=MODES, value=knobs.mode, description="Mode", style=DESCRIPTION, layout=CONTROL
        )
        self.picture = widgets.HTML(layout=PICTURE)
        controls = widgets.HBox(list(self.controls.values()), layout=CONTROLS)
        self.box = widgets.HBox([controls, self.picture], layout=BOX)
        for control in self.controls.values():
            control.observe(lambda change: self.redraw(), names="value")
        self.redraw()

    @property
    def knobs(self) -> ShardKnobs:
        """As they are turned now."""
        return ShardKnobs(**{knob: control.value for knob, control in self.controls.items()})

    def redraw(self) -> None:
        """Run the scenario and show it."""
        sheet = shards_sheet(shards_scenario(self.knobs))
        self.picture.value = svg_of(sheet, alt_of(sheet), self._name)

    def _ipython_display_(self) -> None:
        """Show the widget, and beneath it its first run as a picture, for pages without a kernel."""
        from IPython.display import display

        view = self.box._repr_mimebundle_()[VIEW]
        display({VIEW: view, "text/plain": WITHOUT_KERNEL}, raw=True)
        display(shards_under_load(shards_scenario(self._first)))
