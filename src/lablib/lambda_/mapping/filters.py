"""FilterCriteria: which records a function gets at all.

Source: https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html and
https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis-filtering.html
"""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from lablib import limits
from lablib.errors import AwsError
from lablib.kinesis.stream import RecordLog

Test = Callable[[Any], bool]
"""Whether a value (`MISSING` for none) satisfies a rule."""
MISSING = object()


class Filters:
    """Several patterns: a record that matches one of them is wanted. Raises AwsError for no pattern."""

    def __init__(self, patterns: tuple[str, ...]) -> None:
        self._patterns = [_Pattern(pattern) for pattern in patterns]

    def match(self, log: RecordLog, at: int, shard_id: str) -> bool:
        """Whether the record at this index of the log's columns is wanted."""
        return any(pattern.matches(log, at, shard_id) for pattern in self._patterns)


class _Pattern:
    def __init__(self, text: str) -> None:
        try:
            pattern = json.loads(text)
        except ValueError as error:
            raise _invalid(text) from error
        if not isinstance(pattern, dict):
            raise _invalid(text)
        data = pattern.pop("data", None)
        self._on_data = None if data is None else _compile(data, text)
        self._on_metadata = _compile(pattern, text) if pattern else None

    def matches(self, log: RecordLog, at: int, shard_id: str) -> bool:
        if self._on_data is not None:
            try:
                body = json.loads(log.data[at], parse_float=_Number, parse_int=_Number)
            except ValueError:
                return False  # data that is no JSON never matches a pattern for data
            if not self._on_data(body):
                return False
        return self._on_metadata is None or self._on_metadata(_metadata(log, at, shard_id))


def _metadata(log: RecordLog, at: int, shard_id: str) -> dict[str, Any]:
    sequence = str(log.sequence[at])
    return {
        "kinesisSchemaVersion": "1.0",
        "partitionKey": log.keys[at],
        "sequenceNumber": sequence,
        "approximateArrivalTimestamp": _Number(str(log.arrival_us[at] / limits.US_PER_S)),
        "eventSource": "aws:kinesis",
        "eventVersion": "1.0",
        "eventID": f"{shard_id}:{sequence}",
        "eventName": "aws:kinesis:record",
        "awsRegion": limits.REGION,
    }


class _Number:
    """A number as it was written: plain equality compares the text, a range the value."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text


def _compile(rule: Any, text: str) -> Test:
    """The test for one level of a pattern: an object of keys that must all hold, or a list of alternatives."""
    if isinstance(rule, list):
        if not rule:
            raise _invalid(text)
        tests = [_leaf(each, text) for each in rule]
        return lambda value: any(
            test(each) for test in tests for each in (value if isinstance(value, list) and value else [value])
        )
    if not isinstance(rule, dict) or not rule:
        raise _invalid(text)
    either = [_compile(each, text) for each in rule.get("$or", [])]
    keys = {key: _compile(each, text) for key, each in rule.items() if key != "$or"}

    def holds(value: Any) -> bool:
        if not isinstance(value, dict):
            value = {}
        fits = all(test(value.get(key, MISSING)) for key, test in keys.items())
        return fits and (not either or any(test(value) for test in either))

    return holds


def _leaf(rule: Any, text: str) -> Test:
    """One alternative in a list: a plain value, or an object that names an operator."""
    if not isinstance(rule, dict):
        wanted = _plain(rule)
        return lambda value: value is not MISSING and _plain(value) == wanted
    if len(rule) != 1:
        raise _invalid(text)
    (name, argument), *_ = rule.items()
    make = _OPERATORS.get(name)
    if make is None:
        raise _invalid(text)
    try:
        return make(argument)
    except (TypeError, ValueError, KeyError, ArithmeticError) as error:
        raise _invalid(text) from error


def _plain(value: Any) -> Any:
    """What equality compares: numbers by their text, everything else by type and value."""
    if isinstance(value, _Number):
        return "number", value.text
    if isinstance(value, int | float) and not isinstance(value, bool):
        return "number", json.dumps(value)
    return type(value).__name__, value if not isinstance(value, dict | list) else None


def _numeric(argument: list[Any]) -> Test:
    compare = {
        "=": lambda a, b: a == b,
        "<": lambda a, b: a < b,
        "<=": lambda a, b: a <= b,
        ">": lambda a, b: a > b,
        ">=": lambda a, b: a >= b,
    }
    if len(argument) not in (2, 4):
        raise ValueError(argument)
    parts = [(compare[argument[at]], Decimal(str(argument[at + 1]))) for at in range(0, len(argument), 2)]
    return lambda value: isinstance(value, _Number) and all(
        test(Decimal(value.text), bound) for test, bound in parts
    )


def _anything_but(argument: Any) -> Test:
    if isinstance(argument, dict):
        (name, prefix), *_ = argument.items()
        inner = {"prefix": _prefix, "suffix": _suffix, "equals-ignore-case": _ignore_case}[name](prefix)
        return lambda value: value is not MISSING and not inner(value)
    excluded = [_plain(each) for each in (argument if isinstance(argument, list) else [argument])]
    return lambda value: value is not MISSING and _plain(value) not in excluded


def _exists(argument: Any) -> Test:
    if not isinstance(argument, bool):
        raise TypeError(argument)
    # It works on leaves alone: an object is none.
    return lambda value: (value is not MISSING and not isinstance(value, dict)) is argument


def _prefix(argument: str) -> Test:
    return lambda value: isinstance(value, str) and value.startswith(argument)


def _suffix(argument: str) -> Test:
    return lambda value: isinstance(value, str) and value.endswith(argument)


def _ignore_case(argument: str) -> Test:
    folded = argument.casefold()
    return lambda value: isinstance(value, str) and value.casefold() == folded


_OPERATORS: dict[str, Callable[[Any], Test]] = {
    "numeric": _numeric,
    "anything-but": _anything_but,
    "exists": _exists,
    "prefix": _prefix,
    "suffix": _suffix,
    "equals-ignore-case": _ignore_case,
}


def _invalid(pattern: str) -> AwsError:
    return AwsError("InvalidParameterValueException", f"Invalid filter pattern definition: {pattern}")
