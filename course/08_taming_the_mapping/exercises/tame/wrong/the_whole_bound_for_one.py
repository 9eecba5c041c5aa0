# bound-is-for-one-bad-event -> 08.3.to-redrive
import math


def tame(incident, pause_s):
    retries = 1
    while sum(pause_s(n + 1) for n in range(retries)) <= incident["outage_s"]:
        retries += 1
    shard_seconds = incident["shards"] * incident["minutes"] * 60
    return {
        "BatchSize": incident["most_to_redrive"],
        "MaximumBatchingWindowInSeconds": math.ceil(2 * shard_seconds / incident["most_invocations"]),
        "MaximumRetryAttempts": retries,
        "BisectBatchOnFunctionError": True,
        "FunctionResponseTypes": ["ReportBatchItemFailures"],
        "DestinationConfig": {"OnFailure": {"Destination": incident["queue_arn"]}},
    }
