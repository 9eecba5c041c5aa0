"""Run a notebook from top to bottom with nobody watching, in a fresh kernel without the user's settings.

nbclient is asynchronous, and on the main thread it takes Ctrl-C for itself. So notebooks run on an event loop
in a thread (`finish`), and the main thread waits there, free to be interrupted.
"""

from __future__ import annotations

import ast
import asyncio
import copy
import os
import re
from collections.abc import Callable, Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import IO, TYPE_CHECKING, Any, TypeVar

from lablib.teaching.notebooks.errors import CellFailed, NotebookError

if TYPE_CHECKING:
    from nbformat import NotebookNode

CELL_TIMEOUT_S = 120  # a cell should take 2 s; a loop that never ends must not stop a build for ever
TRACEBACK_LINES = 20
COLOURS = re.compile(r"\x1b\[[0-9;]*m")
PARAMETERS_TAG = "parameters"  # papermill's word
OF_THE_USER = ("MPLBACKEND", "MATPLOTLIBRC", "PYTHONWARNINGS")  # would change what a cell shows

Result = TypeVar("Result")


def execute(
    notebook: Path | NotebookNode, cwd: Path, parameters: Mapping[str, Any] | None = None, **settings: Any
) -> NotebookNode:
    """Run `execute_async` to its end: the same arguments, result and errors."""
    return finish(execute_async(notebook, cwd, parameters, **settings))


async def execute_async(
    notebook: Path | NotebookNode,
    cwd: Path,
    parameters: Mapping[str, Any] | None = None,
    *,
    lab: str | None = None,
    on_cell: Callable[[int, int], None] | None = None,
    cell_timeout_s: float = CELL_TIMEOUT_S,
    environment: Mapping[str, str] | None = None,
) -> NotebookNode:
    """The executed copy of a notebook (a path, or one that is read already); the original stays as it is.

    `cwd` is the kernel's working folder. `parameters` override what the cell tagged `parameters` assigns.
    `lab` is the name for messages, taken from the path if there is one. `on_cell(done, cells)` is called
    after each code cell. `environment` are variables for the kernel, on top of this process's. The first cell
    that fails ends the run with `CellFailed` and the end of the traceback; a file that is no notebook, or a
    parameter that it does not have, with `NotebookError`.
    """
    if isinstance(notebook, Path):
        lab = lab or notebook.stem
        notebook = read_notebook(notebook)
    lab = lab or "notebook"
    executed = _with_parameters(notebook, parameters or {}, lab)
    with TemporaryDirectory(prefix="lablib-") as settings, TemporaryFile("w+b") as log:
        own = kernel_environment(Path(settings)) | dict(environment or {})
        await _run(executed, lab, on_cell, cell_timeout_s, log, cwd=str(cwd), env=own, stderr=log)
    return executed


def read_notebook(file: Path) -> NotebookNode:
    """The notebook in `file`. Raises `NotebookError` if there is none, or if it is damaged."""
    import nbformat

    if not file.is_file():
        raise NotebookError(
            f"There is no notebook {file}. Remedy: check the path, or make it with lablib build"
        )
    try:
        notebook: NotebookNode = nbformat.read(file, as_version=4)
        nbformat.validate(notebook)
    # JSON of another shape reaches nbformat's own code, which trips over it in these ways.
    except (ValueError, AttributeError, KeyError, TypeError, nbformat.ValidationError) as error:
        raise NotebookError(
            f"{file} isn't a valid notebook. Remedy: restore or rebuild it. What is wrong: {str(error)[:200]}"
        ) from error
    return notebook


def finish(work: Coroutine[Any, Any, Result]) -> Result:
    """The result of `work`, awaited in a thread; Ctrl-C cancels it, and so shuts its kernels down."""
    with asyncio.Runner() as runner, ThreadPoolExecutor(max_workers=1) as thread:
        loop = runner.get_loop()
        task = loop.create_task(work)
        try:
            return thread.submit(loop.run_until_complete, task).result()
        except BaseException:
            loop.call_soon_threadsafe(task.cancel)
            raise


def kernel_environment(settings: Path) -> dict[str, str]:
    """This process's environment, with the empty folder `settings` for IPython's and matplotlib's own."""
    (settings / "matplotlibrc").touch()
    kept = {name: value for name, value in os.environ.items() if name not in OF_THE_USER}
    return kept | {"IPYTHONDIR": str(settings), "MATPLOTLIBRC": str(settings / "matplotlibrc")}


async def _run(
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

    from lablib.teaching.kernels.provisioner import use_warm_kernels

    use_warm_kernels()

    running = ["(none yet)"]  # the last cell that was started
    client = NotebookClient(
        notebook,
        timeout=cell_timeout_s,
        kernel_name="python3",
        record_timing=False,
        store_widget_state=False,
        coalesce_streams=True,
        on_cell_execute=lambda cell, cell_index: running.append(cell.get("id", f"number {cell_index + 1}")),
        on_cell_executed=_counter(notebook, on_cell),
    )
    try:
        await client.async_execute(**kernel)
    except CellExecutionError as error:
        what, details = f"{error.ename}: {error.evalue}", error.traceback
    except CellTimeoutError:
        what, details = f"still running after {cell_timeout_s:g} s", "Does its loop ever end?"
    except DeadKernelError:
        if (task := asyncio.current_task()) and task.cancelling():  # the stop ended the kernel
            raise asyncio.CancelledError from None
        log.seek(0)
        what, details = "the kernel died", log.read().decode(errors="replace")
    else:
        return
    raise CellFailed(lab, running[-1], what, _end(details))


def _counter(
    notebook: NotebookNode, on_cell: Callable[[int, int], None] | None
) -> Callable[..., None] | None:
    """What nbclient is to call after a cell, in terms of cells with code done and to do."""
    if on_cell is None:
        return None
    code = [i for i, cell in enumerate(notebook.cells) if cell.cell_type == "code" and cell.source.strip()]

    def done(cell_index: int, **_: Any) -> None:
        if cell_index in code:
            on_cell(code.index(cell_index) + 1, len(code))

    return done


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
        raise NotebookError(
            f"{lab} has no parameter {', '.join(unknown)}: give parameters that it has, which are {has}"
        )
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
