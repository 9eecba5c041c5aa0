"""Change each reference solution in small ways, and see which changes its grader does not notice.

    python tests/teaching/checks/mutate.py            every exercise
    python tests/teaching/checks/mutate.py 02.2       one; several are told apart by spaces

A mutant that passes shows a question that the grader doesn't ask. Ask it, or, if the mutant is right as well,
mark it with the reason in the exercise's equivalent_mutants.toml. Exit code 1 if an exercise kills less than
95 % of the mutants that aren't marked, or if a mark is wrong.

cosmic-ray and mutmut don't fit. Both want an importable module and run its tests for each mutant: seconds of
imports and of pytest, where a check takes half of one. Both spare an equivalent mutant by a comment in its
source. These solutions are cells of a notebook, and learners read them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from blind_answers import PASSED, imports_of
from learner import cell, quickly_graded
from mutation.equivalent import as_mark, identity, read_marks, wrong_marks
from mutation.mutators import Mutant, mutants_of
from rich.console import Console
from rich.progress import track
from warm_process import Raised, run_each

from lablib.teaching.checks import time_limit
from lablib.teaching.checks.check_failure import NO_VERDICT
from lablib.teaching.checks.grading import exercise_called
from lablib.teaching.course import Exercise, labs

LEAST_KILLED = 0.95
LIMIT_CPU_S = 3.0
LIMIT_ALL_CPU_S = 20.0
LIMIT_WAIT_S = 6.0
"""A mutant gets a sixth of the time that learners get: many loop without end."""
MOST_S = 120.0
"""Real seconds, for what only the end of its process can end, such as sum(range(10**12))."""


@dataclass
class Report:
    """What became of the mutants of one exercise."""

    exercise: Exercise
    mutants: list[Mutant]
    alive: list[Mutant]
    equivalent: list[Mutant]
    problems: list[str]

    @property
    def killed(self) -> int:
        return len(self.mutants) - len(self.alive) - len(self.equivalent)

    @property
    def score(self) -> float:
        """Of the mutants that aren't equivalent, the share that was refused; 1 if there is none."""
        count = self.killed + len(self.alive)
        return self.killed / count if count else 1.0

    @property
    def holds(self) -> bool:
        return self.score >= LEAST_KILLED and not self.problems


def main(numbers: list[str]) -> int:
    """Print what became of each exercise's mutants as soon as it is known, and all scores at the end."""
    exercises = [exercise_called(number) for number in numbers] or [
        exercise for lab in labs() for exercise in lab.exercises
    ]
    reports = []
    for exercise in exercises:
        reports.append(report_on(exercise))
        print(*_told(reports[-1]), sep="\n", flush=True)
    if len(reports) > 1:
        print("", *map(_score, reports), sep="\n")
    return int(not all(report.holds for report in reports))


def report_on(exercise: Exercise) -> Report:
    """Grade every mutant of the exercise's solution."""
    mutants = mutants_of(exercise.solution)
    jobs = [(exercise.number, mutant.source) for mutant in mutants]
    results = run_each(partial(warm, exercise.number), verdict_on, jobs, MOST_S)
    console = Console(stderr=True)
    told = list(track(results, f"{exercise.number:<6}", len(jobs), console=console, transient=True))
    alive = [mutant for mutant, result in zip(mutants, told, strict=True) if result == PASSED]
    broken = [(mutant, why) for mutant, why in zip(mutants, told, strict=True) if _is_broken(why)]
    marks = read_marks(exercise.folder)
    marked = {mark.identity for mark in marks}
    equivalent = [mutant for mutant in alive if identity(mutant) in marked]
    problems = list(wrong_marks(marks, mutants, alive))
    problems += [f"line {mutant.line}: {mutant.after!r}: the check fails: {why}" for mutant, why in broken]
    return Report(exercise, mutants, [each for each in alive if each not in equivalent], equivalent, problems)


def _is_broken(result: Any) -> bool:
    """Whether the check itself failed. Where its process was ended, it was refused by a limit of time."""
    return isinstance(result, Raised) or result == NO_VERDICT


def warm(number: str) -> None:
    """Shorten the limits, and grade the solution, which has to pass within them."""
    time_limit.LIMIT_CPU_S, time_limit.LIMIT_ALL_CPU_S = LIMIT_CPU_S, LIMIT_ALL_CPU_S
    time_limit.LIMIT_WAIT_S = LIMIT_WAIT_S
    if (verdict := verdict_on(number, exercise_called(number).solution)) != PASSED:
        raise RuntimeError(f"the solution of {number} gets {verdict}: let it pass first")


def verdict_on(number: str, source: str) -> str:
    """`passed`, or the id of the message of the first trial that decides."""
    exercise = exercise_called(number)
    imports = imports_of(exercise.folder.parents[1] / "lesson.py")
    id_ = quickly_graded(exercise, cell(source, exercise.facts.answer, imports=imports)).message.id
    return PASSED if id_.endswith(f".{PASSED}") else id_


def _told(report: Report) -> Iterator[str]:
    yield f"\n==> {_score(report)}"
    for mutant in report.alive:
        yield f"alive: line {mutant.line}, {mutant.change}; if it is right as well, mark it:"
        yield as_mark(mutant)
    yield from report.problems


def _score(report: Report) -> str:
    ending = "holds" if report.holds else "does not hold"
    return (
        f"{report.exercise.id:<34}{len(report.mutants):>4} mutants{report.killed:>5} killed"
        f"{len(report.alive):>4} alive{len(report.equivalent):>4} equivalent{report.score:>7.1%}  {ending}"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
