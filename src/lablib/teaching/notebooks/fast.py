"""The fast path through a lab: its exercises and checks without the lesson, for who knows Kinesis already.

It is made from the lab as delivered: the set-up, what exercises take from the lesson's code, for each
exercise its section, its cell and its check, and the summary. A cell keeps its id.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from lablib.teaching.checks.message_catalogue import line
from lablib.teaching.course import Exercise, Lab
from lablib.teaching.notebooks.errors import LessonError
from lablib.teaching.notebooks.execute import read_notebook
from lablib.teaching.notebooks.names_in_code import definitions, given, taken
from lablib.teaching.notebooks.normalise import as_text, normalise
from lablib.teaching.notebooks.setup_cells import PARAMETERS, START

if TYPE_CHECKING:
    from nbformat import NotebookNode

FOLDER = "fast"
"""Of the learner's copies, in `work/`."""
EXERCISE, CHECK = "## Exercise", "## Check"
SUMMARY = "summary"
"""The id of the last cell."""


def fast_text(lab: Lab, delivered: Path) -> str:
    """The file of the fast notebook. Raises `NotebookError` for a lab that isn't as its exercises say."""
    return as_text(normalise(fast_notebook(lab, read_notebook(delivered)), lab.name))


def fast_notebook(lab: Lab, delivered: NotebookNode) -> NotebookNode:
    """The cells of the fast path. Raises `LessonError` for an exercise without a cell or a check."""
    from nbformat.v4 import new_markdown_cell, new_notebook

    sections = list(_sections(delivered))
    title = lab.facts.title.capitalize()
    minutes = sum(each.facts.minutes for each in lab.exercises)
    told = {"lab": lab.number, "title": title, "minutes": minutes, "notebook": f"{lab.name}.ipynb"}
    first = lab.exercises[0].number if lab.exercises else ""
    head = "\n\n".join([line("fast.title", **told), line("fast.how", exercise=first, **told)])
    cells = [new_markdown_cell(head, id="fast"), *_setup(delivered), *_from_the_lesson(lab, delivered)]
    for exercise in lab.exercises:
        cells += _exercise(exercise, sections, lab)
    cells += [cell for cell in delivered.cells if cell.get("id") == SUMMARY]
    notebook: NotebookNode = new_notebook(cells=cells)
    return notebook


def _setup(delivered: NotebookNode) -> list[NotebookNode]:
    """Parameters and start, with the line above them."""
    ids = {"set-up-text", START}
    return [
        cell
        for cell in delivered.cells
        if cell.get("id") in ids or PARAMETERS in cell.metadata.get("tags", [])
    ]


def _from_the_lesson(lab: Lab, delivered: NotebookNode) -> list[NotebookNode]:
    """A cell with what starters and solutions take from the lesson, such as a logger, if there is any."""
    from nbformat.v4 import new_code_cell

    answers = [
        ast.parse(text)
        for each in lab.exercises
        for text in ((each.folder / "starter.py").read_text("utf-8"), each.solution)
    ]
    wanted = set().union(*map(taken, answers))
    known = set().union(*map(given, [*answers, *_code(_setup(delivered))]))
    found = definitions(wanted, _code(delivered.cells), known)
    return [new_code_cell("\n".join([line("fast.given"), *found]), id="given")] if found else []


def _code(cells: Iterable[NotebookNode]) -> list[ast.Module]:
    return [ast.parse(cell.source) for cell in cells if cell.cell_type == "code"]


def _exercise(
    exercise: Exercise, sections: list[tuple[str, str, list[NotebookNode]]], lab: Lab
) -> list[NotebookNode]:
    """What is asked, where the answer goes, and the check of it."""
    from nbformat.v4 import new_markdown_cell

    answer = exercise.facts.answer
    found = [
        (text, cell)
        for heading, text, cells in sections
        for cell in cells
        if heading.startswith(EXERCISE) and _defines(cell, answer)
    ]
    checks = [
        cell
        for heading, _, cells in sections
        for cell in cells
        if heading.startswith(CHECK) and _checks(cell, exercise.number, answer)
    ]
    if len(found) != 1 or not checks:
        raise LessonError(
            lab.name,
            [f"{exercise.number}: no section Exercise defines {answer}, or no section Check checks it"],
        )
    [(text, cell)] = found
    head, _, rest = text.partition("\n")
    asked = "\n\n".join(filter(None, [head, exercise.facts.objective, rest.strip()]))
    return [new_markdown_cell(asked, id=f"{cell.id}-text"), cell, checks[0]]


def _sections(notebook: NotebookNode) -> Iterator[tuple[str, str, list[NotebookNode]]]:
    """Each section: its heading, its prose with the heading, and its code cells. A cell may begin several."""
    heading, prose, cells = "", "", []
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cells.append(cell)
            continue
        before, *parts = re.split(r"^(?=## )", cell.source, flags=re.MULTILINE)
        prose = "\n\n".join(filter(None, [prose, before.strip()]))
        for part in parts:
            yield heading, prose, cells
            heading, prose, cells = part.partition("\n")[0], part.strip(), []
    yield heading, prose, cells


def _defines(cell: NotebookNode, name: str) -> bool:
    return any(
        isinstance(each, ast.FunctionDef) and each.name == name for each in ast.parse(cell.source).body
    )


def _checks(cell: NotebookNode, number: str, answer: str) -> bool:
    """Whether it calls `check` with this exercise and the learner's function itself."""
    return any(
        isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id == "check"
        and [ast.unparse(each) for each in call.args] == [repr(number), answer]
        for call in ast.walk(ast.parse(cell.source))
    )
