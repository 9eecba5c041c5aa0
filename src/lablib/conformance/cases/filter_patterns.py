"""Filter patterns as settings: which ones a mapping refuses, and how the others are shown."""

from __future__ import annotations

import json

from lablib.conformance.case import CaseBook, Check
from lablib.conformance.environment import Environment
from lablib.conformance.handlers import succeed
from lablib.conformance.refusals import refused
from lablib.conformance.sources import FILTERING, FILTERING_KINESIS

book = CaseBook("lambda", "mapping_api")
INVALID = "InvalidParameterValueException"

PATTERNS: list[tuple[str, str, str]] = [
    ("no_json", "A pattern that is no JSON", "{data"),
    ("no_object", "A pattern that is no object", '["data"]'),
    ("bare_value", "A value that stands outside a list", '{"data": {"a": 1}}'),
    ("empty_list", "An empty list", '{"data": {"a": []}}'),
    ("unknown_operator", "An operator that doesn't exist", '{"data": {"a": [{"greater": 3}]}}'),
    ("numeric_without_bound", "numeric without a number", '{"data": {"a": [{"numeric": [">"]}]}}'),
    ("numeric_reversed", "A numeric range that is empty", '{"data": {"a": [{"numeric": [">", 9, "<", 1]}]}}'),
    ("exists_of_text", "exists with a text", '{"data": {"a": [{"exists": "yes"}]}}'),
    ("anything_but_nothing", "anything-but an empty list", '{"data": {"a": [{"anything-but": []}]}}'),
    ("or_of_one", "$or with a single member", '{"data": {"$or": [{"a": [1]}]}}'),
]


def _pattern(pattern: str) -> Check:
    def check(env: Environment) -> None:
        stream, function = env.stream(), env.deploy(succeed)
        with refused(INVALID) as error:
            env.mapping(stream, function, FilterCriteria={"Filters": [{"Pattern": pattern}]})
        words = error.response["Error"]["Message"]
        assert "Invalid filter pattern definition." in words, f"it says {words!r}"

    return check


RULER = "https://github.com/aws/event-ruler"
for _name, _words, _text in PATTERNS:
    _check = _pattern(_text)
    _check.__name__ = f"pattern_{_name}"
    _documented = _name == "no_json"
    book.case(
        f"{_words} is no filter pattern", FILTERING_KINESIS if _documented else RULER, model=not _documented
    )(_check)


@book.case("A filter is shown as it was given", FILTERING)
def filter_shown(env: Environment) -> None:
    pattern = json.dumps({"data": {"temperature": [{"numeric": [">", 50]}]}})
    shown = env.mapping(env.stream(), env.deploy(succeed), FilterCriteria={"Filters": [{"Pattern": pattern}]})
    assert shown["FilterCriteria"] == {"Filters": [{"Pattern": pattern}]}
