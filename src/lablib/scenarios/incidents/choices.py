"""What a look or an act may be given, read off the function that makes it: everything after the system."""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable, Collection
from difflib import get_close_matches
from typing import Any


def chosen(name: str, made_by: Callable[..., Any], given: dict[str, Any]) -> dict[str, Any]:
    """What was given, with the defaults. Raises TypeError that names what may be given."""
    _, *parameters = inspect.signature(made_by).parameters.values()
    takes = ", ".join(map(_told, parameters)) or "nothing"
    named = [each.name for each in parameters if each.kind is not inspect.Parameter.VAR_KEYWORD]
    if len(named) == len(parameters):
        for unknown in [each for each in given if each not in named]:
            raise TypeError(f"{name!r} takes no {unknown!r}. It takes: {takes}{near(unknown, named)}")
    for each in parameters:
        if _is_needed(each) and given.get(each.name) in (None, ""):
            raise TypeError(f"{name!r} needs a value for {each.name!r}. It takes: {takes}")
    whole = {each.name: given.get(each.name, each.default) for each in parameters if each.name in named}
    return whole | given


def near(value: object, known: Collection[object]) -> str:
    """The known name that reads most like this one, to put behind a refusal; empty without one."""
    names = {str(each).lower(): each for each in known}
    found = get_close_matches(str(value).lower(), names, n=1)
    return f". Did you mean {names[found[0]]!r}?" if found else ""


def there_are(value: object, known: Collection[object], says: str = "there are") -> str:
    """What is known, to put behind a refusal; what was probably meant comes first, as lists can be long."""
    there = ", ".join(map(str, known))
    meant = near(value, known)
    return f"{meant} {says.capitalize()}: {there}" if meant else f"; {says}: {there}"


def require_minutes(minutes: Any) -> None:
    """Raise ValueError for what is no time ahead."""
    is_number = isinstance(minutes, int | float) and not isinstance(minutes, bool)
    if not is_number or not 0 <= minutes < math.inf:
        raise ValueError(f"wait takes minutes from 0 on, such as 5, and not {minutes!r}")


def require_code(name: str, form: str, code: object) -> None:
    """Raise TypeError for what can't be called."""
    if not callable(code):
        raise TypeError(f"{name} takes a function, {form}, and {code!r} isn't one")


def _is_needed(parameter: inspect.Parameter) -> bool:
    return parameter.default is parameter.empty and parameter.kind is not parameter.VAR_KEYWORD


def _told(parameter: inspect.Parameter) -> str:
    if parameter.kind is inspect.Parameter.VAR_KEYWORD:
        return f"**{parameter.name}"
    return parameter.name if _is_needed(parameter) else f"{parameter.name}={parameter.default!r}"
