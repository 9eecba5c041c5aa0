"""A scenario's knobs beside its picture. Each turn is a run of its own; the notebook's world is untouched."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import count
from typing import Any

from lablib.pictures.plots.picture import Picture
from lablib.pictures.plots.sheet import Sheet
from lablib.pictures.widgets.notes import Notes
from lablib.pictures.widgets.slider_names import slider_names
from lablib.pictures.widgets.sliders import (
    BOX,
    BUTTON,
    CONTROL,
    CONTROLS,
    DESCRIPTION,
    PICTURE,
    SWITCHES,
    VIEW,
    Slider,
    text_of,
    with_value,
)
from lablib.pictures.widgets.svg import svg_of
from lablib.simulator.network.ipython_shell import somebody_watches

_numbers = count(1)


def nothing_idle(knobs: Any) -> dict[str, str]:
    """For a scenario each of whose knobs always counts."""
    return {}


@dataclass(frozen=True, slots=True)
class Scenario:
    """What a widget is about."""

    name: str
    sliders: Sequence[Slider]
    """Also where a list would do: in JupyterLab the arrows up and down never reach a list."""
    run: Callable[[Any], Any]
    """A run under these knobs, a dataclass with a field for each slider and switch,"""
    sheet: Callable[[Any], Sheet]
    """the picture of a run,"""
    alt: Callable[[Sheet], str]
    """what that shows, in words,"""
    figure: Callable[[Any], Picture]
    """and the same picture for a page without a kernel."""
    goal: str
    """What to reach with the knobs, in a sentence."""
    reached: Callable[[Any, Any], bool]
    """Whether a run reaches it, compared with the knobs that the widget began with."""
    switches: Mapping[str, str] = field(default_factory=dict)
    """By knob what a box to tick says."""
    presets: Callable[[], Mapping[str, Any]] = dict
    """By a button's name all knobs,"""
    kept: Sequence[str] = ()
    """of which a preset leaves these as they are."""
    idle: Callable[[Any], Mapping[str, str]] = nothing_idle
    """By knob why it has no effect beside the others."""

    @property
    def without_kernel(self) -> str:
        """What a page without a kernel says in the widget's place."""
        return f"The {self.name} widget: run this cell to move its sliders."

    def label(self, knob: str) -> str:
        """A knob's name."""
        return next((each.label for each in self.sliders if each.knob == knob), "") or self.switches[knob]


class ScenarioWidget:
    """`box` is the widget as ipywidgets has it, `controls` what is turned, by the knobs' names."""

    def __init__(self, scenario: Scenario, knobs: Any) -> None:
        import ipywidgets as widgets

        self._scenario = scenario
        self._first = knobs
        self._name = f"{scenario.name}-{next(_numbers)}"
        self._is_setting = False
        self._notes = Notes(scenario.goal)
        self.controls: dict[str, Any] = _controls(scenario, knobs)
        self.picture = widgets.HTML(layout=PICTURE)
        self.pinned = widgets.HTML(layout=PICTURE | {"display": "none"})
        self.notes = widgets.HTML(layout={"width": "100%"})
        self.buttons: dict[str, Any] = {}
        for name, preset in scenario.presets().items():
            self._button(name, partial(self._preset, preset))
        self._button("Pin this run", self._pin)
        row = widgets.HBox(list(self.buttons.values()), layout={"width": "100%", "flex_flow": "row wrap"})
        sliders = [control for knob, control in self.controls.items() if knob not in scenario.switches]
        switches = widgets.HBox([self.controls[knob] for knob in scenario.switches], layout=SWITCHES)
        controls = widgets.HBox([row, *sliders, switches, self.notes], layout=CONTROLS)
        self.box = widgets.HBox([controls, self.picture, self.pinned], layout=BOX)
        for knob, control in self.controls.items():
            control.observe(partial(self._turned, knob), names="value")
        self.redraw()

    @property
    def knobs(self) -> Any:
        """As they are turned now."""
        turned = {knob: control.value for knob, control in self.controls.items()}
        return replace(self._first, **turned)

    def set(self, knobs: Any) -> None:
        """Turn all knobs, and redraw once."""
        self._is_setting = True
        try:
            for knob, control in self.controls.items():
                control.value = getattr(knobs, knob)
        finally:
            self._is_setting = False
        self.redraw()

    def redraw(self, turned: str = "") -> None:
        """Run the scenario and show it. `turned` is the knob that was just turned, if it was one alone."""
        run = self._scenario.run(self.knobs)
        sheet = self._scenario.sheet(run)
        picture = svg_of(sheet, self._scenario.alt(sheet), self._name, scrolls=True)
        same = turned if picture == self.picture.value else ""
        self.picture.value = picture
        why = self._scenario.idle(self.knobs)
        self.notes.value = self._notes.html(
            reached=self._scenario.reached(run, self._first),
            without_effect=self._scenario.label(same) if same else "",
            why=why.get(same, ""),
            idle={self._scenario.label(knob): reason for knob, reason in why.items() if knob != same},
        )

    def _preset(self, preset: Any, _: Any) -> None:
        kept = {knob: self.controls[knob].value for knob in self._scenario.kept}
        self.set(replace(preset, **kept))

    def _turned(self, knob: str, _: Any) -> None:
        if not self._is_setting:
            self.redraw(knob)

    def _pin(self, _: Any = None) -> None:
        """Keep a copy of the picture beside it, or put that away."""
        button = self.buttons["Pin this run"]
        if self.pinned.value:
            self.pinned.value, button.description = "", "Pin this run"
        else:
            self.pinned.value = self._copy()
            button.description = "Unpin"
        self.pinned.layout.display = None if self.pinned.value else "none"

    def _copy(self) -> str:
        settings = ", ".join(
            f"{self._scenario.label(knob)} {text_of(control)}" for knob, control in self.controls.items()
        )
        copied: str = self.picture.value.replace(f"{self._name}-", f"{self._name}-pinned-")
        return self._notes.caption(f"Pinned: {settings}") + copied

    def _button(self, name: str, pressed: Callable[[Any], None]) -> None:
        import ipywidgets as widgets

        self.buttons[name] = widgets.Button(description=name, layout=BUTTON)
        self.buttons[name].on_click(pressed)

    def _ipython_display_(self) -> None:
        """Show the widget to whoever can move its sliders, and to anybody else its first run as a picture."""
        from IPython.display import display

        shown = {"text/plain": self._scenario.without_kernel}
        if somebody_watches():
            display({"text/html": slider_names(), "text/plain": ""}, raw=True)
            display(shown | {VIEW: self.box._repr_mimebundle_()[VIEW]}, raw=True)
            return
        display(shown, raw=True)
        display(self._scenario.figure(self._scenario.run(self._first)))


def _controls(scenario: Scenario, knobs: Any) -> dict[str, Any]:
    """What is turned, by the knobs' names."""
    import ipywidgets as widgets

    sliders = {
        slider.knob: widgets.SelectionSlider(
            options=with_value(slider, getattr(knobs, slider.knob)),
            value=getattr(knobs, slider.knob),
            description=slider.label,
            style=DESCRIPTION,
            layout=CONTROL,
        )
        for slider in scenario.sliders
    }
    switches = {
        knob: widgets.Checkbox(value=getattr(knobs, knob), description=label, indent=False, layout=CONTROL)
        for knob, label in scenario.switches.items()
    }
    return sliders | switches
