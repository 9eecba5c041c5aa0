"""A class that stands for one of Python's own, as a name of its module, while time is virtual."""

from __future__ import annotations

import sys
from typing import Any

from lablib.simulator.clock import callers, innermost


class StandsFor(type):
    """Its instances and those of the class that it stands for pass for the same with `isinstance`."""

    real: type

    def __instancecheck__(cls, one: Any) -> bool:
        return type.__instancecheck__(cls, one) or isinstance(one, cls.real)


def makes_real() -> bool:
    """Whether the code that makes the object, two frames up, has real time and needs Python's own."""
    if innermost.clock() is None:
        return True
    return callers.is_real(callers.caller_beyond(sys._getframe(2)))
