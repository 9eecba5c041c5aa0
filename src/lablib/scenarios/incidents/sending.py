"""Events handed to the sender in service, whatever code that is: somebody on call may have written it.

The gateways keep their own events. The code gets copies, so what it does to them changes nothing here.
"""

from __future__ import annotations

import inspect
import re
import time
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from greenlet import GreenletExit

from lablib.scenarios.incidents import producers, stopped_code
from lablib.scenarios.replay.incident import STREAM
from lablib.simulator.clock import interrupts

ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")
INTERRUPTED = (
    "the gateways' send was at work. Computing takes no virtual time, so a loop that neither sleeps nor "
    "waits never ends its minute. The gateways don't call it again. Remedy: let the loop end, and deploy it."
)


class NotSentError(Exception):
    """The code failed, so its events are still to be sent; the text says why, for the gateways' log."""


def send(
    code: producers.Send, kinesis: Any, events: list[dict[str, Any]]
) -> tuple[list[dict[str, Any]], str]:
    """Hand over the events; returns those that the code gave up, and what is wrong with its answer, if any.

    Of an answer that names no events nobody can tell what was given up, so it counts as none. Raises
    `NotSentError` for whatever the code raises, and for code that has only been made ready, not run.
    """
    began_s = time.thread_time()
    try:
        left = _run(code(kinesis, STREAM, deepcopy(events)))
        return _given_up(left, {event["event_id"]: event for event in events})
    except GreenletExit:  # the end of the world
        raise
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            interrupts.hand_on(INTERRUPTED if stopped_code.stop_if_endless(code, began_s) else "")
        raise NotSentError(_said(error)) from error


def _run(answer: Any) -> Any:
    """The answer; of a generator, what it gives when it runs. Raises TypeError for what has to be awaited."""
    if inspect.isawaitable(answer):
        if inspect.iscoroutine(answer):
            answer.close()  # or Python warns that it was never awaited
        raise TypeError("send is async, and the gateways don't await it. Write def, and asyncio.run inside")
    return list(answer) if isinstance(answer, Iterator) else answer


def _given_up(left: Any, by_id: dict[str, dict[str, Any]]) -> tuple[list[dict[str, Any]], str]:
    """The gateways' own events that the answer names, and what is wrong with it."""
    if left is None:
        return [], ""
    if isinstance(left, list | tuple) and all(_is_one_of(by_id, each) for each in left):
        return [by_id[each["event_id"]] for each in left], ""
    return [], f"send returned {_short(left)}, no list of the events that it gave up: none is assumed"


def _is_one_of(by_id: dict[str, dict[str, Any]], event: Any) -> bool:
    return isinstance(event, dict) and isinstance(event.get("event_id"), str) and event["event_id"] in by_id


def _short(value: Any) -> str:
    """The beginning of its text, without addresses in memory, which no two runs have alike."""
    return ADDRESS.sub("", f"{value!r}")[:80]


def _said(error: BaseException) -> str:
    """What it says; an exception's own code may fail at that."""
    try:
        return ADDRESS.sub("", repr(error))
    except Exception:  # noqa: BLE001
        return type(error).__name__
