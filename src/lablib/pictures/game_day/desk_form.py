"""A form for a look or an act: a field for each parameter, made from what the game says of it.

Buttons and text fields, and no list: in JupyterLab the arrows up and down never reach a list, and letters are
its shortcuts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from lablib.pictures.game_day.kernel_thread import in_the_kernels_thread

MOST_BUTTONS = 6
"""More choices than that are typed, with the list as suggestions."""
FIELD = {"width": "min(100%, 460px)"}
NAME = {"description_width": "190px"}
AUTO = {"width": "auto"}


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
        head = widgets.HTML(f"<strong>{title}</strong>")
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
    hint = of.says if of.is_needed or not of.says else f"{of.says}; or nothing"
    look = {"description": of.name, "style": NAME, "layout": FIELD}
    typed = look | {"placeholder": hint}
    value = str(of.default) if of.default not in ("", None) else ""
    if 0 < len(texts) <= MOST_BUTTONS:
        style = NAME | {"button_width": "auto"}
        chosen = value if value in texts else None
        return widgets.ToggleButtons(options=texts, value=chosen, description=of.name, style=style)
    if texts:
        return widgets.Combobox(options=texts, value=value, ensure_option=False, **typed)
    return widgets.Text(value=value, **typed)


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
