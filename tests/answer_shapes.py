"""Whether an answer is what botocore's service model says: for the tests of every service."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from botocore.model import Shape

TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "blob": (bytes,),
    "boolean": (bool,),
    "integer": (int,),
    "long": (int,),
    "float": (int, float),
    "double": (int, float),
    "timestamp": (int, float, datetime),
}


def wrong_in(answer: Any, shape: Shape | None) -> list[str]:
    """What an answer has that its output shape hasn't, lacks or forbids: a line each, with the path.

    Members that nobody knows, required ones that are missing, other types, values that no enumeration has,
    lengths and numbers out of their range. `shape` is None for an operation that answers nothing.
    """
    if shape is None:
        return [f"answers {sorted(answer)}, though the operation has no output"] if answer else []
    return list(_wrong(answer, shape, ""))


def _wrong(value: Any, shape: Shape, path: str) -> Iterator[str]:
    if shape.type_name == "structure":
        yield from _wrong_structure(value, shape, path)
    elif shape.type_name == "list":
        yield from _wrong_list(value, shape, path)
    elif shape.type_name == "map":
        yield from _wrong_map(value, shape, path)
    else:
        yield from _wrong_scalar(value, shape, path)


def _wrong_structure(value: Any, shape: Shape, path: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{path or 'the answer'} is {type(value).__name__}, not a structure"
        return
    for name in sorted(value.keys() - shape.members.keys()):
        yield f"{path}{name} is no member of {shape.name}"
    for name in sorted(set(shape.required_members) - value.keys()):
        yield f"{path}{name} is missing"
    for name in sorted(value.keys() & shape.members.keys()):
        yield from _wrong(value[name], shape.members[name], f"{path}{name}.")


def _wrong_list(value: Any, shape: Shape, path: str) -> Iterator[str]:
    if not isinstance(value, list):
        yield f"{path[:-1]} is {type(value).__name__}, not a list"
        return
    yield from _out_of_range(len(value), shape, f"the length of {path[:-1]}")
    for index, each in enumerate(value):
        yield from _wrong(each, shape.member, f"{path}{index}.")


def _wrong_map(value: Any, shape: Shape, path: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{path[:-1]} is {type(value).__name__}, not a map"
        return
    for key, each in value.items():
        yield from _wrong(key, shape.key, f"{path}key {key}.")
        yield from _wrong(each, shape.value, f"{path}{key}.")


def _wrong_scalar(value: Any, shape: Shape, path: str) -> Iterator[str]:
    is_bool = isinstance(value, bool)
    if not isinstance(value, TYPES[shape.type_name]) or is_bool is not (shape.type_name == "boolean"):
        yield f"{path[:-1]} is {value!r}, no {shape.type_name}"
        return
    names = shape.metadata.get("enum")
    if names and value not in names:
        yield f"{path[:-1]} is {value!r}, none of {', '.join(names)}"
    if shape.type_name in ("string", "blob"):
        yield from _out_of_range(len(value), shape, f"the length of {path[:-1]}")
    elif shape.type_name in ("integer", "long"):
        yield from _out_of_range(value, shape, path[:-1])


def _out_of_range(value: int, shape: Shape, what: str) -> Iterator[str]:
    if value < shape.metadata.get("min", value):
        yield f"{what} is {value}, below {shape.metadata['min']}"
    if value > shape.metadata.get("max", value):
        yield f"{what} is {value}, above {shape.metadata['max']}"
