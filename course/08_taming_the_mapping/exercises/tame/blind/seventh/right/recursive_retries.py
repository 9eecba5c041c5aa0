# A recursive helper counts the retries, and the settings are merged from two dicts.
import math


def tame(incident, pause_s):
    def retries_for(left, n=1):
        return n if pause_s(n) > left else retries_for(left - pause_s(n), n + 1)

    quota = incident["most_invocations"] / 2
    window = max(1, min(300, math.ceil(incident["shards"] * incident["minutes"] * 60 / quota)))
    neighbors = incident["most_to_redrive"] // (incident["bad_events"] or 1)
    size = max(1, int(min(neighbors + 1, incident["most_billed_twice"] / 2, 450)))
    return {"FunctionResponseTypes": ["ReportBatchItemFailures"], "BisectBatchOnFunctionError": True} | {
        "BatchSize": size,
        "MaximumBatchingWindowInSeconds": window,
        "ParallelizationFactor": 1,
        "MaximumRetryAttempts": retries_for(incident["outage_s"]),
        "DestinationConfig": {"OnFailure": {"Destination": incident["queue_arn"]}},
    }
