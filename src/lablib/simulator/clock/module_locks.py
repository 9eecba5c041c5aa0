"""Locks that a module made before a world was opened: `_lock = threading.Lock()` at its top level.

Such a lock is Python's own and waits in C. A flow that wants it while another holds it would stop the one
thread that all flows share, and an RLock would let every flow in. So while time is virtual, these names have
locks of ours: the names of modules, the attributes of their classes, and those of the objects that a module
keeps of its package's own classes. Ours has the same real lock inside, so whoever has taken hold of that one
is kept out as well.

Not reached: a lock in another place, such as an object that a test made before its world, and one that is
held at the moment.
"""

from __future__ import annotations

import _thread
import sys
import threading
from collections.abc import Iterator
from typing import Any, NamedTuple

from lablib.simulator.clock import callers, locks

_LOCK, _RLOCK = _KINDS = type(_thread.allocate_lock()), _thread.RLock
_MAKERS = {id(each) for each in (threading, threading.Lock, threading.RLock, locks.Lock, locks.RLock)}
"""What a module needs to make a lock. Most have none of these, and aren't looked through."""
_SKIPPED = callers.WAITS_FOR_REAL | callers.PASSES_ON | (sys.stdlib_module_names - {"__main__"}) | {"lablib"}


class _Place(NamedTuple):
    owner: Any
    """A module, a class or an object."""
    name: str
    real: Any
    ours: Any


class ModuleLocks:
    """What stands where. A module is looked through once, when a world is opened after its import."""

    def __init__(self) -> None:
        self._seen: set[str] = set()
        self._modules = 0
        self._places: list[_Place] = []
        self._ours: dict[int, Any] = {}

    def replace(self) -> None:
        """Put ours in place."""
        if len(sys.modules) != self._modules:
            self._modules = len(sys.modules)
            for name in sorted(sys.modules.keys() - self._seen):
                self._look_at(name)
        for place in self._places:
            _swap(place, place.real, place.ours)

    def _look_at(self, module: str) -> None:
        self._seen.add(module)
        if module.partition(".")[0] not in _SKIPPED:
            self._places += self._found_in(module, getattr(sys.modules[module], "__dict__", None))

    def put_back(self) -> None:
        """Python's own again."""
        for place in self._places:
            _swap(place, place.ours, place.real)

    def _found_in(self, module: str, names: Any) -> Iterator[_Place]:
        if type(names) is not dict or not any(
            id(each) in _MAKERS or type(each) in _KINDS for each in names.values()
        ):
            return
        for owner in (sys.modules[module], *_owned(module, names)):
            for name, value in list(getattr(owner, "__dict__", {}).items()):
                if type(value) in _KINDS and _is_free(value):
                    yield _Place(owner, name, value, self._ours.setdefault(id(value), _around(value)))


def _owned(module: str, names: dict[str, Any]) -> list[Any]:
    """Classes of this module, and objects whose class is of its package."""
    package = module.partition(".")[0]
    return [
        value
        for value in names.values()
        if (value.__module__ == module if type(value) is type else _package_of_class(value) == package)
    ]


def _package_of_class(value: Any) -> str:
    return str(type(value).__module__).partition(".")[0]


def _is_free(lock: Any) -> bool:
    if not lock.acquire(blocking=False):
        return False
    lock.release()
    return True


def _around(real: Any) -> Any:
    """One of ours for it."""
    return locks.virtual(real=real) if type(real) is _LOCK else locks.virtual_rlock()


def _swap(place: _Place, before: Any, after: Any) -> None:
    """Unless somebody has bound the name to something else."""
    if place.owner.__dict__.get(place.name) is before:
        setattr(place.owner, place.name, after)
