"""Waits that never end: who waits for what, and where in the code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import FrameType

from greenlet import getcurrent, greenlet

from lablib.simulator.clock import callers
from lablib.simulator.clock.errors import ClockError
from lablib.simulator.clock.greenlets import FlowGreenlet
from lablib.simulator.clock.waiter import Never, Waiter

FIRST_LINE = "its first line"
Waiting = Mapping[greenlet, Waiter]
"""Who waits without an end to it being due, in the order in which the waits began."""


def refuse_circle(waiting: Waiting, wanted: Waiter) -> None:
    """Raise ClockError if `wanted` is held by a flow that waits, in the end, for the flow that wants it.

    A flow that waits for a lock that it took itself waits for a signal, and is no circle.
    """
    chain, holder = [wanted], wanted.for_what.holder
    while holder is not None and holder is not wanted.flow:
        waits = waiting.get(holder)
        if waits is None or waits.until_us is not None or waits.for_what.holder is holder or waits in chain:
            return
        chain.append(waits)
        holder = waits.for_what.holder
    if holder is not None and len(chain) > 1:
        raise ClockError(
            f"deadlock: {_told(chain)}. Remedy: take the locks in the same order everywhere, or give the "
            "wait a timeout"
        )


def never_ends(waiting: Iterable[Waiter], quiet_for: str) -> ClockError:
    """The error of a wait of the main flow: it's one of `waiting`, and the others don't go on either."""
    return ClockError(
        f"{quiet_for}, so this wait can never end: {_told(list(waiting))}. Remedy: join what ends, put into "
        "a queue what somebody waits for, release each lock, and keep the clients' timeouts"
    )


def name_of(one: greenlet | None) -> str:
    """ "thread 'Thread-1'", "flow 'gateway 3'", or "the main flow"."""
    return one.label if isinstance(one, FlowGreenlet) else "the main flow"


def place_of(one: FlowGreenlet) -> str:
    """Who it is, and where in the code: "thread 'sender' at send.py:12"."""
    return f"{one.label} at {_call_of(one.gr_frame)[1]}"


def is_learner_s(one: FlowGreenlet) -> bool:
    """Whether it's a thread, or a flow that is in code from outside the simulator."""
    return one.kind == "thread" or _call_of(one.gr_frame)[1] != FIRST_LINE


def _told(waits: list[Waiter]) -> str:
    return "; ".join(map(_line, waits))


def _line(waiter: Waiter) -> str:
    frame = waiter.flow.gr_frame if waiter.flow is not getcurrent() else callers.here()
    what, where = _call_of(frame)
    if isinstance(waiter.for_what, Never):
        who = name_of(waiter.flow)
        return f"{who} waits at {where} for an answer that never comes: a request has no timeout"
    holder = waiter.for_what.holder
    if holder is None or holder is waiter.flow:
        return f"{name_of(waiter.flow)} waits in {what} at {where}"
    wanted = waiter.for_what.wanted.format(name_of(holder) + (", which has ended," if holder.dead else ""))
    return f"{name_of(waiter.flow)} waits in {what} at {where} for {wanted}"


def _call_of(frame: FrameType | None) -> tuple[str, str]:
    """The call of a library in which code waits ("Queue.get"), and the file and line of that code."""
    what = ""
    while frame is not None and (callers.is_passed_over(frame) or callers.is_the_network_s(frame)):
        name = frame.f_code.co_name
        if not what or not (name.startswith("_") or name == "run"):
            what = frame.f_code.co_qualname
        frame = frame.f_back
    return what, f"{frame.f_code.co_filename}:{frame.f_lineno}" if frame is not None else FIRST_LINE
