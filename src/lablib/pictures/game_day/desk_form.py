"""A form for a look or an act: a field for each parameter, made from what the game says of it.

Buttons and text fields, and no list: in JupyterLab the arrows up and down never reach a list, and letters are
its shortcuts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from lablib.pictures.game_day.kernel_thread import in_the_kernels_thread

MOST_BUTTONS = 6
"""More choices than that are typed, with the list as suggestions."""
FIELD = {"width": "min(100%, 460px)"}
NAME = {"description_width": "210px"}
AUTO = {"width": "auto"}
LEFT_OUT = "(not given)"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: its choices, none where something is typed, and what it is to begin with."""

    name: str
    choices: tuple[Any, ...] = ()
    default: Any = ""
    says: str = ""
    """What may be typed, in a few words; it stands in the field while that is empty."""
    is_needed: bool = False


class Form:
    """`box` is the form, with a button that calls `done` with the parameters that have a value."""

    def __init__(
        self,
        title: str,
        parameters: Mapping[str, Parameter],
        button: str,
        done: Callable[[dict[str, Any]], None],
    ) -> None:
        import ipywidgets as widgets

        self.fields = {name: _field(each) for name, each in parameters.items()}
        self._parameters = parameters
        self._done = done
        self.button = widgets.Button(description=button, button_style="primary", layout=AUTO)
        self.button.on_click(lambda _: in_the_kernels_thread(self._pressed))
        head = widgets.HTML(f'<div style="line-height: 1.4;"><strong>{escape(title)}</strong></div>')
        self.box = widgets.VBox([head, *self.fields.values(), self.button])

    @property
    def values(self) -> dict[str, Any]:
        """What was chosen or typed; what was left empty isn't there."""
        return {
            name: _as_choice(field.value, self._parameters[name].choices)
            for name, field in self.fields.items()
            if field.value not in ("", None)
        }

    def _pressed(self) -> None:
        self._done(self.values)


def _field(of: Parameter) -> Any:
    import ipywidgets as widgets

    texts = [str(choice) for choice in of.choices]
    value = str(of.default) if of.default not in ("", None) else ""
    if 0 < len(texts) <= MOST_BUTTONS:
        left_out = [] if of.is_needed or value in texts else [(LEFT_OUT, "")]
        options = [*left_out, *((text, text) for text in texts)]
        chosen = value if value in texts or left_out else None
        style = NAME | {"button_width": "auto"}
        return widgets.ToggleButtons(options=options, value=chosen, description=of.name, style=style)
    look = {"description": of.name, "style": NAME, "layout": FIELD, "placeholder": _hint(of)}
    if texts:
        return widgets.Combobox(options=texts, value=value, ensure_option=False, **look)
    return widgets.Text(value=value, **look)


def _hint(of: Parameter) -> str:
    """What may be typed; it stands in the field while that is empty."""
    return of.says or (f"such as {of.choices[0]}" if of.choices else "")


def _as_choice(value: str, choices: tuple[Any, ...]) -> Any:
    """The choice that reads like this; a number that was typed is a number."""
    for choice in choices:
        if str(choice) == value:
            return choice
    for kind in (int, float):
        try:
            return kind(value)
        except ValueError:
            continue
    return value
