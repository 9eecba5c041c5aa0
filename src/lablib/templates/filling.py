"""A template with what can be known of its functions filled in, before anything of it is deployed.

    document = load_template(Path("template.yaml").read_text("utf-8"), {"Attempts": "3"})

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lablib.templates.loading import TemplateError, Unknown, given_or_default, parse_template
from lablib.templates.parameters import check_allowed
from lablib.templates.resolving import NO_VALUE, Resolver, function_in
from lablib.templates.shapes import section


def load_template(text: str, parameters: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Read a template in YAML or JSON. A function such as Ref becomes its value, if the value is known.

    A value that only a deployment knows becomes an `Unknown`. A resource whose condition isn't met is left
    out. Raises TemplateError for a text that is neither YAML nor JSON, for a part that isn't an object, and
    for a parameter that the template doesn't have or that its AllowedValues exclude.
    """
    document = parse_template(text)
    known = _known(section(document, "Parameters"), parameters or {})
    resolver = Resolver(known, section(document, "Conditions"), {}, section(document, "Mappings"))
    filled = {key: _filled_in(value, resolver, known) for key, value in document.items()}
    if isinstance(filled.get("Resources"), dict):
        filled["Resources"] = {
            name: each for name, each in filled["Resources"].items() if _is_wanted(each, resolver)
        }
    return filled


def _known(declared: Mapping[str, Any], given: Mapping[str, str]) -> dict[str, Any]:
    """The default of a parameter that SSM keeps is its name there, and not its value."""
    values = given_or_default(declared, given)
    for name in given:
        check_allowed(name, declared[name], given[name])
    of_ssm = {name for name, about in declared.items() if str(about.get("Type")).startswith("AWS::SSM::")}
    return {name: value for name, value in values.items() if name in given or name not in of_ssm}


def _is_wanted(resource: Any, resolver: Resolver) -> bool:
    """A condition that isn't known counts as met."""
    condition = resource.get("Condition") if isinstance(resource, dict) else None
    try:
        return not isinstance(condition, str) or resolver.holds(condition)
    except TemplateError:
        return True


def _filled_in(value: Any, resolver: Resolver, known: Mapping[str, Any]) -> Any:
    if isinstance(value, list):
        return [
            each for each in (_filled_in(each, resolver, known) for each in value) if each is not NO_VALUE
        ]
    if not isinstance(value, dict):
        return value
    if len(value) == 1:
        [(name, argument)] = value.items()
        if name == "Ref" or str(name).startswith("Fn::"):
            return _called(name, argument, resolver, known)
    filled = {key: _filled_in(each, resolver, known) for key, each in value.items()}
    return {key: each for key, each in filled.items() if each is not NO_VALUE}


def _called(name: str, argument: Any, resolver: Resolver, known: Mapping[str, Any]) -> Any:
    """What a function gives; in the branch of Fn::If that is taken, each function by itself."""
    try:
        function_in({name: argument})
        if name == "Fn::If":
            condition, then, otherwise = argument
            return _filled_in(then if resolver.holds(condition) else otherwise, resolver, known)
        return resolver.resolve({name: argument})
    except TemplateError:
        if name == "Fn::Sub" and isinstance(argument, str):
            return Unknown(name, _substituted(argument, known))
        return Unknown(name, argument)


def _substituted(text: str, known: Mapping[str, Any]) -> str:
    for name, value in known.items():
        text = text.replace(f"${{{name}}}", str(value))
    return text
