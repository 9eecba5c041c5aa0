"""A template or an answer of the AWS CLI as plain dicts, as it was written.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

NAMED_AS_THEY_ARE = ("Ref", "Condition")
"""`!Ref` is Ref. Any other short form, such as `!Sub`, is the name of a function without its `Fn::`."""


class TemplateError(ValueError):
    """The text isn't a template; the message says why."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A value that only a deployment knows, such as the ARN of a resource that doesn't exist yet."""

    function: str
    """Ref, Fn::GetAtt, ..."""
    argument: Any

    def __str__(self) -> str:
        """As one would write it in the template."""
        dotted = isinstance(self.argument, list) and all(isinstance(each, str) for each in self.argument)
        return f"!{self.function.removeprefix('Fn::')} {'.'.join(self.argument) if dotted else self.argument}"


class _Loader(yaml.SafeLoader):
    """YAML's safe types, and the short forms of CloudFormation's functions."""


def _short_form(loader: _Loader, suffix: str, node: yaml.Node) -> dict[str, Any]:
    if isinstance(node, yaml.ScalarNode):
        argument: Any = loader.construct_scalar(node)
    elif isinstance(node, yaml.SequenceNode):
        argument = loader.construct_sequence(node, deep=True)
    else:
        assert isinstance(node, yaml.MappingNode)
        argument = loader.construct_mapping(node, deep=True)
    name = suffix if suffix in NAMED_AS_THEY_ARE else f"Fn::{suffix}"
    if name == "Fn::GetAtt" and isinstance(argument, str):
        argument = argument.split(".", 1)
    return {name: argument}


_Loader.add_multi_constructor("!", _short_form)


def parse_template(text: str) -> dict[str, Any]:
    """Read YAML or JSON as it was written; a short form such as `!Ref` becomes its long form.

    Raises TemplateError for a text that is neither YAML nor JSON, or whose outermost value isn't an object.
    """
    try:
        document = yaml.load(text, _Loader)  # noqa: S506 (a SafeLoader, with constructors that only make dicts)
    except (yaml.YAMLError, ValueError) as error:  # the latter for a date of a 13th month
        raise TemplateError(f"the file is neither JSON nor YAML: {' '.join(str(error).split())}") from error
    except RecursionError as error:
        raise TemplateError("the file is nested too deeply to be a template or an answer") from error
    if document is None:
        raise TemplateError("the file is empty")
    if not isinstance(document, dict):
        raise TemplateError(
            f"the file's outermost value is {type(document).__name__}, and a template or an answer of the "
            "AWS CLI is an object: give the whole file"
        )
    return document


def given_or_default(declared: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """A value for each parameter that has one. Raises TemplateError for a given one that isn't declared."""
    for name in given:
        if name not in declared:
            has = ", ".join(declared) or "none"
            raise TemplateError(f"the template has no parameter {name}; it has {has}")
    defaults = {name: each["Default"] for name, each in declared.items() if "Default" in each}
    return defaults | dict(given)
