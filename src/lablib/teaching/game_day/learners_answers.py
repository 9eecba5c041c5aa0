"""The answers that a learner has saved in the notebooks of `work/`, or the reason why one can't be used."""

from __future__ import annotations

import ast
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lablib.teaching.checks.message_catalogue import line
from lablib.teaching.checks.progress import Progress
from lablib.teaching.checks.stored_answer import answer_in, load_answer
from lablib.teaching.checks.untouched import is_starter
from lablib.teaching.course import Exercise


@dataclass(frozen=True, slots=True)
class Answer:
    """A function that answers an exercise."""

    function: Callable[..., Any]
    source: str
    is_own: bool
    why: str = ""
    """Why it isn't the learner's; empty where nobody expects one."""


def answer_of(exercise: Exercise, work: Path | None, record: Progress) -> Answer:
    """The learner's function from the notebooks in `work`, if `record` says it passed; else the solution."""
    name = exercise.facts.answer
    if work is None or not record.exercise(exercise.id).passed:
        return _reference(exercise)
    source = _own_source(work, exercise, name)
    if source is None:
        return _reference(exercise, line("runbook.no-cell", name=name))
    try:
        function = answer_in(source, name, "work")
    except (Exception, SystemExit) as error:  # noqa: BLE001 - the learner's own code raises what it likes
        return _reference(exercise, line("runbook.raised", name=name, error=type(error).__name__))
    if is_starter(exercise, function):
        return _reference(exercise, line("runbook.untouched", name=name))
    return Answer(function, source, is_own=True)


def _reference(exercise: Exercise, why: str = "") -> Answer:
    function = load_answer(exercise.folder / "solution.py", exercise.facts.answer)
    return Answer(function, exercise.solution, is_own=False, why=why)


def _own_source(work: Path, exercise: Exercise, name: str) -> str | None:
    """The last cell that defines `name` in the lab's notebook, the whole lesson's before the fast one's.

    Above it, the functions of other cells that it calls.
    """
    lab = f"{exercise.folder.parent.parent.name}.ipynb"
    for file in sorted(work.rglob(lab)):
        cells = list(_cells(file))
        found = next((cell for cell in reversed(cells) if name in functions_in(cell)), None)
        if found is not None:
            return with_functions_of(cells, found)
    return None


def with_functions_of(cells: Sequence[str], cell: str) -> str:
    """The code of a cell, and above it the functions of the notebook's other cells that it uses."""
    there: dict[str, str] = {}
    for each in cells:
        there.update(functions_in(each))
    known, added, to_read = set(functions_in(cell)), list[str](), [cell]
    while to_read:
        for name in names_used_in(to_read.pop()):
            if name in there and name not in known:
                known.add(name)
                added.insert(0, there[name])
                to_read.append(there[name])
    return "\n\n\n".join([*added, cell])


def _cells(notebook: Path) -> Iterator[str]:
    """The code of a notebook; none if the file is no notebook."""
    try:
        cells = json.loads(notebook.read_text("utf-8")).get("cells", [])
    except (OSError, ValueError, AttributeError):
        return
    yield from ("".join(cell["source"]) for cell in cells if cell.get("cell_type") == "code")


def functions_in(source: str) -> dict[str, str]:
    """The functions that a cell defines, by name; none for a cell that is no Python."""
    return {
        node.name: ast.get_source_segment(source, node) or ""
        for node in _tree(source).body
        if isinstance(node, ast.FunctionDef)
    }


def names_used_in(source: str) -> list[str]:
    """The names that code reads, each once."""
    nodes = (node for node in ast.walk(_tree(source)) if isinstance(node, ast.Name))
    return list(dict.fromkeys(node.id for node in nodes if isinstance(node.ctx, ast.Load)))


def _tree(source: str) -> ast.Module:
    try:
        return ast.parse(source)
    except SyntaxError:
        return ast.Module([], [])
