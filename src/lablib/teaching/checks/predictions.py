"""`predict` before a run and `compare` after it: a wrong guess is the quickest way to learn."""

from __future__ import annotations

import math
from functools import partial
from numbers import Real
from typing import Any

from lablib.simulator.call_forms import called_as, there_are
from lablib.simulator.network.ipython_shell import somebody_watches
from lablib.teaching.checks import progress
from lablib.teaching.checks.cards import Said, Tone, card_html, facts, paragraph, show, wrap
from lablib.teaching.checks.clickable import show_clickable
from lablib.teaching.checks.letters import as_option
from lablib.teaching.checks.message_catalogue import line
from lablib.teaching.checks.progress import PredictionProgress
from lablib.teaching.course import Prediction, labs

Value = list[int | float | str]


@called_as('predict("02.missing", 100)')
def predict(id_: str, *value: Any) -> None:
    """Save a prediction, and say so in one line: a number, a letter, or all letters in an order.

    `...` isn't a prediction. A value that can't be an answer isn't saved, and the line says why. Raises
    ValueError for an id that no lab has.
    """
    asked = prediction_called(id_)
    if asked.kind != "choice" or not somebody_watches():
        show(_kept(id_, asked, value))
        return
    known = progress.load(progress.place()).predictions.get(id_)
    if known is not None and (not value or value == (...,)):  # whoever clicked has no letter in the cell
        value = tuple(known.value)
    name = {line("predict.row"): asked.options}
    letters = tuple(as_option(each, asked.options) for each in value)[:1] or (...,)
    show_clickable(_kept(id_, asked, value), name, letters, partial(_kept, id_, asked))


def _kept(id_: str, asked: Prediction, value: tuple[Any, ...]) -> Said:
    """Keep a prediction, or none; return what is said about it."""
    value = tuple(as_option(each, asked.options) for each in value)
    tone, title, pairs = Tone.OPEN, "predict.title", []
    with progress.kept(id_) as record:
        if not value or any(each is ... or each is None for each in value):
            record.predictions.pop(id_, None)
            title, said = "predict.title-none", line(f"predict.none-{asked.kind}", id=id_)
        elif _fits(asked, value):
            record.predictions[id_] = PredictionProgress(list(value))
            said = line("predict.made", id=id_, value=_shown(list(value)))
            tone, pairs = Tone.TOLD, [(line("predict.yours"), _named(asked, list(value)))]
        else:
            given = {"value": ", ".join(map(repr, value)), "letters": ", ".join(asked.options)}
            said = line(f"predict.{_fault(asked, value)}", id=id_, most=asked.most, **given)
    body = facts(pairs) if pairs else paragraph(said)
    return Said(wrap(said), card_html(tone, line(title, id=id_), body))


@called_as('predicted("02.missing")')
def predicted(id_: str) -> Any:
    """Return the saved prediction, such as for a picture: a number or a letter; None if there is none.

    Raises ValueError for an id that no lab has.
    """
    prediction_called(id_)
    made = progress.load(progress.place()).predictions.get(id_)
    return made.value[0] if made is not None and len(made.value) == 1 else None


@called_as('compare("02.missing", len(missing))')
def compare(id_: str, *actual: Any) -> None:
    """Show the prediction next to what happened. If it was wrong, say which belief may have led to it.

    Raises ValueError for an id that no lab has, and for a value that can't be an answer to its question.
    """
    asked = prediction_called(id_)
    if not _can_be(asked, actual):
        given = ", ".join(map(repr, actual)) or "nothing"
        raise ValueError(f"compare({id_!r}, ...) is given {given}, and takes {_ANSWERS[asked.kind]}")
    with progress.kept(id_) as record:
        made = record.predictions.get(id_)
        if made is not None:
            made.right = _is_right(asked, made.value, list(actual))
    show(_compared(id_, asked, made, list(actual)))


