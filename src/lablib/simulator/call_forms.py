"""What a call says if it is given too little, too much, or the wrong thing: the value, the rule, an example.

Python's own errors name the function and the parameter. Whoever types a call into a cell needs its form.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from difflib import get_close_matches
from functools import wraps
from inspect import Parameter, Signature, signature
from numbers import Real
from reprlib import repr as short
from typing import Any, ParamSpec, SupportsIndex, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
BY_PLACE = (Parameter.POSITIONAL_ONLY, Parameter.POSITIONAL_OR_KEYWORD)


def called_as(example: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Decorate a function or method: a call that doesn't fit it raises a TypeError that has this example."""

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        takes = signature(function)

        @wraps(function)
        def call(*args: P.args, **kwargs: P.kwargs) -> R:
            try:
                return function(*args, **kwargs)
            except TypeError:
                if wrong := _wrong(takes, args, kwargs):
                    raise TypeError(f"{function.__name__} {wrong}. Write, for instance: {example}") from None
                raise

        return call

    return decorate


def _wrong(takes: Signature, args: tuple[Any, ...], kwargs: dict[str, Any]) -> str:
    """What doesn't fit, in words; empty if all of it does, so that the function itself has raised."""
    try:
        takes.bind(*args, **kwargs)
    except TypeError as error:
        own = [each for each in takes.parameters.values() if each.name != "self"]
        return _unfit(own, args[len(takes.parameters) - len(own) :], kwargs) or f"got {error}"
    return ""


def _unfit(parameters: list[Parameter], args: tuple[Any, ...], kwargs: dict[str, Any]) -> str:
    """The same in the usual cases."""
    kinds, names = {each.kind for each in parameters}, [each.name for each in parameters]
    takes = ", ".join(map(str, names)) or "nothing"
    if Parameter.VAR_KEYWORD not in kinds and (unknown := [each for each in kwargs if each not in names]):
        return f"takes no {unknown[0]!r}; it takes: {takes}"
    by_place = [each for each in parameters if each.kind in BY_PLACE]
    if Parameter.VAR_POSITIONAL not in kinds and len(args) > len(by_place):
        most = f"at most {len(by_place)} without a name" if by_place else "none without a name"
        return f"is given {len(args)} value{'s' * (len(args) != 1)}, and takes {most}"
    missing = [
        repr(each.name)
        for each in parameters
        if each.default is each.empty
        and each.kind not in (Parameter.VAR_POSITIONAL, Parameter.VAR_KEYWORD)
        and each.name not in kwargs
        and each not in by_place[: len(args)]
    ]
    return f"needs a value for {' and for '.join(missing)}" if missing else ""


def require_a(kind: Any, value: object, name: str, says: str) -> None:
    """Raise TypeError unless `value` is one: "`name` takes `says`, and 5 isn't that"."""
    if not isinstance(value, kind):
        raise TypeError(f"{name} takes {says}, and {short(value)} isn't that")


def require_function(value: object, name: str, form: str) -> None:
    """Raise TypeError for what can't be called: "`name` takes a function, `form`, and 5 isn't one"."""
    if not callable(value):
        raise TypeError(f"{name} takes a function, {form}, and {short(value)} isn't one")


def require_seconds(seconds: object, name: str) -> None:
    """Raise TypeError for what is no number; of seconds, a float has fractions."""
    if isinstance(seconds, bool) or not isinstance(seconds, Real):
        raise TypeError(f"{name} takes seconds, such as 5 or 0.2, and {short(seconds)} isn't that")


def require_count(count: object, name: str) -> None:
    """Raise TypeError for what is no whole number from 0 on."""
    if isinstance(count, bool) or not isinstance(count, SupportsIndex) or count.__index__() < 0:
        raise TypeError(f"{name} takes a whole number from 0 on, such as 120, and {short(count)} isn't that")


def require_seed(seed: object) -> None:
    """Raise TypeError for what is no whole number."""
    if isinstance(seed, bool) or not isinstance(seed, SupportsIndex):
        raise TypeError(f"seed is {seed!r}, and has to be a whole number, such as 7")


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
