"""Ctrl-C and the notebook's stop button, delivered where they do no harm.

An interrupt that hits the clock between taking an event and carrying it out would lose the event, and one in
the middle of the ledger would leave it out of balance. So while virtual time is on, an interrupt that finds
the world's own code at work waits until the clock's next step; it ends learner code at once, and so does a
second one that comes while the first still waits. A Lambda handler is learner code that the world has called:
the interrupt ends the handler, and then it is handed on to the cell.

What must be done as a whole, such as opening a world, does it in `deferred()`.
"""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from greenlet import getcurrent

ENGINE = {
    "botocore.client",  # each call comes to the network, which steps the clock
    "lablib.simulator.clock.agenda",
    "lablib.simulator.clock.clock",
    "lablib.simulator.clock.deadlines",
    "lablib.simulator.clock.flow",
    "lablib.simulator.clock.greenlets",
    "lablib.simulator.clock.locks",
    "lablib.simulator.clock.threads",
    "lablib.simulator.clock.virtual_time",
    "lablib.simulator.clock.watch",
    "lablib.simulator.network.cloudwatch_hook",
    "lablib.simulator.network.aws_environment",
    "lablib.simulator.network.aws_guard",
    "lablib.simulator.ledger.ledger",
    "lablib.simulator.network.network",
    "lablib.simulator.world",
}
"""The modules through which code enters the world. None of them works long without a step of the clock.

A module outside the simulator that calls into it between two cells adds its own name: see `count_as_engine`.
"""
LAMBDA = "lablib.simulator.lambda_."
"""And what is in here, which mappings run without anybody's call."""
FLOW = "_run_flow"
"""The function in which a flow begins: what it calls is learner code."""
HANDLER = "call_handler"
"""The function that calls a Lambda handler: learner code again."""
CELL = "run_in_cell"
"""The function that runs what a cell awaits: learner code as well."""

_held: list[Any] = []
"""The handlers that were there before, one for each `hold`."""
_pending = False
_said = ""
"""What the one that waits says."""
_deferring = 0
"""How many blocks of `deferred` the main thread is in."""


def count_as_engine(module: str) -> None:
    """An interrupt that finds code of `module` at work waits too. Call it with `__name__`."""
    ENGINE.add(module)


@contextmanager
def deferred() -> Iterator[None]:
    """An interrupt that comes in this block is raised at the block's end.

    A second one is raised at once, and so is one that finds a flow at work: learner code, which the block may
    have to wait for. Other threads get no signals, so for them the block changes nothing.
    """
    global _deferring  # noqa: PLW0603 - a process has one SIGINT
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    hold()
    _deferring += 1
    try:
        yield
    finally:
        _deferring -= 1
        handler = _first_handler()
        release()
        if not _deferring:
            deliver(handler)


def hold() -> None:
    """From now on interrupts wait for the world's own code."""
    handler = signal.getsignal(signal.SIGINT)
    try:
        _held.append(handler)
        _set(handler, _on_interrupt)
    except KeyboardInterrupt:
        release()
        raise


def release() -> None:
    """As it was before the last `hold`."""
    handler = _held.pop()
    _set(handler, handler)


def forget() -> None:
    """A cell is over: the interrupt that still waits has nothing left to end."""
    global _pending, _said
    _pending, _said = False, ""


def _set(before: Any, handler: Any) -> None:
    """Signals reach the main thread alone, and whoever ignores them or handles them in C knows why."""
    if callable(before) and threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, handler)


def deliver(handler: Any = None) -> None:
    """A moment at which an interrupt does no harm: raise the one that waits, as its handler does.

    A clock of another thread, such as that of a widget's redraw, leaves it to the main thread's.
    """
    global _pending, _said
    if _pending and threading.current_thread() is threading.main_thread():
        said, _pending, _said = _said, False, ""
        try:
            (handler or _first_handler())(signal.SIGINT, sys._getframe())
        except KeyboardInterrupt as stopped:
            if said:
                stopped.args = (said,)
            raise


def is_waiting() -> bool:
    """Whether there is one to deliver."""
    return _pending


def hand_on(said: str) -> None:
    """It has ended a handler, and is to end the cell as well, at the next step: with these words."""
    global _pending, _said
    _pending, _said = True, said


def _on_interrupt(number: int, frame: FrameType | None) -> None:
    global _pending  # noqa: PLW0603
    if not _pending and (is_engine(frame) or (_deferring and not _in_flow(frame))):
        _pending = True
    else:
        # What a thread raises ends the thread, and is to end the cell as well.
        _pending = getattr(getcurrent(), "kind", "") == "thread"
        _first_handler()(number, frame)


def _first_handler() -> Any:
    """The one that was there before any world; Python's own while all time is real."""
    return _held[0] if _held else signal.default_int_handler


def _in_flow(frame: FrameType | None) -> bool:
    """Whether the code at work is a flow's or a handler's."""
    while frame is not None:
        if frame.f_code.co_name in (FLOW, HANDLER, CELL):
            return True
        frame = frame.f_back
    return False


def is_engine(frame: FrameType | None) -> bool:
    """Whether the code at work is the world's own, and not a flow's or a handler's."""
    at_work = frame
    while frame is not None and (frame is at_work or frame.f_code.co_name not in (FLOW, HANDLER, CELL)):
        name = frame.f_globals.get("__name__", "")
        if name in ENGINE or name.startswith(LAMBDA):
            return True
        frame = frame.f_back
    return False
