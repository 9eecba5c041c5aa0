"""Figures: a line of numbers under each, and words for who cannot see it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from lablib.teaching.notebooks.lint.lab_material import Material

if TYPE_CHECKING:
    from nbformat import NotebookNode


def figures_without_numbers(material: Material) -> Iterator[str]:
    """Read from the executed solution: what a figure says must be compared, searched and read aloud."""
    for cell in material.solution.cells:
        for shown, below in pairwise([*cell.get("outputs", []), None]):
            image = _image(shown)
            if image is None:
                continue
            if not re.search(r"\d", _text(below)):
                yield (
                    f"{cell.id}: a figure without a line of numbers under it: draw it with "
                    "lablib.pictures.plots, in a cell that prints nothing before it, "
                    "as a stored notebook joins all that a cell prints"
                )
            if not shown.metadata.get(image, {}).get("alt"):
                yield (
                    f"{cell.id}: a figure without an alternative text: draw it with "
                    "lablib.pictures.plots, or give display metadata with alt"
                )


def _image(output: NotebookNode) -> str | None:
    """The type of the image that an output shows, None if it shows none."""
    return next((mime for mime in output.get("data", {}) if mime.startswith("image/")), None)


def _text(output: NotebookNode | None) -> str:
    """What an output says in words; nothing if it is a figure, or if there is none."""
    if output is None or _image(output):
        return ""
    return str(output.get("text") or output.get("data", {}).get("text/plain", ""))
