# Believes bisect ends a bad record by itself: with -1 tries it blocks its shard, alone.
import math


def tame(incident, pause_s):
    seconds = incident["minutes"] * 60
    bad = max(1, incident["bad_events"])
    size = min(incident["most_to_redrive"] // bad, incident["most_billed_twice"] // 2, 400)
    window = math.ceil(incident["shards"] * seconds / (incident["most_invocations"] / 2))
    return {
        "BatchSize": max(1, size),
        "MaximumBatchingWindowInSeconds": min(300, window),
        "MaximumRetryAttempts": -1,
        "MaximumRecordAgeInSeconds": max(60, int(incident["most_age_s"])),
        "BisectBatchOnFunctionError": True,
        "FunctionResponseTypes": ["ReportBatchItemFailures"],
        "DestinationConfig": {"OnFailure": {"Destination": incident["queue_arn"]}},
    }
