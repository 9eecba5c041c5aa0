"""One invocation: the handler runs on virtual time until it returns, raises, or its timeout ends it.

Source: https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
"""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any

from lablib import limits
from lablib.clock import TOO_LATE, Clock
from lablib.lambda_ import dead_letters, failure, output
from lablib.lambda_.context import Context
from lablib.lambda_.failure import Failure
from lablib.lambda_.function import Function
from lablib.lambda_.functions import Functions, Throttled
from lablib.lambda_.logs import InvocationLog

UNHANDLED = "Unhandled"


@dataclass(slots=True)
class Outcome:
    """What came of an invocation that took place."""

    request_id: str
    began_us: int
    ended_us: int
    returned: Any
    """What the handler returned, as JSON would carry it; None after an error."""
    failure: Failure | None
    log: InvocationLog

    @property
    def function_error(self) -> str | None:
        """`Unhandled` after an error of the function, else None: the header X-Amz-Function-Error."""
        return UNHANDLED if self.failure is not None else None

    @property
    def payload(self) -> Any:
        """What Invoke returns."""
        return self.failure.payload if self.failure is not None else self.returned


class Runtime:
    """Runs invocations of a region's functions. `rng` makes their request ids."""

    def __init__(self, clock: Clock, functions: Functions, rng: random.Random) -> None:
        self.clock = clock
        self.functions = functions
        self._rng = rng

    def invoke(self, function: Function, event: Any) -> Outcome:
        """Run the handler once, blocking the calling flow. Raises `Throttled`: then nothing has run."""
        clock = self.clock
        try:
            self.functions.admit(function)
        except Throttled:
            function.metrics.throttled(clock.now_us)
            raise
        called_us = clock.now_us
        init_s = function.enter(called_us)
        function.metrics.began(function.running, called_us)
        outcome = None
        try:
            if init_s:
                clock.sleep(init_s)
            outcome = self._run(function, event, round(init_s * limits.US_PER_S))
        finally:
            usable = outcome is not None and (outcome.failure is None or outcome.failure.usable)
            function.leave(clock.now_us, usable=usable)
        failed = outcome.failure is not None
        function.metrics.ended(called_us, outcome.log.duration_ms, failed=failed)
        return outcome

    def invoke_async(self, function: Function, event: Any) -> None:
        """An Event invocation: tried again after an error, twice at most."""
        for wait_s in (*limits.FUNCTION_ASYNC_RETRY_WAITS_S, None):
            while True:
                try:
                    outcome = self.invoke(function, event)
                    break
                except Throttled:
                    self.clock.sleep(limits.FUNCTION_ASYNC_THROTTLE_WAIT_S)
            if outcome.failure is None:
                return
            if wait_s is None:
                dead_letters.keep(function, event, outcome)
                return
            self.clock.sleep(wait_s)

    def new_id(self) -> str:
        """A request id, from the world's seed."""
        digits = f"{self._rng.getrandbits(128):032x}"
        return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-a{digits[17:20]}-{digits[20:]}"

    def _run(self, function: Function, event: Any, init_us: int) -> Outcome:
        clock, request_id = self.clock, self.new_id()
        began_us = clock.now_us
        log = InvocationLog(request_id, began_us, function.memory_mb, init_us)
        function.logs.append(log)
        deadline_us = began_us + round(function.timeout_s * limits.US_PER_S)
        context = self._context(function, request_id, deadline_us)
        returned, failed = None, None
        try:
            # Nothing of the handler runs yet, so there is nothing that a timeout would have to end.
            clock.sleep_until(min(began_us + function.work_us(event), deadline_us))
            result = TOO_LATE
            if clock.now_us < deadline_us:
                result = clock.call_until(deadline_us, partial(self._work, function, event, context, log))
            if result is TOO_LATE:
                failed = failure.timed_out(function.timeout_s, request_id)
            else:
                returned, failed = as_json(result, request_id)
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # noqa: BLE001 - whatever a handler raises is a function error
            failed = failure.of_exception(error, request_id)
        log.ended_us = clock.now_us
        log.ending = failed.log if failed is not None else ()
        return Outcome(request_id, began_us, clock.now_us, returned, failed, log)

    def _work(self, function: Function, event: Any, context: Context, log: InvocationLog) -> Any:
        key = output.begin(log)
        try:
            return function.handler(event, context)
        finally:
            output.end(key)

    def _context(self, function: Function, request_id: str, deadline_us: int) -> Context:
        return Context(
            function.name,
            function.arn,
            request_id,
            str(function.memory_mb),
            f"{datetime.fromtimestamp(self.clock.now_s, UTC):%Y/%m/%d}/[$LATEST]{function.name}",
            deadline_us,
            lambda: self.clock.now_us,
        )


def as_json(result: Any, request_id: str) -> tuple[Any, Failure | None]:
    """What a handler returned as the JSON that leaves it, or why it cannot leave."""
    if result is None:
        return None, None
    try:
        text = json.dumps(result)
    except (TypeError, ValueError, RecursionError) as error:
        return None, failure.not_json(error, request_id)
    size_bytes = len(text.encode())
    if size_bytes > limits.FUNCTION_PAYLOAD_MAX_BYTES:
        return None, failure.too_large(size_bytes)
    return json.loads(text), None
