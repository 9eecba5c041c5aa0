# Hangs a dead-letter queue on the settings; a mapping has no DeadLetterConfig, and the call is refused.
import math


def tame(incident, pause_s):
    retries, waited_s = 0, 0
    while waited_s <= incident["outage_s"]:
        retries += 1
        waited_s += pause_s(retries)
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
        "DeadLetterConfig": {"TargetArn": incident["queue_arn"]},
    }
