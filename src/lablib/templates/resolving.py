"""The functions of CloudFormation, resolved against what a deployment has made so far.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lablib.templates.loading import TemplateError

PLACE = re.compile(r"\$\{([^!}][^}]*)\}")
"""A place in the text of Fn::Sub; `${!name}` is text."""
NO_VALUE = "AWS::NoValue"


@dataclass(frozen=True, slots=True)
class Made:
    """A resource as others refer to it."""

    ref: str
    """What Ref gives: a name, a URL, or a mapping's UUID."""
    attributes: Mapping[str, str] = field(default_factory=dict)
    """What Fn::GetAtt gives."""


class Resolver:
    """Values of one template. `known` are parameters and pseudo parameters; `made` may grow meanwhile.

    `maps` is the template's part Mappings.
    """

    def __init__(
        self,
        known: Mapping[str, Any],
        conditions: Mapping[str, Any],
        made: Mapping[str, Made],
        maps: Mapping[str, Any],
    ) -> None:
        self._maps = maps
        self._known = known
        self._conditions = conditions
        self._made = made
        self._asked: list[str] = []
        """The conditions that are being resolved, the outermost first."""

    def resolve(self, value: Any) -> Any:
        """`value` with every function resolved; what is AWS::NoValue is left out.

        Raises TemplateError for a function, a name or an attribute that isn't known.
        """
        if isinstance(value, list):
            return [each for each in map(self.resolve, value) if each is not NO_VALUE]
        if not isinstance(value, dict):
            return value
        function = function_in(value)
        if function is not None:
            return FUNCTIONS[function](self, value[function])
        resolved = {key: self.resolve(each) for key, each in value.items()}
        return {key: each for key, each in resolved.items() if each is not NO_VALUE}

    def holds(self, condition: Any) -> bool:
        """Whether a condition is met, given by its name or as a function."""
        if not isinstance(condition, str):
            return bool(self.resolve(condition))
        if condition not in self._conditions:
            raise TemplateError(f"the template has no condition {condition}")
        if condition in self._asked:
            raise TemplateError(f"condition {condition} depends on itself: {' > '.join(self._asked)}")
        self._asked.append(condition)
        try:
            return bool(self.resolve(self._conditions[condition]))
        finally:
            self._asked.pop()

    def named(self, name: str) -> Any:
        """What Ref gives."""
        if name == NO_VALUE:
            return NO_VALUE
        if name in self._known:
            return self._known[name]
        return self._resource(name).ref

    def attribute(self, name: str, attribute: str) -> str:
        """What Fn::GetAtt gives."""
        attributes = self._resource(name).attributes
        if attribute not in attributes:
            has = ", ".join(sorted(attributes))
            raise TemplateError(f"attribute {attribute} of {name} isn't known here. Known are: {has}.")
        return attributes[attribute]

    def mapped(self, *keys: Any) -> Any:
        """What Fn::FindInMap gives for a map's name and its two keys."""
        found: Any = self._maps
        for key in map(str, map(self.resolve, keys)):
            if not isinstance(found, Mapping) or key not in found:
                raise TemplateError(f"the template's Mappings have no {key}, as {list(keys)!r} asks for")
            found = found[key]
        return found

    def _resource(self, name: str) -> Made:
        if name not in self._made:
            raise TemplateError(
                f"{name} is no parameter, and no resource that is made under these conditions"
            )
        return self._made[name]


def function_in(value: dict[str, Any]) -> str | None:
    """The function that a value is; None if it's an object. Raises TemplateError for one that isn't known."""
    if len(value) != 1:
        return None
    [(name, argument)] = value.items()
    if name in FUNCTIONS and (name != "Condition" or isinstance(argument, str)):
        _check_argument(name, argument)
        return str(name)
    if str(name).startswith("Fn::"):
        raise TemplateError(f"{name} isn't known here. Known are: {', '.join(FUNCTIONS)}.")
    return None


def _check_argument(function: str, argument: Any) -> None:
    if function in WITH_TEXT and isinstance(argument, str):
        return
    count = VALUES.get(function)
    is_list = isinstance(argument, list) and function not in ("Ref", "Condition")
    if not is_list or (count is not None and len(argument) != count):
        takes = "a text" if function in WITH_TEXT else f"a list of {count or 'conditions'}"
        raise TemplateError(f"{function} takes {takes}, and here is {argument!r}")
    kinds, says = PAIRS.get(function, ((), ""))
    if not all(map(isinstance, argument, kinds)):
        raise TemplateError(f"{function} takes {says}, and here is {argument!r}")


