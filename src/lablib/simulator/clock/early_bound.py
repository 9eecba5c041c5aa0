"""Names bound before a world was opened: `from time import sleep`, or `def retry(sleep=time.sleep)`.

Such a name is the real function for good, whatever stands in `time` later. So before time becomes virtual,
every place that holds a real function gets ours instead: a module's name, a default, a class's or an object's
attribute, the variable of a closure. Ours asks for the world at each call and is the real function when there
is none, so these places keep it. Only the names of modules are put back, which others compare and import.
What waits for something real keeps real time: see `WAITS_FOR_REAL`.

Not reached: a local variable of a function that is running when the world opens, and what is inside a tuple
or another object that can't be changed, a list, a set or a deque. If one of these lets go of the real
function before the next world opens, and another place takes hold of it meanwhile, then the references are as
many as before. So nobody looks, and that place keeps real time.
"""

from __future__ import annotations

import functools
import gc
import sys
from collections.abc import Callable
from contextlib import suppress
from types import CellType, FunctionType
from typing import Any

from lablib.simulator.clock.callers import PASSES_ON, WAITS_FOR_REAL

_PASSED_OVER = WAITS_FOR_REAL | PASSES_ON | {"_thread", "lablib", "time"}
_PYTHONS_OWN = sys.stdlib_module_names - {"__main__"}
_UNCOUNTED = _PASSED_OVER | _PYTHONS_OWN
"""A new module of these keeps what it has, or has functions alone replaced, whose references are counted."""
Pair = tuple[Callable[..., Any], Callable[..., Any]]
Names = dict[str, Any]
_WRAPPERS = (staticmethod, functools.partial)


class EarlyBound:
    """Real functions and what takes their place. `replace()` as often as you like: it looks if it must.

    Python's own modules keep the functions in `low_level`: they have them from `_thread`, as we do. `kept`
    are those of `ours` once more, for all places but the names of modules. So while the references to
    `ours` are as many as before, no module has bound one; but botocore keeps a sleep in each client.
    """

    def __init__(self, ours: list[Pair], low_level: list[Pair], kept: list[Pair]) -> None:
        self._everywhere = {id(real): instead for real, instead in ours}
        self._ours = self._everywhere | {id(real): instead for real, instead in low_level}
        self._kept = {id(real): instead for real, instead in kept}
        self._real = [real for real, _ in ours + low_level]
        self._pairs = ours + low_level  # a list and tuples, which the look passes over
        self._pairs_kept = kept
        self._held = 0
        self._seen: tuple[int, ...] = ()
        self._modules = self._modules_of_others = 0
        self._in_modules: dict[tuple[int, str], Names] = {}
        """The names that are put back and replaced again, each with its module's names and by their id."""

    def replace(self) -> None:
        """Look for the real functions, unless nobody has taken hold of one since the last time.

        The look goes through all objects, and takes a tenth of a second; the counts tell if it's due.
        """
        self._swap(self._ours)
        if self._counts() != self._seen:
            self._replace_all()
            self._seen = self._counts()

    def put_back(self) -> None:
        """The names of modules are the real functions again, also those that were bound meanwhile."""
        real_of = {id(instead): real for real, instead in self._pairs + self._pairs_kept}
        held = sum(sys.getrefcount(each) for _, each in self._pairs if not isinstance(each, type))
        if held != self._held:
            self._held = held
            for module in list(sys.modules.values()):
                self._keep(getattr(module, "__dict__", None), real_of)
        self._swap(real_of)

    def _keep(self, place: Any, to: dict[int, Any]) -> None:
        """Remember the names of a module that are to change."""
        if _is_module(place) and not _is_passed_over(place):
            self._in_modules |= {(id(place), name): place for name in _names_in(place, to)}

    def _swap(self, to: dict[int, Any]) -> None:
        for (_, name), names in self._in_modules.items():
            if id(names.get(name)) in to:
                names[name] = to[id(names[name])]

    def _counts(self) -> tuple[int, ...]:
        if len(sys.modules) != self._modules:
            self._modules = len(sys.modules)
            packages = [name.partition(".")[0] for name in sys.modules]
            self._modules_of_others = sum([package not in _UNCOUNTED for package in packages])
        # Each object holds its class, so the count of a class says nothing.
        counts = (sys.getrefcount(real) for real in self._real if not isinstance(real, type))
        return (self._modules_of_others, *counts)

    def _replace_all(self) -> None:
        held = _who_holds(self._real)
        wrappers = [each for each in held if isinstance(each, _WRAPPERS)]
        wrapped = {id(each): _wrapped(each, self._ours | self._kept) for each in wrappers}
        ours = self._ours | self._kept | wrapped
        everywhere = self._everywhere | self._kept | wrapped
        held += _who_holds(wrappers)
        parts = [each for each in held if type(each) in (dict, tuple, CellType) and not _is_module(each)]
        owners = _who_holds(parts)
        if any(type(each) is CellType for each in parts):
            owners += _who_holds([each for each in owners if type(each) is tuple])  # a function's closure
        for each in owners:
            if isinstance(each, FunctionType):
                _in_function(each, everywhere if _package(each) in _PYTHONS_OWN else ours)
        passed_over = {id(part) for each in owners if _is_passed_over(each) for part in _parts(each)}
        pythons = {id(part) for each in owners if _package(each) in _PYTHONS_OWN for part in _parts(each)}
        classes = {id(part): each for each in owners if isinstance(each, type) for part in _parts(each)}
        for place in held:
            if id(place) not in passed_over:
                is_pythons = id(place) in pythons or _package(place) in _PYTHONS_OWN
                in_modules = self._everywhere if is_pythons else self._ours
                self._keep(place, in_modules)
                if _is_module(place):
                    _in_place(place, None, in_modules | wrapped)
                else:
                    _in_place(place, classes.get(id(place)), everywhere if is_pythons else ours)


