# Drops what is older than 60 s, so the outage drops good events; against "too low: good events are dropped".
import math
from itertools import accumulate, count


def tame(incident, pause_s):
    seconds = incident["minutes"] * 60
    size = min(
        incident["most_to_redrive"] // max(1, incident["bad_events"]), incident["most_billed_twice"] // 2, 450
    )
    window = math.ceil(2 * incident["shards"] * seconds / incident["most_invocations"])
    waits = enumerate(accumulate(pause_s(n) for n in count(1)), 1)
    return {
        "BatchSize": max(1, size),
        "MaximumBatchingWindowInSeconds": min(300, max(1, window)),
        "MaximumRetryAttempts": next(n for n, waited in waits if waited > incident["outage_s"]),
        "MaximumRecordAgeInSeconds": 60,  # no bad event holds its shard for more than a minute
        "BisectBatchOnFunctionError": True,
        "FunctionResponseTypes": ["ReportBatchItemFailures"],
        "DestinationConfig": {"OnFailure": {"Destination": incident["queue_arn"]}},
    }
