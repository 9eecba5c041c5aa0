"""The comparisons of a filter: each alternative in a list is a plain value or names an operator.

Lambda's page lists most of them; the forms that it leaves out, and what is refused, are those of AWS's own
compiler of patterns.
Sources: https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html and
https://github.com/aws/event-ruler (JsonRuleCompiler, Range, ComparableNumber)
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any

from lablib.simulator import limits
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
    def comparable(self) -> Decimal | None:
        """Exact; None for one that is too large or too fine for a comparison by value."""
        try:
            value = Decimal(self.text)
        except InvalidOperation:  # an exponent beyond all bounds
            return None
        if value.copy_abs() > limits.MAPPING_FILTER_NUMBER_MAX:  # abs() would round, and overflow
            return None
        return value if value == round(value, limits.MAPPING_FILTER_DECIMALS) else None


def leaf(rule: Any) -> Test:
    """The test for one alternative. Raises AwsError for what is none."""
    if not isinstance(rule, dict):
        wanted = plain(rule)
        return lambda value: plain_or_none(value) == wanted
    if len(rule) != 1:
        raise invalid_pattern()
    ((name, argument),) = rule.items()
    if name in NOT_MODELLED:
        raise AwsError(
            "InvalidParameterValueException", f"The lab's Lambda does not model {name} in a filter."
        )
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


def _exactly(argument: Any) -> Test:
    wanted = _text(argument)
    return lambda value: isinstance(value, str) and value == wanted


def _prefix(argument: Any) -> Test:
    start, fold = _text_or_folded(argument)
    return lambda value: isinstance(value, str) and fold(value).startswith(start)


def _suffix(argument: Any) -> Test:
    end, fold = _text_or_folded(argument)
    return lambda value: isinstance(value, str) and fold(value).endswith(end)


def _text_or_folded(argument: Any) -> tuple[str, Callable[[str], str]]:
    """A text and how to make a value comparable: `"x"`, or `{"equals-ignore-case": "x"}`."""
    if isinstance(argument, dict):
        if list(argument) != ["equals-ignore-case"]:
            raise invalid_pattern()
        return _text(argument["equals-ignore-case"]).casefold(), str.casefold
    return _text(argument), str


def _equals_ignore_case(argument: Any) -> Test:
    folded = _text(argument).casefold()
    return lambda value: isinstance(value, str) and value.casefold() == folded


def _exists(argument: Any) -> Test:
    """It works on leaves alone: an object is none."""
    if not isinstance(argument, bool):
        raise invalid_pattern()
    return lambda value: (value is not MISSING and not isinstance(value, dict)) is argument


def _anything_but(argument: Any) -> Test:
    """Texts or numbers, not both: null, true and false cannot be excluded."""
    if isinstance(argument, dict):
        return _anything_but_like(argument)
    excluded = argument if isinstance(argument, list) else [argument]
    if excluded and all(isinstance(each, str) for each in excluded):
        return lambda value: plain_or_none(value) is not None and value not in excluded
    numbers = [_comparable(each) for each in excluded]
    if not numbers:
        raise invalid_pattern()
    return lambda value: (
        plain_or_none(value) is not None and not (isinstance(value, Number) and value.comparable in numbers)
    )


def _anything_but_like(argument: dict[str, Any]) -> Test:
    """`{"prefix": "x"}`, also with a list: none of them."""
    if len(argument) != 1:
        raise invalid_pattern()
    ((name, texts),) = argument.items()
    make = _CAN_BE_EXCLUDED.get(name)
    excluded = texts if isinstance(texts, list) else [texts]
    if make is None or not all(isinstance(each, str) for each in excluded):
        raise invalid_pattern()
    if name != "equals-ignore-case" and "" in excluded:
        raise invalid_pattern()
    tests = [make(each) for each in excluded]
    return lambda value: plain_or_none(value) is not None and not any(test(value) for test in tests)


def _numeric(argument: Any) -> Test:
    """A comparison, or two that bound a range from below and above: `["=", 3]`, `[">", 0, "<=", 5]`."""
    if not isinstance(argument, list) or len(argument) not in (2, 4):
        raise invalid_pattern()
    signs, bounds = argument[::2], [_comparable(each) for each in argument[1::2]]
    if not all(isinstance(sign, str) and sign in _COMPARISONS for sign in signs):
        raise invalid_pattern()
    if len(signs) == 2:
        rises = signs[0] in (">", ">=") and signs[1] in ("<", "<=")
        if not rises or bounds[0] >= bounds[1]:
            raise invalid_pattern()
    parts = [(_COMPARISONS[sign], bound) for sign, bound in zip(signs, bounds, strict=True)]

    def holds(value: Any) -> bool:
        number = value.comparable if isinstance(value, Number) else None
        return number is not None and all(test(number, bound) for test, bound in parts)

    return holds


def _comparable(argument: Any) -> Decimal:
    number = argument.comparable if isinstance(argument, Number) else None
    if number is None:
        raise invalid_pattern()
    return number


_COMPARISONS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "=": lambda value, bound: value == bound,
    "<": lambda value, bound: value < bound,
    "<=": lambda value, bound: value <= bound,
    ">": lambda value, bound: value > bound,
    ">=": lambda value, bound: value >= bound,
}
_CAN_BE_EXCLUDED: dict[str, Callable[[Any], Test]] = {
    "prefix": _prefix,
    "suffix": _suffix,
    "equals-ignore-case": _equals_ignore_case,
}
OPERATORS: dict[str, Callable[[Any], Test]] = {
    "numeric": _numeric,
    "anything-but": _anything_but,
    "exists": _exists,
    "exactly": _exactly,
    **_CAN_BE_EXCLUDED,
}
NOT_MODELLED = ("wildcard", "cidr")
"""AWS's compiler knows them; Lambda's page does not list them."""
