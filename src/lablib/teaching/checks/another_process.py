"""A learner's function as another process has it: started anew, with nothing kept and other hashes."""

from __future__ import annotations

import ast
import builtins
import linecache
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FunctionType
from typing import Any

_AT_START = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef, ast.Assign, ast.AnnAssign)
"""What of the function's cell is run again; calls that stand alone, such as a check, are not."""


def as_elsewhere(fn: Callable[..., Any]) -> Callable[..., Any]:
    """The function from its cell's source, run again below all other names; `fn` itself if there is none."""
    if not isinstance(fn, FunctionType):
        return fn
    source = "".join(linecache.getlines(fn.__code__.co_filename))
    names = dict(fn.__globals__)
    try:
        cell = ast.parse(source)
        cell.body = [statement for statement in cell.body if isinstance(statement, _AT_START)]
        exec(compile(cell, fn.__code__.co_filename, "exec"), names)  # noqa: S102 - it has run here before
    except Exception:  # noqa: BLE001 - what can't run again is taken as it is
        return fn
    other = names.get(fn.__name__)
    return other if callable(other) else fn


@contextmanager
def another_hash() -> Iterator[None]:
    """Hashes of strings as another process has them: Python salts them at each start."""
    here = builtins.hash

    def elsewhere(value: Any) -> int:
        return here(value) if isinstance(value, (int, float)) else here(("elsewhere", value))

    builtins.hash = elsewhere
    try:
        yield
    finally:
        builtins.hash = here
