"""What widgets have in common: sliders over some values, and how controls and picture share the room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

VIEW = "application/vnd.jupyter.widget-view+json"
BOX = {"flex_flow": "row wrap", "align_items": "flex-start"}
"""The picture stands beside the controls where both have room, else below them."""
CONTROLS = {
    "flex_flow": "row wrap",
    "flex": "1 1 360px",
    "max_height": "max(180px, 100vh - 440px)",
    "overflow": "auto",
}
"""On a window so low, or enlarged so much, that controls and picture don't fit, the controls scroll."""
CONTROL = {"width": "355px", "margin": "0"}
SWITCHES = {"width": "100%", "flex_flow": "row wrap"}
"""In a line of their own: after an odd number of sliders the first one would stand beside a slider."""
BUTTON = {"width": "auto"}
DESCRIPTION = {"description_width": "156px"}
PICTURE = {"flex": "4 1 640px", "max_width": "840px", "overflow": "auto"}
"""It scrolls where it has too little room. The widget itself does, so no turn of a knob scrolls it back."""


@dataclass(frozen=True, slots=True)
class Slider:
    """A knob with some values to choose from."""

    knob: str
    label: str
    options: tuple[tuple[str, Any], ...]


def plain(*values: int) -> tuple[tuple[str, Any], ...]:
    """Options that are numbers."""
    return tuple((f"{value:,}", value) for value in values)


def with_unit(unit: str, *values: int) -> tuple[tuple[str, Any], ...]:
    """Options that are numbers of something."""
    return tuple((f"{value:,} {unit}", value) for value in values)


def with_value(slider: Slider, value: Any) -> list[tuple[str, Any]]:
    """The options, and the value itself if it is none of them."""
    options = list(slider.options)
    if all(value != each for _, each in options):
        options.append((f"{value:g}", value))
    return options


def text_of(control: Any) -> str:
    """How a control shows the value that it has."""
    if isinstance(control.value, bool):
        return "on" if control.value else "off"
    return str(next(text for text, value in control.options if value == control.value))
