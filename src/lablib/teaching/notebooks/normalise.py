"""One form for a notebook: the same cells and the same outputs are the same bytes, whoever built them.

Kept of a cell: id, source, the metadata in `KEPT_METADATA`, and outputs that can be the same at every run.
Everything that Jupyter adds on its own (timing, versions, models of widgets) is left out, and so is the
code of a player (`player_code`). What differs from run to run, such as a memory address, is refused and not
masked: a learner would see it too.
"""

from __future__ import annotations

import json
import re
from itertools import groupby
from typing import TYPE_CHECKING, Any

from lablib.teaching.notebooks.errors import LessonError, UnstableOutput
from lablib.teaching.notebooks.lesson import KEPT_METADATA
from lablib.teaching.notebooks.player_code import without_code

if TYPE_CHECKING:
    from nbformat import NotebookNode

METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"  # names a model that dies with its kernel
IMAGES = ("image/png", "image/jpeg")

UNSTABLE = (
    (
        re.compile(r"(?<![0-9A-Za-z])0x[0-9a-fA-F]{6,}"),
        "a memory address",
        "give the object a repr of its own, or print what the learner should see of it",
    ),
    (
        re.compile(r"ipykernel_\d+"),
        "a path of this run's kernel (a warning, most likely)",
        "mend what it warns about, or print the path's name alone",
    ),
)


def normalise(notebook: NotebookNode, lab: str) -> NotebookNode:
    """The notebook in the one form, as a new object. Executed cells are counted from 1.

    Raises `UnstableOutput` for outputs that no second run can repeat, `LessonError` for what nbformat calls
    invalid.
    """
    import nbformat
    from nbformat.v4 import new_notebook

    executed = 0
    cells = []
    for cell in notebook.cells:
        if cell.cell_type == "code" and cell.execution_count is not None:
            executed += 1
        cells.append(_cell(cell, executed))
        _refuse_unstable(cells[-1], lab)
    built: NotebookNode = new_notebook(cells=cells, metadata=METADATA)
    built.nbformat_minor = 5
    try:
        nbformat.validate(built)
    except nbformat.ValidationError as error:
        raise LessonError(lab, [f"the notebook built from it isn't valid: {error.message}"]) from error
    return built


def as_text(notebook: NotebookNode) -> str:
    """The bytes of the file, as text with `\\n` at the end of each line."""
    import nbformat

    return str(nbformat.writes(notebook, version=4)).rstrip("\n") + "\n"


def _cell(cell: NotebookNode, executed: int) -> NotebookNode:
    from nbformat.v4 import new_code_cell, new_markdown_cell

    metadata = {key: cell.metadata[key] for key in KEPT_METADATA if key in cell.metadata}
    if cell.cell_type == "markdown":
        text: NotebookNode = new_markdown_cell(cell.source, id=cell.id, metadata=metadata)
        return text
    count = None if cell.execution_count is None else executed
    outputs = _outputs(cell.outputs, count)
    code: NotebookNode = new_code_cell(
        cell.source, id=cell.id, metadata=metadata, execution_count=count, outputs=outputs
    )
    return code


def _outputs(outputs: list[NotebookNode], count: int | None) -> list[NotebookNode]:
    """Text first joined: how it was cut into messages depends on when the kernel's buffer was flushed."""
    joined = []
    for is_text, group in groupby(outputs, lambda output: output.output_type == "stream"):
        together = list(group)
        joined += _streams(together) if is_text else [_display(output, count) for output in together]
    return joined


def _streams(outputs: list[NotebookNode]) -> list[NotebookNode]:
    """One output for stdout and one for stderr: between two displays, their order is a matter of chance."""
    from nbformat.v4 import new_output

    texts = {name: "".join(o.text for o in outputs if o.name == name) for name in ("stdout", "stderr")}
    return [new_output("stream", name=name, text=text) for name, text in texts.items() if text]


def _display(output: NotebookNode, count: int | None) -> NotebookNode:
    from nbformat.v4 import new_output

    data = {
        mime: content.strip() if mime in IMAGES else content
        for mime, content in without_code(output.data).items()
        if mime != WIDGET_VIEW
    }
    more = {"execution_count": count} if output.output_type == "execute_result" else {}
    shown: NotebookNode = new_output(output.output_type, data=data, metadata=output.metadata, **more)
    return shown


def _refuse_unstable(cell: NotebookNode, lab: str) -> None:
    for text in _texts(cell.get("outputs", [])):
        for pattern, what, remedy in UNSTABLE:
            if found := pattern.search(text):
                raise UnstableOutput(lab, cell.id, f"{what}, {found[0]}", remedy)


def _texts(outputs: list[NotebookNode]) -> list[str]:
    """All that an output says in characters; pictures and nothing else are left out."""
    contents: list[Any] = []
    for output in outputs:
        if output.output_type == "stream":
            contents.append(output.text)
        else:
            contents += [content for mime, content in output.data.items() if mime not in IMAGES]
    return [content if isinstance(content, str) else json.dumps(content) for content in contents]
