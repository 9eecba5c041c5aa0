"""Ctrl-C and the notebook's stop button, delivered where they do no harm.

An interrupt that hits the clock between taking an event and carrying it out would lose the event, and one in
the middle of the ledger would leave it out of balance. So while virtual time is on, an interrupt that finds
the world's own code at work waits until the clock's next step; it ends learner code at once, and so does a
second one that comes while the first still waits. A Lambda handler is learner code that the world has called:
the interrupt ends the handler, and then it is handed on to the cell.
"""

from __future__ import annotations

import signal
import sys
import threading
from types import FrameType
from typing import Any

ENGINE = {
    "botocore.client",  # each call comes to the network, which steps the clock
    "lablib.simulator.clock.clock",
    "lablib.simulator.network.cloudwatch_hook",
    "lablib.simulator.clock.deadlines",
    "lablib.simulator.network.aws_environment",
    "lablib.simulator.ledger.ledger",
    "lablib.simulator.network.network",
    "lablib.teaching.notebook_world",
    "lablib.simulator.clock.virtual_time",
    "lablib.simulator.world",
}
"""The rooms through which code enters the world. None of them works long without a step of the clock."""
LAMBDA = "lablib.simulator.lambda_."
"""And what is in here, which mappings run without anybody's call."""
FLOW = "_run_flow"
"""The function in which a flow begins: what it calls is learner code."""
HANDLER = "call_handler"
"""The function that calls a Lambda handler: learner code again."""

_held: list[Any] = []
"""The handlers that were there before, one for each `hold`."""
_pending = False
_said = ""
"""What the one that waits says."""


def hold() -> None:
    """From now on interrupts wait for the world's own code."""
    handler = signal.getsignal(signal.SIGINT)
    _held.append(handler)
    # Signals reach the main thread alone, and whoever ignores them or handles them in C knows why.
    if callable(handler) and threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, _on_interrupt)


def release() -> None:
    """As it was before the last `hold`; an interrupt that waits until then has nothing left to end."""
    global _pending  # noqa: PLW0603 - a process has one SIGINT
    handler = _held.pop()
    if callable(handler) and threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, handler)
    if not _held:
        _pending = False


def deliver() -> None:
    """A moment at which an interrupt does no harm: raise the one that waits, as its handler does.

    A clock of another thread, such as that of a widget's redraw, leaves it to the main thread's.
    """
    global _pending, _said
    if _pending and threading.current_thread() is threading.main_thread():
        said, _pending, _said = _said, False, ""
        try:
            _first_handler()(signal.SIGINT, sys._getframe())
        except KeyboardInterrupt as stopped:
            if said:
                stopped.args = (said,)
            raise


def hand_on(said: str) -> None:
    """It has ended a handler, and is to end the cell as well, at the next step: with these words."""
    global _pending, _said
    _pending, _said = True, said


def _on_interrupt(number: int, frame: FrameType | None) -> None:
    global _pending  # noqa: PLW0603
    if not _pending and _in_engine(frame):
        _pending = True
    else:
        _pending = False
        _first_handler()(number, frame)


def _first_handler() -> Any:
    """The one that was there before any world; Python's own while all time is real."""
    return _held[0] if _held else signal.default_int_handler


def _in_engine(frame: FrameType | None) -> bool:
    at_work = frame
    while frame is not None and (frame is at_work or frame.f_code.co_name not in (FLOW, HANDLER)):
        name = frame.f_globals.get("__name__", "")
        if name in ENGINE or name.startswith(LAMBDA):
            return True
        frame = frame.f_back
    return False
