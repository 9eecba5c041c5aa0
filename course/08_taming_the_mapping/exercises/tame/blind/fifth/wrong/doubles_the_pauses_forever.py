# Takes the pauses for doubling without an end: too few retries; against "if its pauses TOGETHER are longer".
import math


def tame(incident, pause_s):
    seconds = incident["minutes"] * 60
    size = min(
        incident["most_to_redrive"] // max(1, incident["bad_events"]), incident["most_billed_twice"] // 2, 450
    )
    window = math.ceil(2 * incident["shards"] * seconds / incident["most_invocations"])
    # the first n pauses add up to the first one times 2 ** n - 1
    retries = math.ceil(math.log2(incident["outage_s"] / pause_s(1) + 1))
    return {
        "BatchSize": max(1, size),
        "MaximumBatchingWindowInSeconds": min(300, max(1, window)),
        "MaximumRetryAttempts": retries,
        "BisectBatchOnFunctionError": True,
        "FunctionResponseTypes": ["ReportBatchItemFailures"],
        "DestinationConfig": {"OnFailure": {"Destination": incident["queue_arn"]}},
    }
