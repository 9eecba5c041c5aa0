# Allows all the retries that AWS takes, to outlast any outage, so a bad event blocks its shard for hours.
import math


def tame(incident, pause_s):
    # whatever happens to the database, no good event may be dropped
    twice, redrive = incident["most_billed_twice"] // 2, incident["most_to_redrive"]
    size = max(1, int(min(400, twice, redrive // max(1, incident["bad_events"]))))
    seconds = incident["minutes"] * 60
    for_windows = incident["most_invocations"] / 2 - incident["events_per_s"] * seconds / size
    window = math.ceil(incident["shards"] * seconds / for_windows) if for_windows > 0 else 300
    return {
        "BatchSize": size,
        "MaximumBatchingWindowInSeconds": min(300, window),
        "MaximumRetryAttempts": 10_000,
        "BisectBatchOnFunctionError": True,
        "FunctionResponseTypes": ["ReportBatchItemFailures"],
        "DestinationConfig": {"OnFailure": {"Destination": incident["queue_arn"]}},
    }
