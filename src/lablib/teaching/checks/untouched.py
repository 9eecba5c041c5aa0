"""Whether an answer is still the exercise's starter, which may make calls of its own, or has holes left."""

from __future__ import annotations

import ast
import inspect
import textwrap
from types import CodeType
from typing import Any

from lablib.teaching.course import Exercise


def is_starter(exercise: Exercise, answer: Any) -> bool:
    """Whether the function does the same as the starter's; comments and line numbers don't count."""
    given = getattr(answer, "__code__", None)
    file = exercise.folder / "starter.py"
    if given is None or not file.is_file():
        return False
    module = compile(file.read_text("utf-8"), str(file), "exec", dont_inherit=True)
    codes = [each for each in module.co_consts if isinstance(each, CodeType)]
    return any(_same(each, given) for each in codes if each.co_name == exercise.facts.answer)


def holes_in(answer: Any) -> list[str]:
    """Where a function still has a `...`, as "line 9 (return ...)" of its cell; none without its source."""
    code = getattr(answer, "__code__", None)
    if code is None:
        return []
    try:
        source = textwrap.dedent(inspect.getsource(code))
        tree = ast.parse(source)
    except (OSError, SyntaxError):
        return []
    found = {node.lineno for node in ast.walk(tree) if isinstance(node, ast.Constant) and node.value is ...}
    lines, above = source.splitlines(), code.co_firstlineno - 1
    return [f"line {above + number} ({lines[number - 1].strip()})" for number in sorted(found)]


def _same(one: CodeType, other: CodeType) -> bool:
    parts = ("co_code", "co_names", "co_varnames")
    return all(getattr(one, part) == getattr(other, part) for part in parts)
