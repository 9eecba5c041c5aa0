"""What a learner's progress says about learning: which beliefs are gone, and which intuitions were right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lablib.teaching.checks.progress import Progress
from lablib.teaching.course import Choice, Lab, wrong_answers


@dataclass(frozen=True, slots=True)
class Intuition:
    """The predictions about one subject whose runs were made."""

    subject: str
    right: int
    made: int


def intuitions(subjects: Mapping[str, Sequence[str]], record: Progress) -> list[Intuition]:
    """By subject, in the order of the course; those without a compared prediction are left out."""
    turned_out = {id_: each.right for id_, each in record.predictions.items() if each.right is not None}
    found = []
    for subject, ids in subjects.items():
        compared = [turned_out[id_] for id_ in ids if id_ in turned_out]
        if compared:
            found.append(Intuition(subject, sum(compared), len(compared)))
    return found


@dataclass(frozen=True, slots=True)
class Beliefs:
    """Misconceptions, by id, that led to a wrong answer of this learner."""

    overcome: tuple[str, ...]
    """The exercise was passed later, or the question was right when it was asked again."""
    open: tuple[str, ...]


def beliefs(labs: Iterable[Lab], record: Progress) -> Beliefs:
    """What the learner's wrong answers came from, in the order of the course.

    A message that several misconceptions lead to doesn't tell which it was, and counts for none of them.
    """
    met: dict[str, bool] = {}
    for lab in labs:
        for id_, is_overcome in (*_in_exercises(lab, record), *_in_questions(lab, record)):
            met[id_] = met.get(id_, True) and is_overcome
    return Beliefs(
        tuple(id_ for id_, is_overcome in met.items() if is_overcome),
        tuple(id_ for id_, is_overcome in met.items() if not is_overcome),
    )


def _in_exercises(lab: Lab, record: Progress) -> Iterable[tuple[str, bool]]:
    for exercise in lab.exercises:
        made = record.exercises.get(exercise.id)
        if made is None or not made.met:
            continue
        leads_to: dict[str, set[str]] = {}
        for wrong in wrong_answers(exercise):
            leads_to.setdefault(wrong.message, set()).add(wrong.misconception)
        for message in made.met:
            if len(which := leads_to.get(message, set())) == 1:
                yield next(iter(which)), made.passed


def _in_questions(lab: Lab, record: Progress) -> Iterable[tuple[str, bool]]:
    for part, questions in lab.questions.asked().items():
        for number, question in enumerate(questions, 1):
            missed = record.missed.get(f"{lab.number}.{part}.{number}")
            if missed is not None and (id_ := _believed(question, missed.answer)):
                yield id_, missed.overcome


def _believed(question: Choice, letter: str) -> str:
    return question.misconceptions.get(letter, "")
