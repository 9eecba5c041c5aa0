import math
from itertools import count


def tame(incident, pause_s):
    retries = next(n for n in count(1) if sum(map(pause_s, range(1, n + 1))) > incident["outage_s"])
    shard_seconds = incident["shards"] * incident["minutes"] * 60
    return {
        "BatchSize": min(
            incident["most_to_redrive"] // incident["bad_events"], 400
        ),  # 8 s, of a timeout of 10 s
        "MaximumBatchingWindowInSeconds": math.ceil(2 * shard_seconds / incident["most_invocations"]),
        "MaximumRetryAttempts": retries,
        "MaximumRecordAgeInSeconds": 2 * incident["most_age_s"],
        "BisectBatchOnFunctionError": True,
        "FunctionResponseTypes": ["ReportBatchItemFailures"],
        "DestinationConfig": {"OnFailure": {"Destination": incident["queue_arn"]}},
    }
