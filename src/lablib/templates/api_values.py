"""Values of a template in the types of an API, as CloudFormation turns texts into numbers and truths."""

from __future__ import annotations

import json
from typing import Any

from botocore.model import Shape

from lablib.templates.loading import TemplateError

TRUTHS = {"true": True, "false": False}


def typed(value: Any, shape: Shape) -> Any:
    """`value` in the types of `shape`; what can't be turned stays as it is, and botocore refuses it."""
    kind = shape.type_name
    if kind == "structure" and isinstance(value, dict):
        known = shape.members
        return {name: typed(each, known[name]) if name in known else each for name, each in value.items()}
    if kind == "list" and isinstance(value, list):
        return [typed(each, shape.member) for each in value]
    if kind == "string" and not isinstance(value, dict | list):
        return as_text(value)
    return _from_text(value, kind) if isinstance(value, str) else value


def _from_text(text: str, kind: str) -> Any:
    if kind == "boolean":
        return TRUTHS.get(text, text)
    try:
        if kind in ("integer", "long"):
            return int(text)
        if kind in ("float", "double"):
            return float(text)
    except ValueError:
        return text
    return text


def as_text(value: Any) -> str:
    """A text as it is, anything else as JSON: a number, a truth, a policy document."""
    return value if isinstance(value, str) else json.dumps(value)


def as_object(tags: Any) -> dict[str, str]:
    """CloudFormation lists tags by Key and Value, where most APIs want an object. Raises TemplateError."""
    if not isinstance(tags, list) or not all(
        isinstance(tag, dict) and {"Key", "Value"} <= {*tag} for tag in tags
    ):
        raise TemplateError(f"Tags are {tags!r:.60}, and have to be a list of objects with Key and Value")
    return {tag["Key"]: as_text(tag["Value"]) for tag in tags}
