"""Run a notebook from top to bottom without a browser, and tell which cells failed. Nothing is written."""

from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode


@dataclass(frozen=True, slots=True)
class Failure:
    """A cell that raised: its place among the notebook's code cells (from 1), its first line, the error."""

    cell: int
    first_line: str
    error: str


def failures(notebook: Path) -> list[Failure]:
    """Execute `notebook` in a fresh kernel, in its own folder, and return the cells that raised, in order.

    A cell tagged `raises-exception` is meant to raise and does not count. The run goes on after a failure, so
    that one mistake does not hide the next.
    """
    node = nbformat.read(notebook, as_version=4)
    client = NotebookClient(
        node,
        kernel_name="python3",
        allow_errors=True,
        timeout=None,
        resources={"metadata": {"path": str(notebook.parent)}},
    )
    client.execute()
    code_cells = [cell for cell in node.cells if cell.cell_type == "code"]
    return [
        Failure(number, cell.source.partition("\n")[0], error)
        for number, cell in enumerate(code_cells, start=1)
        if (error := _error(cell)) and "raises-exception" not in cell.metadata.get("tags", [])
    ]


def _error(cell: NotebookNode) -> str:
    errors = [f"{output.ename}: {output.evalue}" for output in cell.outputs if output.output_type == "error"]
    return errors[0] if errors else ""
