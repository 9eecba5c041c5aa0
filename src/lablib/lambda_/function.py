"""A function: a plain Python handler with the settings that decide how it runs, and the places it runs in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from lablib import limits

if TYPE_CHECKING:
    from lablib.lambda_.function_metrics import FunctionMetrics
    from lablib.lambda_.logs import InvocationLog

Handler = Callable[[Any, Any], Any]
"""`(event, context)`: what runs on AWS unchanged."""
Takes = float | Callable[[Any], float]
"""Virtual seconds that the handler's own work costs, or how to tell from the event."""


@dataclass(slots=True)
class Function:
    """One deployed function. Time that its handler sleeps or waits comes on top of `takes_s`."""

    name: str
    handler: Handler
    created_us: int
    metrics: FunctionMetrics
    timeout_s: float = limits.FUNCTION_TIMEOUT_DEFAULT_S
    memory_mb: int = limits.FUNCTION_MEMORY_DEFAULT_MB
    reserved_concurrency: int | None = None
    cold_start_s: float = limits.FUNCTION_COLD_START_S
    takes_s: Takes = limits.FUNCTION_TAKES_S
    dead_letter_arn: str = ""
    """Where Event invocations go when their tries are used up: see `dead_letters.py`."""
    modified_us: int = 0
    running: int = 0
    """Invocations under way: its concurrency now."""
    idle_since_us: list[int] = field(default_factory=list)
    """Warm execution environments that wait, the one that was used last at the end."""
    logs: list[InvocationLog] = field(default_factory=list)

    @property
    def arn(self) -> str:
        """Its Amazon Resource Name."""
        return f"arn:{limits.PARTITION}:lambda:{limits.REGION}:{limits.ACCOUNT_ID}:function:{self.name}"

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
        takes_s = self.takes_s(event) if callable(self.takes_s) else self.takes_s
        return round(takes_s * limits.US_PER_S)
