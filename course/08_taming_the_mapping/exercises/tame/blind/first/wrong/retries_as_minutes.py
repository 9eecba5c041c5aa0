# Reckons with a pause of a minute before each retry; the first ones are shorter and the outage outlasts them.
import math


def tame(incident, pause_s):
    retries = math.ceil(incident["outage_s"] / 60)
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
