"""Tells whoever asked of each call of boto3: before it is made, and with its answer.

For a game in which calls take time, and for whoever writes down what was done. As in `cloudwatch_hook.py`,
the handlers are there before the first session is made, and do nothing while nobody watches.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

_CALL = "lablib_watched_call"
_watches: list[Watch] = []


class Call(NamedTuple):
    """A call as boto3 was asked for it."""

    service: str
    operation: str
    params: dict[str, Any]


class Watch(NamedTuple):
    """`before` may let virtual time pass; `after` gets the answer, also one that is an error."""

    before: Callable[[Call], None]
    after: Callable[[Call, dict[str, Any]], None]
    is_on: Callable[[], bool]
    """Whether a call of now is to be told; of several watches, the last that says so is told."""


def add(watch: Watch) -> None:
    """From now on this one may be told."""
    _watches.append(watch)


def remove(watch: Watch) -> None:
    """It is told no more."""
    _watches.remove(watch)


def _before(params: dict[str, Any], model: Any, context: dict[str, Any], **_: Any) -> None:
    watch = next((each for each in reversed(_watches) if each.is_on()), None)
    if watch is not None:
        call = Call(str(model.service_model.service_name), model.name, dict(params))
        context[_CALL] = watch, call
        watch.before(call)


def _after(parsed: dict[str, Any], context: dict[str, Any], **_: Any) -> None:
    found = context.pop(_CALL, None)
    if found is not None:
        watch, call = found
        watch.after(call, parsed)


HANDLERS: list[tuple[str, Callable[..., Any]]] = [("before-parameter-build", _before), ("after-call", _after)]
"""For botocore's events of every service."""
