"""Values of options, read in our own words: the value, the rule, and the option's name is put in front."""

from __future__ import annotations

import math
from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

import typer

E = TypeVar("E", bound=StrEnum)


def whole(least: int | None = None, most: int | None = None) -> Callable[[str], int]:
    """A whole number from `least` to `most`."""

    def parse(text: str) -> int:
        try:
            value = int(text)
        except ValueError:
            raise typer.BadParameter(f"{text!r} is not a whole number{_range(least, most)}") from None
        _check(value, least, most)
        return value

    return parse


def number(least: float, most: float | None = None) -> Callable[[str], float]:
    """A number from `least` to `most`, with decimals or without."""

    def parse(text: str) -> float:
        try:
            value = float(text)
        except ValueError:
            raise typer.BadParameter(f"{text!r} is not a number{_range(least, most)}") from None
        _check(value, least, most)
        return value

    return parse


def one_of(kinds: type[E]) -> Callable[[str], E]:
    """One of a few words."""

    def parse(text: str) -> E:
        try:
            return kinds(text)
        except ValueError:
            raise typer.BadParameter(f"{text!r} is not one of: {', '.join(kinds)}") from None

    return parse


def _check(value: float, least: float | None, most: float | None) -> None:
    is_low, is_high = least is not None and value < least, most is not None and value > most
    if math.isnan(value) or is_low or is_high:
        raise typer.BadParameter(f"{value:,} is not a number{_range(least, most)}")


def _range(least: float | None, most: float | None) -> str:
    if least is None:
        return ""
    return f" of at least {least:,}" if most is None else f" from {least:,} to {most:,}"
