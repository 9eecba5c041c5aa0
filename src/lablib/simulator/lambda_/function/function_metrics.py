"""Which CloudWatch metrics an invocation leaves behind.

Source: https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
"""

from __future__ import annotations

from lablib.simulator.cloudwatch.metrics import Bundle, Metrics, Series

NAMESPACE = "AWS/Lambda"


class FunctionMetrics:
    """The series of one function. `Invocations` counts what ran, `Errors` what failed of it."""

    __slots__ = ("_age", "_concurrent", "_ended", "_metrics", "_name", "_throttles")

    def __init__(self, metrics: Metrics, function_name: str) -> None:
        self._metrics = metrics
        self._name = function_name
        invocations, errors = self._of("Invocations"), self._of("Errors")
        self._throttles, duration = self._of("Throttles"), self._of("Duration", "Milliseconds")
        self._ended = Bundle((invocations, errors, self._throttles, duration))
        self._concurrent = self._of("ConcurrentExecutions")
        self._age = self._of("IteratorAge", "Milliseconds")

    def began(self, running: int, at_us: int) -> None:
        """An execution began; `running` counts it."""
        self._concurrent.add(running, at_us)

    def ended(self, began_us: int, duration_ms: float, *, failed: bool) -> None:
        """An execution ended. Its samples carry the time at which it began."""
        self._metrics.before_past_sample()
        self._ended.add((1, int(failed), 0, duration_ms), began_us)

    def throttled(self, at_us: int) -> None:
        """A request for an execution was turned away."""
        self._throttles.add(1, at_us)

    def iterator_age(self, age_ms: float, at_us: int) -> None:
        """How old the last record of a batch is when the mapping sends it."""
        self._age.add(age_ms, at_us)

    def destination_failed(self, at_us: int) -> None:
        """A failure message could not be delivered."""
        self._of("DestinationDeliveryFailures").add(1, at_us)

    def dead_letter_failed(self, at_us: int) -> None:
        """An event could not be sent to the dead-letter queue."""
        self._of("DeadLetterErrors").add(1, at_us)

    def _of(self, name: str, unit: str = "Count") -> Series:
        return self._metrics.series(NAMESPACE, name, (("FunctionName", self._name),), unit)
