"""The lesson asks all that the lab's files hold, each part under its heading and in its turn."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lablib.teaching.notebooks.lesson import filled_with
from lablib.teaching.notebooks.lint.lab_material import Material, Section

if TYPE_CHECKING:
    from nbformat import NotebookNode

RECALL_QUESTIONS = 3
LEAST_QUIZ_QUESTIONS = 3
HEADING_OF = {
    "exercise": "Exercise",
    "prediction": "Predict",
    "recall": "Recall",
    "quiz": "Recap and quiz",
    "check": "Check",
}
"""The heading that a place, and a check, stands under; no such section is without one."""


@dataclass(frozen=True, slots=True)
class Part:
    """A place of the lesson, or a call of one of the course's functions: `check("02.1", failed_events)`."""

    kind: str
    """`exercise`, `prediction`, `recall`, `quiz`, or the name of the function that is called."""
    id: str
    """What the place names, or the call's first argument."""
    argument: str
    """A call's second argument as it stands there."""
    section: Section
    turn: int
    """Which code cell of the lesson it stands in."""
    cell: str
    """The name of that cell."""


def wrong_calls(material: Material) -> Iterator[str]:
    """Questions in their number, places and checks under their headings, a comparison for each prediction."""
    asked = material.lab.questions
    if len(asked.recall) != RECALL_QUESTIONS:
        yield f"questions.toml: {len(asked.recall)} in recall, and {RECALL_QUESTIONS} is right: ask as many"
    if len(asked.quiz) < LEAST_QUIZ_QUESTIONS:
        yield f"questions.toml: {len(asked.quiz)} in quiz, and {LEAST_QUIZ_QUESTIONS} is the least: ask more"
    parts = list(_parts(material))
    yield from _under_their_headings(material, parts)
    yield from _unchecked_exercises(material, parts)
    yield from _uncompared_predictions(material, parts)
    last = sum(len(section.cells) for section in material.sections) - 1
    if not any((p.kind, p.id, p.turn) == ("summary", material.lab.number, last) for p in parts):
        yield f'the last cell: it says what was done and what is next: write summary("{material.lab.number}")'


def _parts(material: Material) -> Iterator[Part]:
    """In the order of the lesson."""
    cells = [(section, cell) for section in material.sections for cell in section.cells]
    for turn, (section, cell) in enumerate(cells):
        if place := filled_with(cell):
            value = cell.metadata[place]
            yield Part(value if place == "questions" else place, value, "", section, turn, cell.id)
        for kind, id_, argument in _calls(cell):
            yield Part(kind, id_, argument, section, turn, cell.id)


def _calls(cell: NotebookNode) -> Iterator[tuple[str, str, str]]:
    """Each plain call whose first argument is a string: function, that string, the second argument."""
    try:
        tree = ast.parse(cell.source)
    except SyntaxError:  # a magic such as %timeit calls nothing of ours
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
            first, *others = node.args
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield node.func.id, first.value, ast.unparse(others[0]) if others else ""


def _under_their_headings(material: Material, parts: list[Part]) -> Iterator[str]:
    for part in parts:
        heading = HEADING_OF.get(part.kind, part.section.name)
        if part.section.name != heading:
            yield f"{part.cell}: it stands under '{part.section.heading}': bring it under '## {heading}'"
    for kind, heading in HEADING_OF.items():
        for section in material.sections:
            if section.name == heading and not any(p.kind == kind and p.section is section for p in parts):
                yield f"{section.heading}: there is no {kind} in it: add one, or leave the heading out"


def _unchecked_exercises(material: Material, parts: list[Part]) -> Iterator[str]:
    turns = {part.id: part.turn for part in parts if part.kind == "exercise"}
    for exercise in material.lab.exercises:
        wanted = (exercise.number, exercise.facts.answer)
        checks = [p.turn for p in parts if p.kind == "check" and (p.id, p.argument) == wanted]
        if not any(turn > turns[exercise.folder.name] for turn in checks):
            yield (
                f"exercises/{exercise.folder.name}: no cell after its place checks it: write "
                f'check("{exercise.number}", {exercise.facts.answer})'
            )


def _uncompared_predictions(material: Material, parts: list[Part]) -> Iterator[str]:
    for predicted in parts:
        if predicted.kind == "prediction":
            id_ = f"{material.lab.number}.{predicted.id}"
            comparisons = [p.turn for p in parts if p.kind == "compare" and p.id == id_ and p.argument]
            if not any(turn > predicted.turn for turn in comparisons):
                yield (
                    f"{predicted.cell}: no cell after it says what happened: write "
                    f'compare("{id_}", <what the run gave>)'
                )
