"""Blind answers: written from a lesson's text alone, without sight of grader, solution or other answers.

They show what learners really write. An exercise's `blind/` has them, a folder a set (SETS), and in that
`wrong/` and `right/`; `blind/verdicts.toml` says what the grader told each. A later set was written after the
graders had been mended by the one before.
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from learner import cell, until_the_first_finding

from lablib.teaching.checks import time_limit
from lablib.teaching.checks.grading import check, exercise_called, grader_of
from lablib.teaching.course import Exercise, labs

PASSED = "passed"
SETS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh")
NOT_FOR_ANSWERS = ("lablib.pictures",)
"""Modules that a lesson imports for its figures: slow, and no answer needs them."""


class Verdict(msgspec.Struct, forbid_unknown_fields=True):
    """What the grader told one answer: `passed`, or a message's id."""

    at_first_sight: str
    """By the grader as it was when the answer was written. Never changed afterwards."""
    now: str
    untrue: str = ""
    """What the message at first sight said that was not so of this answer."""
    remark: str = ""
    """Why the answer does not count: no text forbids a wrong one, or a right one breaks the text."""
    open: str = ""
    """Why the check still misjudges the answer. It counts as misjudged."""


@dataclass(frozen=True, slots=True)
class Card:
    """What a learner sees."""

    verdict: str
    """`passed`, or the message's id."""
    text: str


def folder_of(exercise: Exercise) -> Path:
    return exercise.folder / "blind"


def answers_in(folder: Path) -> list[Path]:
    """All Python files below `folder`, in their order."""
    return sorted(folder.rglob("*.py"))


def is_right(file: Path) -> bool:
    """Whether its author takes it for right."""
    return file.parent.name == "right"


def read_verdicts(exercise: Exercise) -> dict[str, Verdict]:
    """By the answer's path below `blind/`."""
    return _verdicts_in(folder_of(exercise) / "verdicts.toml")


@cache
def _verdicts_in(file: Path) -> dict[str, Verdict]:
    return msgspec.toml.decode(file.read_bytes(), type=dict[str, Verdict]) if file.exists() else {}


def write_verdicts(exercise: Exercise, verdicts: dict[str, Verdict]) -> None:
    tables = [_table(name, verdict) for name, verdict in sorted(verdicts.items())]
    (folder_of(exercise) / "verdicts.toml").write_text("\n".join(tables), "utf-8")


def _table(name: str, verdict: Verdict) -> str:
    said = {field: value for field, value in msgspec.structs.asdict(verdict).items() if value}
    lines = [f"{field} = {json.dumps(value, ensure_ascii=False)}\n" for field, value in said.items()]
    return f"[{json.dumps(name, ensure_ascii=False)}]\n{''.join(lines)}"


def card_of(number: str, file: Path) -> Card:
    """The verdict on a file, from all trials, as `check` shows it."""
    exercise = exercise_called(number)
    return _card(check(exercise.id, load(exercise, file)))


def quick_card_of(number: str, file: Path) -> Card:
    """The same, from the trials up to the one that decides, in less time for what never ends.

    For a process of its own: the limits stay.
    """
    time_limit.LIMIT_CPU_S, time_limit.GRACE_S = 2.0, 0.2
    exercise = exercise_called(number)
    quickly = until_the_first_finding(grader_of(exercise.folder / "grader.py"))
    return _card(quickly(exercise, load(exercise, file)))


def _card(verdict: Any) -> Card:
    id_ = verdict.message.id
    return Card(PASSED if id_.endswith(f".{PASSED}") else id_, str(verdict))


def load(exercise: Exercise, file: Path) -> Any:
    """The answer, as a cell of the lab's notebook: below all that the lesson imports."""
    with contextlib.redirect_stdout(io.StringIO()):
        imports = imports_of(exercise.folder.parents[1] / "lesson.py")
        return cell(file.read_text("utf-8"), exercise.facts.answer, str(file), imports)


def imports_of(lesson: Path) -> str:
    """What a lesson imports, but for its figures."""
    statements = [
        node
        for node in ast.parse(lesson.read_text("utf-8")).body
        if isinstance(node, ast.Import)
        or (isinstance(node, ast.ImportFrom) and not (node.module or "").startswith(NOT_FOR_ANSWERS))
    ]
    return "\n".join(map(ast.unparse, statements))


def warm(graded: tuple[str, ...] = ("02.2",)) -> None:
    """Everything that takes time for the first time: imports, boto3's data, a grader, a world.

    The solutions of `graded` are graded, so the data of their trials is there for each answer that follows.
    """
    for lab in labs():
        for exercise in lab.exercises:
            load(exercise, exercise.folder / "starter.py")
            grader_of(exercise.folder / "grader.py")
    for number in graded:
        exercise = exercise_called(number)
        check(exercise.id, load(exercise, exercise.folder / "solution.py"))
