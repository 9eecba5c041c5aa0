"""Run a notebook from top to bottom with nobody watching, in a fresh kernel without the user's settings."""

from __future__ import annotations

import ast
import copy
import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import IO, TYPE_CHECKING, Any

from lablib.notebooks.errors import CellFailed, NotebookError

if TYPE_CHECKING:
    from nbformat import NotebookNode

CELL_TIMEOUT_S = 120  # a cell should take 2 s; a loop that never ends must not stop a build for ever
TRACEBACK_LINES = 20
COLOURS = re.compile(r"\x1b\[[0-9;]*m")
PARAMETERS_TAG = "parameters"  # papermill's word


def execute(
    notebook: Path | NotebookNode,
    cwd: Path,
    parameters: Mapping[str, Any] | None = None,
    *,
    lab: str | None = None,
    on_cell: Callable[[int, int], None] | None = None,
    cell_timeout_s: float = CELL_TIMEOUT_S,
) -> NotebookNode:
    """The executed copy of a notebook (a path, or one that is read already); the original stays as it is.

    `cwd` is the kernel's working folder. `parameters` override what the cell tagged `parameters` assigns.
    `lab` is the name for messages, taken from the path if there is one. `on_cell(done, cells)` is called
    after each code cell. Raises `CellFailed` with the end of the traceback; `NotebookError` for a parameter
    that the notebook does not have.
    """
    import nbformat

    if isinstance(notebook, Path):
        lab = lab or notebook.stem
        node: NotebookNode = nbformat.read(notebook, as_version=4)
    else:
        node = notebook
    lab = lab or "notebook"
    executed = _with_parameters(node, parameters or {}, lab)
    with TemporaryDirectory(prefix="lablib-") as ipython, TemporaryFile("w+b") as log:
        environment = {name: value for name, value in os.environ.items() if name != "MPLBACKEND"}
        environment["IPYTHONDIR"] = ipython  # no start-up files and no history of the user's
        _run(executed, lab, on_cell, cell_timeout_s, log, cwd=str(cwd), env=environment, stderr=log)
    return executed


def _run(
    notebook: NotebookNode,
    lab: str,
    on_cell: Callable[[int, int], None] | None,
    cell_timeout_s: float,
    log: IO[bytes],
    **kernel: Any,
) -> None:
    """Execute in place. `kernel` goes to the process's start; what the kernel reports goes to `log`."""
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    code_cells = [cell.id for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]
    running = ["(none yet)"]  # the last cell that was started

    def done(cell: NotebookNode, **_: Any) -> None:
        if on_cell and cell.id in code_cells:
            on_cell(code_cells.index(cell.id) + 1, len(code_cells))

    client = NotebookClient(
        notebook,
        timeout=cell_timeout_s,
        kernel_name="python3",
        record_timing=False,
        store_widget_state=False,
        coalesce_streams=True,
        on_cell_execute=lambda cell, **_: running.append(cell.id),
        on_cell_executed=done,
    )
    try:
        client.execute(**kernel)
    except CellExecutionError as error:
        what = f"{error.ename}: {error.evalue}"
        raise CellFailed(lab, running[-1], what, _end(error.traceback)) from None
    except CellTimeoutError:
        raise CellFailed(
            lab, running[-1], f"still running after {cell_timeout_s:g} s", "Does its loop ever end?"
        ) from None
    except DeadKernelError:
        log.seek(0)
        raise CellFailed(
            lab, running[-1], "the kernel died", _end(log.read().decode(errors="replace"))
        ) from None


def _with_parameters(notebook: NotebookNode, parameters: Mapping[str, Any], lab: str) -> NotebookNode:
    """A copy with the given values assigned right after the cell tagged `parameters`, as papermill does."""
    from nbformat.v4 import new_code_cell

    notebook = copy.deepcopy(notebook)
    if not parameters:
        return notebook
    tagged = [i for i, cell in enumerate(notebook.cells) if PARAMETERS_TAG in cell.metadata.get("tags", [])]
    declared = _assigned(notebook.cells[tagged[0]].source) if tagged else set()
    if unknown := sorted(set(parameters) - declared):
        has = ", ".join(sorted(declared)) or "none (no cell is tagged parameters)"
        raise NotebookError(f"{lab}: no parameter {', '.join(unknown)}; it has {has}")
    source = "\n".join(f"{name} = {value!r}" for name, value in parameters.items())
    cell = new_code_cell(source, id="injected-parameters", metadata={"tags": ["injected-parameters"]})
    notebook.cells.insert(tagged[0] + 1, cell)
    return notebook


def _assigned(source: str) -> set[str]:
    """The names that a cell assigns."""
    names = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Name))
    return {node.id for node in names if isinstance(node.ctx, ast.Store)}


def _end(report: str) -> str:
    """The last lines of a traceback or a log, without colours: where it happened, not how it got there."""
    lines = COLOURS.sub("", report).strip().splitlines()
    return "\n".join(["  ..."] * (len(lines) > TRACEBACK_LINES) + lines[-TRACEBACK_LINES:])