def names_in(value: Any) -> Iterator[str]:
    """The parameters and resources that a value refers to, also in a branch of Fn::If that isn't taken.

    Raises TemplateError for a function that isn't known.
    """
    if isinstance(value, list):
        for each in value:
            yield from names_in(each)
    if not isinstance(value, dict):
        return
    function = function_in(value)
    if function == "Ref":
        yield value["Ref"]
    elif function == "Fn::GetAtt":
        yield _pair(value["Fn::GetAtt"])[0]
    elif function == "Fn::Sub":
        text, own = _text_and_own(value["Fn::Sub"])
        yield from (_pair(place)[0] for place in PLACE.findall(text) if place not in own)
        yield from names_in(own)
    else:
        for each in value.values():
            yield from names_in(each)


def _pair(argument: Any) -> tuple[str, str]:
    name, attribute = argument if isinstance(argument, list) else argument.partition(".")[::2]
    return name, attribute


def _text_and_own(argument: Any) -> tuple[str, dict[str, Any]]:
    """Fn::Sub has a text, or a list of a text and values for places in it."""
    if isinstance(argument, str):
        return argument, {}
    text, own = argument
    return text, own


def _sub(resolver: Resolver, argument: Any) -> str:
    text, own = _text_and_own(argument)

    def filled(match: re.Match[str]) -> str:
        place = match[1]
        if place in own:
            return str(resolver.resolve(own[place]))
        name, attribute = _pair(place)
        return str(resolver.attribute(name, attribute) if attribute else resolver.named(name))

    return PLACE.sub(filled, text).replace("${!", "${")


def _join(resolver: Resolver, argument: Any) -> str:
    between, parts = argument[0], resolver.resolve(argument[1])
    if not isinstance(parts, list):
        raise TemplateError(f"Fn::Join takes a text and a list, not {argument}")
    return str.join(between, map(str, parts))


def _split(resolver: Resolver, argument: Any) -> list[str]:
    between, text = argument
    if not between:
        raise TemplateError("Fn::Split takes a separator that isn't empty")
    return str(resolver.resolve(text)).split(between)


def _select(resolver: Resolver, argument: Any) -> Any:
    index, values = resolver.resolve(argument[0]), resolver.resolve(argument[1])
    if not isinstance(values, list) or str(index) not in map(str, range(len(values))):
        raise TemplateError(f"Fn::Select takes an index and a list that is long enough, not {argument!r}")
    return values[int(index)]


def _if(resolver: Resolver, argument: Any) -> Any:
    condition, then, otherwise = argument
    return resolver.resolve(then if resolver.holds(condition) else otherwise)


def _equals(resolver: Resolver, argument: Any) -> bool:
    left, right = (str(resolver.resolve(each)) for each in argument)
    return left == right


WITH_TEXT = ("Ref", "Condition", "Fn::GetAtt", "Fn::Sub")
"""Their argument may be a text."""
VALUES = {
    "Fn::GetAtt": 2,
    "Fn::Sub": 2,
    "Fn::Join": 2,
    "Fn::Split": 2,
    "Fn::Select": 2,
    "Fn::FindInMap": 3,
    "Fn::If": 3,
    "Fn::Equals": 2,
    "Fn::Not": 1,
}
"""How many values an argument has that is a list."""
PAIRS: dict[str, tuple[tuple[type, type], str]] = {
    "Fn::GetAtt": ((str, str), "a resource's name and an attribute's"),
    "Fn::Sub": ((str, dict), "a text and an object with values for it"),
    "Fn::Join": ((str, object), "a text and a list"),
    "Fn::Split": ((str, object), "a separator and a text"),
}
"""What the two values of such a list are, as types and in words."""
FUNCTIONS: dict[str, Callable[[Resolver, Any], Any]] = {
    "Ref": lambda resolver, name: resolver.named(name),
    "Condition": lambda resolver, name: resolver.holds(name),
    "Fn::GetAtt": lambda resolver, argument: resolver.attribute(*_pair(argument)),
    "Fn::Sub": _sub,
    "Fn::Join": _join,
    "Fn::Split": _split,
    "Fn::Select": _select,
    "Fn::FindInMap": lambda resolver, argument: resolver.mapped(*argument),
    "Fn::If": _if,
    "Fn::Equals": _equals,
    "Fn::Not": lambda resolver, argument: not resolver.holds(argument[0]),
    "Fn::And": lambda resolver, argument: all(map(resolver.holds, argument)),
    "Fn::Or": lambda resolver, argument: any(map(resolver.holds, argument)),
}
