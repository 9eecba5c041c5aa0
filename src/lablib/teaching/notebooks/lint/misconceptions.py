"""Misconceptions: whatever an exercise or a question names is in the course's table."""

from __future__ import annotations

from collections.abc import Iterator

from lablib.teaching.course.misconceptions import unknown
from lablib.teaching.notebooks.lint.lab_material import Material


def unknown_misconceptions(material: Material) -> Iterator[str]:
    """Ids that `course/misconceptions.toml` does not have, and wrong options that name none."""
    known = material.misconceptions
    for exercise in material.lab.exercises:
        for id_ in exercise.facts.misconceptions:
            if id_ not in known:
                yield f"exercises/{exercise.folder.name}/exercise.toml: {unknown(id_, known)}"
    asked = material.lab.questions
    for part, questions in (("recall", asked.recall), ("quiz", asked.quiz)):
        for number, question in enumerate(questions, 1):
            for letter, id_ in question.misconceptions.items():
                if id_ not in known:
                    yield f"questions.toml, {part} {number}{letter}: {unknown(id_, known)}"
