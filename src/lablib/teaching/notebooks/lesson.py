"""The source of a lab, `lesson.py`: a notebook in jupytext's percent format, every code cell with a name.

    # %% [markdown]
    # # The invoices are too low

    # %% name="parameters" tags=["parameters"]
    seed = 7  # another seed is another day
    shards = 4
    load = 60

    # %% name="recall" questions="recall"

    # %% name="predict-missing" prediction="missing"

    # %% name="exercise-send-all" exercise="resend"

The name becomes the cell's id in both notebooks. A Markdown cell may have one; without, it is named after
the named cell above it, so that an edit elsewhere in the lesson does not rename it. An `exercise` is left
empty here and filled from `exercises/<its value>/`; `questions` ("recall" or "quiz") and a `prediction` are
filled from `questions.toml`. The cell tagged `parameters` assigns `seed`, `shards` and `load`, one name and
one plain value a line, as papermill reads them.

A lab has at most 25 code cells, a cell at most 12 lines of code. What a cell shows must be the same at every
run: no memory address, no trailing semicolon, no exception that escapes.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from lablib.teaching.notebooks.errors import LessonError, NotebookError

if TYPE_CHECKING:
    from nbformat import NotebookNode

KEPT_METADATA = ("jupyter", "tags")  # what a cell's metadata says in the notebooks
FILLED = ("exercise", "prediction", "questions")  # a cell with one of these is filled from another file
SOURCE_METADATA = {*KEPT_METADATA, "name", *FILLED}  # what it may say in the source
MAX_CODE_CELLS = 25
MAX_CELL_LINES = 12
MAX_EXERCISE_LINES = 30  # a function at most; the learner edits it as a whole
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")  # a valid nbformat id that reads well in a link


def read_lesson(folder: Path) -> NotebookNode:
    """The cells of `folder/lesson.py`, each with its name as id; exercises are still empty.

    Raises `LessonError` with every rule that the source breaks, `NotebookError` without the authors' tools.
    """
    if find_spec("jupytext") is None:
        raise NotebookError(
            "jupytext, with which lessons are read, is not installed: it is one of the authors' tools. "
            "Remedy: pip install -r requirements-dev.txt"
        )
    import jupytext

    source = folder / "lesson.py"
    if not source.is_file():
        raise LessonError(folder.name, ["there is no lesson.py: write it, or remove the folder from course/"])
    lesson: NotebookNode = jupytext.reads(source.read_text(encoding="utf-8"), fmt="py:percent")
    for cell in lesson.cells:
        cell.metadata.pop("lines_to_next_cell", None)  # jupytext's note on blank lines
    problems = [f"{place}: {what}" for place, cell in _places(lesson) for what in _problems(cell)]
    problems += _problems_of_all(lesson)
    if problems:
        raise LessonError(folder.name, problems)
    _set_ids(lesson)
    return lesson


def code_lines(source: str) -> int:
    """How many lines of a cell hold code: blank lines, comments and docstrings are free."""
    lines = source.splitlines()
    free = {
        number for number, line in enumerate(lines, 1) if not line.strip() or line.lstrip().startswith("#")
    }
    try:
        tree = ast.parse(source)
    except SyntaxError:  # a magic such as %timeit is no Python, and has no docstring
        return len(lines) - len(free)
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
            and ast.get_docstring(node) is not None
        ):
            free.update(range(node.body[0].lineno, (node.body[0].end_lineno or 0) + 1))
    return len(lines) - len(free)


def _places(lesson: NotebookNode) -> list[tuple[str, NotebookNode]]:
    """Each cell with the words that find it in the source: its name, else its number and its first line."""
    places = []
    for number, cell in enumerate(lesson.cells, 1):
        first_line = cell.source.strip().partition("\n")[0][:60]
        places.append((cell.metadata.get("name") or f"cell {number} ({first_line!r})", cell))
    return places


def _problems(cell: NotebookNode) -> list[str]:
    """The rules that one cell breaks."""
    name = cell.metadata.get("name")
    problems = [
        f"unknown setting {key!r}; a cell may say {', '.join(sorted(SOURCE_METADATA))}"
        for key in sorted(set(cell.metadata) - SOURCE_METADATA)
    ]
    if name is not None and not NAME.fullmatch(str(name)):
        problems.append("a name is made of lower-case letters, digits and hyphens, 64 at most")
    if cell.cell_type == "code":
        problems += _problems_of_code(cell)
    elif cell.cell_type != "markdown":
        problems.append(f"a {cell.cell_type} cell; a lesson has code and Markdown cells only")
    elif place := filled_with(cell):
        problems.append(f"the place of {place} is filled with code: remove [markdown]")
    return problems


def filled_with(cell: NotebookNode) -> str | None:
    """`exercise`, `prediction` or `questions` for a cell that is filled from another file, else None."""
    return next((each for each in FILLED if each in cell.metadata), None)


def _problems_of_code(cell: NotebookNode) -> list[str]:
    problems = []
    lines = code_lines(cell.source)
    if "name" not in cell.metadata:
        problems.append('a code cell without a name; write # %% name="what-it-does"')
    if "raises-exception" in cell.metadata.get("tags", []):
        problems.append("papermill fails on raises-exception: catch the error and print it")
    if cell.source.rstrip().endswith(";"):
        problems.append("nbval shows the result in spite of the semicolon: write _ = ... instead")
    if place := filled_with(cell):
        if lines:
            problems.append(f"its code comes from what {place}= names: leave the cell empty")
    elif not lines:
        problems.append("a code cell without code: remove it")
    elif lines > MAX_CELL_LINES:
        problems.append(f"{lines} lines of code, and {MAX_CELL_LINES} is the most: split the cell")
    return problems


def _problems_of_all(lesson: NotebookNode) -> list[str]:
    """The rules that only the lesson as a whole can break."""
    names = Counter(cell.metadata.name for cell in lesson.cells if "name" in cell.metadata)
    problems = [
        f"{name}: {count} cells have this name; a name is a cell's id"
        for name, count in names.items()
        if count > 1
    ]
    code_cells = sum(cell.cell_type == "code" for cell in lesson.cells)
    if code_cells > MAX_CODE_CELLS:
        problems.append(f"{code_cells} code cells, and {MAX_CODE_CELLS} is the most: make it two labs")
    elif not code_cells:
        problems.append("lesson.py has no code cell; a cell starts with # %%")
    return problems


def _set_ids(lesson: NotebookNode) -> None:
    above, texts = "lesson", 0
    for cell in lesson.cells:
        if "name" in cell.metadata:
            above, texts = cell.metadata.name, 0
            cell.id = above
        else:
            texts += 1
            cell.id = f"{above[:50]}-text-{texts}"
