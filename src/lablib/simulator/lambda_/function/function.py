"""A function: a plain Python handler with the settings that decide how it runs, and the places it runs in."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from lablib.simulator import limits
from lablib.simulator.clock.greenlets import Pause
from lablib.simulator.lambda_.function.function_metrics import FunctionMetrics
from lablib.simulator.lambda_.function.invocation_log import InvocationLog

Handler = Callable[[Any, Any], Any]
"""`(event, context)`: what runs on AWS unchanged."""
Takes = float | Callable[[Any], float]
"""Virtual seconds that the handler's own work costs, or how to tell from the event."""
NAME = re.compile(r"[a-zA-Z0-9-_]{1,64}")
"""https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html"""


@dataclass(slots=True, repr=False)
class Function:
    """One deployed function. Time that its handler sleeps or waits comes on top of `takes_s`."""

    name: str
    handler: Handler
    created_us: int
    metrics: FunctionMetrics
    timeout_s: int = limits.FUNCTION_TIMEOUT_DEFAULT_S
    memory_mb: int = limits.FUNCTION_MEMORY_DEFAULT_MB
    reserved_concurrency: int | None = None
    cold_start_s: float = field(default_factory=lambda: limits.FUNCTION_COLD_START_S)
    takes_s: Takes = field(default_factory=lambda: limits.FUNCTION_TAKES_S)
    dead_letter_arn: str = ""
    """Where Event invocations go when their tries are used up: see `dead_letters.py`."""
    modified_us: int = 0
    running: int = 0
    """Invocations under way: its concurrency now."""
    idle_since_us: list[int] = field(default_factory=list)
    """Warm execution environments that wait, the one that was used last at the end."""
    between: Pause = field(default_factory=lambda: Pause(is_on=True))
    """The time between two invocations, in which the threads of its handler stand still."""
    logs: list[InvocationLog] = field(default_factory=list)
    arn: str = field(init=False)
    """Its Amazon Resource Name."""

    def __post_init__(self) -> None:
        self.arn = f"arn:{limits.PARTITION}:lambda:{limits.REGION}:{limits.ACCOUNT_ID}:function:{self.name}"

    def __repr__(self) -> str:
        return f"<function {self.name!r}: {self.timeout_s} s, {self.memory_mb} MB>"

    def check(self) -> None:
        """Raise ValueError or TypeError for what Lambda does not take."""
        if not callable(self.handler):
            raise TypeError(f"the handler is {self.handler!r}: give a function of (event, context)")
        if not NAME.fullmatch(self.name):
            raise ValueError(
                f"a function can't have the name {self.name!r}: give a name of 1 to 64 letters, digits, - "
                'and _, as in world.deploy(handler, name="bill")'
            )
        _check_whole("timeout_s", self.timeout_s, 1, limits.FUNCTION_TIMEOUT_MAX_S, "s")
        _check_whole(
            "memory_mb",
            self.memory_mb,
            limits.FUNCTION_MEMORY_DEFAULT_MB,
            limits.FUNCTION_MEMORY_MAX_MB,
            "MB",
        )
        _check_seconds("cold_start_s", self.cold_start_s)
        if not callable(self.takes_s):
            _check_seconds("takes_s", self.takes_s)

    def changed(self, now_us: int) -> None:
        """It has other settings or another handler: the next invocations get new execution environments."""
        self.modified_us = now_us
        self.idle_since_us.clear()

    def enter(self, now_us: int) -> float:
        """An execution environment is taken; returns the seconds of its cold start, 0 for a warm one."""
        self.running += 1
        warm_from_us = now_us - limits.FUNCTION_KEPT_WARM_S * limits.US_PER_S
        if self.idle_since_us and self.idle_since_us[-1] >= warm_from_us:
            self.idle_since_us.pop()
            return 0.0
        self.idle_since_us.clear()  # the one used last has gone cold, so all have
        return self.cold_start_s

    def leave(self, now_us: int, *, usable: bool) -> None:
        """The environment is free again; one whose process ended is not used any more."""
        self.running -= 1
        if usable:
            self.idle_since_us.append(now_us)

    def work_us(self, event: Any) -> int:
        """What the handler declares to cost for this event."""
        takes_s = self.takes_s
        if callable(takes_s):
            takes_s = takes_s(event)
            _check_seconds("takes_s for this event", takes_s)
        return round(takes_s * limits.US_PER_S)


def _check_whole(name: str, value: Any, least: int, most: int, unit: str) -> None:
    if type(value) is not int or not least <= value <= most:
        raise ValueError(f"{name} is {value}: give a whole number from {least} to {most} {unit}")


def _check_seconds(name: str, value: Any) -> None:
    if not isinstance(value, (int, float)) or not 0 <= value < math.inf:
        raise ValueError(f"{name} is {value!r}: give 0 or more seconds")
