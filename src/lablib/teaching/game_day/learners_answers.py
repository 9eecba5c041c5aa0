"""The answers that a learner has saved in the notebooks of `work/`, or the reason why one can't be used."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lablib.teaching.checks.message_catalogue import line
from lablib.teaching.checks.notebook_code import sources_of
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
    why = line("runbook.no-cell", name=name)
    for source in _own_sources(work, exercise, name):
        try:
            function = answer_in(source, name, "work")
        except (Exception, SystemExit) as error:  # noqa: BLE001 - the learner's own code raises what it likes
            why = line("runbook.raised", name=name, error=type(error).__name__)
            continue
        if not is_starter(exercise, function):
            return Answer(function, source, is_own=True)
        why = line("runbook.untouched", name=name)
    return _reference(exercise, why)


def _reference(exercise: Exercise, why: str = "") -> Answer:
    function = load_answer(exercise.folder / "solution.py", exercise.facts.answer)
    return Answer(function, exercise.solution, is_own=False, why=why)


def _own_sources(work: Path, exercise: Exercise, name: str) -> Iterator[str]:
    """Code that defines `name` in the lab's notebooks, the whole lesson's before the fast one's."""
    lab = f"{exercise.folder.parent.parent.name}.ipynb"
    for file in sorted(work.rglob(lab)):
        yield from sources_of(list(_cells(file)), name)


def _cells(notebook: Path) -> Iterator[str]:
    """The code of a notebook; none if the file is no notebook."""
    try:
        cells = json.loads(notebook.read_text("utf-8")).get("cells", [])
    except (OSError, ValueError, AttributeError):
        return
    yield from ("".join(cell["source"]) for cell in cells if cell.get("cell_type") == "code")
