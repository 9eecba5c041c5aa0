# Sizes the window as if one shard made all invocations, so the stream exceeds the bound.
from math import ceil


def tame(incident, pause_s):
    retries, waited = 0, 0
    while waited <= incident["outage_s"]:
        retries += 1
        waited += pause_s(retries)

    # a batch must not reach the timeout of 10 s, at 20 ms per event
    size = min(
        400,
        incident["most_to_redrive"] // max(1, incident["bad_events"]) + 1,
        incident["most_billed_twice"] // 2,
    )
    size = max(1, size)

    seconds = 60 * incident["minutes"]
    half = incident["most_invocations"] / 2
    window = min(300, max(1, ceil(seconds / half)))

    return {
        "MaximumRetryAttempts": retries,
        "BisectBatchOnFunctionError": True,
        "FunctionResponseTypes": ["ReportBatchItemFailures"],
        "DestinationConfig": {"OnFailure": {"Destination": incident["queue_arn"]}},
        "BatchSize": size,
        "MaximumBatchingWindowInSeconds": window,
    }
