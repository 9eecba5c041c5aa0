"""`lablib exam`: the facts of the course with new numbers, asked in the terminal."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from pathlib import Path

from lablib.cli.telling import say
from lablib.cli.workspace import Workspace
from lablib.teaching.checks import progress
from lablib.teaching.checks.file_lock import locked
from lablib.teaching.checks.message_catalogue import line
from lablib.teaching.checks.progress import ExamProgress
from lablib.teaching.course import Lab, labs, read_misconceptions
from lablib.teaching.exam import LETTERS, Marked, NoAnswer, Question, draw_exam, mark, read_templates

SEEDS = 10_000


def take(root: Path, seed: int | None, count: int) -> None:
    """Ask `count` questions of the course in `root`, and tell the score and what to read again.

    Without a seed one is drawn. An exam that was taken to its end is kept with the learner's progress.
    Raises `CourseError`.
    """
    seed = secrets.randbelow(SEEDS) if seed is None else seed
    course = root / "course"
    asked = draw_exam(read_templates(course), seed, count)
    say(line("exam.begin", seed=seed, count=len(asked)))
    marked = _answers(asked)
    taken = ExamProgress(seed, sum(each.right for each in marked), len(asked))
    say("")
    say(line("exam.score", right=taken.right, of=taken.of))
    if len(marked) < len(asked):
        say(line("exam.ended-early"))
        marked += [mark(question, "") for question in asked[len(marked) :]]
    else:
        _keep(taken, Workspace(root))
    beliefs = {id_: each.belief for id_, each in read_misconceptions(course).items()}
    for number, each in enumerate(marked, 1):
        if each.is_near:
            right, share = each.question.right.text, each.question.template.close
            say(line("exam.near", number=number, typed=each.typed, right=right, share=share))
        if not each.right:
            _review(number, each, beliefs, labs())
    say(line("exam.again", seed=seed))


def _answers(asked: list[Question]) -> list[Marked]:
    """Ask all of them, or fewer if the input ends before."""
    marked: list[Marked] = []
    for number, question in enumerate(asked, 1):
        _ask(number, len(asked), question)
        try:
            marked.append(_answer(question))
        except (EOFError, KeyboardInterrupt):
            say("")
            break
    return marked


def _keep(taken: ExamProgress, workspace: Workspace) -> None:
    """Put it on record. If that can't be, it is said, and the exam goes on to what to read again."""
    try:
        workspace.work.mkdir(exist_ok=True)
        with locked(workspace.progress):
            record = progress.load(workspace.progress, say)
            record.exams.append(taken)
            progress.save(record, workspace.progress)
    except OSError as error:
        file = error.filename or progress.FILE
        say(line("exam.not-kept", file=file, why=error.strerror or error))


def _ask(number: int, of: int, question: Question) -> None:
    say("")
    say(line("exam.question", number=number, of=of, lab=question.template.lab))
    say(question.ask)
    for letter, option in zip(LETTERS, question.options, strict=False):
        say(line("exam.option", letter=letter, text=option.text))


def _answer(question: Question) -> Marked:
    """What is typed, asked for until it is an answer or nothing."""
    while True:
        try:
            return mark(question, input("> "))
        except NoAnswer as error:
            say(str(error))


def _review(number: int, marked: Marked, beliefs: dict[str, str], every: Sequence[Lab]) -> None:
    """What was right, the belief behind the answer, and the lab to read again."""
    question = marked.question
    facts = {"number": number, "right": question.right.text, "why": question.why}
    say(line("exam.missed", typed=marked.typed, **facts) if marked.typed else line("exam.open", **facts))
    if marked.misconception:
        say(line("exam.belief", belief=beliefs[marked.misconception]))
    title = next(lab.facts.title for lab in every if lab.number == question.template.lab)
    say(line("exam.reread", lab=question.template.lab, title=title))
