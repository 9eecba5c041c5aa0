"""Recall, quiz and predictions in a lab: each place becomes the question as prose and a cell to answer it in.

In `labs/` the answers are `...`; in `solutions/` they are right, and a prediction is its example.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from lablib.teaching.checks.message_catalogue import line
from lablib.teaching.course import Choice, Prediction, Questions

if TYPE_CHECKING:
    from nbformat import NotebookNode

Part = Literal["starter", "solution"]


def expand(cell: NotebookNode, questions: Questions, lab: str, part: Part) -> list[NotebookNode]:
    """The two cells that take the place of one with `questions=` or `prediction=` in its metadata.

    Raises KeyError for a question that `questions.toml` does not have.
    """
    from nbformat.v4 import new_markdown_cell

    if "prediction" in cell.metadata:
        asked = questions.predict[cell.metadata.prediction]
        answers: list[Any] = [...] if part == "starter" else asked.example
        call, prose = f'predict("{lab}.{cell.metadata.prediction}"', _prediction_prose(asked)
    else:
        named = {"recall": questions.recall, "quiz": questions.quiz}[cell.metadata.questions]
        answers = [... if part == "starter" else each.right for each in named]
        call, prose = f'{cell.metadata.questions}("{lab}"', _questions_prose(named)
    cell.source = f"{call}, {', '.join(map(_literal, answers))})"
    return [new_markdown_cell(prose, id=f"{cell.id}-text"), cell]


def _questions_prose(asked: list[Choice]) -> str:
    parts = []
    for number, question in enumerate(asked, 1):
        parts.append(line("question.ask", number=number, ask=question.ask))
        parts.append(_options(question.options))
    return "\n\n".join([*parts, line("question.how")])


def _prediction_prose(asked: Prediction) -> str:
    options = [_options(asked.options)] if asked.options else []
    return "\n\n".join([asked.ask, *options, line(f"predict.how-{asked.kind}")])


def _options(options: dict[str, str]) -> str:
    return "\n".join(line("question.option", letter=letter, text=text) for letter, text in options.items())


def _literal(answer: Any) -> str:
    if answer is ...:
        return "..."
    return f'"{answer}"' if isinstance(answer, str) else f"{answer:_}"
