"""`recall` at the head of a lab and `quiz` at its end: letters typed into a cell, an explanation for each.

A recall also asks again what was missed in earlier labs (`asked_again`). The letters for these questions come
after the lab's own, and may be left out.
"""

from __future__ import annotations

from functools import partial
from typing import Any, Literal

from lablib.simulator.call_forms import called_as, there_are
from lablib.simulator.network.ipython_shell import somebody_watches
from lablib.teaching.checks import progress
from lablib.teaching.checks.asked_again import AT_MOST, Again, asked_again, keep_again, note_misses
from lablib.teaching.checks.cards import Said, Tone, card_html, paragraph, show, table, wrap
from lablib.teaching.checks.clickable import show_clickable
from lablib.teaching.checks.letters import as_option
from lablib.teaching.checks.message_catalogue import line
from lablib.teaching.course import Choice, labs

Part = Literal["recall", "quiz"]


@called_as('recall("09", "a", "b", "c")')
def recall(lab: str, *answers: Any) -> None:
    """Answer a lab's questions about earlier labs, a letter each. Raises ValueError for an unknown lab."""
    _answer(lab, "recall", answers)


@called_as('quiz("09", "a", "b", "c", "d")')
def quiz(lab: str, *answers: Any) -> None:
    """Answer the questions at the end of a lab, a letter each. Raises ValueError for an unknown lab."""
    _answer(lab, "quiz", answers)


def questions_of(lab: str, part: Part) -> list[Choice]:
    """What a lab asks. Raises ValueError, which lists the labs."""
    for each in labs():
        if each.number == lab:
            return each.questions.recall if part == "recall" else each.questions.quiz
    raise ValueError(f"there is no lab {lab!r}{there_are(lab, [each.number for each in labs()])}")


def _answer(lab: str, part: Part, answers: tuple[Any, ...]) -> None:
    own = questions_of(lab, part)
    again = _asked_again(lab, part)
    asked = [*own, *(each.question for each in again)]
    if part == "recall" and len(answers) <= len(own) + AT_MOST:
        answers = answers[: len(asked)]  # a notebook keeps letters for what this progress doesn't ask again
    if not len(own) <= len(answers) <= len(asked):
        said = line("question.count", part=part, wanted=len(own), given=len(answers), lab=lab)
        show(Said(said, card_html(Tone.OPEN, line(f"question.title-{part}", lab=lab), paragraph(said))))
        return
    answers += (...,) * (len(asked) - len(answers))
    answers = tuple(as_option(each, one.options) for each, one in zip(answers, asked, strict=True))
    if not somebody_watches():
        show(_kept(lab, part, again, answers))
        return
    answers = _with_clicked(lab, part, answers)
    named = {line("question.row", number=number): one.options for number, one in enumerate(asked, 1)}
    show_clickable(_kept(lab, part, again, answers), named, answers, partial(_kept, lab, part, again))


def _asked_again(lab: str, part: Part) -> list[Again]:
    if part == "quiz":
        return []
    return asked_again(lab, labs(), progress.load(progress.place()))


def _kept(lab: str, part: Part, again: list[Again], answers: tuple[Any, ...]) -> Said:
    """Keep the answers; return the explanations."""
    own = questions_of(lab, part)
    answered = list(zip([*own, *(each.question for each in again)], answers, strict=True))
    letters = [answer if _is_option(answer, question) else None for question, answer in answered]
    with progress.kept(id_ := f"{lab}.{part}") as record:
        note_misses(id_, own, letters[: len(own)], record)
        record.questions[id_] = letters[: len(own)]
        if again:
            keep_again(lab, again, letters[len(own) :], record)
    return _card(lab, part, again, answered)


def _with_clicked(lab: str, part: Part, answers: tuple[Any, ...]) -> tuple[Any, ...]:
    """In place of `...` what is on record: whoever clicked has no letter in the cell."""
    record = progress.load(progress.place())
    known = [*record.questions.get(f"{lab}.{part}", [])]
    if part == "recall":
        known += record.again.get(lab, {}).values()
    if len(known) != len(answers):
        return answers
    return tuple(
        old if new is ... and old is not None else new for new, old in zip(answers, known, strict=True)
    )


def _card(lab: str, part: Part, again: list[Again], answered: list[tuple[Choice, Any]]) -> Said:
    """An explanation for each answer, and how many of them are right; below them, what is asked again."""
    first = len(answered) - len(again) + 1
    asked = [text for number, each in enumerate(again, first) for text in _asked(number, each)]
    if again:
        asked.append(line("question.again-how", lab=lab, number=first))
    said = [_said(number, *each) for number, each in enumerate(answered, 1)]
    texts = [wrap(text) for text in (*said, *asked)]
    right = sum(answer == question.right for question, answer in answered)
    title = line(
        "question.score", title=line(f"question.title-{part}", lab=lab), right=right, of=len(answered)
    )
    columns = [line(f"question.column-{name}") for name in ("number", "answer", "why")]
    rows = [(str(number), *_cells(*each)) for number, each in enumerate(answered, 1)]
    body = [table(columns, rows, numbers=False), *map(paragraph, asked)]
    return Said("\n".join(texts), card_html(Tone.TOLD, title, *body))


def _asked(number: int, again: Again) -> list[str]:
    """A question that is asked again, with its options."""
    options = [f"{letter}) {text}" for letter, text in again.question.options.items()]
    return [line("question.again", number=number, lab=again.lab, ask=again.question.ask), *options]


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
