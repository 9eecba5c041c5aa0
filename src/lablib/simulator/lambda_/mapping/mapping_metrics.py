"""The mapping's own metrics, which are off unless MetricsConfig asks for them.

Source: https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
"""

from __future__ import annotations

from lablib.simulator.cloudwatch.metrics import Metrics, Series

NAMESPACE = "AWS/Lambda"


class MappingMetrics:
    """Events polled, filtered out, invoked, failed, dropped, delivered to the destination.

    Nothing counts an event that expires in the stream: that is AWS's gap, and the lesson of lab 07.
    """

    def __init__(self, metrics: Metrics, uuid: str, *, enabled: bool) -> None:
        self.enabled = enabled
        self._metrics = metrics
        self._uuid = uuid
        self._series: dict[str, Series] = {}

    def polled(self, events: int, at_us: int) -> None:
        """Read from the stream; also a zero."""
        self._add("PolledEventCount", events, at_us)

    def filtered_out(self, events: int, at_us: int) -> None:
        """Removed by FilterCriteria."""
        self._add("FilteredOutEventCount", events, at_us)

    def invoked(self, events: int, at_us: int) -> None:
        """Sent to the function, once for each try."""
        self._add("InvokedEventCount", events, at_us)

    def failed(self, events: int, at_us: int) -> None:
        """In an invocation that failed, whole or in part."""
        self._add("FailedInvokeEventCount", events, at_us)

    def dropped(self, events: int, at_us: int) -> None:
        """Given up after the last try or for their age, with no destination that took them."""
        self._add("DroppedEventCount", events, at_us)

    def delivered_to_destination(self, events: int, at_us: int) -> None:
        """Named in a failure message that was delivered."""
        self._add("OnFailureDestinationDeliveredEventCount", events, at_us)

    def _add(self, name: str, events: int, at_us: int) -> None:
        if not self.enabled:
            return
        series = self._series.get(name)
        if series is None:
            dimensions = (("EventSourceMappingUUID", self._uuid),)
            series = self._series[name] = self._metrics.series(NAMESPACE, name, dimensions, "Count")
        series.add(events, at_us)
