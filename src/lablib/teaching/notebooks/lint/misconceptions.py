"""Misconceptions: whatever names one names one of the course, and each of the course is met somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lablib.teaching.course import Lab, Misconception, find_labs, read_lab, read_misconceptions
from lablib.teaching.course.misconceptions import unknown
from lablib.teaching.notebooks.lint.claims import place_problem
from lablib.teaching.notebooks.lint.lab_material import Material


def unknown_misconceptions(material: Material) -> Iterator[str]:
    """Ids that `course/misconceptions.toml` does not have, and wrong options that name none."""
    lab, known = material.lab, material.misconceptions
    named = [
        (f"exercises/{exercise.folder.name}/exercise.toml", id_)
        for exercise in lab.exercises
        for id_ in exercise.facts.misconceptions
    ]
    named += [(f"questions.toml, {place}", id_) for place, id_ in lab.questions.named()]
    for place, id_ in named:
        if id_ not in known:
            yield f"{place}: {unknown(id_, known)}"
    for part, questions in lab.questions.asked().items():
        for number, question in enumerate(questions, 1):
            for letter in sorted(question.options.keys() - question.misconceptions.keys() - {question.right}):
                yield (
                    f"questions.toml, {part} {number}{letter}: a wrong option names what its reader "
                    "believes: add it to misconceptions"
                )


def lint_misconceptions(root: Path) -> list[str]:
    """What is wrong with the course's table as a whole: who meets each misconception, and what says so.

    Raises `CourseError` for a file of the course that can't be read.
    """
    labs = [read_lab(folder) for folder in find_labs(root)]
    table = read_misconceptions(root / "course")
    problems = [
        f"{id_}: {problem}"
        for id_, each in table.items()
        if (problem := _meeting_problem(id_, each, labs) or place_problem(each.source, root))
    ]
    return [*problems, *_equal_beliefs(table)]


def _meeting_problem(id_: str, each: Misconception, labs: list[Lab]) -> str | None:
    """Why `met_by` is not so; None if it is."""
    exercises = [one.id for lab in labs for one in lab.exercises if id_ in one.facts.misconceptions]
    questions = [
        f"lab {lab.number}, {place}" for lab in labs for place, named in lab.questions.named() if named == id_
    ]
    met_by = "exercise" if exercises else "question" if questions else each.met_by
    if met_by != each.met_by:
        return f"met_by is '{each.met_by}', and {(exercises or questions)[0]} meets it: write '{met_by}'"
    if met_by == "exercise" and not exercises:
        return (
            "no exercise meets it: write a wrong answer, or say in met_by what does (docs/writing-a-lab.md)"
        )
    if met_by == "question" and not questions:
        return "no question and no prediction names it: name it in one, or correct met_by"
    if met_by.startswith("lesson ") and met_by[-2:] not in {lab.number for lab in labs}:
        return f"met_by is '{met_by}', and there is no such lab: correct the number"
    return None


def _equal_beliefs(table: dict[str, Misconception]) -> Iterator[str]:
    """Two ids for one belief."""
    first: dict[str, str] = {}
    for id_, each in table.items():
        said = re.sub(r"\W+", " ", each.belief).strip().lower()
        if said in first:
            yield f"{id_}: its belief is that of {first[said]}: keep one of them"
        first.setdefault(said, id_)
