"""The answers that a learner has saved in the notebooks of `work/`, or the reason why one can't be used."""

from __future__ import annotations

import ast
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lablib.teaching.checks.message_catalogue import line
from lablib.teaching.checks.progress import Progress
from lablib.teaching.checks.stored_answer import answer_in, load_answer
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
    return Answer(function, source, is_own=True)


def _reference(exercise: Exercise, why: str = "") -> Answer:
    function = load_answer(exercise.folder / "solution.py", exercise.facts.answer)
    return Answer(function, exercise.solution, is_own=False, why=why)


def _own_source(work: Path, exercise: Exercise, name: str) -> str | None:
    """The last cell that defines `name` in the lab's notebook, the whole lesson's before the fast one's."""
    lab = f"{exercise.folder.parent.parent.name}.ipynb"
    found = (cell for file in sorted(work.rglob(lab)) for cell in reversed(list(_cells(file))))
    return next((cell for cell in found if _defines(cell, name)), None)


def _cells(notebook: Path) -> Iterator[str]:
    """The code of a notebook; none if the file is no notebook."""
    try:
        cells = json.loads(notebook.read_text("utf-8")).get("cells", [])
    except (OSError, ValueError, AttributeError):
        return
    yield from ("".join(cell["source"]) for cell in cells if cell.get("cell_type") == "code")


def _defines(source: str, name: str) -> bool:
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return False
    return any(isinstance(node, ast.FunctionDef) and node.name == name for node in tree.body)
