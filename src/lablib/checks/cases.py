"""Exercises whose answer is a plain function: arguments in, a value out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from lablib.checks.attempt import Attempt, fresh_world, observe


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


def _play(case: Case, fn: Callable[..., Any]) -> CaseAttempt:
    seen = CaseAttempt(case.name, right=case.right)
    with fresh_world(seed=7) as world:
        observe(seen, world, fn, case.args)
    return seen
