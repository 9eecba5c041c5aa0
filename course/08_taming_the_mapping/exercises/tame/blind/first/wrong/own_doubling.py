# Doubles half a second without the cap of a minute and ignores pause_s; a long outage outlasts the tries.
import math


def tame(incident, pause_s):
    retries = math.ceil(math.log2(incident["outage_s"] / 0.5 + 1))
    beside = incident["most_to_redrive"] // max(1, incident["bad_events"])
    size = max(1, min(10_000, beside + 1, incident["most_billed_twice"] // 2))
    extra = (incident["shards"] + incident["bad_events"]) * (retries + 1) + 40
    left = max(1, incident["most_invocations"] * 0.8 - extra)
    window = min(300, math.ceil(incident["shards"] * incident["minutes"] * 60 / left))
    return {
        "BatchSize": size,
        "MaximumBatchingWindowInSeconds": window,
        "MaximumRetryAttempts": retries,
        "BisectBatchOnFunctionError": True,
        "FunctionResponseTypes": ["ReportBatchItemFailures"],
        "DestinationConfig": {"OnFailure": {"Destination": incident["queue_arn"]}},
    }
