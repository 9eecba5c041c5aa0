"""How code inside a world comes to an event loop on virtual time, whatever it calls to get one.

The loop of a notebook's kernel keeps real time, and so does any other from before the world: what code awaits
in one of these is refused, as it would take no virtual time. An `asyncio.Runner` from before, such as one of
pytest-asyncio, is given a loop of the world for as long as the world is open.
"""

from __future__ import annotations

import asyncio
import builtins
import functools
import inspect
import sys
from asyncio import _get_running_loop
from collections.abc import Callable
from typing import Any
from weakref import WeakKeyDictionary

from greenlet import getcurrent

from lablib.simulator.clock import callers, innermost
from lablib.simulator.clock.errors import ClockError
from lablib.simulator.clock.event_loop import Loop

_OTHER_LOOP = (
    "{what} was called inside a world, in an event loop that isn't the world's: it keeps real time, and what "
    "you await would take no virtual time. Remedy: make the loop inside the world, with asyncio.run(main()) "
    "or asyncio.new_event_loop()."
)
events: Any = asyncio.events
_FREE = callers.KERNELS | {"asyncio"}
"""Packages that go on as they are: the kernel's own, and asyncio itself under a call of theirs."""


class OrderedSet:
    """`set` as `asyncio.tasks` calls it: with the order of what it is given, which may be coroutines."""

    def __new__(cls, *given: Any) -> Any:
        """A list without doubles, or an empty set."""
        return list(dict.fromkeys(*given)) if given else builtins.set()


def running_loop() -> asyncio.AbstractEventLoop | None:
    """The loop that runs already: inside a world, one on virtual time, and none that just stands by.

    The loop of a notebook's kernel, in whose thread the cells run, is none of the world's.
    """
    loop = _get_running_loop()
    if loop is None or innermost.clock() is None:
        return loop
    return loop if isinstance(loop, Loop) and loop.is_running() else None


class Policy:
    """Who asks for an event loop inside a world gets one on virtual time, each flow its own."""

    _before: Any = None
    _at_start: Any = None
    _is_on = False

    def on(self) -> None:
        """Have asyncio ask here, instead of whatever it asked before."""
        if not self._is_on:
            self._before = self._at_start = events._event_loop_policy
            events._event_loop_policy = self
            self._is_on = True

    def off(self) -> None:
        """As it was before."""
        if self._is_on:
            events._event_loop_policy, self._before, self._at_start = self._before, None, None
            self._is_on = False

    def set_aside(self, other: Any) -> None:
        """What code sets as its policy inside the world counts when time is real again.

        pytest-asyncio sets one, and afterwards this one again, which it had found.
        """
        self._before = self._at_start if other is self else other

    def _real(self) -> Any:
        """The policy outside of the world, which asyncio makes when it is first asked for."""
        if self._before is None:
            events._event_loop_policy = None
            self._before, events._event_loop_policy = events.get_event_loop_policy(), self
        return self._before

    def new_event_loop(self) -> asyncio.AbstractEventLoop:
        """A new one."""
        if _is_real():
            loop: asyncio.AbstractEventLoop = self._real().new_event_loop()
            return loop
        return Loop()

    def get_event_loop(self) -> asyncio.AbstractEventLoop:
        """The flow's own. As in Python, threads have none until they set it."""
        if _is_real():
            loop: asyncio.AbstractEventLoop = self._real().get_event_loop()
            return loop
        current: Any = getcurrent()
        if getattr(current, "event_loop", None) is None:
            if getattr(current, "kind", "") == "thread":
                raise RuntimeError(f"There is no current event loop in thread {current.flow_name!r}.")
            current.event_loop = Loop()
        found: asyncio.AbstractEventLoop = current.event_loop
        return found

    def set_event_loop(self, loop: asyncio.AbstractEventLoop | None) -> None:
        """The flow's own from now on."""
        if _is_real():
            self._real().set_event_loop(loop)
        else:
            getcurrent().event_loop = loop  # type: ignore[attr-defined]

    def __getattr__(self, name: str) -> Any:
        """What else there is is about processes."""
        return getattr(self._real(), name)


def _is_real() -> bool:
    if innermost.clock() is None:
        return True
    return callers.is_real(callers.caller_beyond(sys._getframe(2)))


def _runs(real: Callable[..., Any]) -> Callable[..., Any]:
    """A loop's method that runs it, refused for one that keeps real time."""

    @functools.wraps(real)
    def run(loop: Any, *args: Any) -> Any:
        is_ours = isinstance(loop, Loop) or innermost.clock() is None
        if not is_ours and callers.package_of(sys._getframe(1)) not in _FREE:
            for each in filter(inspect.iscoroutine, args):
                each.close()  # or Python warns that nobody awaited it
            raise ClockError(_OTHER_LOOP.format(what=f"{real.__name__}()"))
        return real(loop, *args)

    return run


_loops_of: WeakKeyDictionary[asyncio.Runner, Loop] = WeakKeyDictionary()
"""What takes the place of a runner's real loop in the world that is open."""


def _loop_for(runner: asyncio.Runner) -> Loop:
    loop = _loops_of.get(runner)
    if loop is None or loop.clock is not innermost.clock():
        if loop is not None:
            loop.forget()
        loop = _loops_of[runner] = Loop()
    return loop


def _runs_in_the_world(real: Callable[..., Any]) -> Callable[..., Any]:
    """`Runner.run`, in a loop of the world if the runner's own keeps real time: that one would never end."""

    @functools.wraps(real)
    def run(runner: Any, coro: Any, *, context: Any = None) -> Any:
        own = runner.get_loop()
        if isinstance(own, Loop) or _is_real():
            return real(runner, coro, context=context)
        runner._loop = _loop_for(runner)
        try:
            return real(runner, coro, context=context)
        finally:
            runner._loop = own

    return run


_real_sleep = asyncio.sleep


@functools.wraps(_real_sleep)
async def _sleep(delay: float, result: Any = None) -> Any:
    if innermost.clock() is not None and not isinstance(_get_running_loop(), Loop):
        raise ClockError(_OTHER_LOOP.format(what="asyncio.sleep()"))
    return await _real_sleep(delay, result)


policy = Policy()
_real_set_policy = asyncio.set_event_loop_policy


@functools.wraps(_real_set_policy)
def _set_policy(given: Any) -> None:
    if innermost.clock() is None:
        _real_set_policy(given)
    else:
        policy.set_aside(given)


PATCHES: list[tuple[Any, str, Any]] = [
    (asyncio, "sleep", _sleep),
    (asyncio.tasks, "sleep", _sleep),
    (asyncio.tasks, "set", OrderedSet),
    (asyncio, "set_event_loop_policy", _set_policy),
    (events, "set_event_loop_policy", _set_policy),
    (asyncio.Runner, "run", _runs_in_the_world(asyncio.Runner.run)),
    (events, "_get_running_loop", running_loop),
    (asyncio.BaseEventLoop, "run_forever", _runs(asyncio.BaseEventLoop.run_forever)),
    (asyncio.BaseEventLoop, "run_until_complete", _runs(asyncio.BaseEventLoop.run_until_complete)),
]
