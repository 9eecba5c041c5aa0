"""The service's check of parameters against its own model: required, length, range, pattern, enum.

boto3 checks less before it sends: it lets 501 records and a partition key of 257 characters through. The
constraints are those of botocore's service model, so they are AWS's; the texts are as the authors of
kinesalite recorded them from AWS (https://github.com/mhart/kinesalite). An operation's input is compiled
once into closures that return what they found wrong: for a valid call nothing, which is quick.

Model: the violations are listed in the order of the service model's members; AWS's own order is not
documented.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from botocore.model import Shape

from lablib.simulator.api.errors import AwsError
from lablib.simulator.api.service_model import model_of

MOST_LISTED = 10
RECORDED_ORDER = {
    "EventSourcePosition": ["LATEST", "AT_TIMESTAMP", "TRIM_HORIZON"],
    "StateValue": ["INSUFFICIENT_DATA", "ALARM", "OK"],
}
"""By shape: the order in which AWS lists an enumeration, where it was recorded. The model has another one.

https://github.com/localstack/localstack/blob/main/tests/aws/services/lambda_/event_source_mapping/
test_api.snapshot.json; of an alarm's state in events of CloudTrail and in moto.
"""

Path = tuple[str, ...]
Violation = tuple[Path, str, str]
"""(where below the value that was checked, the value as AWS prints it, the rule it breaks)."""
Check = Callable[[Any], Sequence[Violation]]
Rule = tuple[str, Callable[[Any], bool]]
"""(AWS's text, does a value satisfy it?)"""

_FINE: Sequence[Violation] = ()


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
        raise _wrong_type(value, "structure")
    return _FINE


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
            raise _wrong_type(value, "structure")
        found: Sequence[Violation] = _FINE
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
    rules = _rules(shape)
    is_scalar = _is_scalar(shape.member)
    if is_scalar and (element := _rules(shape.member)):
        text = f"Member must satisfy constraint: {_joined(element)}"
        rules = [*rules, (text, lambda values: all(_holds(element, value) for value in values))]
    check_member = _type_check(shape.member) if is_scalar else _check_of(shape.member)

    def check_list(values: Any) -> Sequence[Violation]:
        if type(values) is not list:
            raise _wrong_type(values, "list")
        found: list[Violation] = []
        for position, value in enumerate(values, 1):
            if violations := check_member(value):
                found += [((str(position), "member", *path), text, rule) for path, text, rule in violations]
        return [*_broken(rules, values), *found]

    return check_list


def _is_scalar(shape: Shape) -> bool:
    return shape.type_name not in ("structure", "list", "map")


def _map_check(shape: Shape) -> Check:
    rules = _rules(shape)
    if key_rules := _rules(shape.key):
        text = f"Map keys must satisfy constraint: {_joined(key_rules)}"
        rules = [*rules, (text, lambda entries: all(_holds(key_rules, key) for key in entries))]
    if value_rules := _rules(shape.value):
        text = f"Map value must satisfy constraint: {_joined(value_rules)}"
        rules = [
            *rules,
            (text, lambda entries: all(_holds(value_rules, value) for value in entries.values())),
        ]
    check_value = _type_check(shape.value) if _is_scalar(shape.value) else _check_of(shape.value)

    def check_map(entries: Any) -> Sequence[Violation]:
        if type(entries) is not dict:
            raise _wrong_type(entries, "map")
        found: list[Violation] = []
        for key, value in entries.items():
            found += [((key, "member", *path), text, rule) for path, text, rule in check_value(value)]
        return [*_broken(rules, entries), *found]

    return check_map


def _scalar_check(shape: Shape) -> Check:
    check_type, rules = _type_check(shape), _rules(shape)
    if not rules:
        return check_type
    only_length = shape.type_name in ("string", "blob") and not {"pattern", "enum"} & shape.metadata.keys()
    return _length_check(shape, rules) if only_length else _rules_check(shape, rules)


def _rules_check(shape: Shape, rules: list[Rule]) -> Check:
    check_type = _type_check(shape)

    def check_rules(value: Any) -> Sequence[Violation]:
        check_type(value)
        return _broken(rules, value)

    return check_rules


def _length_check(shape: Shape, rules: list[Rule]) -> Check:
    """The same for texts and blobs with nothing but a length: the 500 keys and blobs of a PutRecords."""
    check_rules = _rules_check(shape, rules)
    kind: Any = _TYPES[shape.type_name][0]
    least: float = shape.metadata.get("min", 0)
    most: float = shape.metadata.get("max", float("inf"))

    def check_length(value: Any) -> Sequence[Violation]:
        if type(value) is kind and least <= len(value) <= most:
            return _FINE
        return check_rules(value)

    return check_length


_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "blob": (bytes,),
    "integer": (int,),
    "double": (int, float),
    "float": (int, float),
    "long": (int,),
    "boolean": (bool,),
    "timestamp": (int, float),
}


