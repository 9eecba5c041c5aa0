"""Processes: their waits know nothing of virtual time, so inside a world they are refused.

A process has a copy of the world and not the world, and a wait for one would never end: its deadline is read
from a clock that stands still meanwhile.
"""

from __future__ import annotations

import functools
import inspect
import sys
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from typing import Any

from lablib.simulator.clock import callers, innermost
from lablib.simulator.clock.errors import ClockError

_PROCESSES = (
    "{what} was called inside a world: a process would have a copy of the world, and waiting for one would "
    "never end, as virtual time stands still meanwhile. Remedy: start the function with world.spawn(fn, "
    "...), in a Thread or a ThreadPoolExecutor: each runs side by side with the rest on virtual time. Or use "
    "processes before the world is opened, or after it is closed."
)
Patch = tuple[Any, str, Callable[..., Any]]


def patches() -> list[Patch]:
    """What to put in place of each while virtual time is on."""
    said = _PROCESSES.format(what="multiprocessing's Process.start()")
    return [(BaseProcess, "start", _refusing(BaseProcess.start, said))]


def refuse_wait_of(module: str) -> None:
    """Raise ClockError if this module reads a clock only in order to wait for a process."""
    if module.partition(".")[0] == "multiprocessing":
        raise ClockError(_PROCESSES.format(what="A wait of multiprocessing"))


def refuse_coroutine_function(fn: Any) -> None:
    """Raise ClockError for an `async def`: called as a function, it would do nothing at all."""
    if inspect.iscoroutinefunction(fn):
        named = functools.partial(fn).func  # the function itself: a partial of a partial is one
        raise ClockError(
            f"the async function {named.__name__}() was to be spawned: called as a function, it would do "
            f"nothing but make a coroutine. Remedy: world.spawn(lambda: asyncio.run({named.__name__}(...)))."
        )


def _refusing(real: Callable[..., Any], said: str) -> Callable[..., Any]:
    @functools.wraps(real)
    def refusing(*args: Any, **settings: Any) -> Any:
        if innermost.clock() is not None and callers.package_of(sys._getframe(1)) not in callers.KERNELS:
            raise ClockError(said)
        return real(*args, **settings)

    return refusing
