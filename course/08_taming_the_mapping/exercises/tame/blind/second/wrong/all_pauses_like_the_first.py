# Takes every pause to be like the first: far too many tries, and a bad event blocks its shard for long.
import math


def tame(incident, pause_s):
    seconds = incident["minutes"] * 60
    bad = max(1, incident["bad_events"])
    size = min(incident["most_to_redrive"] // bad, incident["most_billed_twice"] // 2, 400)
    window = math.ceil(incident["shards"] * seconds / (incident["most_invocations"] / 2))
    retries = math.ceil(incident["outage_s"] / pause_s(1))
    return {
        "BatchSize": max(1, size),
        "MaximumBatchingWindowInSeconds": min(300, window),
        "MaximumRetryAttempts": min(10_000, retries),
        "MaximumRecordAgeInSeconds": max(60, int(incident["most_age_s"])),
        "BisectBatchOnFunctionError": True,
        "FunctionResponseTypes": ["ReportBatchItemFailures"],
        "DestinationConfig": {"OnFailure": {"Destination": incident["queue_arn"]}},
    }
