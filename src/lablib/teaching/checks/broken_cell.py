"""The newest cell with a function doesn't compile: then the kernel still has the function of an older one."""

from __future__ import annotations

import re
from typing import Any

from lablib.simulator.network.ipython_shell import shell


def syntax_error(name: str) -> SyntaxError | None:
    """What is wrong in the newest cell that defines the function `name`, if anything is. Only in IPython."""
    running: Any = shell()
    if running is None:
        return None
    defines = re.compile(rf"^\s*(async\s+)?def\s+{re.escape(name)}\b", re.MULTILINE)
    cells = reversed(running.history_manager.input_hist_raw)
    newest = next((cell for cell in cells if defines.search(cell)), "")
    try:
        compile(running.transform_cell(newest), "<cell>", "exec", dont_inherit=True)
    except SyntaxError as error:
        return None if _is_await(error) else error
    return None


def _is_await(error: SyntaxError) -> bool:
    """IPython takes an `await` outside a function."""
    return "outside function" in str(error.msg)
