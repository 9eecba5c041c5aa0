"""What a look or an act may be given, read off the function that makes it: everything after the system."""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable, Collection
from typing import Any

from lablib.simulator.call_forms import near

Says = Callable[[str], str]
"""What a parameter may be, to put behind its name in a refusal."""


def nothing(parameter: str) -> str:
    """What there is to say of a parameter without a night."""
    return ""


def chosen(
    name: str, made_by: Callable[..., Any], given: dict[str, Any], says: Says = nothing
) -> dict[str, Any]:
    """What was given, with the defaults. Raises TypeError that names what may be given.

    `says` tells of a parameter what it may be.
    """
    _, *parameters = inspect.signature(made_by).parameters.values()
    takes = ", ".join(map(_told, parameters)) or "nothing"
    named = [each.name for each in parameters if each.kind is not inspect.Parameter.VAR_KEYWORD]
    if len(named) == len(parameters):
        for unknown in [each for each in given if each not in named]:
            raise TypeError(f"{name!r} takes no {unknown!r}. It takes: {takes}{near(unknown, named)}")
    for each in parameters:
        if each.name in named and _is_left_out(each, given):
            raise TypeError(f"{name!r} needs a value for {each.name!r}{says(each.name)}. It takes: {takes}")
    whole = {each.name: given.get(each.name, each.default) for each in parameters if each.name in named}
    return whole | given


def require_ids(ids: Any, name: str) -> None:
    """Raise TypeError for what is no list of ids; text would be taken for a list of letters."""
    if isinstance(ids, str) or not isinstance(ids, Collection):
        remedy = f"Write: {name}=[{ids!r}]" if isinstance(ids, str) else f"Write, for instance: {name}=[]"
        raise TypeError(f"{name} takes a list of ids, and is {ids!r}. {remedy}")


def require_minutes(minutes: Any) -> None:
    """Raise ValueError for what is no time ahead."""
    is_number = isinstance(minutes, int | float) and not isinstance(minutes, bool)
    if not is_number or not 0 <= minutes < math.inf:
        raise ValueError(f"wait takes minutes from 0 on, such as 5, and not {minutes!r}")


def _is_left_out(parameter: inspect.Parameter, given: dict[str, Any]) -> bool:
    """Whether there is nothing where something has to be: None is as good as no value."""
    if _is_needed(parameter):
        return given.get(parameter.name) in (None, "")
    return parameter.default is not None and given.get(parameter.name, parameter.default) is None


def _is_needed(parameter: inspect.Parameter) -> bool:
    return parameter.default is parameter.empty and parameter.kind is not parameter.VAR_KEYWORD


def _told(parameter: inspect.Parameter) -> str:
    if parameter.kind is inspect.Parameter.VAR_KEYWORD:
        return f"**{parameter.name}"
    return parameter.name if _is_needed(parameter) else f"{parameter.name}={parameter.default!r}"
