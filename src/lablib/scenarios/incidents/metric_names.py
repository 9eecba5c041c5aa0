"""The metrics that on call can ask for: those that the simulated services write."""

from __future__ import annotations

from lablib.simulator.kinesis import stream_metrics

FIRST = (
    "PutRecords.Success",
    "PutRecords.FailedRecords",
    "PutRecords.ThrottledRecords",
    "WriteProvisionedThroughputExceeded",
    "ReadProvisionedThroughputExceeded",
    "IncomingRecords",
    "IteratorAgeMilliseconds",
    "IteratorAge",
    "Invocations",
    "Errors",
    "Duration",
    "Throttles",
    "FilteredOutEventCount",
    "DroppedEventCount",
    "DestinationDeliveryFailures",
)
"""The usual ones, which the desk suggests first."""
OF_STREAMS = (
    *stream_metrics.PUT_RECORD,
    *stream_metrics.PUT_RECORDS,
    *stream_metrics.GET_RECORDS,
    "OutgoingBytes",
    "OutgoingRecords",
)
OF_MAPPINGS = (
    "PolledEventCount",
    "FilteredOutEventCount",
    "InvokedEventCount",
    "FailedInvokeEventCount",
    "DroppedEventCount",
    "OnFailureDestinationDeliveredEventCount",
)
METRICS = tuple(
    dict.fromkeys((*FIRST, *OF_STREAMS, "ConcurrentExecutions", "DeadLetterErrors", *OF_MAPPINGS))
)
