"""A cell that fails because an earlier one hasn't run: one line under its error says what to do.

That happens after a restart of the kernel, which forgets everything, and to who begins in the middle.
In a kernel of `lablib start` it holds before the start cell has run (`kernel_extension.py`). The line also
answers a letter that has no quotes, in the cell of a question.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from typing import Any

from lablib.teaching.course import labs

REMEDY = "Run the cells above this one, from the top (Run > Run All Above Selected Cell), then this one."
NOT_FOUND = {"ResourceNotFoundException", "QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue"}
ASKS = ("recall(", "quiz(", "predict(")
"""What takes a letter in quotes."""
_watched: list[Any] = []
"""The shell whose cells are watched."""
_started: list[str] = []
"""The number of the lab that this kernel has started last."""


def watch(shell: Any) -> None:
    """Watch the cells of a kernel. A second call changes nothing."""
    if shell not in _watched:
        shell.events.register("post_run_cell", _after_cell)
        _watched.append(shell)


def started(lab: str) -> None:
    """From now on the names are those of this lab."""
    _started[:] = [lab]


def reason(error: BaseException) -> str | None:
    """Why `error` may come from a cell that was skipped; None if it looks like something else."""
    if isinstance(error, NameError) and error.name:
        if not _started:
            return f"{error.name!r} isn't defined: this kernel hasn't run the set-up cells yet."
        if error.name in names_of(_started[-1]):
            return f"{error.name!r} isn't defined: a cell above makes it, and hasn't run in this kernel."
    answer = getattr(error, "response", None)
    if isinstance(answer, dict) and answer.get("Error", {}).get("Code") in NOT_FOUND:
        return "What this cell asks for doesn't exist. If a cell above makes it, that one hasn't run."
    return None


@cache
def names_of(lab: str) -> frozenset[str]:
    """What the cells of a lab define: assignments, functions, imports, answers; empty for an unknown lab."""
    names: set[str] = set()
    for each in labs():
        if each.number == lab:
            names.update(_defined(ast.parse((each.folder / "lesson.py").read_text("utf-8"))))
            names.update(exercise.facts.answer for exercise in each.exercises)
    return frozenset(names)


def _defined(lesson: ast.AST) -> Iterator[str]:
    for node in ast.walk(lesson):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.alias):
            yield node.asname or node.name.partition(".")[0]


def without_quotes(error: BaseException, cell: str) -> str | None:
    """What to do about an answer such as `recall("02", b)`; None if the error is something else."""
    if not isinstance(error, NameError) or error.name not in tuple("abcdef"):
        return None
    if not any(call in cell for call in ASKS):
        return None
    return f'{error.name} isn\'t in quotes, so Python takes it for a variable. Write "{error.name}".'


def _after_cell(result: Any) -> None:
    error = result.error_in_exec
    if error is None:
        return
    if _started and (remedy := without_quotes(error, result.info.raw_cell)):
        print(remedy)
    elif why := reason(error):
        print(f"{why} {REMEDY}")
