import math


def tame(incident, pause_s):
    retries = 1
    while sum(pause_s(n + 1) for n in range(retries)) <= incident["outage_s"]:
        retries += 1
    window = math.ceil(1.5 * incident["shards"] * incident["minutes"] * 60 / incident["most_invocations"])
    settings = {
        "BatchSize": 25,
        "MaximumBatchingWindowInSeconds": window,
        "MaximumRetryAttempts": retries,
        "BisectBatchOnFunctionError": True,
        "FunctionResponseTypes": ["ReportBatchItemFailures"],
        "DestinationConfig": {"OnFailure": {"Destination": incident["queue_arn"]}},
    }
    settings["BatchSize"] = min(500, incident["most_to_redrive"] // incident["bad_events"])
    return settings
