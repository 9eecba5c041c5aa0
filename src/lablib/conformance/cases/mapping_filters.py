"""Filters of a mapping: what passes, and what is gone."""

from __future__ import annotations

import json
from typing import Any

from lablib.conformance import handlers
from lablib.conformance.case import CaseBook, Check
from lablib.conformance.environment import Environment
from lablib.conformance.mapping_runs import delivered_by, play
from lablib.conformance.sources import FILTERING, FILTERING_KINESIS

book = CaseBook("lambda", "filters")


def _filtered(env: Environment, pattern: dict[str, Any], *data: bytes) -> list[str]:
    filters: dict[str, Any] = {"FilterCriteria": {"Filters": [{"Pattern": json.dumps(pattern)}]}}
    _, function, _ = play(env, handlers.succeed, *data, **filters)
    return [name for names in delivered_by(function) for name in names]


@book.case("A filter passes the records that match, and the others are gone", FILTERING_KINESIS,
           needs_function=True)  # fmt: skip
def filtered(env: Environment) -> None:
    data = [json.dumps({"n": n}).encode() for n in (1, 60, 2)]
    found = _filtered(env, {"data": {"n": [{"numeric": [">", 50]}]}}, *data)
    assert found == ['{"n": 60}'], f"delivered {found}"


@book.case("A filter on data drops records that are no JSON", FILTERING_KINESIS, needs_function=True)
def filtered_no_json(env: Environment) -> None:
    found = _filtered(env, {"data": {"a": ["x"]}}, b"no json", b'{"a": "x"}')
    assert found == ['{"a": "x"}'], f"delivered {found}"


@book.case(
    "Equality of numbers compares how they are written: 300 isn't 3.0e2", FILTERING, needs_function=True
)
def filtered_numbers(env: Environment) -> None:
    found = _filtered(env, {"data": {"n": [300]}}, b'{"n": 300}', b'{"n": 3.0e2}')
    assert found == ['{"n": 300}'], f"delivered {found}"


OPERATORS: list[tuple[str, Any, bytes, bytes]] = [
    ("prefix", {"prefix": "eu-"}, b'{"a": "eu-1"}', b'{"a": "us-1"}'),
    ("suffix", {"suffix": "-1"}, b'{"a": "eu-1"}', b'{"a": "eu-2"}'),
    ("anything_but", {"anything-but": ["x"]}, b'{"a": "y"}', b'{"a": "x"}'),
    ("exists", {"exists": True}, b'{"a": 1}', b'{"b": 1}'),
    ("not_exists", {"exists": False}, b'{"b": 1}', b'{"a": 1}'),
    ("equals_ignore_case", {"equals-ignore-case": "abc"}, b'{"a": "ABC"}', b'{"a": "abd"}'),
    ("null", None, b'{"a": null}', b'{"a": "null"}'),
    ("range", {"numeric": [">", 0, "<=", 5]}, b'{"a": 5}', b'{"a": 0}'),
]


def _operator(operand: Any, passes: bytes, falls: bytes) -> Check:
    def check(env: Environment) -> None:
        found = _filtered(env, {"data": {"a": [operand]}}, passes, falls)
        assert found == [passes.decode()], f"delivered {found}"

    return check


for _name, _operand, _passes, _falls in OPERATORS:
    _check = _operator(_operand, _passes, _falls)
    _check.__name__ = f"filter_{_name}"
    _shown = json.dumps({"a": [_operand]})
    book.case(
        f"The filter {_shown} passes {_passes.decode()} and drops {_falls.decode()}",
        FILTERING,
        needs_function=True,
    )(_check)


@book.case("Keys of a pattern are all needed; values of a list are alternatives", FILTERING,
           needs_function=True)  # fmt: skip
def filter_and_or(env: Environment) -> None:
    data = [json.dumps(each).encode() for each in ({"a": 1, "b": 1}, {"a": 2, "b": 1}, {"a": 1, "b": 2})]
    found = _filtered(env, {"data": {"a": [1, 2], "b": [1]}}, *data)
    assert found == [each.decode() for each in data[:2]], f"delivered {found}"
