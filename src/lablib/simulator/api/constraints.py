"""The service's check of parameters against its own model: required, length, range, pattern, enum.

boto3 checks less before it sends: it lets 501 records and a partition key of 257 characters through. The
constraints are those of botocore's service model, so they are AWS's; `constraint_rules.py` has the words.
An operation's input is compiled once into closures that return what they found wrong: for a valid call
nothing, which is quick.

Model: the violations are listed in the order of the service model's members; AWS's own order is not
documented.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from botocore.model import Shape

from lablib.simulator.api.constraint_rules import (
    FINE,
    Check,
    Rule,
    Violation,
    broken,
    joined,
    keeps,
    rules_of,
)
from lablib.simulator.api.errors import AwsError
from lablib.simulator.api.json_types import TYPES, type_check, wrong_type
from lablib.simulator.api.service_model import model_of

MOST_LISTED = 10


class Checked(dict[str, Any]):
    """The parameters of a call that is known to keep every constraint."""


def check(service: str, operation_name: str, params: dict[str, Any]) -> None:
    """Check the parameters of a call: blobs as bytes, timestamps as numbers, null for absent.

    Raises `ValidationException` with every violation (ten at most), `SerializationException` for a value of
    another JSON type than the model's.
    """
    found = _input_check(service, operation_name)(params)
    if not found:
        return
    listed = found[:MOST_LISTED]
    texts = [
        f"Value {value} at '{'.'.join(path)}' failed to satisfy constraint: {rule}"
        for path, value, rule in listed
    ]
    plural = "s" if len(listed) > 1 else ""
    raise AwsError(
        "ValidationException", f"{len(listed)} validation error{plural} detected: {'; '.join(texts)}"
    )


@cache
def _input_check(service: str, operation_name: str) -> Check:
    shape = model_of(service).operation_model(operation_name).input_shape
    return _no_input if shape is None else _check_of(shape)


def _no_input(value: Any) -> Sequence[Violation]:
    if not isinstance(value, dict):
        raise wrong_type(value, "structure")
    return FINE


def _check_of(shape: Shape) -> Check:
    if shape.type_name == "structure":
        return _structure_check(shape)
    if shape.type_name == "list":
        return _list_check(shape)
    if shape.type_name == "map":
        return _map_check(shape)
    return _scalar_check(shape)


def _structure_check(shape: Shape) -> Check:
    members = [
        (name, _lower_first(name), name in shape.required_members, _check_of(member))
        for name, member in shape.members.items()
    ]

    def check_structure(value: Any) -> Sequence[Violation]:
        if type(value) is not dict:
            raise wrong_type(value, "structure")
        found: Sequence[Violation] = FINE
        for name, shown, required, check_member in members:
            item = value.get(name)
            if item is None:
                if required:
                    found = [*found, ((shown,), "null", "Member must not be null")]
            elif violations := check_member(item):
                found = [*found, *(((shown, *path), text, rule) for path, text, rule in violations)]
        return found

    return check_structure


def _list_check(shape: Shape) -> Check:
    rules = rules_of(shape)
    is_scalar = _is_scalar(shape.member)
    if is_scalar and (element := rules_of(shape.member)):
        text = f"Member must satisfy constraint: {joined(element)}"
        rules = [*rules, (text, lambda values: all(keeps(element, value) for value in values))]
    check_member = type_check(shape.member) if is_scalar else _check_of(shape.member)

    def check_list(values: Any) -> Sequence[Violation]:
        if type(values) is not list:
            raise wrong_type(values, "list")
        found: list[Violation] = []
        for position, value in enumerate(values, 1):
            if violations := check_member(value):
                found += [((str(position), "member", *path), text, rule) for path, text, rule in violations]
        return [*broken(rules, values), *found]

    return check_list


def _is_scalar(shape: Shape) -> bool:
    return shape.type_name not in ("structure", "list", "map")


def _map_check(shape: Shape) -> Check:
    rules = rules_of(shape)
    if key_rules := rules_of(shape.key):
        text = f"Map keys must satisfy constraint: {joined(key_rules)}"
        rules = [*rules, (text, lambda entries: all(keeps(key_rules, key) for key in entries))]
    if value_rules := rules_of(shape.value):
        text = f"Map value must satisfy constraint: {joined(value_rules)}"
        rules = [
            *rules,
            (text, lambda entries: all(keeps(value_rules, value) for value in entries.values())),
        ]
    check_value = type_check(shape.value) if _is_scalar(shape.value) else _check_of(shape.value)

    def check_map(entries: Any) -> Sequence[Violation]:
        if type(entries) is not dict:
            raise wrong_type(entries, "map")
        found: list[Violation] = []
        for key, value in entries.items():
            found += [((key, "member", *path), text, rule) for path, text, rule in check_value(value)]
        return [*broken(rules, entries), *found]

    return check_map


def _scalar_check(shape: Shape) -> Check:
    check_type, rules = type_check(shape), rules_of(shape)
    if not rules:
        return check_type
    only_length = shape.type_name in ("string", "blob") and not {"pattern", "enum"} & shape.metadata.keys()
    return _length_check(shape, rules) if only_length else _rules_check(shape, rules)


def _rules_check(shape: Shape, rules: list[Rule]) -> Check:
    check_type = type_check(shape)

    def check_rules(value: Any) -> Sequence[Violation]:
        check_type(value)
        return broken(rules, value)

    return check_rules


def _length_check(shape: Shape, rules: list[Rule]) -> Check:
    """The same for texts and blobs with nothing but a length: the 500 keys and blobs of a PutRecords."""
    check_rules = _rules_check(shape, rules)
    kind: Any = TYPES[shape.type_name][0]
    least: float = shape.metadata.get("min", 0)
    most: float = shape.metadata.get("max", float("inf"))

    def check_length(value: Any) -> Sequence[Violation]:
        if type(value) is kind and least <= len(value) <= most:
            return FINE
        return check_rules(value)

    return check_length


def _lower_first(name: str) -> str:
    return name[0].lower() + name[1:]
