"""The content linter: what makes a lab one of this course, held against each lab's source.

`notebooks/lesson.py` and `places.py` already refuse what cannot become a notebook; here are the rules about
what stands in it. One family of rules a module, each a function from a `Source` to sentences that name the
place, the rule and the remedy.
"""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

from lablib.course import CourseError, read_lab
from lablib.notebooks.errors import LessonError, NotebookError
from lablib.notebooks.lesson import read_lesson
from lablib.notebooks.lint.calls import wrong_calls
from lablib.notebooks.lint.exercises import incomplete_exercises
from lablib.notebooks.lint.figures import figures_without_numbers
from lablib.notebooks.lint.headings import wrong_headings
from lablib.notebooks.lint.reading_time import wrong_minutes
from lablib.notebooks.lint.source import Source, read_solution
from lablib.notebooks.lint.sources import missing_sources
from lablib.notebooks.places import fill

RULES = (
    wrong_headings,
    wrong_calls,
    wrong_minutes,
    missing_sources,
    figures_without_numbers,
    incomplete_exercises,
)


def lint_lab(folder: Path, solution: Path) -> list[str]:
    """Every rule that the lab in `folder` breaks; `solution` is its executed notebook.

    What cannot be read is told first and alone, since the other rules read it.
    """
    problems: list[str] = []
    for part in (read_lab, _read_messages, _fill, lambda _: read_solution(solution)):
        try:
            part(folder)
        except LessonError as error:
            problems += error.problems
        except (CourseError, NotebookError) as error:
            problems.append(str(error).replace(f"{folder}{os.sep}", ""))
    if problems:
        return list(dict.fromkeys(problems))
    source = Source.of(read_lab(folder), read_lesson(folder), read_solution(solution))
    return [problem for rule in RULES for problem in rule(source)]


def _fill(folder: Path) -> None:
    lesson = read_lesson(folder)
    for part in ("starter", "solution"):
        fill(lesson, folder, part)


def _read_messages(folder: Path) -> None:
    for file in sorted(folder.glob("exercises/[!._]*/messages.toml")):
        try:
            tomllib.loads(file.read_text("utf-8"))
        except ValueError as error:  # no TOML, or no UTF-8
            raise CourseError(f"{file}: {error} (docs/writing-a-lab.md has the form)") from error
