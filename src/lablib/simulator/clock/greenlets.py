"""From one greenlet to another: each keeps the event loop that runs in it, and one that was ended stays so.

Python keeps the running event loop, and the hooks for asynchronous generators, once for each thread of the
operating system, and all flows share one. Without care a flow would find another's loop, or the kernel of a
notebook none.
"""

from __future__ import annotations

import sys
from _thread import get_ident
from asyncio import _get_running_loop, _set_running_loop
from collections.abc import Callable
from typing import Any

from greenlet import GreenletExit, getcurrent, greenlet


class Pause:
    """While it is on, the flows that have it stand still. What falls due meanwhile is due at its end."""

    def __init__(self, *, is_on: bool) -> None:
        self.is_on = is_on
        self.kept: list[FlowGreenlet] = []
        """Those that would have gone on, in order."""


class FlowGreenlet(greenlet):
    """A greenlet that knows the name of its flow. A thread has that of the flow which started it."""

    flow_name: str
    kind = "flow"

    def __init__(self, run: Callable[[], Any], parent: greenlet | None = None) -> None:
        super().__init__(run, parent)
        self.thread = get_ident()
        """The thread of the operating system that it runs in."""

    ended = False
    """Whether it was ended where it stood. Then it is never resumed, whatever it makes of that."""

    @property
    def label(self) -> str:
        """What an error calls it."""
        return f"{self.kind} {self.flow_name!r}"

    pauses: tuple[Pause, ...] = ()
    orders_to_end = 1
    """How often it is told to end, if it catches that and waits again."""
    output: Any = None
    """Where what it prints goes, if not to the process's own streams. Threads that it starts inherit it."""
    threads_pause: Pause | None = None
    """In which the threads that it starts stand still."""


def switch(to: greenlet) -> None:
    """Let `to` go on. Back here, the event loop that ran here is the running one again."""
    loop = _get_running_loop()
    hooks = sys.get_asyncgen_hooks() if loop is not None else (None, None)
    try:
        to.switch()
    finally:
        if _get_running_loop() is not loop:
            _set_running_loop(loop)
            sys.set_asyncgen_hooks(*hooks)


def begin_without_loop() -> None:
    """The first line of a greenlet: whatever loop runs in the code that started it, none runs here."""
    if _get_running_loop() is not None:
        _set_running_loop(None)
        sys.set_asyncgen_hooks(None, None)


def end(one: FlowGreenlet) -> None:
    """End it where it stands: its `finally` blocks run, and then this code goes on."""
    loop = _get_running_loop()
    hooks = sys.get_asyncgen_hooks()
    one.ended = True
    for _ in range(one.orders_to_end):
        if one.dead:
            break
        one.parent = getcurrent()
        try:
            one.throw(GreenletExit)
        finally:
            _set_running_loop(loop)
            sys.set_asyncgen_hooks(*hooks)


def stands_still(one: greenlet) -> bool:
    """Whether it can't go on: it has come to its end, or it is in a pause, which keeps it for later."""
    if one.dead:
        return True
    if not isinstance(one, FlowGreenlet):
        return False
    for each in one.pauses:
        if each.is_on:
            each.kept.append(one)
            return True
    return one.ended


def go_back(ended: FlowGreenlet) -> None:
    """One that was ended, and wants to wait all the same: whoever ended it goes on, and it never does."""
    if ended.parent is not None:
        switch(ended.parent)
