import math
from itertools import count


def tame(incident, pause_s):
    retries = next(n for n in count(1) if sum(map(pause_s, range(1, n + 1))) > incident["outage_s"])
    shard_seconds = incident["shards"] * incident["minutes"] * 60
    # A batch that hangs bills less than twice its size again: bisecting halves what is left of it each time.
    size = min(incident["most_to_redrive"] // incident["bad_events"], incident["most_billed_twice"] // 2)
    size = min(size, 400)  # 8 s, of a timeout of 10 s
    return {
        "BatchSize": size,
        "MaximumBatchingWindowInSeconds": math.ceil(2 * shard_seconds / incident["most_invocations"]),
        "MaximumRetryAttempts": retries,
        "MaximumRecordAgeInSeconds": 2 * incident["most_age_s"],
        "BisectBatchOnFunctionError": True,
        "FunctionResponseTypes": ["ReportBatchItemFailures"],
        "DestinationConfig": {"OnFailure": {"Destination": incident["queue_arn"]}},
    }
