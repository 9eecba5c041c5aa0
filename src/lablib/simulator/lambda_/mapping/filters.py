"""FilterCriteria: which records a function gets at all. The operators stand in `filter_operators.py`.

A pattern is refused where AWS's own compiler of patterns refuses it (event-ruler, JsonRuleCompiler).
Sources: https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html and
https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis-filtering.html and
https://github.com/aws/event-ruler
"""

from __future__ import annotations

import json
from typing import Any

from lablib.simulator import limits
from lablib.simulator.api.errors import AwsError
from lablib.simulator.kinesis.state.record_log import RecordLog
from lablib.simulator.lambda_.mapping.filter_operators import (
    MISSING,
    OPERATORS,
    Number,
    Test,
    invalid_pattern,
    leaf,
)

OR = "$or"
RESERVED_IN_OR = frozenset({*OPERATORS, "wildcard", "cidr", "=", "<", "<=", ">", ">=", "regex"})
"""No field inside `$or` may have the name of an operator. event-ruler reserves some that nobody uses yet."""
METADATA = frozenset(
    {
        "kinesisSchemaVersion",
        "partitionKey",
        "sequenceNumber",
        "approximateArrivalTimestamp",
        "eventSource",
        "eventVersion",
        "eventID",
        "eventName",
        "invokeIdentityArn",
        "awsRegion",
        "eventSourceARN",
    }
)
"""What an event has beside the data. Only `data` is supported as a key of a filter."""


class Filters:
    """Several patterns: a record that matches one of them is wanted. Raises AwsError for no pattern.

    Model: a key beside `data` that no record has ("Records", "kinesis") is taken and found in no record.
    """

    def __init__(self, patterns: tuple[str, ...]) -> None:
        rules = [_parse(pattern) for pattern in patterns]
        self._tests = [(_compile(rule), "data" in _roots(rule)) for rule in rules]
        for rule in rules:
            _refuse_metadata(_roots(rule) & METADATA)

    def match(self, log: RecordLog, at: int) -> bool:
        """Whether the record at this index of the log's columns is wanted.

        Data that is no JSON, or nested too deep to be read, matches no pattern for data.
        """
        try:
            record = {"data": _load(log.data[at])}
            return any(test(record) for test, _ in self._tests)
        except (ValueError, RecursionError):
            return any(test({}) for test, on_data in self._tests if not on_data)


def _parse(text: str) -> dict[str, Any]:
    """A pattern as data; where a key stands twice, the last one wins."""
    try:
        rule = _load(text)
    except (ValueError, RecursionError) as error:
        raise invalid_pattern() from error
    if not isinstance(rule, dict):
        raise invalid_pattern()
    return rule


def _roots(rule: dict[str, Any]) -> set[str]:
    """The keys that a pattern asks for at its first level, those within `$or` included."""
    roots = set(rule) - {OR}
    return roots.union(*(_roots(each) for each in rule.get(OR, [])))


def _refuse_metadata(keys: set[str]) -> None:
    if keys:
        raise AwsError(
            "InvalidParameterValueException",
            f"The lab's Lambda does not model a filter on {', '.join(sorted(keys))}: of a Kinesis record AWS "
            "supports only the key data. Remedy: write the value into the data as well, or let the function "
            "look at it.",
        )


def _compile(rule: Any, depth: int = 1, within_or: bool = False) -> Test:
    """The test for one level of a pattern: keys that must all hold, or a list of alternatives."""
    if not isinstance(rule, dict | list) or not rule or depth > limits.MAPPING_FILTER_DEPTH:
        raise invalid_pattern()
    if isinstance(rule, list):
        return _any_of([leaf(each) for each in rule])
    if within_or and not RESERVED_IN_OR.isdisjoint(rule):
        raise invalid_pattern()
    alternatives = _alternatives(rule[OR], depth) if OR in rule else []
    keys = {key: _compile(each, depth + 1, within_or) for key, each in rule.items() if key != OR}

    def holds(value: Any) -> bool:
        if isinstance(value, list):
            return any(map(holds, value)) if value else holds(MISSING)
        found = value if isinstance(value, dict) else {}
        fits = all(test(found.get(key, MISSING)) for key, test in keys.items())
        return fits and (not alternatives or any(test(value) for test in alternatives))

    return holds


def _alternatives(rules: Any, depth: int) -> list[Test]:
    """The members of `$or`: two or more objects."""
    if not isinstance(rules, list) or len(rules) < 2 or not all(isinstance(each, dict) for each in rules):
        raise invalid_pattern()
    return [_compile(each, depth + 1, within_or=True) for each in rules]


def _any_of(tests: list[Test]) -> Test:
    """One of the alternatives holds, for one of the elements if the value is a list."""
    return lambda value: any(test(each) for each in _leaves(value) or [MISSING] for test in tests)


def _leaves(value: Any) -> list[Any]:
    """The value, or what a list and the lists within it hold. An object is no leaf."""
    if isinstance(value, list):
        return [one for each in value for one in _leaves(each)]
    return [] if value is MISSING or isinstance(value, dict) else [value]


def _load(text: str | bytes) -> Any:
    return json.loads(text, parse_float=Number, parse_int=Number, parse_constant=_refuse)


def _refuse(constant: str) -> None:
    """Python reads NaN and Infinity, which JSON does not have."""
    raise ValueError(constant)
