"""A form for a look or an act: a field for each parameter, made from what the game says of it.

Buttons and text fields, and no list: in JupyterLab the arrows up and down never reach a list, and letters are
its shortcuts. A field's name stands above it, with what may be typed, so that both wrap where it is narrow.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any
from xml.etree.ElementTree import tostring

from lablib.pictures.game_day.kernel_thread import in_the_kernels_thread
from lablib.teaching.checks.cards.html import element, prose

MOST_BUTTONS = 6
"""More choices than that are typed, with the list as suggestions."""
MOST_TOLD = 12
"""Up to so many of them stand above the field as well."""
FIELD = {"width": "calc(min(100%, 460px) - 4px)", "height": "auto", "margin": "2px 2px 6px"}
NAME = {"description_width": "auto"}
AUTO = {"width": "auto"}
LEFT_OUT = "(not given)"
NAMED = "lablib-field"
STYLE = f"""<style>
.{NAMED}.{NAMED} {{ flex-flow: column; align-items: stretch; }}
.{NAMED}.{NAMED} > .widget-label {{
  width: auto; max-width: 100%; height: auto; text-align: left; white-space: normal; line-height: 1.35;
}}
.{NAMED}.{NAMED} > input {{ width: 100%; flex: none; }}
.{NAMED}.{NAMED} > div {{ display: flex; flex-flow: row wrap; }}
</style>"""
"""The name above the field and not beside it; buttons in as many rows as they need."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: its choices, none where something is typed, and what it is to begin with."""

    name: str
    choices: tuple[Any, ...] = ()
    default: Any = ""
    says: str = ""
    """What may be typed, in a few words."""
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
        self.told = widgets.HTML(layout={"width": "auto", "margin": "0 2px"})
        """What came of the button: above it, because a long form leaves nothing else in sight."""
        self.button = widgets.Button(description=button, button_style="primary", layout=AUTO)
        self.button.on_click(lambda _: in_the_kernels_thread(self._pressed))
        told = tostring(element("strong", "", *prose(title)), encoding="unicode", method="html")
        head = widgets.HTML(f'<div style="line-height: 1.4;">{told}</div>')
        style = widgets.HTML(STYLE, layout={"display": "none"})
        rows = [style, head, *self.fields.values(), self.told, self.button]
        self.box = widgets.VBox(rows, layout={"min_width": "0"})

    @property
    def values(self) -> dict[str, Any]:
        """What was chosen or typed; what was left empty isn't there."""
        return {
            name: _as_choice(field.value, self._parameters[name].choices)
            for name, field in self.fields.items()
            if field.value not in ("", None)
        }

    def tell(self, html: str) -> None:
        """Show what came of the button, and scroll to the button, with it above."""
        self.told.value = html
        self.button.blur()  # a browser doesn't scroll to what has the focus already
        self.button.focus()

    def _pressed(self) -> None:
        self.told.value = ""
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
        return _named(of, widgets.ToggleButtons(options=options, value=chosen, style=style, layout=FIELD))
    if texts:
        value = value if value in texts else ""  # such as the previous version, where there is none
        made = widgets.Combobox(options=texts, value=value, ensure_option=False, style=NAME, layout=FIELD)
        there = ", ".join(texts) if len(texts) <= MOST_TOLD else f"such as {texts[0]}"
        return _named(of, made, there)
    return _named(of, widgets.Text(value=value, style=NAME, layout=FIELD))


def _named(of: Parameter, field: Any, there: str = "") -> Any:
    """The field with its name, and with what may be given."""
    says = "; ".join(each for each in (of.says, there) if each)
    field.description_allow_html = True
    field.description = f"<strong>{escape(of.name)}</strong> {escape(says)}".strip()
    field.add_class(NAMED)
    return field


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