def _compared(id_: str, asked: Prediction, made: PredictionProgress | None, actual: Value) -> Said:
    """What was predicted beside what happened; the text of a wrong one says what it points to."""
    happened = _named(asked, actual)
    truth = (line("compare.is"), happened)
    if made is None:
        html = card_html(Tone.OPEN, line("compare.title-none", id=id_), facts([truth]))
        return Said(wrap(line("compare.none", id=id_, actual=happened)), html)
    guess = (line("compare.yours"), _named(asked, made.value))
    ending = "wrong" if not made.right else "right" if made.value == actual else "near"
    tone = Tone.PASSED if made.right else Tone.WRONG
    texts, pairs = [line(f"compare.{ending}", id=id_, value=guess[1], actual=happened)], [guess, truth]
    if ending == "near":
        texts.append(_how_near(asked, made.value, actual))
        pairs.append((line("compare.counts"), texts[-1]))
    if ending == "wrong" and (says := _points_to(asked, made.value, actual)):
        texts.append(says)
        pairs.append((line("compare.says"), says))
    html = card_html(tone, line(f"compare.title-{ending}", id=id_), facts(pairs))
    return Said("\n".join(map(wrap, texts)), html)


def prediction_called(id_: str) -> Prediction:
    """The question that `id_` names, such as `02.missing`. Raises ValueError, which lists what there is."""
    known = {f"{lab.number}.{name}": each for lab in labs() for name, each in lab.questions.predict.items()}
    if id_ not in known:
        raise ValueError(f"there is no prediction {id_!r}{there_are(id_, sorted(known))}")
    return known[id_]


_ANSWERS = {
    "number": "the one number that the run has shown",
    "choice": "one letter of the question's options",
    "order": "all letters of the question, in the order that the run has shown",
}
"""By the kind of a question, what it's compared with."""


def _can_be(asked: Prediction, actual: tuple[Any, ...]) -> bool:
    """Whether a run can have shown this."""
    if asked.kind == "number":
        return len(actual) == 1 and isinstance(actual[0], Real)
    letters = [str(each) for each in actual]
    if asked.kind == "order":
        return sorted(letters) == sorted(asked.options)
    return len(letters) == 1 and letters[0] in asked.options


def _fits(asked: Prediction, value: tuple[Any, ...]) -> bool:
    if asked.kind == "number":
        return _is_number(value) and 0 <= value[0] <= (math.inf if asked.most is None else asked.most)
    if asked.kind == "choice":
        return len(value) == 1 and value[0] in list(asked.options)
    return sorted(map(str, value)) == sorted(asked.options)


def _fault(asked: Prediction, value: tuple[Any, ...]) -> str:
    """What is wrong with a value that doesn't fit: the end of a message's id."""
    if asked.kind != "number" or not _is_number(value):
        return f"not-a-{asked.kind}"
    return "below-zero" if asked.most is None else "beyond-most"


def _is_number(value: tuple[Any, ...]) -> bool:
    is_one = len(value) == 1 and isinstance(value[0], int | float) and not isinstance(value[0], bool)
    return is_one and -math.inf < value[0] < math.inf


def _is_right(asked: Prediction, value: Value, actual: Value) -> bool:
    if asked.kind != "number":
        return value == actual
    return abs(float(value[0]) - float(actual[0])) <= asked.close * abs(float(actual[0]))


def _how_near(asked: Prediction, value: Value, actual: Value) -> str:
    """Which numbers count as right beside the actual one. Of a count they are whole."""
    truth = float(actual[0])
    least, most = sorted((truth * (1 - asked.close), truth * (1 + asked.close)))
    if isinstance(actual[0], int) and isinstance(value[0], int):
        least, most = math.ceil(least), math.floor(most)
    return line("compare.near-enough", share=asked.close, least=least, most=most)


def _points_to(asked: Prediction, value: Value, actual: Value) -> str:
    """The explanation for this very value, else for its side, else for any other, else nothing."""
    keys = ["".join(map(str, value))]
    if asked.kind == "number":
        keys.append("low" if float(value[0]) < float(actual[0]) else "high")
    return next((asked.says[key] for key in [*keys, "other"] if key in asked.says), "")


def _named(asked: Prediction, value: Value) -> str:
    """A choice with the words of its option; anything else as it is."""
    if asked.kind == "choice":
        return f"{value[0]} ({asked.options[str(value[0])]})"
    return _shown(value)


def _shown(value: list[Any]) -> str:
    numbers = (int, float)
    return ", ".join(f"{each:,}" if type(each) in numbers else str(each) for each in value)
