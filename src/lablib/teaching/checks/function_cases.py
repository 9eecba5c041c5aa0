"""Exercises whose answer is a plain function: arguments in, a value out."""

from __future__ import annotations

import operator
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
    fn: Callable[..., Any] | None = None
    cases: tuple[Case, ...] = ()
    """All cases of the exercise."""
    answers: list[Any] | None = None
    """Filled by `answers_to_all`."""

    def answers_to_all(self) -> list[Any]:
        """What the function says to each of the cases, or the exception that it raises.

        It is called again, in a fresh region. Empty if it comes to no end.
        """
        if self.answers is None:
            assert self.fn is not None
            again = CaseAttempt(self.name)
            with fresh_world(seed=7) as world:
                observe(again, world, partial(_answers, self.fn), ([case.args for case in self.cases],))
            self.answers = [] if again.broke_off else again.returned
        return self.answers

    def is_explained_by(
        self, belief: Callable[..., Any], same: Callable[[Any, Any], bool] = operator.eq
    ) -> bool:
        """Whether the function says what `belief` says, to this case and to every other.

        One case can agree with a mistake by chance, so ask this before a message names one. A belief that has
        no answer to a case says None. `same` gets what the function returned, whatever it is.
        """
        if not same(self.returned, belief(*self.args_before)):
            return False
        answers = self.answers_to_all()
        beliefs = [belief(*case.args) for case in self.cases]
        pairs = zip(answers, beliefs, strict=False)
        return bool(answers) and all(said is None or same(answer, said) for answer, said in pairs)


def trials(cases: tuple[Case, ...]) -> list[tuple[str, Callable[[Any], CaseAttempt]]]:
    """The cases in the form that a `Grader` takes: each in a fresh region, in which nothing is made yet."""
    return [(case.name, partial(_play, case, cases)) for case in cases]


def each(fn: Callable[..., Any], many: list[tuple[Any, ...]]) -> list[Any] | None:
    """What `fn` says to each of `many` arguments; None if it says nothing to any, as untouched code does.

    Its place is here, so that an error shows the learner's own lines and not those of a grader.
    """
    answers = [fn(*args) for args in many]
    return None if all(answer is None or answer is ... for answer in answers) else answers


def _answers(fn: Callable[..., Any], many: list[tuple[Any, ...]]) -> list[Any]:
    answers: list[Any] = []
    for args in many:
        try:
            answers.append(fn(*args))
        except Exception as error:  # noqa: BLE001 - learner code raises what it likes
            answers.append(error)
    return answers


def _play(case: Case, cases: tuple[Case, ...], fn: Callable[..., Any]) -> CaseAttempt:
    seen = CaseAttempt(case.name, right=case.right, fn=fn, cases=cases)
    with fresh_world(seed=7) as world:
        observe(seen, world, fn, case.args)
    return seen
