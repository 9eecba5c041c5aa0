# Bounds the age by the length of the outage: the first good events of it are given up just before it ends.
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
        "MaximumRecordAgeInSeconds": max(60, int(incident["outage_s"])),
        "BisectBatchOnFunctionError": True,
        "FunctionResponseTypes": ["ReportBatchItemFailures"],
        "DestinationConfig": {"OnFailure": {"Destination": incident["queue_arn"]}},
    }
