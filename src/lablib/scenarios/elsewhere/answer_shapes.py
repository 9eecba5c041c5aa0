"""The answers of every AWS operation, as the models say that botocore ships. Nothing is asked of AWS."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import botocore
import msgspec

from lablib.simulator.call_forms import called_as

MODELS = Path(botocore.__file__).parent / "data"


class Member(NamedTuple):
    """One member at the top of an answer: `list`, `map`, `string`, ..."""

    type: str
    fields: tuple[str, ...]
    """Of a list of structures: what an entry of the list has. Else none."""


class _Target(msgspec.Struct):
    shape: str


class _Operation(msgspec.Struct):
    output: _Target | None = None


class _Shape(msgspec.Struct):
    type: str
    members: dict[str, _Target] = {}
    member: _Target | None = None


class _Model(msgspec.Struct):
    operations: dict[str, _Operation]
    shapes: dict[str, _Shape]

    def answer_of(self, operation: _Operation) -> dict[str, Member]:
        """The members of its answer by name; none for an operation that answers nothing."""
        if operation.output is None:
            return {}
        members = self.shapes[operation.output.shape].members
        return {name: self._member(self.shapes[target.shape]) for name, target in members.items()}

    def _member(self, shape: _Shape) -> Member:
        entry = self.shapes[shape.member.shape] if shape.member else None
        return Member(shape.type, tuple(entry.members) if entry else ())


_decode = msgspec.json.Decoder(_Model).decode


@called_as("every_operation()")
def every_operation() -> Iterator[tuple[str, str, dict[str, Member]]]:
    """boto3's name of a service, an operation, and the members of its answer by name.

    The newest version of each service's model, in the order of the names.
    """
    for service in sorted(folder for folder in MODELS.iterdir() if folder.is_dir()):
        newest = max(service.glob("*/service-2.json.gz"), default=None)
        if newest is None:
            continue
        model = _decode(gzip.decompress(newest.read_bytes()))
        for name, operation in model.operations.items():
            yield service.name, name, model.answer_of(operation)
