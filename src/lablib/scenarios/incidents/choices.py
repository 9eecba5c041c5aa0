"""What a look or an act may be given, read off the function that makes it: everything after the system."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any


def chosen(name: str, made_by: Callable[..., Any], given: dict[str, Any]) -> dict[str, Any]:
    """What was given, with the defaults. Raises TypeError that names what may be given."""
    signature = inspect.signature(made_by)
    try:
        bound = signature.bind(None, **given)
    except TypeError as error:
        takes = ", ".join(map(_told, list(signature.parameters.values())[1:]))
        raise TypeError(f"{name!r}: {error}. It takes: {takes or 'nothing'}") from None
    bound.apply_defaults()
    return dict(list(bound.arguments.items())[1:])


def _told(parameter: inspect.Parameter) -> str:
    if parameter.kind is inspect.Parameter.VAR_KEYWORD:
        return f"**{parameter.name}"
    has_default = parameter.default is not inspect.Parameter.empty
    return f"{parameter.name}={parameter.default!r}" if has_default else parameter.name
