"""The exercises of a lab: folders of plain Python files, so that tests import what learners see.

    exercises/resend/starter.py     what the learner starts from, put into labs/
    exercises/resend/solution.py    what we would write, put into solutions/

Beside them stand `accepted/*.py` and `wrong/*.py`, which prove the grader and never enter a notebook.
"""

from __future__ import annotations

import ast
import copy
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from lablib.notebooks.errors import LessonError
from lablib.notebooks.lesson import MAX_EXERCISE_LINES, code_lines

if TYPE_CHECKING:
    from nbformat import NotebookNode

Part = Literal["starter", "solution"]


def fill(lesson: NotebookNode, folder: Path, part: Part) -> NotebookNode:
    """A copy of the lesson with each exercise's cell filled from `folder/exercises/<exercise>/<part>.py`.

    Raises `LessonError` for a file that is missing, empty, too long or no Python, and for an exercise without
    a place.
    """
    filled = copy.deepcopy(lesson)
    places = [cell for cell in filled.cells if "exercise" in cell.metadata]
    problems = _without_a_place(folder, {cell.metadata.exercise for cell in places})
    for cell in places:
        file = folder / "exercises" / cell.metadata.exercise / f"{part}.py"
        where = file.relative_to(folder).as_posix()
        if not file.is_file():
            problems.append(f"{cell.id}: there is no {where}: write it, or correct the name after exercise=")
            continue
        cell.source = file.read_text(encoding="utf-8").strip()
        problems += [f"{where}: {what}" for what in _problems(cell.source)]
    if problems:
        raise LessonError(folder.name, problems)
    return filled


def _without_a_place(folder: Path, placed: set[str]) -> list[str]:
    folders = sorted(path.name for path in (folder / "exercises").glob("[!._]*") if path.is_dir())
    return [
        f'exercises/{name}: no cell of lesson.py has exercise="{name}": give it a place, or remove the folder'
        for name in folders
        if name not in placed
    ]


def _problems(source: str) -> list[str]:
    try:
        ast.parse(source)
    except SyntaxError as error:
        return [f"line {error.lineno} is no Python: {error.msg}"]
    lines = code_lines(source)
    if not lines:
        return ["there is no code in it; a starter is at least a function that returns None"]
    if lines > MAX_EXERCISE_LINES:
        return [f"{lines} lines of code, and {MAX_EXERCISE_LINES} is the most: ask for less in one exercise"]
    return []
