"""`recall` at the head of a lab and `quiz` at its end: letters typed into a cell, an explanation for each."""

from __future__ import annotations

from typing import Any, Literal

from lablib.teaching.checks import progress
from lablib.teaching.checks.letters import as_option
from lablib.teaching.checks.message_catalogue import line
from lablib.teaching.checks.text_card import wrap
from lablib.teaching.course import Choice, labs

Part = Literal["recall", "quiz"]


def recall(lab: str, *answers: Any) -> None:
    """Answer the questions about the labs before, a letter each. Raises ValueError for an unknown lab."""
    _answer(lab, "recall", answers)


def quiz(lab: str, *answers: Any) -> None:
    """Answer the questions about this lab, a letter each. Raises ValueError for an unknown lab."""
    _answer(lab, "quiz", answers)


def questions_of(lab: str, part: Part) -> list[Choice]:
    """What a lab asks. Raises ValueError, which lists the labs."""
    for each in labs():
        if each.number == lab:
            return each.questions.recall if part == "recall" else each.questions.quiz
    raise ValueError(f"there is no lab {lab!r}; there are: {', '.join(each.number for each in labs())}")


def _answer(lab: str, part: Part, answers: tuple[Any, ...]) -> None:
    asked = questions_of(lab, part)
    if len(answers) != len(asked):
        print(line("question.count", part=part, wanted=len(asked), given=len(answers), lab=lab))
        return
    answers = tuple(as_option(each, one.options) for each, one in zip(answers, asked, strict=True))
    for number, (question, answer) in enumerate(zip(asked, answers, strict=True), 1):
        print(wrap(_said(number, question, answer)))
    with progress.kept(id_ := f"{lab}.{part}") as record:
        record.questions[id_] = [
            answer if _is_option(answer, question) else None
            for question, answer in zip(asked, answers, strict=True)
        ]


def _said(number: int, question: Choice, answer: Any) -> str:
    if answer is ... or answer is None:
        return line("question.none", number=number)
    if not _is_option(answer, question):
        return line("question.unknown", number=number, answer=answer, letters=", ".join(question.options))
    form = "question.right" if answer == question.right else "question.wrong"
    return line(form, number=number, answer=answer, why=question.why[answer])


def _is_option(answer: Any, question: Choice) -> bool:
    return isinstance(answer, str) and answer in question.options
