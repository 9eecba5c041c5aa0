"""One misconception played through the course: the answers that it leads to, and what each check says.

An exercise with a wrong answer for it is answered with that one, every other with the reference solution. A
question is answered with the option that names it, or with the right one; a prediction that names it is made.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from lablib.teaching.checks import progress
from lablib.teaching.checks.grading import check
from lablib.teaching.checks.message_catalogue import line
from lablib.teaching.checks.stored_answer import load_answer
from lablib.teaching.checks.verdict import Outcome, Verdict
from lablib.teaching.course import Choice, Exercise, Lab, Prediction, WrongAnswer, wrong_answers


@dataclass(frozen=True, slots=True)
class Answered:
    """One exercise or question, answered."""

    lab: str
    """The number of its lab."""
    place: str
    """`02.1-read-the-response`, `02 quiz, question 1`, or `02 prediction, missing`."""
    kind: str
    """`exercise`, or `question` for a prediction too."""
    answer: str
    """The file of the answer, or the option."""
    is_believed: bool
    """Whether the misconception gave the answer."""
    verdict: str
    """The id of the check's message; else in words that the answer is right or not."""
    words: tuple[str, ...]
    """What the check says, a paragraph each."""
    fault: str = ""
    """What is wrong with the course: a wrong answer that passes, a solution that doesn't."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One answer that is still to be graded."""

    is_believed: bool
    grade: Callable[[], Answered]


def turns(labs: Iterable[Lab], misconception: str) -> list[Turn]:
    """What is to be answered, in the order of the course."""
    return [turn for lab in labs for turn in _turns_of(lab, misconception)]


def _turns_of(lab: Lab, misconception: str) -> Iterator[Turn]:
    yield from _questions(lab, "recall", lab.questions.recall, misconception)
    for name, asked in lab.questions.predict.items():
        for key, id_ in asked.misconceptions.items():
            if id_ == misconception:
                yield Turn(True, partial(_prediction, lab, name, asked, key))
    for exercise in lab.exercises:
        believed = [each for each in wrong_answers(exercise) if each.misconception == misconception]
        answers: list[WrongAnswer | None] = [*believed] or [None]
        for wrong in answers:
            yield Turn(wrong is not None, partial(_exercise, lab, exercise, wrong))
    yield from _questions(lab, "quiz", lab.questions.quiz, misconception)


def _questions(lab: Lab, part: str, questions: list[Choice], misconception: str) -> Iterator[Turn]:
    for number, question in enumerate(questions, 1):
        believed = [letter for letter, id_ in question.misconceptions.items() if id_ == misconception]
        for letter in believed or [question.right]:
            place = f"{lab.number} {part}, question {number}"
            yield Turn(letter in believed, partial(_question, lab, place, question, letter))


def _question(lab: Lab, place: str, question: Choice, letter: str) -> Answered:
    is_right = letter == question.right
    return Answered(
        lab.number,
        place,
        "question",
        question.options[letter],
        is_believed=not is_right,
        verdict=f"{letter} is {'' if is_right else 'not '}right",
        words=(f"Question: {question.ask}", f"Explanation: {question.why[letter]}"),
    )


def _prediction(lab: Lab, name: str, asked: Prediction, key: str) -> Answered:
    return Answered(
        lab.number,
        f"{lab.number} prediction, {name}",
        "question",
        asked.options.get(key, key),
        is_believed=True,
        verdict="the run shows otherwise",
        words=(f"Question: {asked.ask}", f"Explanation: {asked.says[key]}"),
    )


def _exercise(lab: Lab, exercise: Exercise, wrong: WrongAnswer | None) -> Answered:
    file = wrong.file if wrong else exercise.folder / "solution.py"
    with _progress_of_its_own():
        verdict = check(exercise.id, load_answer(file, exercise.facts.answer))
    return Answered(
        lab.number,
        exercise.id,
        "exercise",
        file.relative_to(exercise.folder).as_posix(),
        is_believed=wrong is not None,
        verdict=verdict.message.id,
        words=_words(verdict),
        fault=_fault(verdict, wrong),
    )


def _words(verdict: Verdict) -> tuple[str, ...]:
    said = verdict.message
    parts = {"expected": said.expected, "did": said.did, "means": said.means, "look": said.look}
    return tuple(f"{line(f'verdict.{name}')}: {text}" for name, text in parts.items())


def _fault(verdict: Verdict, wrong: WrongAnswer | None) -> str:
    has_passed, id_ = verdict.outcome is Outcome.PASSED, verdict.message.id
    if wrong is None:
        return "" if has_passed else f"the reference solution doesn't pass: it gets {id_}"
    if has_passed:
        return "the check lets this wrong answer pass"
    return "" if id_ == wrong.message else f"it gets {id_}, and its first line names {wrong.message}"


@contextmanager
def _progress_of_its_own() -> Iterator[None]:
    """What is checked here is no attempt of the learner."""
    before = os.environ.get(progress.VARIABLE)
    with TemporaryDirectory(prefix="lablib-") as folder:
        os.environ[progress.VARIABLE] = str(Path(folder) / progress.FILE)
        try:
            yield
        finally:
            if before is None:
                del os.environ[progress.VARIABLE]
            else:
                os.environ[progress.VARIABLE] = before
