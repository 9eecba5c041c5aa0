"""An Event invocation: Lambda keeps the event, and tries again after errors and throttles.

Source: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
"""

from __future__ import annotations

import json
from itertools import count

from lablib.simulator import limits
from lablib.simulator.lambda_.function import dead_letters
from lablib.simulator.lambda_.function.function import Function
from lablib.simulator.lambda_.function.functions import Throttled
from lablib.simulator.lambda_.function.invocation import Outcome, Runtime


def deliver(runtime: Runtime, function: Function, payload: bytes) -> None:
    """Until it is through, out of tries, or too old; the handler gets an event of its own each time."""
    clock = runtime.clock
    until_us = clock.now_us + limits.FUNCTION_ASYNC_EVENT_AGE_S * limits.US_PER_S
    for wait_s in (*limits.FUNCTION_ASYNC_RETRY_WAITS_S, None):
        outcome = _run_once(runtime, function, payload, until_us)
        if outcome is not None and outcome.failure is None:
            return
        if outcome is None or wait_s is None:
            dead_letters.keep(function, payload.decode(), outcome, clock.now_us)
            return
        clock.sleep(wait_s)


def _run_once(runtime: Runtime, function: Function, payload: bytes, until_us: int) -> Outcome | None:
    """What came of it once there was room; None if it grew too old first. Throttles use up no try."""
    for throttled in count():
        try:
            return runtime.invoke(function, json.loads(payload))
        except Throttled:
            wait_s = limits.FUNCTION_ASYNC_THROTTLE_WAIT_S * limits.FUNCTION_ASYNC_THROTTLE_FACTOR**throttled
        again_us = runtime.clock.now_us + limits.US_PER_S * round(
            min(wait_s, limits.FUNCTION_ASYNC_THROTTLE_WAIT_MAX_S)
        )
        if again_us >= until_us:
            break
        runtime.clock.sleep_until(again_us)
    return None
