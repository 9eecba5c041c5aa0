"""The places of a lesson, filled. Exercises are folders of plain Python, so tests import what learners see.

    exercises/resend/starter.py     what the learner starts from, put into labs/
    exercises/resend/solution.py    what we would write, put into solutions/

Beside them stand `grader.py`, and `accepted/*.py` and `wrong/*.py`, which prove it; none enters a notebook.
"""

from __future__ import annotations

import ast
import copy
import os
from pathlib import Path
from typing import TYPE_CHECKING

from lablib.teaching.course import CourseError, Questions
from lablib.teaching.course.proofs import without_proofs
from lablib.teaching.course.toml_reading import read
from lablib.teaching.notebooks.errors import LessonError
from lablib.teaching.notebooks.lesson import MAX_EXERCISE_LINES, code_lines, filled_with
from lablib.teaching.notebooks.question_cells import Part, expand
from lablib.teaching.notebooks.setup_cells import collapse_setup

if TYPE_CHECKING:
    from nbformat import NotebookNode


def fill(lesson: NotebookNode, folder: Path, part: Part) -> NotebookNode:
    """A copy of the lesson with its places filled: exercises from `exercises/<exercise>/<part>.py`, questions
    and predictions from `questions.toml`. Its set-up is collapsed.

    Raises `LessonError` for a file that is missing, empty, too long or no Python, and for an exercise or a
    question without a place.
    """
    filled = copy.deepcopy(lesson)
    questions = _questions(folder)
    cells, problems = [], []
    for cell in filled.cells:
        if cell.cell_type == "markdown":
            cell.source = without_proofs(cell.source)
        place = filled_with(cell)
        if place == "exercise":
            problems += _fill_exercise(cell, folder, part)
        elif place is not None:
            try:
                cells += expand(cell, questions, folder.name.partition("_")[0], part)
            except KeyError as error:
                problems.append(f"{cell.id}: questions.toml has no {place} {error}")
            continue
        cells.append(cell)
    filled.cells = collapse_setup(cells)
    problems += _without_a_place(
        folder, {cell.metadata.exercise for cell in cells if "exercise" in cell.metadata}
    )
    problems += _unasked(lesson, questions)
    if problems:
        raise LessonError(folder.name, problems)
    return filled


def _questions(folder: Path) -> Questions:
    """What `questions.toml` asks. Raises `LessonError` for a file of another form."""
    file = folder / "questions.toml"
    try:
        return read(file, Questions) if file.exists() else Questions()
    except CourseError as error:
        raise LessonError(folder.name, [str(error).replace(f"{folder}{os.sep}", "")]) from error


def _fill_exercise(cell: NotebookNode, folder: Path, part: Part) -> list[str]:
    """Put the code of the exercise into its cell; returns what is wrong with it."""
    file = folder / "exercises" / cell.metadata.exercise / f"{part}.py"
    where = file.relative_to(folder).as_posix()
    if not file.is_file():
        return [f"{cell.id}: there is no {where}: write it, or correct the name after exercise="]
    cell.source = file.read_text(encoding="utf-8").strip()
    return [f"{where}: {what}" for what in _problems(cell.source)]


def _unasked(lesson: NotebookNode, questions: Questions) -> list[str]:
    """What `questions.toml` has and no cell asks."""
    asked = {(place, cell.metadata[place]) for cell in lesson.cells if (place := filled_with(cell))}
    there = {("prediction", name) for name in questions.predict}
    there |= {("questions", part) for part in ("recall", "quiz") if getattr(questions, part)}
    return [
        f'questions.toml: no cell of lesson.py has {place}="{name}": give it a place, or remove it'
        for place, name in sorted(there - asked)
    ]


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
