"""Whether the parts of a template have the shapes that CloudFormation gives them, before anything is read.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lablib.templates.loading import TemplateError

SECTIONS = ("Parameters", "Mappings", "Conditions", "Resources", "Outputs")
OBJECTS = ("Parameters", "Mappings", "Resources", "Outputs")
"""The sections whose every entry is an object. A condition is a function or a name."""
MEMBERS: dict[str, dict[str, tuple[tuple[type, ...], str]]] = {
    "Resources": {
        "Properties": ((dict,), "an object, such as {ShardCount: 2}"),
        "DependsOn": ((str, list), "a resource's name, or a list of names"),
        "Condition": ((str,), "a condition's name"),
    },
    "Outputs": {"Condition": ((str,), "a condition's name")},
}
"""By section, what a member of an entry may be, as types and in words."""


def sections(document: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The template's parts by name; one that isn't there is empty. Raises TemplateError for a wrong shape."""
    found = {name: section(document, name) for name in SECTIONS}
    for called, members in MEMBERS.items():
        for name, entry in found[called].items():
            _check_members(name, entry, members)
    for name, output in found["Outputs"].items():
        if "Value" not in output:
            raise TemplateError(f"output {name} has no Value: give one, such as {{Value: !Ref Stream}}")
    for name, resource in found["Resources"].items():
        _check_depends(name, resource.get("DependsOn") or [], found["Resources"])
    return found


def section(document: Mapping[str, Any], called: str) -> dict[str, Any]:
    """One part of the template; empty if it isn't there. Raises TemplateError for a wrong shape."""
    entries = document.get(called) or {}
    if not isinstance(entries, dict):
        raise TemplateError(
            f"{called} is {entries!r:.60}, and has to be an object, with a name for each entry"
        )
    for name, entry in entries.items():
        if not isinstance(name, str):
            raise TemplateError(f"{called} has the name {name!r}, and a name has to be a text")
        if called in OBJECTS and not isinstance(entry, dict):
            raise TemplateError(f"{name}: each entry of {called} is an object, and here is {entry!r:.60}")
    return entries


def _check_members(
    name: str, entry: dict[str, Any], members: dict[str, tuple[tuple[type, ...], str]]
) -> None:
    for member, (kinds, says) in members.items():
        value = entry.get(member)
        if value is not None and not isinstance(value, kinds):
            raise TemplateError(f"{name}: its {member} is {value!r:.60}, and has to be {says}")


def _check_depends(name: str, depends: str | list[Any], resources: Mapping[str, Any]) -> None:
    for each in [depends] if isinstance(depends, str) else depends:
        if not isinstance(each, str) or each not in resources:
            there = ", ".join(resources)
            raise TemplateError(
                f"{name}: it depends on {each!r}, which is no resource here. There are: {there}"
            )
