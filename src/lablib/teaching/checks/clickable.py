"""Choices to click, below a card, for somebody who has a kernel. A click keeps what a typed letter keeps."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from lablib.teaching.checks.cards import Said, show

VIEW = "application/vnd.jupyter.widget-view+json"
CHOSEN, OTHER = "check", ""
Answered = Callable[[tuple[Any, ...]], Said]


def show_clickable(
    said: Said, questions: Mapping[str, Mapping[str, str]], given: Sequence[Any], answered: Answered
) -> Any:
    """Show `said`, and a row of buttons for each of `questions`: its name and its options.

    `given` are the answers so far. A click changes one of them, and the card becomes what `answered` returns
    for all. Returns the rows, as ipywidgets has them.
    """
    import ipywidgets as widgets
    from IPython.display import display

    card = show(said, is_updated=True)
    answers = list(given)
    rows = []

    def clicked(place: int, letter: str, row: Any) -> None:
        answers[place] = letter
        card.update(answered(tuple(answers)))
        _mark(row, letter)

    for place, (name, options) in enumerate(questions.items()):
        buttons = [_button(place, len(questions), letter, text) for letter, text in options.items()]
        row = widgets.HBox([widgets.Label(name, layout={"width": "9em"}), *buttons])
        for button, letter in zip(buttons, options, strict=True):
            button.on_click(lambda _, place=place, letter=letter, row=row: clicked(place, letter, row))
        _mark(row, answers[place])
        rows.append(row)
    box = widgets.VBox(rows)
    display({VIEW: box._repr_mimebundle_()[VIEW], "text/plain": ""}, raw=True)
    return box


def _button(place: int, questions: int, letter: str, text: str) -> Any:
    """Its words are one of a kind on the page: 2b, or b where there is one question alone."""
    import ipywidgets as widgets

    name = f"{place + 1}{letter}" if questions > 1 else letter
    return widgets.Button(description=name, tooltip=text, layout={"width": "64px"})


def _mark(row: Any, letter: Any) -> None:
    """A check mark on the button of the answer."""
    for button in row.children[1:]:
        button.icon = CHOSEN if button.description.lstrip("0123456789") == letter else OTHER
