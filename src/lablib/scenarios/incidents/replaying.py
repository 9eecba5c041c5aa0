"""What was done in a night, kept so that it can be done again in another run of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from botocore import xform_name

from lablib.simulator.network.call_watch import Call
from lablib.simulator.network.clients import world_client

Renamed = dict[str, str]
"""Ids that the first run was given, and what another run was given in their place."""


class Step(NamedTuple):
    """One thing that was done."""

    at_us: int
    act: int | None
    """The number of the act that it is a part of; None for a call that was a look and is needed by others."""
    do: Callable[[Any, Renamed], None]
    """Do it in another night; `Renamed` is kept from step to step."""


def again(call: Call, answer: dict[str, Any]) -> Callable[[Any, Renamed], None]:
    """A call of boto3 made again, with the ids that the other run has given."""

    def do(night: Any, renamed: Renamed) -> None:
        made = getattr(world_client(call.service), xform_name(call.operation))
        learn(answer, made(**in_other_words(call.params, renamed)), renamed)

    return do


def in_other_words(value: Any, renamed: Renamed) -> Any:
    """Parameters of a call, with the ids that the other run has given."""
    if isinstance(value, dict):
        return {name: in_other_words(each, renamed) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [in_other_words(each, renamed) for each in value]
    return renamed.get(value, value) if isinstance(value, str) else value


def learn(first: Any, other: Any, renamed: Renamed) -> None:
    """Whatever text differs between two answers in the same place is an id with another name: remember it."""
    if isinstance(first, dict) and isinstance(other, dict):
        for name in first.keys() & other.keys() - {"ResponseMetadata"}:
            learn(first[name], other[name], renamed)
    elif isinstance(first, list) and isinstance(other, list):
        for one, another in zip(first, other, strict=False):
            learn(one, another, renamed)
    elif isinstance(first, str) and isinstance(other, str) and first != other:
        renamed[first] = other
