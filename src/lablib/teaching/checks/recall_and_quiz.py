"""`recall` at the head of a lab and `quiz` at its end: letters typed into a cell, an explanation for each."""

from __future__ import annotations

from functools import partial
from typing import Any, Literal

from lablib.simulator.network.ipython_shell import somebody_watches
from lablib.teaching.checks import progress
from lablib.teaching.checks.cards import Said, Tone, card_html, paragraph, show, table, wrap
from lablib.teaching.checks.clickable import show_clickable
from lablib.teaching.checks.letters import as_option
from lablib.teaching.checks.message_catalogue import line
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
        said = line("question.count", part=part, wanted=len(asked), given=len(answers), lab=lab)
        show(Said(said, card_html(Tone.OPEN, line(f"question.title-{part}", lab=lab), paragraph(said))))
        return
    answers = tuple(as_option(each, one.options) for each, one in zip(answers, asked, strict=True))
    if not somebody_watches():
        show(_kept(lab, part, answers))
        return
    answers = _with_clicked(f"{lab}.{part}", answers)
    named = {line("question.row", number=number): one.options for number, one in enumerate(asked, 1)}
    show_clickable(_kept(lab, part, answers), named, answers, partial(_kept, lab, part))


def _kept(lab: str, part: Part, answers: tuple[Any, ...]) -> Said:
    """Keep the answers; return the explanations."""
    answered = list(zip(questions_of(lab, part), answers, strict=True))
    with progress.kept(id_ := f"{lab}.{part}") as record:
        record.questions[id_] = [
            answer if _is_option(answer, question) else None for question, answer in answered
        ]
    return _card(lab, part, answered)


def _with_clicked(id_: str, answers: tuple[Any, ...]) -> tuple[Any, ...]:
    """In place of `...` what is on record: whoever clicked has no letter in the cell."""
    known = progress.load(progress.place()).questions.get(id_, [])
    if len(known) != len(answers):
        return answers
    return tuple(
        old if new is ... and old is not None else new for new, old in zip(answers, known, strict=True)
    )


def _card(lab: str, part: Part, answered: list[tuple[Choice, Any]]) -> Said:
    """An explanation for each answer, and how many of them are right."""
    texts = [wrap(_said(number, *each)) for number, each in enumerate(answered, 1)]
    right = sum(answer == question.right for question, answer in answered)
    title = line(
        "question.score", title=line(f"question.title-{part}", lab=lab), right=right, of=len(answered)
    )
    columns = [line(f"question.column-{name}") for name in ("number", "answer", "why")]
    rows = [(str(number), *_cells(*each)) for number, each in enumerate(answered, 1)]
    return Said("\n".join(texts), card_html(Tone.TOLD, title, table(columns, rows, numbers=False)))


def _cells(question: Choice, answer: Any) -> tuple[str, str]:
    """The answer with its mark, and what is true."""
    if answer is ... or answer is None:
        return f"{Tone.OPEN.symbol} " + line("question.cell-none"), ""
    if not _is_option(answer, question):
        return f"{Tone.OPEN.symbol} {answer!r}", line(
            "question.cell-unknown", letters=", ".join(question.options)
        )
    tone = Tone.PASSED if answer == question.right else Tone.WRONG
    said = line("question.cell-right" if tone is Tone.PASSED else "question.cell-wrong")
    return f"{tone.symbol} {answer}, {said}: {question.options[answer]}", question.why[answer]


def _said(number: int, question: Choice, answer: Any) -> str:
    if answer is ... or answer is None:
        return line("question.none", number=number)
    if not _is_option(answer, question):
        return line("question.unknown", number=number, answer=answer, letters=", ".join(question.options))
    form = "question.right" if answer == question.right else "question.wrong"
    return line(form, number=number, answer=answer, why=question.why[answer])


def _is_option(answer: Any, question: Choice) -> bool:
    return isinstance(answer, str) and answer in question.options
