"""A function of a notebook as a file that stands alone: its source, and what it uses of other cells."""

from __future__ import annotations

import ast
import builtins
import datetime
import inspect
import json
import logging
import random
import textwrap
import time
from collections.abc import Iterator
from types import CodeType, FunctionType, ModuleType
from typing import Any

HOMES = (time, random, datetime, json, logging)
"""Where most names of a producer are from. Virtual time puts its own functions there by the same names."""
LITERALS = (bool, int, float, str, bytes, type(None))


class NotAlone(Exception):
    """The function uses something that can't be written into a file; the text says what."""


def own_source(function: Any, name: str) -> str:
    """Python that defines `name` as `function` is: imports, constants, other functions, then itself.

    Raises `NotAlone` for a function whose source isn't known, or that uses a value such as a client.
    """
    parts: dict[str, str] = {}
    _add(name, function, parts, {})
    imports = sorted(text for text in parts.values() if text.startswith(("import ", "from ")))
    rest = [text for text in parts.values() if text not in imports]
    return "\n".join(imports) + "\n\n\n" * bool(imports) + "\n\n\n".join(rest) + "\n"


def _add(name: str, value: Any, parts: dict[str, str], seen: dict[str, None]) -> None:
    """Put `name` into `parts`, after everything that it uses."""
    if name in seen:
        return
    seen[name] = None
    if isinstance(value, ModuleType):
        parts[name] = f"import {value.__name__}" + ("" if value.__name__ == name else f" as {name}")
    elif _is_plain(value):
        parts[name] = f"{name} = {value!r}"
    elif (home := next((each for each in HOMES if getattr(each, name, None) is value), None)) is not None:
        parts[name] = f"from {home.__name__} import {name}"
    elif isinstance(value, logging.Logger):
        parts["logging"], parts[name] = "import logging", f"{name} = logging.getLogger({value.name!r})"
    elif isinstance(value, FunctionType) and _is_of_a_cell(value):
        _add_used(value, parts, seen)
        parts[name] = _source(name, value)
    elif (
        (module := getattr(value, "__module__", None)) and module != "__main__" and hasattr(value, "__name__")
    ):
        own = value.__name__
        parts[name] = f"from {module} import {own}" + ("" if own == name else f" as {name}")
    else:
        raise NotAlone(f"{name}, an object of type {type(value).__name__}")


def _add_used(function: FunctionType, parts: dict[str, str], seen: dict[str, None]) -> None:
    if function.__closure__:
        raise NotAlone(f"{function.__name__}, which was made inside another function")
    for used in dict.fromkeys(_names(function.__code__)):
        if used in function.__globals__ and not hasattr(builtins, used):
            _add(used, function.__globals__[used], parts, seen)


def _names(code: CodeType) -> Iterator[str]:
    """Global names, and attributes' too: those that are no global are nobody's."""
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _names(constant)


def _source(name: str, function: FunctionType) -> str:
    try:
        source = textwrap.dedent(inspect.getsource(function)).strip()
        tree = ast.parse(source)
    except (OSError, TypeError, SyntaxError) as error:
        raise NotAlone(f"{name}, whose source isn't known") from error
    if not any(isinstance(node, ast.FunctionDef) and node.name == name for node in tree.body):
        raise NotAlone(f"{name}, which isn't defined with def {name}")
    return source


def _is_of_a_cell(function: FunctionType) -> bool:
    return function.__module__ in ("__main__", None)


def _is_plain(value: Any) -> bool:
    if type(value) in (tuple, list, set, frozenset):
        return all(map(_is_plain, value))
    if type(value) is dict:
        return all(_is_plain(key) and _is_plain(each) for key, each in value.items())
    return type(value) in LITERALS