def _who_holds(values: list[Any]) -> list[Any]:
    """Everything with a direct reference to one of the values, but for lists."""
    return [each for each in gc.get_referrers(*values) if type(each) is not list] if values else []


def _is_module(names: Any) -> bool:
    """Whether these are the names of a module, or of a notebook."""
    if type(names) is not dict or not isinstance(names.get("__name__"), str):
        return False
    return "__spec__" in names or "__builtins__" in names  # the latter alone in a notebook


def _wrapped(wrapper: Any, ours: dict[int, Any]) -> Any:
    """The same wrapper around ours."""
    if isinstance(wrapper, staticmethod):
        return staticmethod(ours[id(wrapper.__func__)]) if id(wrapper.__func__) in ours else wrapper
    if id(wrapper.func) not in ours:
        return wrapper
    return functools.partial(ours[id(wrapper.func)], *wrapper.args, **wrapper.keywords)


def _parts(owner: Any) -> list[Any]:
    """The dicts, tuples and cells that belong to a function, a class or an object."""
    if isinstance(owner, FunctionType):
        return [owner.__defaults__, owner.__kwdefaults__, *(owner.__closure__ or ())]
    if isinstance(owner, type):
        return [each for each in gc.get_referents(owner) if type(each) is dict]
    return (
        [each for each in gc.get_referents(owner) if type(each) is dict] if hasattr(owner, "__dict__") else []
    )


def _package(owner: Any) -> str:
    """The package of a module's names, of a function, of a class, or of an object's class."""
    if type(owner) is dict:
        return str(owner.get("__name__", "")).partition(".")[0]
    module = getattr(owner if isinstance(owner, FunctionType | type) else type(owner), "__module__", "")
    return str(module).partition(".")[0]


def _is_passed_over(owner: Any) -> bool:
    return _package(owner) in _PASSED_OVER


def _in_function(function: FunctionType, ours: dict[int, Any]) -> None:
    if function.__defaults__ and not _is_passed_over(function):
        found = tuple(ours.get(id(each), each) for each in function.__defaults__)
        if any(a is not b for a, b in zip(found, function.__defaults__, strict=True)):
            function.__defaults__ = found


def _in_place(place: Any, of_class: type | None, ours: dict[int, Any]) -> None:
    if isinstance(place, CellType):
        place.cell_contents = ours.get(id(place.cell_contents), place.cell_contents)
    elif type(place) is dict:
        if _package(place) not in _PASSED_OVER:
            _in_dict(place, of_class, ours)
    elif not _is_passed_over(place) and not isinstance(place, (type, FunctionType, *_WRAPPERS)):
        _in_object(place, ours)


def _in_dict(names: dict[Any, Any], of_class: type | None, ours: dict[int, Any]) -> None:
    for name in _names_in(names, ours):
        if of_class is None:
            names[name] = ours[id(names[name])]
        else:
            with suppress(TypeError):  # a class of C takes no new attributes
                setattr(of_class, name, ours[id(names[name])])


def _names_in(names: dict[Any, Any], ours: dict[int, Any]) -> list[Any]:
    """The names that have a function for which there is one of ours."""
    return [name for name, value in names.items() if id(value) in ours]


def _in_object(place: Any, ours: dict[int, Any]) -> None:
    """One that keeps its attributes in itself, as CPython does until somebody asks for its `__dict__`."""
    slots = [name for each in type(place).__mro__ for name in _slots_of(each)]
    for name in [*getattr(place, "__dict__", ()), *slots]:
        with suppress(AttributeError):  # a slot that is empty
            value = object.__getattribute__(place, name)
            if id(value) in ours:
                object.__setattr__(place, name, ours[id(value)])


def _slots_of(one: type) -> tuple[str, ...]:
    slots = vars(one).get("__slots__", ())
    return (slots,) if isinstance(slots, str) else tuple(slots)
