"""The parameters of a template: a value for each, of its type.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from lablib.templates.loading import TemplateError, given_or_default


def values_of(declared: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """The given values and the defaults, as numbers, texts and lists.

    Raises TemplateError for a parameter that the template doesn't have, for one without a value, and for a
    value that its type, AllowedValues or AllowedPattern excludes.
    """
    values = given_or_default(declared, given)
    if missing := [name for name in declared if name not in values]:
        raise TemplateError(f"parameter {', '.join(missing)} has no default: give a value")
    return {name: _value(name, declared[name], value) for name, value in values.items()}


def _value(name: str, about: Mapping[str, Any], value: Any) -> Any:
    text = str(value).lower() if isinstance(value, bool) else str(value)
    check_allowed(name, about, text)
    pattern = about.get("AllowedPattern")
    if pattern is not None and not re.fullmatch(pattern, text):
        raise TemplateError(f"parameter {name} is {text!r}, which {pattern} doesn't match")
    return _typed(name, str(about.get("Type", "String")), text)


def check_allowed(name: str, about: Mapping[str, Any], text: str) -> None:
    """Raise TemplateError for a value that isn't one of AllowedValues."""
    allowed = [str(each) for each in about.get("AllowedValues", [text])]
    if text not in allowed:
        raise TemplateError(f"parameter {name} is {text!r}, and it may be {', '.join(allowed)}")


def _typed(name: str, kind: str, text: str) -> Any:
    if kind == "String":
        return text
    if kind == "Number":
        return _number(name, text)
    if kind in ("CommaDelimitedList", "List<String>"):
        return [each.strip() for each in text.split(",")]
    if kind == "List<Number>":
        return [_number(name, each.strip()) for each in text.split(",")]
    raise TemplateError(f"parameter {name} has the type {kind}, which isn't known here")


def _number(name: str, text: str) -> int | float:
    try:
        return int(text)
    except ValueError:
        pass
    try:
        return float(text)
    except ValueError as error:
        raise TemplateError(f"parameter {name} is {text!r}, and its type is Number") from error
