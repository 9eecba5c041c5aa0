"""What `lablib status` says below its table: labs, predictions, misconceptions, money, exams; a line each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from lablib.teaching.checks.learned import Beliefs, Intuition, beliefs, intuitions
from lablib.teaching.checks.message_catalogue import line
from lablib.teaching.checks.progress import ExamProgress, Progress
from lablib.teaching.checks.summary import Done
from lablib.teaching.course import monthly_account, read_account, read_misconceptions, read_subjects

QUOTED = 2
"""So many beliefs are quoted, those of the latest labs."""


def learned_lines(course: Path, done: Sequence[Done], record: Progress) -> list[str]:
    """A line for each of the five of which there is something to tell. Raises `CourseError`."""
    finished = {each.lab.number for each in done if each.finished}
    passed = sum(len(each.passed) for each in done)
    exercises = passed + sum(len(each.open) for each in done)
    counted = {"labs": len(finished), "of_labs": len(done), "passed": passed, "of": exercises}
    return [
        line("status.finished-labs", **counted),
        *_predictions(intuitions(read_subjects(course), record)),
        *_misconceptions(course, beliefs([each.lab for each in done], record)),
        *_money(course, finished),
        *_exams(record.exams),
    ]


def _predictions(found: Sequence[Intuition]) -> list[str]:
    if not found:
        return []
    groups = {
        "right": [each for each in found if each.right == each.made],
        "mixed": [each for each in found if 0 < each.right < each.made],
        "wrong": [each for each in found if not each.right],
    }
    told = [
        line(f"status.{name}-about", subjects=_subjects(group)) for name, group in groups.items() if group
    ]
    made = sum(each.made for each in found)
    return [
        line("status.intuition", right=sum(each.right for each in found), made=made, told="; ".join(told))
    ]


def _subjects(group: Sequence[Intuition]) -> str:
    return ", ".join(
        line("status.subject", subject=each.subject, right=each.right, made=each.made) for each in group
    )


def _misconceptions(course: Path, met: Beliefs) -> list[str]:
    if not met.overcome and not met.open:
        return []
    said = line("status.overcome", overcome=len(met.overcome), open=len(met.open))
    known = read_misconceptions(course)
    quoted = [known[id_].belief.rstrip(".") for id_ in met.overcome[-QUOTED:] if id_ in known]
    beliefs = "; ".join(f"“{belief}”" for belief in quoted)
    return [f"{said} {line('status.no-longer', beliefs=beliefs)}" if quoted else said]


def _money(course: Path, finished: set[str]) -> list[str]:
    if not finished or not (course / monthly_account.FILE).exists():
        return []
    month = read_account(course)
    parts = month.parts.values()
    explained = sum(part.leaking_usd for part in parts if part.explained_by in finished)
    stopped = sum(part.leaking_usd for part in parts if part.stopped_by in finished)
    return [line("status.money", explained=explained, stopped=stopped, total=month.total_usd)]


def _exams(taken: Sequence[ExamProgress]) -> list[str]:
    """The last, and the one with the greatest share of right answers."""
    if not taken:
        return []
    last = taken[-1]
    facts = {"right": last.right, "of": last.of, "seed": last.seed}
    if len(taken) == 1:
        return [line("status.exam", **facts)]
    best = max(taken, key=lambda each: (each.right / each.of, each.of))
    return [line("status.best-exam", **facts, count=len(taken), best=best.right, best_of=best.of)]
