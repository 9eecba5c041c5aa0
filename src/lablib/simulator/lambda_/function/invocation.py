"""One invocation: the handler runs on virtual time until it returns, raises, or its timeout ends it.

Source: https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
"""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

from greenlet import GreenletExit

from lablib.simulator import limits
from lablib.simulator.clock import interrupts
from lablib.simulator.clock.clock import Clock
from lablib.simulator.clock.deadlines import TOO_LATE
from lablib.simulator.lambda_.function import handler_failure, handler_output
from lablib.simulator.lambda_.function.context import Context
from lablib.simulator.lambda_.function.function import Function
from lablib.simulator.lambda_.function.functions import Functions, Throttled
from lablib.simulator.lambda_.function.handler_failure import Failure
from lablib.simulator.lambda_.function.invocation_log import InvocationLog

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
            function.leave(clock.now_us, usable=usable and function.modified_us <= called_us)
            function.between.is_on = not function.running
        failed = outcome.failure is not None
        function.metrics.ended(called_us, outcome.log.duration_ms, failed=failed)
        return outcome

    def new_id(self) -> str:
        """A request id, from the world's seed."""
        digits = f"{self._rng.getrandbits(128):032x}"
        return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-a{digits[17:20]}-{digits[20:]}"

    def _run(self, function: Function, event: Any, init_us: int) -> Outcome:
        clock, request_id = self.clock, self.new_id()
        began_us = clock.now_us
        log = InvocationLog(request_id, began_us, function.memory_mb, init_us)
        function.logs.append(log)
        deadline_us = began_us + function.timeout_s * limits.US_PER_S
        # Nothing of the handler runs yet, so there is nothing that a timeout would have to end.
        clock.sleep_until(min(began_us + function.work_us(event), deadline_us))
        result: Any = TOO_LATE
        if clock.now_us < deadline_us:
            clock.go_on(function.between)
            context = Context(
                function.name, function.arn, request_id, function.memory_mb, clock.now_us, deadline_us, clock
            )
            result = clock.call_until(deadline_us, partial(call_handler, function, event, context, log))
        if result is TOO_LATE:
            result = None, handler_failure.timed_out(function.timeout_s, request_id, clock.now_us)
        returned, failed = result
        log.ended_us = clock.now_us
        log.ending = failed.log if failed is not None else ()
        return Outcome(request_id, began_us, clock.now_us, returned, failed, log)


def call_handler(
    function: Function, event: Any, context: Context, log: InvocationLog
) -> tuple[Any, Failure | None]:
    """What the handler returned, as JSON carries it, or why it failed: whatever it raises is its error."""
    key = handler_output.begin(log)
    key.threads_pause = function.between  # type: ignore[attr-defined]
    try:
        return as_json(function.handler(event, context), log.request_id)
    except GreenletExit:  # its timeout, or the end of the world
        raise
    except BaseException as error:  # noqa: BLE001
        if isinstance(error, KeyboardInterrupt):
            interrupts.hand_on(
                f"the handler of {function.name!r} was at work. Computing takes no virtual time, so a loop "
                "that neither sleeps nor waits never comes to its timeout. Remedy: let the loop end."
            )
        return None, handler_failure.of_exception(error, log.request_id)
    finally:
        handler_output.end(key)


def as_json(result: Any, request_id: str) -> tuple[Any, Failure | None]:
    """What a handler returned as the JSON that leaves it, or why it cannot leave."""
    if result is None:
        return None, None
    try:
        text = json.dumps(result, default=_decimal, ensure_ascii=False)
        size_bytes = len(text.encode())
    except Exception as error:  # noqa: BLE001 - what is returned may be of the handler's own making
        return None, handler_failure.not_json(error, request_id)
    if size_bytes > limits.FUNCTION_RESPONSE_MAX_BYTES:
        return None, handler_failure.too_large(size_bytes)
    return json.loads(text), None


def _decimal(value: Any) -> float:
    """A number as DynamoDB returns it leaves as a number, as in Lambda's own runtime:

    https://github.com/aws/aws-lambda-python-runtime-interface-client/blob/main/awslambdaric/lambda_runtime_marshaller.py
    """
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError(f"Object of type {type(value).__name__} is not JSON serializable")
