"""The values of a grid, as options give them: several, with commas between."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import typer

from lablib.cli.options import whole
from lablib.simulator.lambda_.mapping.settings import UNLIMITED

T = TypeVar("T")

KEY_WORDS = ("as-it-is", "one-per-record")
"""For the keys of a plan, in their order."""
YES_NO = {"yes": True, "no": False}


def values(option: str, text: str, read: Callable[[str], T]) -> tuple[T, ...]:
    """Read each value; a wrong one is refused with the option's name. Each counts once."""
    try:
        read_values = tuple(read(each.strip()) for each in text.split(","))
    except typer.BadParameter as error:
        raise typer.BadParameter(error.message, param_hint=option) from error
    return tuple(dict.fromkeys(read_values))


def word(words: dict[str, T]) -> Callable[[str], T]:
    """One of these words."""

    def read(text: str) -> T:
        if text not in words:
            raise typer.BadParameter(f"{text!r} is not one of: {', '.join(words)}")
        return words[text]

    return read


def or_unlimited(read: Callable[[str], int]) -> Callable[[str], int]:
    """A number, or -1, which is Lambda's word for no bound."""
    return lambda text: UNLIMITED if text == str(UNLIMITED) else read(text)


def of_lambda(shape: str, least: int | None = None) -> Callable[[str], int]:
    """A whole number that Lambda takes for this shape, by botocore's model or from `least` on."""
    from lablib.simulator.api.service_model import model_of

    bounds = model_of("lambda").shape_for(shape).metadata
    return whole(bounds["min"] if least is None else least, bounds["max"])
