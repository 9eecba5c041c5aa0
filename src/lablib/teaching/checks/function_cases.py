"""Exercises whose answer is a plain function: arguments in, a value out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from lablib.scenarios.fresh_world import fresh_world
from lablib.teaching.checks.attempt import Attempt, observe


@dataclass(frozen=True, slots=True)
class Case:
    """Arguments, and the value that is right for them."""

    name: str
    args: tuple[Any, ...]
    right: Any


@dataclass(slots=True)
class CaseAttempt(Attempt):
    """What the function made of a case."""

    right: Any = None


def trials(cases: tuple[Case, ...]) -> list[tuple[str, Callable[[Any], CaseAttempt]]]:
    """The cases in the form that a `Grader` takes: each in a fresh region, in which nothing is made yet."""
    return [(case.name, partial(_play, case)) for case in cases]


def each(fn: Callable[..., Any], many: list[tuple[Any, ...]]) -> list[Any] | None:
    """What `fn` says to each of `many` arguments; None if it says nothing to any, as untouched code does.

    Its place is here, so that an error shows the learner's own lines and not those of a grader.
    """
    answers = [fn(*args) for args in many]
    return None if all(answer is None or answer is ... for answer in answers) else answers


def _play(case: Case, fn: Callable[..., Any]) -> CaseAttempt:
    seen = CaseAttempt(case.name, right=case.right)
    with fresh_world(seed=7) as world:
        observe(seen, world, fn, case.args)
    return seen
