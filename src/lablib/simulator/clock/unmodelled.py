"""asyncio and processes: their waits know nothing of virtual time yet, so inside a world they are refused.

What is awaited would take real seconds and no virtual ones, so every duration and bill would be wrong. A
process has a copy of the world and not the world, and a wait for one would never end: its deadline is read
from a clock that stands still meanwhile. The loop of a notebook's kernel isn't touched.
"""

from __future__ import annotations

import asyncio
import asyncio.runners
import functools
import inspect
import sys
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from typing import Any

from lablib.simulator.clock import callers, innermost
from lablib.simulator.clock.errors import ClockError

_ASYNCIO = (
    "{what} was called inside a world, and asyncio isn't on virtual time: what you await would take no "
    "virtual time, so durations, timeouts and bills would be wrong. Remedy: write it without await. "
    "time.sleep(...) is the pause, boto3 is called as it is, and world.spawn(fn, ...) runs a function side "
    "by side with the rest."
)
_PROCESSES = (
    "{what} was called inside a world: a process would have a copy of the world, and waiting for one would "
    "never end, as virtual time stands still meanwhile. Remedy: start the function with world.spawn(fn, "
    "...), which runs it side by side with the rest on virtual time. Or use processes before the world is "
    "opened, or after it is closed."
)
_FREE = callers.KERNELS | {"asyncio"}
"""Packages that go on as they are: the kernel's own, and asyncio itself under a call of theirs."""
Patch = tuple[Any, str, Callable[..., Any]]


def patches() -> list[Patch]:
    """What to put in place of each while virtual time is on."""
    asynchronous: list[tuple[Any, str, str]] = [
        (asyncio, "run", "asyncio.run()"),
        (asyncio.runners, "run", "asyncio.run()"),
        (asyncio, "sleep", "asyncio.sleep()"),
        (asyncio.tasks, "sleep", "asyncio.sleep()"),
        (asyncio.Runner, "run", "asyncio.Runner.run()"),
        (asyncio.BaseEventLoop, "run_until_complete", "run_until_complete()"),
        (asyncio.BaseEventLoop, "run_forever", "run_forever()"),
    ]
    refused = {(owner, name): _ASYNCIO.format(what=what) for owner, name, what in asynchronous}
    refused[BaseProcess, "start"] = _PROCESSES.format(what="multiprocessing's Process.start()")
    return [(*place, _refusing(getattr(*place), said)) for place, said in refused.items()]


def refuse_wait_of(module: str) -> None:
    """Raise ClockError if this module reads a clock only in order to wait for a process."""
    if module.partition(".")[0] == "multiprocessing":
        raise ClockError(_PROCESSES.format(what="A wait of multiprocessing"))


def refuse_coroutine_function(fn: Any) -> None:
    """Raise ClockError for an `async def`: called as a function, it would do nothing at all."""
    if inspect.iscoroutinefunction(fn):
        named = functools.partial(fn).func  # the function itself: a partial of a partial is one
        raise ClockError(_ASYNCIO.format(what=f"The async function {named.__name__}()"))


def _refusing(real: Callable[..., Any], said: str) -> Callable[..., Any]:
    @functools.wraps(real)
    def refusing(*args: Any, **settings: Any) -> Any:
        if innermost.clock() is not None and callers.package_of(sys._getframe(1)) not in _FREE:
            for each in filter(inspect.iscoroutine, args):
                each.close()  # or Python warns that nobody awaited it
            raise ClockError(said)
        return real(*args, **settings)

    return refusing
