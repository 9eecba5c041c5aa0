# Thinks the handler's report is enough: without FunctionResponseTypes reported events are lost.
import math


def tame(incident, pause_s):
    seconds = incident["minutes"] * 60
    bad = max(1, incident["bad_events"])
    size = min(incident["most_to_redrive"] // bad, incident["most_billed_twice"] // 2, 400)
    window = math.ceil(incident["shards"] * seconds / (incident["most_invocations"] / 2))
    retries, outlasted = 0, 0
    while outlasted <= incident["outage_s"]:
        retries += 1
        outlasted += pause_s(retries)
    return {
        "BatchSize": max(1, size),
        "MaximumBatchingWindowInSeconds": min(300, window),
        "MaximumRetryAttempts": retries,
        "MaximumRecordAgeInSeconds": max(60, int(incident["most_age_s"])),
        "BisectBatchOnFunctionError": True,
        "DestinationConfig": {"OnFailure": {"Destination": incident["queue_arn"]}},
    }
