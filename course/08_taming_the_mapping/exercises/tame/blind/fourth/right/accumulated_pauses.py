# itertools: counts the accumulated pauses that don't outlast the outage; one helper for each bound.
import math
from itertools import accumulate, count, takewhile


def retries_for(outage_s, pause_s):
    waits = accumulate(map(pause_s, count(1)))
    return 1 + sum(1 for _ in takewhile(lambda waited: waited <= outage_s, waits))


def size_for(incident):
    by_hang = incident["most_billed_twice"] // 2
    by_bad = incident["most_to_redrive"] // max(1, incident["bad_events"])
    by_timeout = 400  # of 20 ms each: 8 of the 10 s
    return max(1, int(min(by_hang, by_bad, by_timeout)))


def window_for(incident, size):
    seconds = 60 * incident["minutes"]
    left = incident["most_invocations"] / 2 - incident["events_per_s"] * seconds / size
    if left <= 0:  # full batches close first
        left = incident["most_invocations"] / 2
    return max(1, min(300, math.ceil(incident["shards"] * seconds / left)))


def tame(incident, pause_s):
    size = size_for(incident)
    return dict(
        BatchSize=size,
        MaximumBatchingWindowInSeconds=window_for(incident, size),
        MaximumRetryAttempts=retries_for(incident["outage_s"], pause_s),
        BisectBatchOnFunctionError=True,
        FunctionResponseTypes=["ReportBatchItemFailures"],
        DestinationConfig={"OnFailure": {"Destination": incident["queue_arn"]}},
    )
