"""The newest cell with a function hasn't made it: then the kernel still has the function of an older one."""

from __future__ import annotations

import ast
import inspect
import linecache
import re
from typing import Any

from lablib.simulator.network.ipython_shell import shell


def syntax_error(name: str) -> SyntaxError | None:
    """What is wrong in the newest cell that defines the function `name`, if anything is. Only in IPython."""
    try:
        _newest(name)
    except SyntaxError as error:
        return None if _is_await(error) else error
    return None


def never_reached(name: str, answer: Any) -> int | None:
    """The line with `def name` in the newest cell that has one, if `answer` is of an older cell.

    Such a cell has stopped before that line, by an error or by the stop button. None if `answer` is of that
    cell, of one that reads the same, or of no cell; and outside of IPython. `syntax_error` is asked first.
    """
    source = _source_of_cell(name, answer)
    try:
        newest = _newest(name)
        tree = ast.parse(newest)
    except SyntaxError:  # an `await` outside a function
        return None
    if source is None or source.rstrip() == newest.rstrip():
        return None
    return next((node.lineno for node in tree.body if _defines(node, name)), None)


def _newest(name: str) -> str:
    """The newest cell that defines the function `name`, as Python; empty if there is none.

    Raises SyntaxError if it doesn't compile.
    """
    running: Any = shell()
    if running is None:
        return ""
    defines = re.compile(rf"^\s*(async\s+)?def\s+{re.escape(name)}\b", re.MULTILINE)
    cells = reversed(running.history_manager.input_hist_raw)
    source: str = running.transform_cell(next((cell for cell in cells if defines.search(cell)), ""))
    compile(source, "<cell>", "exec", dont_inherit=True)
    return source


def _source_of_cell(name: str, answer: Any) -> str | None:
    """The whole cell that `answer` was defined in; None if it has another name or comes from elsewhere.

    IPython keeps the lines of each cell where tracebacks look for them.
    """
    code = getattr(inspect.unwrap(answer), "__code__", None)
    if code is None or code.co_name != name:
        return None
    return "".join(linecache.getlines(code.co_filename)) or None


def _defines(node: ast.stmt, name: str) -> bool:
    return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name == name


def _is_await(error: SyntaxError) -> bool:
    """IPython takes an `await` outside a function."""
    return "outside function" in str(error.msg)
