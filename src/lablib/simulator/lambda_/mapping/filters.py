"""FilterCriteria: which records a function gets at all. The operators stand in `filter_operators.py`.

Sources: https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html and
https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis-filtering.html
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from lablib.simulator import limits
from lablib.simulator.kinesis.state.record_log import RecordLog
from lablib.simulator.lambda_.mapping.filter_operators import MISSING, Number, Test, invalid_pattern, leaf

NO_JSON = object()
"""The data of a record that no pattern for data can match."""


class Filters:
    """Several patterns: a record that matches one of them is wanted. Raises AwsError for no pattern."""

    def __init__(self, patterns: tuple[str, ...]) -> None:
        rules = [_parse(pattern) for pattern in patterns]
        self._tests = [(_compile(rule), "data" in _roots(rule)) for rule in rules]
        self._roots = set().union(*map(_roots, rules))

    def match(self, log: RecordLog, at: int, shard_id: str) -> bool:
        """Whether the record at this index of the log's columns is wanted."""
        record = {root: _FIELDS[root](log, at, shard_id) for root in self._roots if root in _FIELDS}
        readable = record.get("data") is not NO_JSON
        return any((readable or not on_data) and test(record) for test, on_data in self._tests)


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
    roots = set(rule) - {"$or"}
    return roots.union(*(_roots(each) for each in rule.get("$or", []) if isinstance(each, dict)))


def _compile(rule: Any) -> Test:
    """The test for one level of a pattern: keys that must all hold, or a list of alternatives."""
    if not isinstance(rule, dict | list) or not rule:
        raise invalid_pattern()
    if isinstance(rule, list):
        return _any_of([leaf(each) for each in rule])
    either = rule.get("$or")
    if "$or" in rule and (not isinstance(either, list) or not either):
        raise invalid_pattern()
    alternatives = [_compile(each) for each in either or []]
    keys = {key: _compile(each) for key, each in rule.items() if key != "$or"}

    def holds(value: Any) -> bool:
        if isinstance(value, list):
            return any(map(holds, value))
        found = value if isinstance(value, dict) else {}
        fits = all(test(found.get(key, MISSING)) for key, test in keys.items())
        return fits and (not alternatives or any(test(value) for test in alternatives))

    return holds


def _any_of(tests: list[Test]) -> Test:
    """One of the alternatives holds, for one of the elements if the value is a list."""

    def holds(value: Any) -> bool:
        values = value if isinstance(value, list) and value else [value]
        return any(test(each) for test in tests for each in values)

    return holds


def _data(log: RecordLog, at: int, shard_id: str) -> Any:
    try:
        return _load(log.data[at])
    except (ValueError, RecursionError):
        return NO_JSON


def _load(text: str | bytes) -> Any:
    return json.loads(text, parse_float=Number, parse_int=Number, parse_constant=_refuse)


def _refuse(constant: str) -> None:
    """Python reads NaN and Infinity, which JSON does not have."""
    raise ValueError(constant)


_FIELDS: dict[str, Callable[[RecordLog, int, str], Any]] = {
    "data": _data,
    "kinesisSchemaVersion": lambda log, at, shard_id: "1.0",
    "partitionKey": lambda log, at, shard_id: log.keys[at] or None,
    "sequenceNumber": lambda log, at, shard_id: str(log.sequence[at]),
    "approximateArrivalTimestamp": lambda log, at, shard_id: Number(
        str(log.arrival_us[at] // limits.US_PER_MS / 1_000)
    ),
    "eventSource": lambda log, at, shard_id: "aws:kinesis",
    "eventVersion": lambda log, at, shard_id: "1.0",
    "eventID": lambda log, at, shard_id: f"{shard_id}:{log.sequence[at]}",
    "eventName": lambda log, at, shard_id: "aws:kinesis:record",
    "awsRegion": lambda log, at, shard_id: limits.REGION,
}
"""What a pattern can ask for at its first level, made only if one asks for it."""
