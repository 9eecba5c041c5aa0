"""The set-up of a lab: its parameters, and the cell that imports and starts. Both are delivered collapsed.

They stay two cells, since papermill puts other parameters between them. A line above says what they do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lablib.teaching.checks.message_catalogue import line

if TYPE_CHECKING:
    from nbformat import NotebookNode

PARAMETERS = "parameters"  # the tag that papermill looks for
START = "start"  # the name of the cell that calls lablib.start


def collapse_setup(cells: list[NotebookNode]) -> list[NotebookNode]:
    """The cells of a lab with its set-up collapsed, and the line of text put above it."""
    from nbformat.v4 import new_markdown_cell

    shown = []
    for cell in cells:
        if is_parameters := PARAMETERS in cell.metadata.get("tags", []):
            shown.append(new_markdown_cell(line("setup.how"), id="set-up-text"))
        if is_parameters or cell.id == START:
            cell.metadata["jupyter"] = {"source_hidden": True}
        shown.append(cell)
    return shown
