"""`lablib exam`: the facts of the course with new numbers, asked in the terminal."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Annotated

import typer

from lablib.cli.options import whole
from lablib.cli.telling import say

if TYPE_CHECKING:
    from lablib.teaching.exam import Marked, Question

SEEDS = 10_000
QUESTIONS = 15


def exam(
    seed: Annotated[
        int | None, typer.Option(parser=whole(0), help="the same seed asks the same; a new one when left out")
    ] = None,
    questions: Annotated[int, typer.Option(parser=whole(1), help="how many")] = QUESTIONS,
) -> None:
    """Take the final exam: questions on all labs, with numbers from a seed, and what to read again."""
    from lablib.teaching.checks.message_catalogue import line
    from lablib.teaching.course import repo_root
    from lablib.teaching.exam import draw_exam, read_templates

    seed = secrets.randbelow(SEEDS) if seed is None else seed
    asked = draw_exam(read_templates(repo_root() / "course"), seed, questions)
    say(line("exam.begin", seed=seed, count=len(asked)))
    marked = _answers(asked)
    say("")
    say(line("exam.score", right=sum(each.right for each in marked), of=len(asked)))
    for number, each in enumerate(marked, 1):
        if not each.right:
            _review(number, each)
    say(line("exam.again", seed=seed))


def _answers(asked: list[Question]) -> list[Marked]:
    """Ask all of them; those after the end of the input are left open."""
    from lablib.teaching.exam import mark

    marked = []
    is_over = False
    for number, question in enumerate(asked, 1):
        if not is_over:
            _ask(number, len(asked), question)
            try:
                marked.append(_answer(question))
                continue
            except (EOFError, KeyboardInterrupt):
                is_over = True
                say("")
        marked.append(mark(question, ""))
    return marked


def _ask(number: int, of: int, question: Question) -> None:
    from lablib.teaching.checks.message_catalogue import line
    from lablib.teaching.exam import LETTERS

    say("")
    say(line("exam.question", number=number, of=of, lab=question.template.lab))
    say(question.ask)
    for letter, option in zip(LETTERS, question.options, strict=False):
        say(line("exam.option", letter=letter, text=option.text))


def _answer(question: Question) -> Marked:
    """What is typed, asked for until it is an answer or nothing."""
    from lablib.teaching.exam import NoAnswer, mark

    while True:
        try:
            return mark(question, input("> "))
        except NoAnswer as error:
            say(str(error))


def _review(number: int, marked: Marked) -> None:
    """What was right, the belief behind the answer, and the lab to read again."""
    from lablib.teaching.checks.message_catalogue import line
    from lablib.teaching.course import labs, read_misconceptions, repo_root

    question = marked.question
    facts = {"number": number, "right": question.right.text, "why": question.why}
    say(line("exam.missed", typed=marked.typed, **facts) if marked.typed else line("exam.open", **facts))
    if marked.misconception:
        belief = read_misconceptions(repo_root() / "course")[marked.misconception].belief
        say(line("exam.belief", belief=belief))
    title = next(lab.facts.title for lab in labs() if lab.number == question.template.lab)
    say(line("exam.reread", lab=question.template.lab, title=title))
