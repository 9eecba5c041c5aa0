"""What a learner does in a lab, cell by cell, in the rhythm that the lab states.

Each exercise is tried as delivered, then with a wrong answer, then with the solution, and checked every time.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from lablib.teaching.course import Lab, wrong_answers

WRONG_ANSWERS = 1  # of each exercise
WIDGET = "from lablib.pictures.widgets import backoff_widget\nbackoff_widget()"
"""The widget of lab 03; whoever is quick looks ahead."""


class Kind(StrEnum):
    """What is timed apart."""

    CELL = "cell"
    CHECK = "check"
    WIDGET = "widget"


@dataclass(frozen=True, slots=True)
class Step:
    """A cell to run, and the minutes that a learner reads or thinks before it."""

    code: str
    kind: Kind
    minutes: float = 0.0
    fails: bool = False
    """Whether the cell may raise: a wrong answer that is one."""


def code_cells(notebook: Path) -> list[tuple[str, str]]:
    """(id, source) of a notebook's cells of code."""
    cells = json.loads(notebook.read_text("utf-8"))["cells"]
    return [(each["id"], "".join(each["source"])) for each in cells if each["cell_type"] == "code"]


def steps(root: Path, lab: Lab) -> Iterator[Step]:
    """One learner's way through a lab."""
    delivered = code_cells(root / "labs" / f"{lab.name}.ipynb")
    solved = dict(code_cells(root / "solutions" / f"{lab.name}.ipynb"))
    thinking = _minutes_of_exercises(lab)
    reading = max(0.0, lab.facts.minutes - sum(thinking.values())) / max(1, len(delivered))
    tried: list[str] = []
    for id_, source in delivered:
        solution = solved.get(id_, source)
        if source.startswith("check("):
            number = source.partition('"')[2].partition('"')[0]
            yield from _exercise(lab, number, source, tried[-2:], thinking.get(number, reading))
            continue
        yield Step(source if id_.startswith("exercise") else solution, Kind.CELL, reading)
        tried += [source, solution]


def _exercise(lab: Lab, number: str, check: str, versions: list[str], minutes: float) -> Iterator[Step]:
    """As delivered, wrong, and solved; `versions` are the cell above as delivered and as solved."""
    wrong: list[str] = []
    for each in lab.exercises:
        if each.number == number:
            files = [found.file for found in wrong_answers(each)[:WRONG_ANSWERS]]
            wrong = [file.read_text("utf-8") for file in files]
    answers = [*wrong, versions[-1]]
    yield Step(check, Kind.CHECK, 0.0)
    for answer in answers:
        yield Step(answer, Kind.CELL, minutes / len(answers), fails=answer in wrong)
        yield Step(check, Kind.CHECK)


def _minutes_of_exercises(lab: Lab) -> dict[str, float]:
    return {each.number: float(each.facts.minutes) for each in lab.exercises}


def solved_notebook(notebook: dict[str, Any], root: Path, lab: Lab) -> dict[str, Any]:
    """A learner's copy of a lab, with the solutions in its cells: what is saved at the end."""
    solved = dict(code_cells(root / "solutions" / f"{lab.name}.ipynb"))
    cells = [
        each | {"source": solved[each["id"]]} if each.get("id") in solved else each
        for each in notebook["cells"]
    ]
    return notebook | {"cells": cells}
