"""What was typed against what is right; a wrong answer is told by the misconception that leads to it."""

from __future__ import annotations

from dataclasses import dataclass

from lablib.teaching.exam.draw import Option, Question

LETTERS = "abcdefgh"
ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Marked:
    """One answer."""

    question: Question
    typed: str
    right: bool
    misconception: str
    """What leads to this very answer; empty if nothing is known for it."""

    @property
    def is_near(self) -> bool:
        """Whether it counts as right and isn't quite the number."""
        return self.right and self.typed != self.question.right.text


class NoAnswer(ValueError):
    """What was typed is neither a letter of this question nor a number; the text says what is asked for."""


def mark(question: Question, typed: str) -> Marked:
    """Compare an answer; nothing typed is a wrong one. Raises `NoAnswer`."""
    typed = typed.strip()
    if not typed:
        return Marked(question, "", False, "")
    if question.options:
        given = _option(question, typed)
        return Marked(question, given.text, given is question.right, given.misconception)
    value = _number(typed)
    close = [each for each in (question.right, *question.wrong) if _is_close(value, each, question)]
    is_right = question.right in close
    belief = "" if is_right or not close else close[0].misconception
    return Marked(question, question.template.form.format(value), is_right, belief)


def _option(question: Question, typed: str) -> Option:
    place = LETTERS.find(typed.casefold())
    if len(typed) != 1 or not 0 <= place < len(question.options):
        raise NoAnswer(f"{typed!r} is no option: type one of {', '.join(LETTERS[: len(question.options)])}")
    return question.options[place]


def _number(typed: str) -> int | float:
    plain = typed.replace(",", "").replace("_", "").strip("$ ")
    try:
        value = float(plain)
    except ValueError:
        raise NoAnswer(f"{typed!r} is no number: type digits, such as 1,250 or 0.5") from None
    return int(value) if value.is_integer() else value


def _is_close(value: float, option: Option, question: Question) -> bool:
    return abs(value - option.value) <= question.template.close * abs(option.value) + ROUNDING
