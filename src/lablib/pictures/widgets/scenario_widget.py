"""A scenario's knobs beside its picture. Each turn is a run of its own; the notebook's world is untouched."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from lablib.pictures.plots.picture import Picture
from lablib.pictures.plots.sheet import Sheet
from lablib.pictures.widgets.sliders import BOX, CONTROL, CONTROLS, PICTURE, VIEW, Slider, with_value
from lablib.pictures.widgets.svg import svg_of

DESCRIPTION = {"description_width": "92px"}
_numbers = count(1)


@dataclass(frozen=True, slots=True)
class Scenario:
    """What a widget is about."""

    name: str
    knobs: type[Any]
    """A dataclass: a field for each slider."""
    sliders: Sequence[Slider]
    """Also where a list would do: in JupyterLab the arrows up and down never reach a list."""
    sheet: Callable[[Any], Sheet]
    """The picture of a run under these knobs,"""
    alt: Callable[[Sheet], str]
    """what it shows, in words,"""
    figure: Callable[[Any], Picture]
    """and the same picture for a page that no kernel stands behind."""

    @property
    def without_kernel(self) -> str:
        """What such a page says in the widget's place."""
        return f"The {self.name} widget: run this cell to move its sliders."


class ScenarioWidget:
    """`box` is the widget as ipywidgets has it, `controls` what is turned, by the knobs' names."""

    def __init__(self, scenario: Scenario, knobs: Any) -> None:
        import ipywidgets as widgets

        self._scenario = scenario
        self._first = knobs
        self._name = f"{scenario.name}-{next(_numbers)}"
        self.controls: dict[str, Any] = {
            slider.knob: widgets.SelectionSlider(
                options=with_value(slider, getattr(knobs, slider.knob)),
                value=getattr(knobs, slider.knob),
                description=slider.label,
                style=DESCRIPTION,
                layout=CONTROL,
            )
            for slider in scenario.sliders
        }
        self.picture = widgets.HTML(layout=PICTURE)
        controls = widgets.HBox(list(self.controls.values()), layout=CONTROLS)
        self.box = widgets.HBox([controls, self.picture], layout=BOX)
        for control in self.controls.values():
            control.observe(lambda change: self.redraw(), names="value")
        self.redraw()

    @property
    def knobs(self) -> Any:
        """As they are turned now."""
        return self._scenario.knobs(**{knob: control.value for knob, control in self.controls.items()})

    def redraw(self) -> None:
        """Run the scenario and show it."""
        sheet = self._scenario.sheet(self.knobs)
        self.picture.value = svg_of(sheet, self._scenario.alt(sheet), self._name)

    def _ipython_display_(self) -> None:
        """Show the widget, and beneath it its first run as a picture, for pages without a kernel."""
        from IPython.display import display

        view = self.box._repr_mimebundle_()[VIEW]
        display({VIEW: view, "text/plain": self._scenario.without_kernel}, raw=True)
        display(self._scenario.figure(self._first))
