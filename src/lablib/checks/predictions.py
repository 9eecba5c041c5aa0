"""`predict` before a run and `compare` after it: a wrong guess is the quickest way to learn."""

from __future__ import annotations

from typing import Any

from lablib.checks.catalogue import has, line

_predictions: dict[str, Any] = {}


def predict(id_: str, value: Any) -> None:
    """Remember a number in this kernel and say so in one line. `...` or None is no prediction."""
    if value is None or value is ...:
        _predictions.pop(id_, None)
        print(line("predict.none", id=id_))
    else:
        _predictions[id_] = value
        print(line("predict.made", id=id_, value=_shown(value)))


def compare(id_: str, actual: Any) -> None:
    """Show the prediction beside what happened, in one line; a wrong one with what it points to."""
    if id_ not in _predictions:
        print(line("compare.none", id=id_, actual=_shown(actual)))
        return
    value = _predictions[id_]
    known = f"compare.{id_}.{value}"
    means = line(known) if has(known) else ""
    form = "compare.right" if value == actual else "compare.wrong"
    print(line(form, id=id_, value=_shown(value), actual=_shown(actual), means=means).rstrip())


def _shown(value: Any) -> str:
    return f"{value:,}" if isinstance(value, (int, float)) else str(value)
