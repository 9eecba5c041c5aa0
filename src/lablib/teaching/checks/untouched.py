"""Whether an answer is still the exercise's starter, which may make calls of its own."""

from __future__ import annotations

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


def _same(one: CodeType, other: CodeType) -> bool:
    parts = ("co_code", "co_names", "co_varnames")
    return all(getattr(one, part) == getattr(other, part) for part in parts)