def _type_check(shape: Shape) -> Check:
    types, type_name = _TYPES[shape.type_name], shape.type_name

    def check_type(value: Any) -> Sequence[Violation]:
        if type(value) not in types:
            raise _wrong_type(value, type_name)
        return _FINE

    return check_type


def _rules(shape: Shape) -> list[Rule]:
    """What the model demands of a value itself, in the order in which AWS names the rules."""
    rules: list[Rule] = []
    metadata = shape.metadata
    if "pattern" in metadata:
        pattern = unanchored(metadata["pattern"])
        matches = _compiled(pattern).fullmatch
        rules.append(
            (
                f"Member must satisfy regular expression pattern: {pattern}",
                lambda value: matches(value) is not None,
            )
        )
    is_number = shape.type_name in ("integer", "long")
    rules += _bounds(metadata, "value", int) if is_number else _bounds(metadata, "length", len)
    if "enum" in metadata:
        names = RECORDED_ORDER.get(shape.name, metadata["enum"])
        allowed = frozenset(names)
        rules.append(
            (f"Member must satisfy enum value set: [{', '.join(names)}]", lambda value: value in allowed)
        )
    return rules


def _bounds(metadata: dict[str, Any], measured: str, measure: Callable[[Any], int]) -> list[Rule]:
    """The most and the least that a length or a value may be."""
    rules: list[Rule] = []
    if "max" in metadata:
        most: int = metadata["max"]
        text = f"Member must have {measured} less than or equal to {most}"
        rules.append((text, lambda value: measure(value) <= most))
    if "min" in metadata:
        least: int = metadata["min"]
        text = f"Member must have {measured} greater than or equal to {least}"
        rules.append((text, lambda value: measure(value) >= least))
    return rules


def _compiled(pattern: str) -> re.Pattern[str]:
    """Java's classes of letters, numbers and spaces are those of Python's Unicode patterns, near enough."""
    if r"\p{" not in pattern:
        return re.compile(pattern, re.ASCII)
    return re.compile(pattern.replace(r"\p{L}", r"\w").replace(r"\p{N}", r"\w").replace(r"\p{Z}", r"\s"))


def unanchored(pattern: str) -> str:
    """`^(x)$` as `x`: the whole value must match in any case, and AWS's texts were recorded in this form."""
    return pattern[2:-2] if pattern.startswith("^(") and pattern.endswith(")$") else pattern


def _broken(rules: Sequence[Rule], value: Any) -> Sequence[Violation]:
    return [((), f"'{_shown(value)}'", text) for text, holds in rules if not holds(value)]


def _holds(rules: Sequence[Rule], value: Any) -> bool:
    return all(holds(value) for _, holds in rules)


def _joined(rules: Sequence[Rule]) -> str:
    return f"[{', '.join(text for text, _ in rules)}]"


def _shown(value: Any) -> str:
    """A value as the service prints it. Model: a list of structures is abbreviated to [...]."""
    if isinstance(value, bytes):
        return f"java.nio.HeapByteBuffer[pos=0 lim={len(value)} cap={len(value)}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}={item}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[...]" if any(isinstance(item, dict) for item in value) else f"[{', '.join(map(str, value))}]"
    return str(value)


_JAVA_CLASS = {
    str: "java.lang.String",
    bool: "java.lang.Boolean",
    int: "com.amazon.coral.value.json.numbers.TruncatingBigNumber",
    float: "com.amazon.coral.value.json.numbers.TruncatingBigNumber",
}


def _wrong_type(value: Any, wanted: str) -> AwsError:
    if isinstance(value, list):
        text = "Start of list found where not expected"
    elif isinstance(value, dict):
        text = "Start of structure or map found where not expected."
    elif wanted in ("list", "map"):
        text = f"Expected {wanted} or null"
    elif wanted == "structure":
        text = "Expected null"
    else:
        article = "a" if wanted == "blob" else "an"
        name = _JAVA_CLASS.get(type(value), type(value).__name__)
        text = f"class {name} can not be converted to {article} {wanted.capitalize()}"
    return AwsError("SerializationException", text)


def _lower_first(name: str) -> str:
    return name[0].lower() + name[1:]
