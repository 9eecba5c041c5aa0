"""The comparisons of a filter: each alternative in a list is a plain value or names an operator.

Source: https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from lablib.simulator.api.errors import AwsError

Test = Callable[[Any], bool]
"""Whether a value (`MISSING` for none) satisfies a rule."""
MISSING = object()


class Number:
    """A number as it was written: plain equality compares the text, a range the value."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text

    @property
    def value(self) -> Decimal:
        """Exact."""
        return Decimal(self.text)


def leaf(rule: Any) -> Test:
    """The test for one alternative. Raises AwsError for what is none."""
    if not isinstance(rule, dict):
        wanted = plain(rule)
        return lambda value: plain_or_none(value) == wanted
    if len(rule) != 1:
        raise invalid_pattern()
    ((name, argument),) = rule.items()
    make = OPERATORS.get(name)
    if make is None:
        raise invalid_pattern()
    return make(argument)


def invalid_pattern() -> AwsError:
    """AWS's words, which say no more."""
    return AwsError("InvalidParameterValueException", "Invalid filter pattern definition.")


def plain(value: Any) -> tuple[str, Any]:
    """What equality compares: numbers by their text, everything else by type and value."""
    found = plain_or_none(value)
    if found is None:
        raise invalid_pattern()
    return found


def plain_or_none(value: Any) -> tuple[str, Any] | None:
    """As `plain`; None for what is not there and for what is no leaf."""
    if value is MISSING or isinstance(value, dict | list):
        return None
    return ("Number", value.text) if isinstance(value, Number) else (type(value).__name__, value)


def _text(argument: Any) -> str:
    if not isinstance(argument, str):
        raise invalid_pattern()
    return argument


def _prefix(argument: Any) -> Test:
    start = _text(argument)
    return lambda value: isinstance(value, str) and value.startswith(start)


def _suffix(argument: Any) -> Test:
    end = _text(argument)
    return lambda value: isinstance(value, str) and value.endswith(end)


def _equals_ignore_case(argument: Any) -> Test:
    folded = _text(argument).casefold()
    return lambda value: isinstance(value, str) and value.casefold() == folded


def _exists(argument: Any) -> Test:
    """It works on leaves alone: an object is none."""
    if not isinstance(argument, bool):
        raise invalid_pattern()
    return lambda value: (value is not MISSING and not isinstance(value, dict)) is argument


def _anything_but(argument: Any) -> Test:
    if isinstance(argument, dict):
        return _anything_but_start(argument)
    excluded = [plain(each) for each in (argument if isinstance(argument, list) else [argument])]

    def holds(value: Any) -> bool:
        found = plain_or_none(value)
        return found is not None and found not in excluded

    return holds


def _anything_but_start(argument: dict[str, Any]) -> Test:
    if list(argument) != ["prefix"]:
        raise invalid_pattern()
    starts = _prefix(argument["prefix"])
    return lambda value: plain_or_none(value) is not None and not starts(value)


def _numeric(argument: Any) -> Test:
    """A comparison, or two that bound a range: `["=", 3]`, `[">", 0, "<=", 5]`."""
    if not isinstance(argument, list) or len(argument) not in (2, 4):
        raise invalid_pattern()
    signs, bounds = argument[::2], argument[1::2]
    if not all(isinstance(sign, str) and sign in _COMPARISONS for sign in signs):
        raise invalid_pattern()
    if not all(isinstance(bound, Number) for bound in bounds):
        raise invalid_pattern()
    parts = [(_COMPARISONS[sign], bound.value) for sign, bound in zip(signs, bounds, strict=True)]
    return lambda value: isinstance(value, Number) and all(test(value.value, bound) for test, bound in parts)


_COMPARISONS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "=": lambda value, bound: value == bound,
    "<": lambda value, bound: value < bound,
    "<=": lambda value, bound: value <= bound,
    ">": lambda value, bound: value > bound,
    ">=": lambda value, bound: value >= bound,
}
OPERATORS: dict[str, Callable[[Any], Test]] = {
    "numeric": _numeric,
    "anything-but": _anything_but,
    "exists": _exists,
    "prefix": _prefix,
    "suffix": _suffix,
    "equals-ignore-case": _equals_ignore_case,
}
