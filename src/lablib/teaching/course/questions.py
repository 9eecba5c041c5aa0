"""A lab's `questions.toml`: recall at its head, quiz at its end, predictions before its key runs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec


class Choice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A question with options `a`, `b`, ... of which one is right; each option has its explanation."""

    ask: str
    options: dict[str, str]
    right: str
    why: dict[str, str]
    """For each option, what is true: the misconception behind a wrong one, the reason for the right one."""
    misconceptions: dict[str, str] = {}
    """For each wrong option, the id of what its reader believes: one of `course/misconceptions.toml`."""

    def __post_init__(self) -> None:
        _check_letters(self.options)
        if self.right not in self.options:
            raise ValueError(
                f"right is {self.right!r}, which isn't an option: give one of {', '.join(self.options)}"
            )
        if self.why.keys() != self.options.keys():
            raise ValueError(
                f"why has {', '.join(self.why) or 'nothing'}: "
                f"give one explanation for each of {', '.join(self.options)}"
            )
        if none := self.misconceptions.keys() - (self.options.keys() - {self.right}):
            raise ValueError(
                f"misconceptions names {', '.join(sorted(none))}: give ids for wrong options only"
            )


class Prediction(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What to predict before a run: a number, one of the options, or the options in an order."""

    ask: str
    kind: Literal["number", "choice", "order"]
    example: list[int | float | str]
    """What the solved notebook predicts: one value, or for an order all letters."""
    says: dict[str, str]
    """What a wrong prediction points to. Keys: the value itself (`"0"`, `b`, `acb`); for numbers also `low`
    and `high`; else `other`."""
    options: dict[str, str] = {}
    close: float = 0.0
    """How far off a number may be, as a share of the actual one, and still count as right."""
    misconceptions: dict[str, str] = {}
    """For keys of `says`, the id of what leads to such a prediction; not each of them has one."""
    most: float | None = None
    """The largest number that there can be, from 0 on; None if there is no such bound."""

    def __post_init__(self) -> None:
        if self.most is not None and self.kind != "number":
            raise ValueError(f"most is {self.most} for a {self.kind}: give it to a number, or leave it out")
        if (self.kind == "number") == bool(self.options):
            raise ValueError(
                f"kind is {self.kind!r} with {len(self.options)} options: "
                "give a choice and an order options, and a number none"
            )
        if self.options:
            _check_letters(self.options)
        if len(self.example) != (len(self.options) if self.kind == "order" else 1):
            raise ValueError(f"example is {self.example}: give one value, and every letter for an order")
        if none := self.misconceptions.keys() - self.says.keys():
            raise ValueError(f"misconceptions names {', '.join(sorted(none))}: give keys that says has, too")


class Questions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All that a lab asks apart from its exercises."""

    recall: list[Choice] = []
    quiz: list[Choice] = []
    predict: dict[str, Prediction] = {}

    def asked(self) -> dict[Literal["recall", "quiz"], list[Choice]]:
        """The questions with letters, in the order in which a learner meets them."""
        return {"recall": self.recall, "quiz": self.quiz}

    def named(self) -> Iterator[tuple[str, str]]:
        """Each misconception that is named: where, such as `quiz 2b` or `predict missing low`, and its id."""
        for part, questions in self.asked().items():
            for number, question in enumerate(questions, 1):
                for letter, id_ in question.misconceptions.items():
                    yield f"{part} {number}{letter}", id_
        for name, prediction in self.predict.items():
            for key, id_ in prediction.misconceptions.items():
                yield f"predict {name} {key}", id_


def _check_letters(options: dict[str, str]) -> None:
    letters = [chr(ord("a") + place) for place in range(len(options))]
    if list(options) != letters or len(letters) < 2:
        raise ValueError(
            f"options are {', '.join(options)}; they are named a, b, ... in this order, two or more"
        )
