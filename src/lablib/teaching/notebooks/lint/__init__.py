"""The content linter: what makes a lab one of this course, held against each lab's source.

`notebooks/lesson.py` and `placeholders.py` already refuse what cannot become a notebook; here are the rules
about what stands in it. One family of rules a module, each a function from a `Material` to sentences
that name the place, the rule and the remedy.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from lablib.teaching.course import CourseError, Lab, read_lab, read_misconceptions
from lablib.teaching.notebooks.errors import LessonError, NotebookError
from lablib.teaching.notebooks.execute import read_notebook
from lablib.teaching.notebooks.lesson import read_lesson
from lablib.teaching.notebooks.lint.claims import unproven_claims
from lablib.teaching.notebooks.lint.exercises import incomplete_exercises, messages_of
from lablib.teaching.notebooks.lint.figures import figures_without_numbers
from lablib.teaching.notebooks.lint.headings import wrong_headings
from lablib.teaching.notebooks.lint.lab_material import Material
from lablib.teaching.notebooks.lint.lesson_calls import wrong_calls
from lablib.teaching.notebooks.lint.misconceptions import unknown_misconceptions
from lablib.teaching.notebooks.lint.reading_time import wrong_minutes
from lablib.teaching.notebooks.lint.sources import missing_sources
from lablib.teaching.notebooks.lint.tables import columns_without_heading
from lablib.teaching.notebooks.placeholders import fill
from lablib.teaching.notebooks.question_cells import Part

if TYPE_CHECKING:
    from nbformat import NotebookNode

T = TypeVar("T")

PARTS: tuple[Part, Part] = ("starter", "solution")
RULES = (
    wrong_headings,
    wrong_calls,
    wrong_minutes,
    missing_sources,
    figures_without_numbers,
    incomplete_exercises,
    unknown_misconceptions,
    unproven_claims,
    columns_without_heading,
)


def lint_lab(folder: Path, solution: Path) -> list[str]:
    """Every rule that the lab in `folder` breaks; `solution` is its executed notebook.

    What cannot be read is told first and alone, since the other rules read it.
    """
    problems: list[str] = []

    def told(read: Callable[[Path], T], path: Path) -> T | None:
        try:
            return read(path)
        except LessonError as error:
            problems.extend(error.problems)
        except (CourseError, NotebookError) as error:
            problems.append(str(error).replace(f"{folder}{os.sep}", ""))
        return None

    lab, lesson, notebook = told(_lab, folder), told(_lesson, folder), told(_notebook, solution)
    misconceptions = told(read_misconceptions, folder.parent)
    if lab is None or lesson is None or notebook is None or misconceptions is None:
        return list(dict.fromkeys(problems))
    material = Material.of(lab, lesson, notebook, misconceptions)
    return [problem for rule in RULES for problem in rule(material)]


def _lab(folder: Path) -> Lab:
    """The lab's facts; that its exercises' messages can be read is made sure of as well."""
    lab = read_lab(folder)
    for exercise in lab.exercises:
        messages_of(exercise)
    return lab


def _lesson(folder: Path) -> NotebookNode:
    """The lesson with its places empty; that they can be filled is made sure of as well."""
    lesson = read_lesson(folder)
    for part in PARTS:
        fill(lesson, folder, part)
    return lesson


def _notebook(solution: Path) -> NotebookNode:
    if not solution.is_file():
        raise NotebookError(f"there is no {solution.parent.name}/{solution.name}: make it with lablib build")
    return read_notebook(solution)
