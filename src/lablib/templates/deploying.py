"""A CloudFormation template, deployed in the simulator: its stream, function, mapping, queue and alarms.


    with World(seed=7) as world:
        stack = deploy_template(world, usage_template(), {"Bill": handler}, {"ShardCount": 2})
        boto3.client("kinesis").put_record(StreamName=stack.outputs["StreamName"], ...)

A function's code isn't taken from the template: `handlers` has a Python function for each logical id. What
the simulator can't do is refused, never skipped.

`usage_template()` is the course's own, and deployable on AWS as it is. There its function gets its code with
`package_function` (see there), and `cloudformation create-stack` needs CAPABILITY_NAMED_IAM.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from types import NoneType
from typing import Any

from lablib.simulator import limits
from lablib.simulator.call_forms import called_as, require_a
from lablib.simulator.lambda_.function.function import Handler
from lablib.simulator.world import World
from lablib.templates.calling import Properties
from lablib.templates.loading import TemplateError, parse_template
from lablib.templates.making import Maker
from lablib.templates.parameters import values_of
from lablib.templates.resolving import Made, Resolver, names_in
from lablib.templates.resource_types import FUNCTION, TYPES, ResourceType, check_known
from lablib.templates.shapes import sections

SHIPPED = Path(__file__).with_name("usage.yaml")
Declared = dict[str, dict[str, Any]]
"""Resources by logical id, or outputs by name."""


class Stack:
    """What a template's deployment made in one world. `outputs` are the template's."""

    def __init__(self, maker: Maker) -> None:
        self.resources: dict[str, Made] = {}
        """By logical id, in the order in which they were made."""
        self.outputs: dict[str, Any] = {}
        self._maker = maker
        self._types: dict[str, ResourceType] = {}

    def __getitem__(self, logical_id: str) -> str:
        """What Ref gives for a resource: a name, a queue's URL, or a mapping's UUID."""
        return self.resources[logical_id].ref

    def make(self, logical_id: str, kind: ResourceType, properties: Properties) -> None:
        """Make one resource. If that fails, everything is deleted, as CloudFormation does."""
        try:
            self.resources[logical_id] = kind.make(self._maker, logical_id, properties)
            self._types[logical_id] = kind
        except BaseException:
            self.delete()
            raise

    def delete(self) -> None:
        """Delete everything, the last first, and wait until it's gone."""
        while self.resources:
            logical_id, made = self.resources.popitem()
            self._types[logical_id].delete(self._maker, made)


@called_as("usage_template()")
def usage_template() -> str:
    """The course's template: a stream, a function, what lies between, and the alarms, as YAML."""
    return SHIPPED.read_text(encoding="utf-8")


@called_as('deploy_template(world, usage_template(), {"Bill": bill})')
def deploy_template(
    world: World,
    template: str,
    handlers: Mapping[str, Handler],
    parameters: Mapping[str, Any] | None = None,
    stack_name: str = "lablib",
) -> Stack:
    """Make what `template` (YAML or JSON, as text) describes, in an open world. Waits until all of it works.

    `handlers` has a function of (event, context) for each AWS::Lambda::Function, by logical id. A resource
    without a name gets a name from the stack's name and its logical id. Raises TemplateError for an unknown
    type, property, function, parameter or reference, before it makes anything. If a service refuses a
    resource, the error is boto3's, with the logical id in a note, and what was made before is deleted.
    """
    require_a(World, world, "deploy_template", "a world, as in deploy_template(world, template, handlers)")
    require_a(str, template, "deploy_template", "a template as text, such as usage_template()")
    require_a(Mapping, handlers, "deploy_template", 'handlers by logical id, as in {"Bill": bill}')
    require_a((Mapping, NoneType), parameters, "deploy_template", 'parameters as in {"ShardCount": 2}')
    world.require_open()
    parts = sections(parse_template(template))
    known = values_of(parts["Parameters"], parameters or {}) | _pseudo_parameters(stack_name)
    conditions, maps = parts["Conditions"], parts["Mappings"]
    stack = Stack(Maker(world, handlers))
    resolver = Resolver(known, conditions, stack.resources, maps)
    resources, outputs = (_wanted(parts[name], resolver) for name in ("Resources", "Outputs"))
    _check(resources, handlers)
    ordered = _ordered(resources)
    _rehearse(resources, outputs, Resolver(known, conditions, _stand_ins(resources), maps))
    for logical_id in ordered:
        kind = TYPES[resources[logical_id]["Type"]]
        properties = _properties(resources[logical_id], resolver, f"{stack_name}-{logical_id}")
        with _about(logical_id):
            stack.make(logical_id, kind, properties)
    stack.outputs = {name: resolver.resolve(each["Value"]) for name, each in outputs.items()}
    return stack


def _pseudo_parameters(stack_name: str) -> dict[str, str]:
    return {
        "AWS::AccountId": limits.ACCOUNT_ID,
        "AWS::Partition": limits.PARTITION,
        "AWS::Region": limits.REGION,
        "AWS::StackName": stack_name,
        "AWS::URLSuffix": "amazonaws.com",
    }


@contextmanager
def _about(name: str) -> Iterator[None]:
    """What is raised in the block says which resource or output it's about."""
    try:
        yield
    except TemplateError as error:
        raise TemplateError(f"{name}: {error}") from error
    except Exception as error:
        error.add_note(f"This happened while {name} of the template was made.")
        raise


def _wanted(declared: dict[str, Any], resolver: Resolver) -> Declared:
    """Those without a condition, and those whose condition is met."""
    return {
        name: each
        for name, each in declared.items()
        if each.get("Condition") is None or resolver.holds(each["Condition"])
    }


def _check(resources: Declared, handlers: Mapping[str, Handler]) -> None:
    if not resources:
        raise TemplateError("there is nothing to make: the template has no Resources under these conditions")
    for name, resource in resources.items():
        with _about(name):
            check_known(resource)
    functions = [name for name, each in resources.items() if each["Type"] == FUNCTION]
    if sorted(functions) != sorted(handlers):
        raise TemplateError(
            f"handlers are given for {', '.join(handlers) or 'nothing'}, and the template's functions are "
            f"{', '.join(functions) or 'none'}: give one handler for each"
        )


def _ordered(resources: Declared) -> list[str]:
    """Each resource after those that it refers to or names in DependsOn."""
    after: dict[str, list[str]] = {}
    for name, resource in resources.items():
        depends = resource.get("DependsOn") or []
        with _about(name):
            needs = [*names_in(resource), *([depends] if isinstance(depends, str) else depends)]
        after[name] = [each for each in needs if each in resources]
    try:
        return list(TopologicalSorter(after).static_order())
    except CycleError as error:
        raise TemplateError(f"resources refer to one another: {' -> '.join(error.args[1])}") from error


def _stand_ins(resources: Declared) -> dict[str, Made]:
    """What is going to be made, as if it were made already."""
    return {
        name: Made(name, {each: each for each in TYPES[resource["Type"]].attributes})
        for name, resource in resources.items()
    }


def _rehearse(resources: Declared, outputs: Declared, resolver: Resolver) -> None:
    """Resolve everything once, so that what can't be resolved is found before anything is made."""
    for name, each in resources.items():
        with _about(name):
            resolver.resolve(each.get("Properties") or {})
    for name, each in outputs.items():
        with _about(f"output {name}"):
            resolver.resolve(each["Value"])


def _properties(resource: Mapping[str, Any], resolver: Resolver, name: str) -> Properties:
    properties: Properties = resolver.resolve(resource.get("Properties") or {})
    named_by = TYPES[resource["Type"]].named_by
    return {named_by: name} | properties if named_by else properties
